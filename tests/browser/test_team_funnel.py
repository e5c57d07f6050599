"""Counts at each step: the largest loss has a name, and a count of a few people stays with the group that entered it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from macros.library import Library

from .axe import faults
from .conftest import NARROW
from .team import about, choose, clear, kept, open_here, save, status, visit, work

PLACE = "tools/drop-off/"
Counts = Sequence[int | None]
STAGES = ("reported", "screened", "positive", "referred", "assessed", "recommended", "admitted", "day-90", "completed", "child-home")
EXAMPLE = (480, 396, 180, 152, 91, 78, 60, 43, 31, 20)
ENGLISH = (300, 250, 110, 90, 55, 50, 40, 30, 21, 14)
SPANISH = (180, 146, 70, 62, 36, 28, 20, 13, 10, 6)
LIST = "name,born,stage\nMaria Lopez,4/12/1991,assessed\nWei Chen,11/2/1988,assessed"


@pytest.fixture
def tool(page: Page, address: str) -> Page:
    return visit(page, address, PLACE)


def file(columns: Mapping[str, Counts], /, **more: Any) -> dict[str, Any]:
    """Work with these counts, as the tool saves it."""
    rows = [{"id": f"c{n}", "cells": {"name": name}} for n, name in enumerate(columns, 1)]
    stages = {f"c{n}": dict(zip(STAGES, counts, strict=False)) for n, counts in enumerate(columns.values(), 1)}
    return {**work("Alder County", {}), "tool": "drop-off", "rows": rows, "stages": stages, **more}


def field(page: Page, stage: str, column: int = 0) -> Locator:
    """Where a count is entered."""
    return page.locator(f'[data-count="{stage}"][data-column="{column}"]')


def enter(page: Page, counts: Counts, column: int = 0) -> None:
    """Enters a column's counts, first stage to last."""
    for stage, count in zip(STAGES, counts, strict=False):
        field(page, stage, column).fill("" if count is None else str(count))


def entered(page: Page) -> list[str]:
    """All that stands in the fields."""
    found: list[str] = page.locator("[data-name], [data-count]").evaluate_all("all => all.map((one) => one.value)")
    return found


def paste(page: Page, text: str) -> None:
    """Pastes a table and has it read."""
    page.locator(".tool-funnel__paste").evaluate("part => { part.open = true; }")
    page.locator("#tool-paste").fill(text)
    page.get_by_role("button", name="Read what was pasted").click()


def bring(page: Page, text: str) -> None:
    """Opens a table from a file."""
    page.set_input_files(".tool-funnel__paste [type=file]", {"name": "counts.csv", "mimeType": "text/csv", "buffer": text.encode()})


def figures(page: Page, view: str = "working") -> Locator:
    """What the counts say, in one of the two views."""
    page.locator(f"[name=tool-view][value={view}]").check()
    return page.locator(f"[data-figures={view}]")


def row(figure: Locator, stage: str) -> list[str]:
    """The cells of a stage in the last table of its kind."""
    found = figure.get_by_role("row", name=stage).last.get_by_role("cell")
    return [" ".join(text.split()) for text in found.all_text_contents()]


def paper(page: Page, how: str) -> str:
    """The text of a report or a blank form on paper."""
    page.evaluate("() => { window.print = () => {}; }")
    page.locator(f"[data-act={how}]").click()
    return _text(page.pdf())


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(pdf)).pages)


def table(page: Page) -> list[list[str]]:
    """The cells of the CSV."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    return list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))


def workbook(page: Page) -> str:
    """All text and numbers of the workbook."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save for Excel").click()
    with zipfile.ZipFile(download.value.path()) as book:
        return "\n".join(book.read(name).decode() for name in sorted(book.namelist()) if name.startswith("xl/"))


# -- what counts say


def test_each_step_says_what_was_kept_and_lost_and_the_largest_losses_are_named(tool: Page) -> None:
    enter(tool, EXAMPLE)
    figure = figures(tool)
    expect(figure.get_by_role("listitem")).to_have_text([
        "The largest loss in people: 84 of 480, between “Named in an accepted report” and “Screened for substance use”.",
        "The largest loss in share: 40 percent, between “Referred for assessment” and “Assessment kept”.",
    ])  # fmt: skip
    assert row(figure, "Assessment kept") == ["91", "91 of 152, 60%", "61 Walk through this step", "19%"]
    assert row(figure, "Screened positive") == ["180", "180 of 396, 45%", "216: a finding, not a loss", "38%"]
    assert row(figure, "Named in an accepted report") == ["480", "", "", ""]
    bars = figure.locator("tr").nth(5).locator("rect").evaluate_all("all => all.map((one) => one.width.baseVal.value)")
    assert bars == pytest.approx([100 * 91 / 480, 100 * 61 / 480], abs=0.1)
    figure.get_by_role("link", name="Walk through this step: Assessment kept").click()
    tool.wait_for_url("**/tools/walk-through/")


def test_a_stage_that_nobody_counted_is_skipped_and_said_so(tool: Page) -> None:
    enter(tool, (100, None, None, 50))
    figure = figures(tool)
    assert row(figure, "Screened for substance use") == ["no number yet", "", "", ""]
    assert row(figure, "Referred for assessment") == [
        "50", "50 of 100 at “Named in an accepted report”, 50%", "50: partly a finding Walk through this step", "50%",
    ]  # fmt: skip


def test_a_count_that_rises_and_a_share_of_few_people_are_said(tool: Page) -> None:
    enter(tool, (15, 18, 9))
    figure = figures(tool)
    expect(figure).to_contain_text("“Screened for substance use” has more people than “Named in an accepted report”. Two different groups")
    expect(figure).to_contain_text("Fewer than 20 people: read the percentages marked so with care.")
    assert row(figure, "Screened for substance use")[1:3] == ["18 of 15, 120% (few people)", "3 more than before"]


def test_without_two_counts_no_loss_is_named(tool: Page) -> None:
    enter(tool, (15,))
    expect(figures(tool)).to_contain_text("The largest loss cannot be named, because too many counts are missing.")
    field(tool, "screened").fill("15")
    expect(figures(tool)).to_contain_text("No loss shows between these counts.")


def test_groups_add_up_to_a_total_and_stand_side_by_side(tool: Page) -> None:
    open_here(tool, file({"English": ENGLISH, "Spanish": SPANISH}))
    expect(tool.locator("[data-figures=working] h4")).to_have_text(["English", "Spanish"])
    tool.get_by_label("A group within one period").check()
    figure = figures(tool)
    expect(figure.get_by_role("heading")).to_have_text(["English", "Spanish", "All groups together"])
    assert row(figure.locator("section").first, "Assessment kept") == ["61% of 90", "58% of 62", "60% of 152"]
    assert row(figure, "Assessment kept") == ["91", "91 of 152, 60%", "61 Walk through this step", "19%"]
    tool.reload()
    expect(tool.get_by_label("A group within one period")).to_be_checked()


def test_a_total_that_was_typed_in_is_found_and_left_out(tool: Page) -> None:
    open_here(tool, file({"English": ENGLISH, "Spanish": SPANISH, "Everybody": EXAMPLE}))
    for view in ("working", "share"):
        figure = figures(tool, view)
        expect(figure).to_contain_text("“Everybody” adds up other columns, so it is left out.")
        expect(figure.get_by_role("heading")).to_have_text(["English", "Spanish"])


def test_a_group_that_may_be_a_total_of_the_others_is_pointed_out_on_the_screen_alone(tool: Page) -> None:
    almost = tool.locator(".tool-funnel__almost")
    open_here(tool, file({"A": (195, 180), "All": (200, 183)}))
    expect(almost).to_have_text("")
    tool.get_by_label("A group within one period").check()
    for view in ("working", "share"):
        figures(tool, view)
        expect(almost).to_contain_text("“All” counts a few people more than the other columns together.")
    assert "a few people more" not in paper(tool, "report")
    tool.keyboard.press("Shift")
    field(tool, "reported", 1).fill("300")
    expect(almost).to_be_hidden()


# -- entering


def test_only_whole_numbers_count_and_another_entry_stays_to_be_corrected(tool: Page) -> None:
    about(tool)
    enter(tool, (480, 396))
    field(tool, "screened").fill("39o")
    field(tool, "screened").blur()
    expect(status(tool)).to_have_text("Period 1: Enter a whole number, or leave it empty if nobody has it.")
    field(tool, "positive").fill("1,234")
    field(tool, "positive").blur()
    fault = field(tool, "screened")
    expect(fault).to_have_accessible_description("Enter a whole number, or leave it empty if nobody has it.")
    expect(fault).to_have_attribute("aria-invalid", "true")
    tool.get_by_role("button", name="Add a period or group").click()
    expect(field(tool, "screened")).to_have_value("39o")
    field(tool, "screened").fill("390")
    expect(field(tool, "screened")).to_have_attribute("aria-invalid", "false")
    assert row(figures(tool), "Screened for substance use")[0] == "390"
    assert save(tool)[1]["stages"] == {"c1": {"reported": 480, "screened": 390, "positive": 1234}, "c2": {}}


def test_nothing_is_saved_while_an_entry_would_be_missing_from_the_file(tool: Page) -> None:
    open_here(tool, file({"2025": (480, 203)}))
    field(tool, "screened").fill("203 est")
    expect(tool.locator(".tool__saved")).to_contain_text("1 entry is no count and goes into no file.")
    tool.locator("[data-act=save]").click()
    expect(status(tool)).to_have_text(
        "Nothing was saved. 1 entry is no count and goes into no file. Correct what is marked, or empty its field."
    )
    paste(tool, "2025,positive,90")
    expect(field(tool, "screened")).to_have_value("203 est")
    assert tool.evaluate("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))") is True
    field(tool, "screened").fill("203")
    assert save(tool)[1]["stages"]["c1"] == {"reported": 480, "screened": 203, "positive": 90}


def test_columns_are_added_named_and_removed_after_a_question(tool: Page) -> None:
    enter(tool, (480, 396))
    tool.get_by_label("Name of period 1").fill("2025")
    tool.get_by_role("button", name="Add a period or group").click()
    expect(tool.get_by_label("Name of period 2")).to_be_focused()
    tool.keyboard.type("2026")
    expect(field(tool, "reported", 1)).to_have_accessible_name("2026")
    enter(tool, (500, 450), 1)
    expect(figures(tool).get_by_role("heading")).to_have_text(["2025", "2026"])
    tool.get_by_role("button", name="Remove 2025").click()
    tool.get_by_role("button", name="Keep it").click()
    assert entered(tool)[:4] == ["2025", "2026", "480", "500"]
    tool.get_by_role("button", name="Remove 2025").click()
    tool.get_by_role("button", name="Remove it").click()
    expect(tool.get_by_label("Name of period 1")).to_be_focused()
    assert entered(tool)[:3] == ["2026", "500", "450"]
    assert save(tool)[1]["stages"] == {"c2": {"reported": 500, "screened": 450}}


def test_counts_are_there_after_a_reload_and_from_the_file_in_their_order(tool: Page) -> None:
    about(tool)
    open_here(
        tool, file({"Zulu": ENGLISH, "Alpha": SPANISH, "=1+1 <b>": (7,)}, columns="groups", limit={"count": 15, "whose": "Data office"})
    )
    before = entered(tool)
    assert before[:3] == ["Zulu", "Alpha", "=1+1 <b>"]
    field(tool, "reported", 2).fill("8")
    tool.reload()
    expect(field(tool, "reported", 2)).to_have_value("8")
    saved = save(tool)[1]
    clear(tool)
    assert set(entered(tool)) == {""}
    open_here(tool, saved)
    assert entered(tool) == ["8" if one == "7" else one for one in before]
    assert tool.locator("#tool-limit, #tool-whose").evaluate_all("all => all.map((one) => one.value)") == ["15", "Data office"]


def test_a_file_that_names_its_columns_by_title_is_read_and_a_strange_one_harms_nothing(tool: Page) -> None:
    open_here(tool, {**file({}), "stages": {"Fall 2026": {"reported": 40}}})
    assert entered(tool)[:2] == ["Fall 2026", "40"]
    open_here(tool, {**file({}), "stages": {"2025": {"reported": 480}, "c1": {"reported": 500}, "c2": {"reported": 520}}})
    assert entered(tool)[:6] == ["2025", "c1", "c2", "480", "500", "520"]
    strange = {
        **file({}),
        "rows": [{"id": "__proto__", "cells": {"name": 7}}, {"id": "constructor", "cells": {}}],
        "limit": {"count": -1, "whose": {}},
    }
    open_here(tool, strange)
    field(tool, "reported").fill("44")
    assert entered(tool)[:4] == ["7", "", "44", ""]
    assert tool.evaluate("() => ({}).reported") is None
    choose(tool, file({f"Period {n}": (20,) for n in range(13)}))
    expect(status(tool)).to_contain_text("This file has 13 periods or groups. This page has room for 12. Nothing was changed.")


# -- pasting


def test_a_table_of_three_columns_is_read_pasted_or_from_a_file(tool: Page) -> None:
    paste(tool, "Period\tStage\tCount\n2025\tNamed in an accepted report\t480\n2025\tscreened\t396")
    expect(status(tool)).to_have_text("Read 2 counts in 1 column.")
    assert entered(tool)[:3] == ["2025", "480", "396"]
    expect(tool.locator("#tool-paste")).to_have_value("")
    bring(tool, "2026,reported,500\r\n2025,positive,180\r\n")
    expect(status(tool)).to_have_text("Read 2 counts in 2 columns.")
    assert entered(tool)[:8] == ["2025", "2026", "480", "500", "396", "", "180", ""]
    paste(tool, "2025,reported,999")
    tool.get_by_role("button", name="Keep mine").click()
    expect(field(tool, "reported")).to_have_value("480")
    paste(tool, "2025,reported,999")
    tool.get_by_role("button", name="Replace them").click()
    expect(field(tool, "reported")).to_have_value("999")


def test_the_empty_table_names_the_stages_as_the_page_reads_them(tool: Page) -> None:
    tool.locator(".tool-funnel__paste summary").click()
    with tool.expect_download() as download:
        tool.get_by_role("button", name="Save an empty table to fill in").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(STAGES)
    filled = [lines[0], *(line.replace('"",', '"2026",', 1)[:-2] + f'"{n}"' for line, n in zip(lines[1:], EXAMPLE, strict=True))]
    paste(tool, "\n".join(filled))
    assert entered(tool) == ["2026", *map(str, EXAMPLE)]


def test_a_list_of_people_is_refused_and_kept_nowhere(tool: Page) -> None:
    enter(tool, (480, 396))
    before = kept(tool)
    refused = tool.locator(".tool-funnel__refused")
    for offer in (paste, bring):
        paste(tool, "2026,reported,many")
        expect(refused).to_have_text("This does not look like counts: row 1 has no whole number as its count. Nothing was read.")
        offer(tool, LIST)
        expect(refused).to_have_text(
            "This looks like a list of people: its heading asks for facts about a person. Nothing was read, and nothing was kept."
        )
        expect(tool.locator("#tool-paste")).to_have_value("")
    assert entered(tool)[:3] == ["", "480", "396"]
    assert kept(tool) == before
    assert "Lopez" not in tool.locator("body").inner_html()


# -- the view to share

SAME: dict[str, tuple[dict[str, Counts], dict[str, Counts]]] = {
    "a small count": ({"2026": (100, 60, 7)}, {"2026": (100, 60, 3)}),
    "a count beside a small loss": ({"2026": (45, 38, 20)}, {"2026": (45, 41, 20)}),
    "groups beside their total": (
        {"English": ENGLISH, "Spanish": SPANISH},
        {"English": (300, 250, 110, 88, 55, 51, 40, 31, 19, 11), "Spanish": (180, 146, 70, 64, 36, 27, 20, 12, 12, 9)},
    ),
}
"""Two sets of counts that differ in hidden ones alone."""


@pytest.mark.parametrize("what", SAME)
def test_what_is_shared_printed_or_exported_is_the_same_whatever_a_hidden_count_is(tool: Page, what: str) -> None:
    """Nothing that a reader is given depends on a hidden count: no number, no percentage, no sentence, no bar."""
    found = []
    for columns in SAME[what]:
        open_here(tool, file(columns, columns="groups" if len(columns) > 1 else "periods"))
        share = figures(tool, "share")
        expect(share).to_contain_text("hidden")
        tool.locator("[name=tool-view][value=working]").check()
        page = [share.inner_html(), tool.locator(".tool-funnel__told").inner_text()]
        found.append([*page, table(tool), workbook(tool), paper(tool, "report"), _text(tool.pdf())])
    assert found[0] == found[1]


def test_a_hidden_count_says_so_and_only_the_group_itself_is_told_why(tool: Page) -> None:
    open_here(tool, file({"2026": (45, 38, 20, 7)}))
    inside = figures(tool)
    assert row(inside, "Screened for substance use")[0] == "38Hidden when shared: it would give away a small count."
    assert row(inside, "Referred for assessment")[0] == "7Hidden when shared: a small count."
    share = figures(tool, "share")
    assert row(share, "Screened for substance use") == ["hidden", "", "", ""]
    assert row(share, "Screened positive") == [
        "20",
        "20 of 45 at “Named in an accepted report”, 44%",
        "25: partly a finding Walk through this step",
        "44%",
    ]
    expect(tool.locator(".tool-funnel__told")).to_contain_text("2 counts are hidden here, to protect small groups.")
    assert table(tool)[1:5] == [
        ["2026", "Named in an accepted report", "45", "", "", "", "", ""],
        ["2026", "Screened for substance use", "hidden", "", "", "", "", ""],
        ["2026", "Screened positive", "20", "Named in an accepted report", "44", "25", "partly a finding", "44"],
        ["2026", "Referred for assessment", "hidden", "", "", "", "", ""],
    ]
    tool.emulate_media(media="print")
    for inside_only in (".tool-funnel__form", ".tool-funnel__working", ".tool-funnel__limit", ".tool-funnel__example"):
        expect(tool.locator(inside_only)).to_be_hidden()
    expect(share).to_be_visible()


def test_columns_to_share_as_periods_or_as_groups_but_not_both_say_so(tool: Page) -> None:
    either = "Share these columns as periods or as groups, never both. The two tables together can show what each of them hides."
    told = tool.locator(".tool-funnel__either")
    open_here(tool, file({"A": (203, 150, 41)}))
    figures(tool, "share")
    tool.get_by_label("A group within one period").check()
    expect(told).to_be_hidden()
    expect(status(tool)).not_to_have_text(either)
    open_here(tool, file({"A": (203, 150, 41), "B": (197, 120, 29), "C": (97, 53, 3)}))
    figures(tool, "share")
    expect(told).to_be_visible()
    tool.get_by_label("A group within one period").check()
    expect(status(tool)).to_have_text(either)
    assert "never both" not in paper(tool, "report")


def test_the_file_holds_every_count_and_the_page_says_so(tool: Page) -> None:
    open_here(tool, file({"2026": (45, 38, 20, 7)}))
    assert save(tool)[1]["stages"]["c1"] == {"reported": 45, "screened": 38, "positive": 20, "referred": 7}
    expect(tool.get_by_text("The saved file holds every count, small ones too.")).to_be_visible()


def test_the_limit_is_that_of_local_policy_and_a_lower_one_needs_a_word_on_whose_it_is(tool: Page) -> None:
    open_here(tool, file({"2026": (100, 60, 7)}))
    share = figures(tool, "share")
    limit, told = tool.get_by_label("Smallest count shown"), tool.locator(".tool-funnel__told")
    expect(limit).to_have_value("11")
    limit.fill("5")
    expect(limit).to_have_accessible_description(
        "A lower limit shows more and protects less. Write down who allowed it. Until then 11 is in force."
    )
    assert row(share, "Screened positive")[0] == "hidden"
    tool.get_by_label("Whose rule is it?").fill("Data office, 2026")
    assert row(share, "Screened positive")[0] == "7"
    expect(told).to_contain_text(
        "Counts from 1 to 4, and what would give them away, are hidden. A zero is shown. Whose rule this is: Data office, 2026."
    )
    limit.fill("2")
    expect(limit).to_have_accessible_description("Enter a whole number from 3 to 100.")
    assert row(share, "Screened positive")[0] == "7"
    limit.fill("20")
    assert row(share, "Screened positive")[0] == "hidden"
    assert save(tool)[1]["limit"] == {"count": 20, "whose": "Data office, 2026"}


# -- the example, paper, and every reader


def test_the_invented_example_leaves_our_counts_alone(tool: Page, library: Library) -> None:
    enter(tool, (45, 20))
    before = kept(tool)
    example = tool.locator(".tool-funnel__example")
    expect(example).to_be_hidden()
    tool.get_by_role("button", name="Show the invented example").click()
    expect(status(tool)).to_have_text("This is the invented example. Your own counts are untouched.")
    expect(example).to_contain_text("Pine Fork County does not exist")
    expect(field(tool, "reported")).to_be_hidden()
    assert "Pine Fork" not in paper(tool, "report")
    tool.get_by_role("button", name="Back to our counts").click()
    expect(example).to_be_hidden()
    assert entered(tool)[1:3] == ["45", "20"]
    assert kept(tool) == before
    assert tuple(library.tools["drop-off"].example.values()) == EXAMPLE  # type: ignore[attr-defined]


def test_without_scripts_it_is_a_blank_form_and_the_example_is_drawn(profile: Callable[..., BrowserContext], address: str) -> None:
    page = profile(java_script_enabled=False).new_page()
    page.goto(address + PLACE)
    expect(page.locator(".tool-funnel__box")).to_have_count(3 * len(STAGES))
    expect(page.locator(".tool-funnel input").locator("visible=true")).to_have_count(0)
    example = page.locator(".tool-funnel__example")
    assert row(example, "Assessment kept") == ["91", "91 of 152, 60%", "61", "19%"]
    assert row(example, "Treatment recommended")[2] == "13: a finding, not a loss"
    expect(example).to_contain_text("The largest loss in people: 84 of 480, between “Named in an accepted report”")
    expect(example).to_contain_text("The largest loss in share: 40 percent, between “Referred for assessment” and “Assessment kept”.")
    expect(example.locator("rect")).to_have_count(17)
    text = _text(page.pdf())
    assert "Child welfare counts, from the file." in text
    assert "Pine Fork County, invented" in text


def test_a_blank_form_prints_without_our_counts(tool: Page) -> None:
    open_here(tool, file({"Alder": (431, 38, 20, 7)}))
    text = paper(tool, "blank")
    assert "Treatment counts parents with a first treatment visit." in text
    assert "Alder" not in text.replace("Alder County", "")
    assert "431" not in text
    tool.keyboard.press("Escape")
    assert entered(tool)[:2] == ["Alder", "431"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_counts_can_be_read_by_everyone_on_a_narrow_screen(profile: Callable[..., BrowserContext], address: str, scheme: Any) -> None:
    page = visit(profile(color_scheme=scheme, viewport=NARROW, reduced_motion="reduce").new_page(), address, PLACE)
    open_here(page, file({"English": ENGLISH, "A group with quite a long name of its own": SPANISH}, columns="groups"))
    field(page, "reported").fill("3oo")
    field(page, "reported").blur()
    paste(page, "2026,reported,many")
    for view in ("working", "share"):
        figures(page, view)
        assert faults(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]


def test_counts_are_entered_and_a_view_chosen_by_keyboard_alone(tool: Page) -> None:
    tool.get_by_label("Name of period 1").focus()
    tool.keyboard.type("2026")
    for _ in range(3):  # past the button and the closed part for pasting
        tool.keyboard.press("Tab")
    for count in (100, 60, 7):
        tool.keyboard.type(str(count))
        tool.keyboard.press("Tab")
    tool.locator("[name=tool-view][value=working]").focus()
    tool.keyboard.press("ArrowDown")
    assert row(tool.locator("[data-figures=share]"), "Screened positive")[0] == "hidden"
    expect(tool.locator("[data-figures=share]")).to_be_visible()
