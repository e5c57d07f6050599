"""Tools made of rows: what is written stays where it was put, each page's lists say what follows from it, and paper shows all of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from .axe import faults
from .checks import focused, tab_to
from .conftest import NARROW
from .team import clear, open_here, save, status, visit

INVENTORY, WALK, PROTOCOL, FUNDS = (f"tools/{name}/" for name in ("data-inventory", "walk-through", "protocols", "funds"))
TABLES = pytest.mark.parametrize("place", [INVENTORY, WALK, PROTOCOL, FUNDS], ids=lambda place: place.split("/")[1])
TODAY = "2026-11-22T15:00:00Z"
QUIET = "window.print = () => {}"
WICKED = "<img src=x onerror=\"window.caught='image'\">"


def names(page: Page) -> list[str]:
    """What the rows are called, as they stand."""
    return page.locator(".tool-table__item .tool-table__name").all_inner_texts()


def row(page: Page, place: int) -> Locator:
    """A row, opened; the first is 0."""
    found = page.locator(".tool-table__item").nth(place)
    if found.locator("details").get_attribute("open") is None:
        found.locator("summary").click()
    return found


def write(page: Page, place: int, **cells: str) -> None:
    """Fills in cells of a row, by column; `_` stands for a hyphen."""
    found = row(page, place)
    for column, text in cells.items():
        field = found.locator(f'[data-column="{column.replace("_", "-")}"]')
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)


def view(page: Page, name: str) -> Locator:
    """What is computed from the rows."""
    return page.locator(f'[data-view="{name}"] .tool-table__found')


def papers(page: Page, how: str, paper: str = "Letter") -> list[str]:
    """The text of each sheet of a report or a blank form."""
    page.locator(f"[data-act={how}]").click()
    pdf = page.pdf(format=paper, prefer_css_page_size=True)
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(pdf)).pages]


# -- rows


@TABLES
def test_an_untouched_page_starts_with_the_rows_of_the_tool_and_nothing_to_save(page: Page, address: str, place: str) -> None:
    visit(page, address, place)
    assert len(names(page)) == page.locator(".tool-table__table tbody tr:not(.tool-table__blank)").count() >= 10
    expect(page.locator(".tool__saved")).to_have_text("Not yet saved to a file.")
    file = save(page)[1]
    assert [entry["id"] for entry in file["rows"]] == page.locator(".tool-table__item").evaluate_all(
        "all => all.map(({ dataset }) => dataset.row)"
    )


def test_rows_that_were_added_moved_changed_and_removed_are_so_after_a_reload_and_from_the_file(
    page: Page, address: str, profile: Callable[..., BrowserContext]
) -> None:
    visit(page, address, FUNDS)
    seeded = names(page)
    page.get_by_role("button", name="Add a fund").click()
    expect(status(page)).to_have_text("Row added.")
    assert focused(page.locator(".tool-table__item").last.locator("[data-column=fund]"))
    write(page, -1, fund=WICKED, source="tribal", amount="$120,000", end="2027-06-30", pays="=1+1", owner="Fiscal officer")
    row(page, -1).get_by_role("button", name="Move up").click()
    expect(status(page)).to_have_text(f"Moved to place {len(seeded)} of {len(seeded) + 1}.")
    row(page, 0).get_by_role("button", name="Remove this row").click()
    wanted = [*seeded[1:-1], WICKED, seeded[-1]]
    assert names(page) == wanted
    page.reload()
    page.locator("team-tool[data-live]").wait_for()
    assert names(page) == wanted
    file = save(page)[1]
    cells = file["rows"][-2]["cells"]
    assert cells == {"fund": WICKED, "source": "tribal", "amount": 120000, "end": "2027-06-30", "pays": "=1+1", "owner": "Fiscal officer"}
    elsewhere = visit(profile().new_page(), address, FUNDS)
    open_here(elsewhere, file)
    assert names(elsewhere) == wanted
    assert save(elsewhere)[1] | {"saved": ""} == file | {"saved": ""}
    assert elsewhere.evaluate("[window.caught, document.querySelectorAll('img[src=x]').length]") == [None, 0]


def test_a_removed_row_can_be_put_back_where_it_was(page: Page, address: str) -> None:
    visit(page, address, WALK)
    before = names(page)
    write(page, 2, who="Caseworker")
    row(page, 2).get_by_role("button", name="Remove this row").click()
    assert names(page) == [*before[:2], *before[3:]]
    back = page.get_by_role("button", name="Put it back")
    expect(back).to_be_focused()
    back.click()
    assert names(page) == before
    expect(row(page, 2).locator("[data-column=who]")).to_have_value("Caseworker")


def test_removed_rows_can_be_put_back_in_any_order_whatever_was_done_since(page: Page, address: str) -> None:
    page.add_init_script(QUIET)
    visit(page, address, WALK)
    before = names(page)
    for place in (2, 1, 1):
        row(page, place).get_by_role("button", name="Remove this row").click()
    row(page, -1).get_by_role("button", name="Move up").click()
    row(page, -1).get_by_role("button", name="Move down").click()
    row(page, -2).get_by_role("button", name="Move down").click()
    papers(page, "blank")
    page.keyboard.press("Shift")
    gone = page.locator(".tool-table__removed")
    expect(gone).to_have_text([f"Removed: {name} Put it back" for name in before[1:4]])
    expect(page.locator(".tool-table__list > li").nth(1)).to_have_class("tool-table__removed")
    for place in (1, 1, 0):
        gone.nth(place).get_by_role("button").click()
    assert names(page) == before
    row(page, 0).get_by_role("button", name="Remove this row").click()
    file = save(page)[1]
    expect(gone).to_have_count(1)
    open_here(page, file)
    expect(gone).to_have_count(0)
    page.get_by_role("button", name="Go back to the work that was here before").click()
    expect(gone).to_have_text(f"Removed: {before[0]} Put it back")


def test_a_table_whose_rows_were_all_removed_stays_empty_until_it_is_cleared(page: Page, address: str) -> None:
    visit(page, address, WALK)
    seeded = names(page)
    for _ in seeded:
        row(page, 0).get_by_role("button", name="Remove this row").click()
    page.reload()
    page.locator("team-tool[data-live]").wait_for()
    assert names(page) == []
    expect(page.locator(".tool-table__none")).to_be_visible()
    clear(page)
    assert names(page) == seeded


def test_a_new_row_never_takes_the_id_of_one_that_was_removed(page: Page, address: str) -> None:
    visit(page, address, FUNDS)
    page.get_by_role("button", name="Add a fund").click()
    row(page, -1).get_by_role("button", name="Remove this row").click()
    page.get_by_role("button", name="Add a fund").click()
    assert save(page)[1]["rows"][-1]["id"] == "r2"


@pytest.mark.parametrize(
    ("place", "column", "wrong", "right", "kept"),
    [(WALK, "wait", "about 3", "14", 14), (FUNDS, "amount", "some", "$1,250.50", 1250.5)],
    ids=["days", "money"],
)
def test_a_wrong_entry_is_told_at_its_field_and_kept_until_it_is_mended(
    page: Page, address: str, place: str, column: str, wrong: str, right: str, kept: float
) -> None:
    visit(page, address, place)
    write(page, 0, **{column: wrong})
    field = row(page, 0).locator(f"[data-column={column}]")
    field.blur()
    expect(field).to_have_attribute("aria-invalid", "true")
    told = row(page, 0).locator(".tool-table__wrong")
    expect(told).to_contain_text("Enter ")
    assert told.get_attribute("id") in (field.get_attribute("aria-describedby") or "").split()
    page.reload()
    page.locator("team-tool[data-live]").wait_for()
    expect(field).to_have_value(wrong)
    expect(row(page, 0).locator(".tool-table__wrong")).to_be_visible()
    field.fill(right)
    expect(told).to_have_count(0)
    assert save(page)[1]["rows"][0]["cells"][column] == kept


def test_what_a_file_holds_that_this_edition_does_not_know_is_shown_and_kept(page: Page, address: str) -> None:
    visit(page, address, FUNDS)
    write(page, 0, owner="Fiscal officer")
    file = save(page)[1]
    file["rows"][0] |= {"color": "red"}
    file["rows"][0]["cells"] |= {"source": "lottery", "end": "next year", "match": "10 percent"}
    open_here(page, file)
    expect(row(page, 0).locator("[data-column=source]")).to_have_value("lottery")
    expect(row(page, 0).locator(".tool-table__wrong")).to_have_text("Enter a date, such as 2027-06-30.")
    write(page, 0, owner="Budget office")
    again = save(page)[1]["rows"][0]
    assert again["color"] == "red"
    assert [again["cells"][name] for name in ("source", "end", "match", "owner")] == ["lottery", "next year", "10 percent", "Budget office"]


def test_rows_are_added_filled_in_moved_and_removed_with_the_keyboard_alone(page: Page, address: str) -> None:
    visit(page, address, WALK)
    seeded = names(page)
    page.get_by_role("button", name="Add a step").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("A nurse calls")
    last = page.locator(".tool-table__item").last
    tab_to(page, last.locator("[data-column=wait]"))
    page.keyboard.type("4")
    up = last.get_by_role("button", name="Move up")
    tab_to(page, up)
    page.keyboard.press("Enter")
    moved = page.locator(".tool-table__item").nth(len(seeded) - 1)
    expect(moved.get_by_role("button", name="Move up")).to_be_focused()
    assert names(page) == [*seeded[:-1], "A nurse calls", seeded[-1]]
    tab_to(page, moved.get_by_role("button", name="Remove this row"))
    page.keyboard.press("Enter")
    assert names(page) == seeded
    page.keyboard.press("Enter")
    assert names(page) == [*seeded[:-1], "A nurse calls", seeded[-1]]
    expect(moved.locator("summary")).to_be_focused()


# -- what follows


def test_gaps_are_listed_and_lead_to_the_empty_field(page: Page, address: str) -> None:
    visit(page, address, WALK)
    gaps = view(page, "gaps")
    expect(gaps).to_contain_text("10 of 10 rows have something left open.")
    write(page, 0, who="Caseworker", wait="0", sees="A form in English")
    expect(gaps).to_contain_text("9 of 10 rows have something left open.")
    expect(page.locator(".tool-table__state").first).to_have_text("filled in")
    gaps.locator("summary").click()
    write(page, 1, who="Counselor")
    expect(gaps.get_by_role("listitem").first).to_have_text(
        "The parent hears the result and what comes next: Days of waiting before it, What the family sees"
    )
    gaps.get_by_role("button").first.click()
    expect(row(page, 1).locator("[data-column=wait]")).to_be_focused()


def test_the_inventory_names_what_is_needed_but_not_shared_what_is_collected_twice_and_what_nobody_collects(
    page: Page, address: str
) -> None:
    visit(page, address, INVENTORY)
    places = {name: at for at, name in reversed(list(enumerate(names(page))))}
    held, twice = view(page, "needed-not-shared"), view(page, "collected-twice")
    unknown = f"Not known yet: {len(names(page))} rows have no answer to “collected” or “shared”."
    expect(held).to_have_text(unknown)
    expect(twice).to_have_text(unknown)
    write(page, places["Attendance"], collected="yes", shared="no")
    write(page, places["Discharge and aftercare plan"], collected="partly", shared="partly")
    write(page, places["Treatment recommended and level of care"], collected="yes", shared="yes")
    write(page, places["Language of the family and need for an interpreter"], collected="no")
    first = places["Drug test results"]
    write(page, first, collected="yes")
    write(page, first + 1, collected="partly")
    expect(held.get_by_role("listitem")).to_have_text([
        "Attendance: held by Treatment, needed by Child welfare.",
        "Discharge and aftercare plan: held by Treatment, needed by Child welfare. It arrives in part.",
        "Needed, and nobody collects it: Language of the family and need for an interpreter.",
    ])  # fmt: skip
    expect(twice.get_by_role("listitem")).to_have_text(["Drug test results: Treatment, Child welfare"])


def test_the_path_numbers_its_steps_and_sums_the_waits(page: Page, address: str) -> None:
    visit(page, address, WALK)
    path = view(page, "path")
    expect(path).to_contain_text("No wait is known yet.")
    write(page, 0, wait="0")
    write(page, 1, wait="1", who="Caseworker", sees="A letter")
    write(page, 2, wait="11", surprise="The fax stands in a locked room")
    expect(path).to_contain_text("12 days of waiting in all, over 3 steps whose waits are known. Not known: 7 waits.")
    expect(path).to_contain_text("The longest wait: 11 days, before: The parent is asked to sign a consent.")
    steps = path.locator("ol > li")
    expect(steps).to_have_count(10)
    expect(steps.nth(0)).to_contain_text("the same day")
    expect(steps.nth(1)).to_contain_text("1 day of waiting")
    expect(steps.nth(1)).to_contain_text("Caseworker · A letter")
    expect(steps.nth(2)).to_contain_text("11 days of waiting, the longest")
    expect(steps.nth(2)).to_contain_text("What surprised us: The fax stands in a locked room")


def test_the_funds_that_end_within_18_months_are_listed_and_summed(page: Page, address: str) -> None:
    page.clock.set_fixed_time(TODAY)
    visit(page, address, FUNDS)
    ends = view(page, "ends-within-18-months")
    expect(ends).to_have_text(
        "No fund with a date ends within 18 months.11 funds have no date, so they may be missing here.Counted from November 22, 2026."
    )
    write(page, 0, amount="120000", end="2028-05-22", owner="Fiscal officer")
    write(page, 1, end="2027-01-31")
    write(page, 2, amount="5000", end="2028-05-23")
    write(page, 3, amount="7000", end="2026-11-21")
    expect(ends.get_by_role("listitem")).to_have_text([
        "Title IV-E prevention services (Family First): amount not known, ends January 31, 2027. Owner: nobody yet.",
        "Medicaid: $120,000 a year, ends May 22, 2028. Owner: Fiscal officer.",
        "Title IV-B, with Promoting Safe and Stable Families: ended November 21, 2026.",
    ])  # fmt: skip
    expect(ends).to_contain_text("Together $120,000 a year, from 2 funds. 1 of them has no amount yet, so the sum is too low.")
    expect(ends).to_contain_text("7 funds have no date")


def test_the_protocol_stands_under_its_permissions_and_says_what_waits_for_counsel(page: Page, address: str) -> None:
    visit(page, address, PROTOCOL)
    protocol = view(page, "protocol")
    expect(protocol).to_contain_text("2 rows wait for counsel. Do not sign before they are settled.")
    write(page, 0, permission="ask", backup="Unit desk")
    expect(protocol).to_contain_text("3 rows wait for counsel.")
    write(page, 1, permission="")
    expect(protocol).to_contain_text("1 row has no permission yet.")
    groups = protocol.locator(".tool-table__group")
    expect(groups.first).to_have_text("A consent that names the receiver, these facts and this purpose")
    expect(groups.last).to_have_text("No permission chosen yet")
    page.get_by_label("Between which agencies?").fill("Alder County Child Welfare and Harbor Clinic")
    title = protocol.locator(".tool-table__title")
    expect(title).to_have_text("Communication protocol between Alder County Child Welfare and Harbor Clinic")
    page.reload()
    page.locator("team-tool[data-live]").wait_for()
    expect(title).to_contain_text("Harbor Clinic")
    assert save(page)[1]["between"] == "Alder County Child Welfare and Harbor Clinic"


# -- out


def test_the_table_leaves_as_csv_with_what_is_chosen_in_words_and_no_live_formula(page: Page, address: str) -> None:
    visit(page, address, FUNDS)
    write(page, 0, amount="$120,000", pays="=1+1", end="2027-06-30")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert rows[0][:4] == ["Fund", "From", "Amount a year", "What it pays for here"]
    assert rows[1][:4] + rows[1][5:6] == ["Medicaid", "More than one", "120000", "'=1+1", "2027-06-30"]
    assert len(rows) == 12


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_the_protocol_prints_on_one_sheet_to_sign(page: Page, address: str, paper: str) -> None:
    page.add_init_script(QUIET)
    visit(page, address, PROTOCOL)
    events = names(page)
    for place in range(len(events)):
        write(page, place, means="Call, then secure message", backup="Supervisor; unit desk")
    page.locator("#tool-round").fill("Second draft")
    first, *rest = papers(page, "report", paper)
    assert "Communication protocol: Second draft" in first
    assert "Consent ends or is taken back" in first
    assert first.count("Name and title, signature, date") == 3
    assert "edition 2026-11" in first
    assert "Still open" in rest[0]
    assert len(rest) == 1


@TABLES
def test_a_report_holds_all_that_was_written_and_a_blank_form_none_of_it(page: Page, address: str, place: str) -> None:
    page.add_init_script(QUIET)
    visit(page, address, place)
    row(page, 0).locator("textarea").first.fill("Written on the first page of the charter")
    report = " ".join(papers(page, "report"))
    assert "first page of the charter" in report
    assert "Remove this row" not in report
    page.keyboard.press("Shift")
    blank = " ".join(papers(page, "blank"))
    assert "charter" not in blank
    assert "Still open" not in blank
    assert "filled in" not in blank
    page.keyboard.press("Shift")
    expect(row(page, 0).locator("textarea").first).to_have_value("Written on the first page of the charter")


@TABLES
def test_without_scripts_a_blank_form_is_there_to_read_and_print(address: str, profile: Callable[..., BrowserContext], place: str) -> None:
    plain = profile(java_script_enabled=False, viewport=NARROW).new_page()
    plain.goto(address + place)
    expect(plain.locator(".tool__plain")).to_be_visible()
    rows = plain.locator(".tool-table__table tbody tr")
    expect(rows.first).to_be_visible()
    assert plain.locator(".tool-table__blank").count() >= 4
    for hidden in (".tool-table__edit", ".tool__views", ".tool__bar", ".tool__out"):
        expect(plain.locator(hidden)).to_be_hidden()
    assert rows.first.evaluate("row => row.getBoundingClientRect().right <= 320")


@TABLES
def test_a_phone_shows_open_rows_and_views_without_scrolling_sideways_or_faults(
    address: str, profile: Callable[..., BrowserContext], place: str
) -> None:
    page = visit(profile(viewport=NARROW).new_page(), address, place)
    row(page, 0)
    row(page, -1).get_by_role("button", name="Remove this row").click()
    page.locator(".tool-table__gaps summary").click()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]
    assert faults(page) == []
