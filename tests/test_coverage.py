"""Every content unit of a module's sources landed under a heading of the site, or in the facts that a page prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.library import Library

from .conftest import ROOT

LISTS = sorted((ROOT / "docs/training").glob("*/coverage.yml"))
of_each_module = pytest.mark.parametrize("path", LISTS, ids=lambda path: path.parent.name)


def listed(path: Path) -> tuple[dict[str, int], list[dict[str, str]]]:
    """Units of each family in the sources, and the units of the list."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data["families"], data["units"]


def headings(library: Library, page: str) -> list[str]:
    """The headings of a page, none if there is no such page."""
    return [text for _, text, _ in library.pages[page].markup.headings] if page in library.pages else []


def test_module_7_covers_the_200_units_of_its_sources() -> None:
    families, units = listed(ROOT / "docs/training/module-7/coverage.yml")
    assert sum(families.values()) == len(units) == 200


@of_each_module
def test_each_unit_of_each_family_is_listed_once_and_in_order(path: Path) -> None:
    families, units = listed(path)
    assert [unit["id"] for unit in units] == [f"{family}{n:02}" for family, count in families.items() for n in range(1, count + 1)]


@of_each_module
def test_a_unit_says_where_it_landed_and_nothing_else(path: Path) -> None:
    known = ({"id", "page", "heading"}, {"id", "page", "heading", "data"})
    assert [unit["id"] for unit in listed(path)[1] if set(unit) not in known] == []


@of_each_module
def test_a_unit_landed_under_a_heading_that_is_there_once(path: Path, library: Library) -> None:
    units = listed(path)[1]
    lost = [unit for unit in units if headings(library, unit["page"]).count(unit["heading"]) != 1]
    assert lost == [], "name the heading that teaches it today"


@of_each_module
def test_a_unit_that_landed_in_facts_names_a_file_of_them(path: Path) -> None:
    named = {unit["data"] for unit in listed(path)[1] if "data" in unit}
    assert sorted(name for name in named if not (ROOT / name).is_file()) == []


@of_each_module
def test_every_lesson_teaches_some_of_the_units(path: Path, library: Library) -> None:
    pages = {unit["page"] for unit in listed(path)[1]}
    assert [lesson for lesson in library.course.module(path.parent.name).lessons if lesson not in pages] == []
