"""The consent checklist: what a form lacks, what to ask counsel, what no form can do; only answers to today's lines count."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from .axe import faults
from .checks import tab_to
from .conftest import NARROW
from .team import answer, chosen, item, open_here, save, visit

CHECKLIST = "tools/consent-checklist/"
NINE = ["patient", "discloser", "what", "recipient", "purpose", "revoke", "end", "signature", "date"]
OPTIONAL = "one-time"
FORM = "Release of information, March 2019"


def found(page: Page) -> Locator:
    """What follows from the answers."""
    return page.locator(".tool-checklist__found")


def test_what_is_missing_and_what_to_ask_counsel_is_listed_and_the_nine_parts_are_counted(page: Page, address: str) -> None:
    visit(page, address, CHECKLIST)
    expect(found(page)).to_contain_text("0 of the nine parts are there.")
    for id in NINE[:6]:
        answer(page, id, "yes")
    answer(page, "end", "no")
    answer(page, "signature", "unsure")
    answer(page, "notice", "no")
    item(page, "end").get_by_text("Add a note on the wording").click()
    item(page, "end").get_by_label("What troubles you about the wording?").fill("It says none")
    expect(found(page)).to_contain_text("6 of the nine parts are there.")
    expect(found(page).locator("h4")).to_have_text(["Missing, or only in part (2)", "Ask counsel (1)"])
    expect(found(page).get_by_role("listitem")).to_have_text([
        "An end date, or an event that ends itIt says none",
        "One of the two written notices in section 2.32 goes with it",
        "The patient's signature",
    ])  # fmt: skip
    item(page, "end").get_by_role("button", name="Clear this answer").click()
    expect(found(page).locator("h4")).to_have_text(["Missing, or only in part (1)", "Ask counsel (1)", "Noted on other lines (1)"])


def test_a_part_for_another_kind_of_form_may_stay_open(page: Page, address: str) -> None:
    visit(page, address, CHECKLIST)
    lines = page.locator("[data-item]")
    other = page.locator(f'[data-section="{OPTIONAL}"] [data-item]')
    expect(found(page)).to_contain_text(f"{lines.count() - other.count()} lines have no answer yet.")
    for line in lines.all():
        if line.locator("xpath=ancestor::*[@data-section]").get_attribute("data-section") != OPTIONAL:
            line.locator("[value=yes]").check()
    expect(found(page)).to_have_text(
        "9 of the nine parts are there."
        "Every line that you answered is there. That does not make the form lawful in your state. Ask counsel."
    )
    other.first.locator("[value=yes]").check()
    expect(found(page)).to_contain_text(f"{other.count() - 1} lines have no answer yet.")


def test_answers_notes_and_the_name_of_the_form_are_there_after_a_reload_and_from_the_file(
    page: Page, address: str, profile: Callable[..., BrowserContext]
) -> None:
    visit(page, address, CHECKLIST)
    page.get_by_label("Which form is this?").fill(FORM)
    answer(page, "revoke", "no")
    item(page, "revoke").get_by_text("Add a note on the wording").click()
    item(page, "revoke").get_by_label("What troubles you about the wording?").fill("No address to write to")
    page.reload()
    page.locator("team-tool[data-live]").wait_for()
    shown = f"The form: {FORM}."
    expect(found(page)).to_contain_text(shown)
    expect(found(page)).to_contain_text("No address to write to")
    file = save(page)[1]
    assert file["form"] == FORM
    elsewhere = visit(profile().new_page(), address, CHECKLIST)
    open_here(elsewhere, file)
    expect(found(elsewhere)).to_contain_text(shown)
    assert chosen(elsewhere, "revoke") == "no"
    open_here(elsewhere, file | {"form": {"title": FORM}})
    expect(elsewhere.get_by_label("Which form is this?")).to_have_value("")
    assert save(elsewhere)[1]["form"] == {"title": FORM}


def test_an_answer_to_an_earlier_wording_waits_to_be_confirmed_and_does_not_count(page: Page, address: str) -> None:
    visit(page, address, CHECKLIST)
    answer(page, "patient", "yes")
    answer(page, "what", "no")
    file = save(page)[1]
    for id in ("patient", "what"):
        file["answers"][id]["revision"] = 0
    open_here(page, file)
    expect(found(page)).to_contain_text("0 of the nine parts are there.")
    expect(found(page).locator("h4")).to_have_count(0)
    expect(item(page, "what")).to_contain_text("You said “No, or only in part”")
    item(page, "what").get_by_role("button", name="Yes, keep my answer").click()
    expect(found(page).locator("h4")).to_have_text(["Missing, or only in part (1)"])
    answer(page, "patient", "yes")
    expect(found(page)).to_contain_text("1 of the nine parts is there.")


def test_the_list_for_counsel_prints_with_the_notes_and_the_limits_and_without_the_form(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => {}")
    visit(page, address, CHECKLIST)
    page.get_by_label("Which form is this?").fill(FORM)
    answer(page, "purpose", "no")
    item(page, "purpose").get_by_text("Add a note on the wording").click()
    item(page, "purpose").get_by_label("What troubles you about the wording?").fill("For any purpose\nand for all time")
    page.get_by_role("button", name="Print the list").click()
    sheets = PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in sheets)
    for part in (FORM, "Each purpose", "For any purpose and for all time", "Counsel decides", "edition 2026-11"):
        assert part in text, part
    assert "Who may share, by name" not in text
    assert len(sheets) <= 2


def test_the_lines_leave_as_csv_with_their_answers(page: Page, address: str) -> None:
    visit(page, address, CHECKLIST)
    answer(page, "patient", "yes")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert rows[:2] == [
        ["Part", "Line", "Answer", "Note on the wording"],
        ["Nine parts of a written consent", "A place for the patient's name", "Yes", ""],
    ]
    assert len(rows) == 1 + page.locator("[data-item]").count()


def test_lines_are_answered_with_the_keyboard_alone(page: Page, address: str) -> None:
    visit(page, address, CHECKLIST)
    page.get_by_label("Which form is this?").focus()
    tab_to(page, item(page, "patient").locator("[value=yes]"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert chosen(page, "patient") == "no"
    tab_to(page, item(page, "patient").locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, item(page, "patient").locator("textarea"))
    page.keyboard.type("The line is too short")
    expect(found(page)).to_contain_text("The line is too short")


def test_without_scripts_every_line_can_be_ticked_on_paper_and_the_limits_are_read(
    address: str, profile: Callable[..., BrowserContext]
) -> None:
    plain = profile(java_script_enabled=False).new_page()
    plain.goto(address + CHECKLIST)
    expect(plain.locator("[data-item] [value=unsure]").first).to_be_visible()
    expect(plain.locator(".tool-checklist__limits li").first).to_be_visible()
    expect(plain.locator(".tool__views")).to_be_hidden()


def test_a_phone_shows_lines_notes_and_the_list_without_scrolling_sideways_or_faults(
    address: str, profile: Callable[..., BrowserContext]
) -> None:
    page = visit(profile(viewport=NARROW).new_page(), address, CHECKLIST)
    answer(page, "patient", "no")
    item(page, "patient").get_by_text("Add a note on the wording").click()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]
    assert faults(page) == []
