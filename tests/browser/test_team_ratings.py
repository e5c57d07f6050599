"""One agency rates its own daily practice: counts by section, what is not yet so as a rule, next steps, and no comparison with others."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from macros.library import Library
from macros.tools import Ratings

from .axe import faults
from .conftest import NARROW
from .team import about, answer, open_here, save, visit

PLACE = "tools/capacity-check/"


@pytest.fixture
def check(page: Page, address: str) -> Page:
    """The capacity check with two answers."""
    visit(page, address, PLACE)
    about(page, "Harbor Clinic")
    answer(page, "values-partners-success", "in-place")
    answer(page, "values-principles-used", "not-yet")
    return page


@pytest.fixture
def tool(library: Library) -> Ratings:
    found = library.tools["capacity-check"]
    assert isinstance(found, Ratings)
    return found


def test_each_section_is_counted_and_what_is_missing_is_named(check: Page, tool: Ratings) -> None:
    check.locator("[data-panel=result]").click()
    first = tool.sections[0]
    row = check.locator(".tool-result tbody tr").first
    expect(row.locator("td").first).to_contain_text(f"1 of {len(first.items)} as a rule")
    one = check.locator(".tool-result__one").first
    expect(one.locator("li").first).to_contain_text(f"{first.items[1].text.removesuffix('.')} (not yet)")
    expect(check.locator('[data-panel-of="result"]')).to_contain_text("Different answers describe different agencies.")
    assert check.locator(".tool-result tbody tr").count() == len(tool.sections)


def test_the_file_opens_again_and_has_no_partners(check: Page) -> None:
    name, file = save(check)
    assert name == "capacity-check-harbor-clinic-2026-11-20.json"
    assert "views" not in file
    open_here(check, file)
    expect(check.locator('[data-item="values-principles-used"] [value=not-yet]')).to_be_checked()
    assert check.get_by_role("button", name="Add as a partner").count() == 0


def test_the_table_says_section_item_and_answer(check: Page, tool: Ratings) -> None:
    with check.expect_download() as download:
        check.get_by_role("button", name="Save as CSV").click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    items = [item for section in tool.sections for item in section.items]
    assert rows[0][:4] == ["Id", "Section", "Item", "Answer"]
    assert [row[0] for row in rows[1:]] == [item.id for item in items]
    assert rows[1][3] == "As a rule"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_part(check: Page, scheme: str) -> None:
    check.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    for name in ("rate", "result", "actions", "rounds"):
        check.locator(f"[data-panel={name}]").click()
        if name == "actions":
            check.get_by_role("button", name="Add a step").click()
        assert faults(check) == [], name


def test_nothing_is_cut_off_on_a_narrow_phone(profile: Callable[..., BrowserContext], address: str) -> None:
    page = visit(profile(viewport=NARROW).new_page(), address, PLACE)
    for name in ("rate", "result", "actions", "rounds"):
        page.locator(f"[data-panel={name}]").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_without_scripts_it_prints_with_room_for_notes_and_steps(
    profile: Callable[..., BrowserContext], address: str, tool: Ratings
) -> None:
    page = profile(java_script_enabled=False).new_page()
    page.goto(f"{address}{PLACE}")
    page.emulate_media(media="print")
    items = [item for section in tool.sections for item in section.items]
    assert page.locator("[data-item]:visible").count() == len(items)
    expect(page.locator(".tool-item__line").first).to_be_visible()
    expect(page.get_by_role("table", name="Next steps")).to_be_visible()
