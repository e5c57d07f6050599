"""Resources name works and give anchors; a page that lists works cites them."""

from __future__ import annotations

from pathlib import Path

from macros.library import Library
from macros.resources import Group, Resource, Resources
from macros.source import Use

from . import project

LISTED = Resources(groups=(Group(id="plans", title="Plans", works=(Resource(id="wells-2011", note="A model."),)),))
PLACE = ("groups", 0, "works", 0, "id")


def test_a_resource_names_its_work_with_its_place() -> None:
    assert list(LISTED.uses()) == [Use("reference", "wells-2011", PLACE)]


def test_a_list_gives_the_ids_of_its_groups_and_of_its_works() -> None:
    groups = Use("group of resources", "plans", ("groups", 0, "id"))
    assert list(LISTED.defines()) == [groups, Use("resource", "wells-2011", PLACE)]


def test_an_address_has_moved_only_when_the_list_says_so() -> None:
    assert LISTED.groups[0].works[0].moved is False


def test_a_page_cites_the_works_that_it_recommends(tmp_path: Path) -> None:
    project.write(tmp_path, {"docs/index.md": {"Read about": '{{ resources("module-1") }}\n\nRead about'}})
    library = Library.open(tmp_path)
    assert library.cited_on(library.pages["index.md"]) == ["wells-2011", "okafor-2019"]


def test_each_module_has_resources_of_its_own_or_none(tmp_path: Path) -> None:
    project.write(tmp_path)
    assert list(Library.open(tmp_path).resources) == ["module-1"]


def test_a_list_that_cannot_be_read_is_reported_once(tmp_path: Path) -> None:
    changed = {"docs/index.md": {"Read about": '{{ resources("module-1") }}\n\nRead about'}}
    project.write(tmp_path, changed, {"docs/training/module-1/resources.yml": "groups: []\n"})
    assert project.mistakes(tmp_path) == ["docs/training/module-1/resources.yml:1: `groups` has too few items (give at least 1)"]
