"""A tool's work is its team's: it stays until it is cleared, leaves as a file only, and no file or second tab costs any of it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import NARROW
from .team import NAME, about, answer, choose, chosen, clear, item, keep_on_computer, kept, open_here, save, status, visit, work

FIELDS = "all => all.map((one) => [one.name || one.id, one.type === 'radio' ? one.checked : one.value])"
WICKED = "<img src=x onerror=\"window.caught='image'\"><script>window.caught='script'</script>"


@pytest.fixture
def tool(page: Page, address: str) -> Page:
    """The matrix self-assessment with a few answers."""
    visit(page, address)
    about(page)
    answer(page, "values-01", "in-place")
    answer(page, "values-02", "does-not-apply")
    item(page, "values-02").get_by_label("Why does it not apply?").fill("No treatment provider sits in our county.")
    item(page, "values-01").get_by_text("Add what you could show").click()
    item(page, "values-01").get_by_label("What could you show?").fill("=1+1 is on the first page of our charter\nand on the second.")
    answer(page, "screening-03", "unknown")
    return page


def fields(page: Page) -> list[Any]:
    """All that is entered in the form."""
    return page.locator(".tool__about input, .tool__fields :is(input, textarea)").evaluate_all(FIELDS)


# -- kept


def test_what_was_entered_is_there_after_a_reload_and_in_another_browser_from_the_file(
    tool: Page, address: str, profile: Callable[..., BrowserContext]
) -> None:
    before = fields(tool)
    tool.reload()
    tool.locator("team-tool[data-live]").wait_for()
    assert fields(tool) == before
    name, file = save(tool)
    assert name == "matrix-self-assessment-children-s-family-court-n-2026-11-20.json"
    assert file["about"]["partner"] == NAME
    elsewhere = visit(profile().new_page(), address)
    open_here(elsewhere, file)
    assert fields(elsewhere) == before
    assert save(elsewhere)[1] | {"saved": ""} == file | {"saved": ""}


def test_an_answer_that_is_lowered_or_cleared_stays_so(tool: Page) -> None:
    answer(tool, "values-01", "not-yet")
    item(tool, "screening-03").get_by_role("button", name="Clear this answer").click()
    tool.reload()
    tool.locator("team-tool[data-live]").wait_for()
    assert (chosen(tool, "values-01"), chosen(tool, "screening-03")) == ("not-yet", None)
    file = save(tool)[1]
    assert file["answers"]["screening-03"]["answer"] is None
    open_here(tool, file)
    assert (chosen(tool, "values-01"), chosen(tool, "screening-03")) == ("not-yet", None)


def test_a_draft_ends_with_the_tab_unless_a_team_wants_it_kept(tool: Page, address: str) -> None:
    other = visit(tool.context.new_page(), address)
    assert chosen(other, "values-01") is None
    keep_on_computer(tool)
    tool.close()
    expect(other.locator('[data-item="values-01"] :checked')).to_have_count(0)
    assert chosen(visit(other, address), "values-01") == "in-place"


def test_clearing_leaves_nothing_of_the_tool(tool: Page) -> None:
    keep_on_computer(tool)
    assert kept(tool)
    clear(tool)
    assert kept(tool) == {}
    assert (chosen(tool, "values-01"), tool.input_value("#tool-partner")) == (None, "")


def test_clearing_says_that_another_tabs_own_draft_stays(tool: Page, address: str) -> None:
    other = visit(tool.context.new_page(), address)
    answer(other, "values-01", "partly")
    tool.get_by_role("button", name="Clear from this computer").click()
    expect(tool.locator(".tool__question")).to_contain_text("from this tab and this computer, also where another tab shows it")
    tool.get_by_role("button", name="Clear it").click()
    expect(status(tool)).to_have_text("Cleared. A tab with a draft of its own keeps it.")
    other.reload()
    other.locator("team-tool[data-live]").wait_for()
    assert chosen(other, "values-01") == "partly"


def test_clearing_one_tool_leaves_the_learners_record(page: Page, address: str) -> None:
    visit(page, address)
    page.evaluate("localStorage.setItem('toolkit:lesson:x', '1')")
    about(page)
    keep_on_computer(page)
    clear(page)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('toolkit'))") == ["toolkit:lesson:x"]


def test_a_second_tab_reads_until_it_takes_over_and_nobody_loses_a_change(tool: Page, address: str) -> None:
    keep_on_computer(tool)
    second = visit(tool.context.new_page(), address)
    expect(second.locator(".tool__notices")).to_contain_text("open in another tab")
    expect(second.locator("[name=tool-values-01]").first).to_be_disabled()
    second.get_by_role("button", name="Next: Screening and assessment").click()
    expect(second.locator('[data-item="screening-03"] [value=unknown]')).to_be_checked()
    second.locator(".tool-steps__step").first.click()
    answer(tool, "values-03", "partly")
    expect(second.locator('[data-item="values-03"] [value=partly]')).to_be_checked()
    second.get_by_role("button", name="Take over here").click()
    second.get_by_role("button", name="Take over", exact=True).click()
    expect(second.locator("[name=tool-values-01]").first).to_be_enabled()
    expect(tool.locator("[name=tool-values-01]").first).to_be_disabled()
    answer(second, "values-04", "not-yet")
    expect(tool.locator('[data-item="values-04"] [value=not-yet]')).to_be_checked()
    assert [chosen(tool, id) for id in ("values-01", "values-03", "values-04")] == ["in-place", "partly", "not-yet"]


def test_a_tab_that_only_reads_opens_no_file_and_is_told_when_the_other_is_closed(tool: Page, address: str) -> None:
    keep_on_computer(tool)
    second = visit(tool.context.new_page(), address)
    chooser = second.locator(".tool__file [type=file]")
    expect(chooser).to_be_disabled()
    tool.close()
    expect(chooser).to_be_enabled()
    expect(second.locator(".tool__notices")).to_be_hidden()
    open_here(second, work("Court", {"values-01": "partly"}))
    choose(second, work("Harbor Clinic", {"values-01": "not-yet"}))
    third = visit(second.context.new_page(), address)
    third.get_by_role("button", name="Take over here").click()
    third.get_by_role("button", name="Take over", exact=True).click()
    for way in ("Open it here", "Add as a partner"):
        expect(second.get_by_role("button", name=way)).to_be_disabled()
    expect(second.get_by_role("button", name="Go back to the work that was here before")).to_have_count(0)
    second.get_by_role("button", name="Leave everything as it is").click()
    assert chosen(second, "values-01") == "partly"


def test_files_that_were_being_read_when_another_tab_took_over_are_not_added(tool: Page, address: str) -> None:
    keep_on_computer(tool)
    tool.evaluate("""() => {
      const read = File.prototype.text;
      File.prototype.text = async function () {
        await new Promise((go) => (window.goOn = go));
        return read.call(this);
      };
    }""")
    choose(tool, work("Harbor Clinic", {"values-01": "partly"}))
    second = visit(tool.context.new_page(), address)
    second.get_by_role("button", name="Take over here").click()
    second.get_by_role("button", name="Take over", exact=True).click()
    expect(tool.locator(".tool__notices")).to_contain_text("open in another tab")
    tool.evaluate("window.goOn()")
    expect(status(tool)).to_have_text("Nothing was changed.")
    expect(tool.locator(".tool__preview")).to_be_hidden()


def test_a_tab_that_is_loaded_again_goes_on_writing_while_the_other_is_out_of_sight(tool: Page, address: str) -> None:
    keep_on_computer(tool)
    second = tool.context.new_page()
    second.add_init_script("Object.defineProperty(document, 'hidden', { get: () => window.away ?? true })")
    visit(second, address)
    tool.reload()
    expect(tool.locator("team-tool")).to_have_attribute("data-live", "")
    expect(tool.locator("[name=tool-values-01]").first).to_be_enabled()
    tool.close()
    expect(second.locator("[name=tool-values-01]").first).to_be_disabled()
    second.evaluate("() => { window.away = false; document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); }")
    expect(second.locator("[name=tool-values-01]").first).to_be_enabled()
    assert chosen(second, "values-01") == "in-place"


def test_another_tab_is_told_when_the_tool_is_cleared(tool: Page, address: str) -> None:
    keep_on_computer(tool)
    second = visit(tool.context.new_page(), address)
    clear(tool)
    expect(status(second)).to_have_text("This tool was cleared in another tab.")
    assert kept(second) == {}


def test_a_note_is_never_longer_than_a_file_may_hold(tool: Page) -> None:
    note = item(tool, "values-01").get_by_label("What could you show?")
    note.focus()
    tool.keyboard.insert_text("x" * 20_100)
    tool.reload()
    tool.locator("team-tool[data-live]").wait_for()
    assert chosen(tool, "values-02") == "does-not-apply"


def test_a_browser_without_room_says_so_and_the_work_can_still_be_saved(page: Page, address: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    visit(page, address)
    about(page)
    expect(page.locator(".tool__notices")).to_contain_text("no room left")
    answer(page, "values-01", "partly")
    assert save(page)[1]["answers"]["values-01"]["answer"] == "partly"


def test_a_draft_that_cannot_be_read_is_set_aside_and_offered(page: Page, address: str) -> None:
    visit(page, address)
    page.evaluate("sessionStorage.setItem('toolkit-team:draft:matrix-self-assessment', '{broken')")
    visit(page, address)
    expect(page.locator(".tool__notices")).to_contain_text("could not be read")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the unreadable draft to a file").click()
    assert Path(download.value.path()).read_text(encoding="utf-8") == "{broken"
    answer(page, "values-01", "partly")
    assert "{broken" in kept(page).values()


# -- saved


def test_it_is_always_in_sight_whether_the_work_is_in_a_file(tool: Page) -> None:
    saved = tool.locator(".tool__saved")
    expect(saved).to_have_text("Not yet saved to a file. Changes are in no file yet.")
    expect(saved).to_be_in_viewport()
    save(tool)
    expect(saved).to_have_text(re.compile(r"^Last saved to a file: [^.]+ on \w+ \d+, \d{4}\.$"))
    answer(tool, "values-03", "partly")
    expect(saved).to_contain_text("Changes are in no file yet.")


def leaves(page: Page) -> bool:
    """Whether the page may be left without a warning."""
    left: bool = page.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    return left


def test_leaving_warns_only_while_work_would_be_lost(tool: Page) -> None:
    assert not leaves(tool)
    save(tool)
    assert leaves(tool)
    answer(tool, "values-03", "partly")
    assert not leaves(tool)
    keep_on_computer(tool)
    assert leaves(tool)


@pytest.mark.parametrize("key", ["s", "S"], ids=["plain", "caps lock"])
def test_the_keys_that_save_everywhere_save_here(tool: Page, key: str) -> None:
    pressed = "(key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true }))"
    with tool.expect_download() as download:
        tool.evaluate(pressed, key)
    assert download.value.suggested_filename.endswith(".json")


PICKER = """() => {
  window.showSaveFilePicker = async () => (await navigator.storage.getDirectory()).getFileHandle('ours.json', { create: true });
  window.showOpenFilePicker = async () => [await window.showSaveFilePicker()];
}"""
CONTENT = "async () => (await (await (await navigator.storage.getDirectory()).getFileHandle('ours.json')).getFile()).text()"


def test_where_a_browser_can_the_work_goes_back_into_the_same_file(tool: Page) -> None:
    tool.evaluate(PICKER)
    tool.get_by_role("button", name="Choose a file to keep saving to").click()
    expect(status(tool)).to_have_text("Saved to ours.json.")
    answer(tool, "values-03", "partly")
    tool.get_by_role("button", name="Save to ours.json").click()
    expect(tool.locator(".tool__saved")).not_to_contain_text("no file")
    assert '"partly"' in tool.evaluate(CONTENT)


SLOW = """() => {
  const make = FileSystemFileHandle.prototype.createWritable;
  FileSystemFileHandle.prototype.createWritable = async function () {
    await new Promise((go) => (window.goOn = go));
    return make.call(this);
  };
}"""


def test_what_is_answered_while_a_file_is_written_is_not_lost(tool: Page) -> None:
    tool.evaluate(PICKER)
    tool.get_by_role("button", name="Choose a file to keep saving to").click()
    expect(status(tool)).to_have_text("Saved to ours.json.")
    tool.evaluate(SLOW)
    tool.get_by_role("button", name="Save to ours.json").click()
    tool.wait_for_function("() => Boolean(window.goOn)")
    answer(tool, "values-03", "partly")
    tool.evaluate("window.goOn()")
    expect(status(tool)).to_have_text("Saved to ours.json.")
    expect(tool.locator(".tool__saved")).to_contain_text("Changes are in no file yet.")
    tool.reload()
    tool.locator("team-tool[data-live]").wait_for()
    assert chosen(tool, "values-03") == "partly"


def test_a_file_that_somebody_else_changed_is_not_written_over(tool: Page) -> None:
    tool.evaluate(PICKER)
    tool.get_by_role("button", name="Choose a file to keep saving to").click()
    expect(status(tool)).to_have_text("Saved to ours.json.")
    tool.evaluate("""async () => {
      const writer = await (await window.showSaveFilePicker()).createWritable();
      await writer.write('{"theirs": true}');
      await writer.close();
    }""")
    answer(tool, "values-03", "partly")
    tool.get_by_role("button", name="Save to ours.json").click()
    expect(status(tool)).to_contain_text("has changed since you opened it")
    assert tool.evaluate(CONTENT) == '{"theirs": true}'
    assert save(tool)[1]["answers"]["values-03"]["answer"] == "partly"


# -- opened


def test_a_file_shows_first_what_it_holds_and_cancelling_changes_nothing(tool: Page) -> None:
    before, draft = fields(tool), kept(tool)
    choose(tool, work("Harbor Clinic", {"values-01": "partly", "values-02": "not-yet"}))
    preview = tool.locator(".tool__preview")
    expect(preview).to_be_focused()
    expect(preview).to_contain_text("The file says: Harbor Clinic, Fall 2026, saved November 20, 2026. This file holds 2 answers.")
    expect(preview).to_contain_text("replaces the work on this page, which is in no file yet")
    tool.get_by_role("button", name="Leave everything as it is").click()
    assert (fields(tool), kept(tool)) == (before, draft)


def test_opening_can_be_undone_and_the_undoing_too(tool: Page) -> None:
    before = fields(tool)
    open_here(tool, work("Harbor Clinic", {"values-01": "partly"}))
    assert chosen(tool, "values-01") == "partly"
    back = tool.get_by_role("button", name="Go back to the work that was here before")
    back.click()
    assert fields(tool) == before
    expect(back).to_be_focused()
    back.click()
    assert chosen(tool, "values-01") == "partly"
    save(tool)
    expect(back).to_have_count(0)


def test_the_same_file_opened_twice_changes_nothing(tool: Page) -> None:
    file = save(tool)[1]
    open_here(tool, file)
    once = fields(tool)
    open_here(tool, file)
    assert fields(tool) == once
    assert save(tool)[1] | {"saved": ""} == file | {"saved": ""}


def test_a_file_of_an_earlier_wording_is_read_and_what_changed_in_meaning_waits(page: Page, address: str) -> None:
    answers = {"values-01": "partly", "values-02": "in-place", "values-99": "in-place"}
    file = work("Harbor Clinic", answers, edition="2025-01", future={"kept": 1})
    file["answers"]["values-02"]["revision"] = 0
    visit(page, address)
    choose(page, file)
    facts = page.locator(".tool__preview")
    expect(facts).to_contain_text("This file holds 1 answer. To confirm, because the wording has changed: 1.")
    expect(facts).to_contain_text("No longer asked: 1.")
    expect(facts).to_contain_text("Not known to this edition: 1 entry, kept in the file.")
    expect(facts).to_contain_text("It comes from edition 2025-01.")
    page.get_by_role("button", name="Open it here").click()
    assert chosen(page, "values-02") is None
    expect(item(page, "values-02")).to_contain_text("You said “In place” on November 20, 2026 to an earlier wording.")
    item(page, "values-02").get_by_role("button", name="Yes, keep my answer").click()
    assert chosen(page, "values-02") == "in-place"
    saved = save(page)[1]
    assert saved["future"] == {"kept": 1}
    assert saved["answers"]["values-99"]["answer"] == "in-place"
    assert saved["answers"]["values-02"] == {"answer": "in-place", "revision": 1}


def test_an_earlier_round_is_added_without_a_word_about_its_wording(tool: Page) -> None:
    file = work(NAME, {"values-02": "in-place"}, round="Spring 2026")
    file["answers"]["values-02"]["revision"] = 0
    choose(tool, file)
    tool.get_by_role("button", name="Add as an earlier round").click()
    expect(status(tool)).to_have_text(f"Added: {NAME}.")


REFUSED = {
    "a newer file": ({**work("X", {}), "format": 99}, "newer edition"),
    "another tool's file": ({**work("X", {}), "tool": "funds"}, "another tool"),
    "a learner's record": ({"kind": "collaborative-practice-toolkit/learner-record", "format": 1}, "not a file that one of these tools"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "not a file that one of these tools"),
    "a file cut short": (b'{"kind": "collaborative-practice-toolkit/team-tool", "form', "damaged or cut short"),
    "an empty file": (b"", "not a file that one of these tools"),
    "a huge file": (b"{" + b" " * 20_100_000 + b"}", "larger than 20 MB"),
    "a file without end": (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "not a file that one of these tools"),
    "a wrong shape": ({**work("X", {}), "answers": [1]}, "not as this site writes it"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_opened_is_refused_with_a_reason_and_changes_nothing(tool: Page, name: str) -> None:
    content, reason = REFUSED[name]
    before, draft = fields(tool), kept(tool)
    choose(tool, content)
    expect(status(tool)).to_contain_text("was not opened.")
    expect(status(tool)).to_contain_text(reason)
    assert (fields(tool), kept(tool)) == (before, draft)


def test_files_that_are_too_much_for_one_file_are_not_added(tool: Page) -> None:
    before, draft = fields(tool), kept(tool)
    files = [work(partner, {"values-01": "partly"}, future=["x" * 20_000] * 260) for partner in ("Court", "Harbor Clinic")]
    choose(tool, *files)
    expect(status(tool)).to_have_text("Together this is more than one file can hold. Nothing was added.")
    assert (fields(tool), kept(tool)) == (before, draft)
    assert "views" not in save(tool)[1]


def test_nothing_in_a_file_runs_or_reaches_the_page_as_html(page: Page, address: str) -> None:
    file = work(WICKED, {"values-01": "partly"}, round=WICKED)
    file["answers"]["values-01"] |= {"note": WICKED, "lead": WICKED}
    file["actions"] = [{"id": "a1", "items": ["values-01"], "what": WICKED, "state": "open"}]
    hostile = work("proto", {}) | {"views": [file]}
    text = json.dumps(hostile).replace('"rows"', '"__proto__": {"caught": "proto"}, "rows"')
    visit(page, address)
    open_here(page, file)
    choose(page, text.encode())
    page.get_by_role("button", name="Open it here").click()
    for panel in ("result", "partners", "actions", "rounds"):
        page.locator(f"[data-panel={panel}]").click()
    assert page.evaluate("[window.caught, {}.caught]") == [None, None]
    assert page.locator(".tool img, .tool script").count() == 0


# -- out


def test_a_table_for_a_spreadsheet_holds_the_work_and_no_formula(tool: Page) -> None:
    with tool.expect_download() as download:
        tool.get_by_role("button", name="Save as CSV").click()
    assert download.value.suggested_filename == "matrix-self-assessment-children-s-family-court-n-2026-11-20.csv"
    raw = Path(download.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(rows) == 89
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["Id"], first["Answer"]) == ("values-01", "In place")
    assert first["What we could show"] == "'=1+1 is on the first page of our charter\nand on the second."
    assert not [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r]", cell)]


def test_a_workbook_holds_the_answers_the_result_and_the_steps(tool: Page) -> None:
    tool.locator("[data-panel=actions]").click()
    tool.get_by_role("button", name="Add a step").click()
    tool.get_by_label("What", exact=True).fill("@home visits together")
    with tool.expect_download() as download:
        tool.get_by_role("button", name="Save for Excel").click()
    with zipfile.ZipFile(download.value.path()) as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    for wanted in ("Answers", "Where we stand", "Next steps", "No treatment provider sits in our county.", "@home visits together"):
        assert wanted in text
    assert "<f>" not in text


def test_paper_holds_every_note_and_which_edition_was_rated(tool: Page) -> None:
    tool.emulate_media(media="print")
    tool.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(item(tool, "values-01").locator(".tool__mirror")).to_contain_text("and on the second.")
    expect(item(tool, "values-02").locator(".tool__mirror")).to_have_text("No treatment provider sits in our county.")
    expect(tool.locator(".tool__cover-facts")).to_contain_text("edition 2026-11")
    expect(tool.locator(".tool__cover-facts")).to_be_visible()
    tool.evaluate("dispatchEvent(new Event('afterprint'))")
    tool.evaluate("window.print = () => {}")
    tool.emulate_media(media="screen")
    tool.get_by_role("button", name="Print the report").click()
    tool.emulate_media(media="print")
    cover = tool.locator(".tool__cover")
    expect(cover).to_be_visible()
    expect(cover).to_contain_text(NAME)
    expect(cover).to_contain_text("edition 2026-11")
    expect(tool.get_by_text("views stand side by side and were not averaged")).to_be_visible()
    expect(tool.locator(".tool-notes")).to_contain_text("=1+1 is on the first page of our charter")
    expect(tool.locator(".tool-notes")).to_contain_text("No treatment provider sits in our county.")
    expect(tool.get_by_role("heading", name="When to use it")).to_be_hidden()


def test_a_blank_form_is_blank_and_the_work_comes_back_after_it(tool: Page) -> None:
    before = fields(tool)
    tool.evaluate("window.print = () => { window.printed = document.querySelectorAll('.tool :checked:not([name=tool-kept])').length; }")
    tool.get_by_role("button", name="Print the blank form").click()
    assert tool.evaluate("window.printed") == 0
    tool.evaluate("dispatchEvent(new Event('afterprint'))")
    assert fields(tool) == before


def test_without_scripts_the_tool_is_a_form_to_print(profile: Callable[..., BrowserContext], address: str) -> None:
    page = profile(java_script_enabled=False).new_page()
    page.goto(f"{address}tools/matrix-self-assessment/")
    assert page.locator("[data-item]").count() == 88
    expect(page.locator('[data-item="accountability-07"]')).to_be_visible()
    expect(page.get_by_text("Without scripts you can read this tool")).to_be_visible()
    for name in ("Save to a file", "Open a file", "Where we stand"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()


# -- private, for all


def test_nothing_is_requested_once_the_tool_is_there(tool: Page) -> None:
    asked: list[str] = []
    tool.on("request", lambda request: asked.append(request.url))
    for panel in ("result", "partners", "actions", "rounds", "rate"):
        tool.locator(f"[data-panel={panel}]").click()
    answer(tool, "budgeting-01", "partly")
    file = save(tool)[1]
    open_here(tool, file)
    assert [url for url in asked if not url.startswith("blob:")] == []


def test_a_note_that_looks_like_a_fact_from_a_case_is_asked_about_and_kept(tool: Page) -> None:
    note = item(tool, "values-01").get_by_label("What could you show?")
    note.fill("See case no. 2024-12345")
    note.press("Tab")
    hint = item(tool, "values-01").locator(".tool__hint")
    expect(hint).to_contain_text("This looks like a case number.")
    note.fill("See the charter")
    note.press("Tab")
    expect(hint).to_have_count(0)


def test_a_tool_is_used_by_keyboard_alone(page: Page, address: str) -> None:
    visit(page, address)
    page.locator("#tool-partner").focus()
    page.keyboard.type("Harbor Clinic")
    page.locator('[name="tool-values-01"]').first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert chosen(page, "values-01") == "partly"
    page.locator("[data-panel=result]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Counts by element and level: Harbor Clinic")).to_be_visible()
    page.locator("[data-act=save]").focus()
    with page.expect_download():
        page.keyboard.press("Enter")


def test_nothing_is_cut_off_on_a_narrow_phone(profile: Callable[..., BrowserContext], address: str) -> None:
    page = visit(profile(viewport=NARROW).new_page(), address)
    about(page)
    choose(page, work("Harbor Clinic", {"values-01": "partly", "values-02": "unknown"}), work("Court", {"values-01": "in-place"}))
    expect(page.locator(".tool-view").first).to_be_visible()
    page.locator(".tool-view [data-act=add-action]").first.click()
    for panel in ("rate", "result", "partners", "actions", "rounds"):
        page.locator(f"[data-panel={panel}]").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


WIDER = """() => [...document.querySelectorAll('.tool *')].filter((one) => one.getBoundingClientRect().right > innerWidth)
  .map((one) => `${one.tagName} ${one.className}: ${one.textContent.slice(0, 30)}`)"""


def test_a_long_name_without_a_space_makes_nothing_too_wide(profile: Callable[..., BrowserContext], address: str) -> None:
    page = visit(profile(viewport=NARROW).new_page(), address)
    long = "Gemeinschaftspraxis" * 10
    about(page, partner=long, round=long)
    answer(page, "values-01", "partly")
    choose(page, *(work(f"{long}{n}", {"values-01": value}, round=long) for n, value in enumerate(["in-place", "not-yet"])))
    expect(status(page)).to_contain_text("Added: ")
    choose(page, work(long, {"values-01": "partly"}, round=long, edition="x" * 200))
    assert page.evaluate(WIDER) == []
    page.get_by_role("button", name="Add as an earlier round").click()
    for panel in ("rate", "result", "partners", "actions", "rounds"):
        page.locator(f"[data-panel={panel}]").click()
        assert (panel, page.evaluate(WIDER)) == (panel, [])
    page.evaluate(PICKER.replace("ours.json", long))
    page.get_by_role("button", name="Choose a file to keep saving to").click()
    expect(status(page)).to_contain_text("Saved to ")
    assert page.evaluate(WIDER) == []
