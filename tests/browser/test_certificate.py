"""What a learner hands in: the certificate and the transcript of a completed module, and the workbook with their notes."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from macros.course import Module
from macros.library import Library

from .learner import BLOCKED, PAPERS, blank, complete, halfway, live, record, stored
from .test_print import MARGIN, Sheet, _tight
from .test_print import PAPERS as ON_PAPER

NOTE = "Ask the clinic about rides.\nThen call the court about the date."
STUBBED = "window.print = () => { window.prints = (window.prints ?? 0) + 1; }"


@pytest.fixture
def papers(page: Page, address: str, module: Module) -> Page:
    """The certificate of a learner who has completed the module."""
    page.add_init_script(STUBBED)
    page.clock.set_fixed_time("2026-11-23T15:00:00Z")
    live(blank(page, address), module)
    complete(page, module)
    record(page, "record.setSetting('name', null);")
    page.goto(address + PAPERS)
    expect(page.locator(".certificate")).to_be_visible()
    return page


def test_before_a_module_is_complete_the_certificate_says_what_is_missing(
    page: Page, address: str, module: Module, titles: list[str]
) -> None:
    halfway(page, address, module)
    page.goto(address + PAPERS)
    gaps = page.locator(".credential__gaps li").locator("visible=true")
    expect(gaps).to_have_count(7)
    expect(gaps).to_have_text([*titles[2:], re.compile("final check")])
    for hidden in (".certificate", ".transcript", ".credential__form"):
        expect(page.locator(hidden)).to_be_hidden()
    record(page, "for (const lesson of given.lessons) record.finishLesson(lesson);", lessons=module.lessons)
    expect(gaps).to_have_count(1)
    gaps.get_by_role("link").click()
    page.wait_for_url("**/module-7/final/")


def test_where_nothing_can_be_kept_certificate_and_workbook_say_why_they_are_empty(page: Page, address: str, module: Module) -> None:
    page.add_init_script(BLOCKED)
    page.goto(f"{address}training/certificate/")
    expect(page.locator(".credential__notice")).to_be_visible()
    expect(page.locator(".credential__notice")).to_contain_text("browser")
    page.goto(f"{address}training/{module.id}/workbook/")
    expect(page.locator(".workbook__count")).to_contain_text("browser")
    expect(page.locator(".workbook__count")).not_to_contain_text("No notes")


def test_a_name_is_on_the_certificate_and_forgotten_unless_the_learner_asks(papers: Page) -> None:
    field, keep, shown = papers.get_by_label("Your name"), papers.get_by_label("Keep my name"), papers.locator(".certificate__name")
    field.fill("Quillfeather")
    expect(shown).to_have_text("Quillfeather")
    papers.get_by_role("button", name="Print certificate").click()
    papers.wait_for_function("() => window.prints === 1")
    assert "Quillfeather" not in papers.evaluate("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])")
    papers.reload()
    expect(papers.locator(".certificate")).to_be_visible()
    expect(field).to_have_value("")
    expect(shown).to_have_text("")
    field.fill("Quillfeather")
    keep.check()
    papers.reload()
    expect(shown).to_have_text("Quillfeather")
    expect(keep).to_be_checked()
    keep.uncheck()
    assert "Quillfeather" not in "".join(stored(papers).values())
    papers.reload()
    expect(papers.locator(".certificate")).to_be_visible()
    expect(field).to_have_value("")


def _print(page: Page, paper: str) -> list[Sheet]:
    sheets = [Sheet.read(sheet) for sheet in PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=True))).pages]
    for sheet in sheets:
        assert all(MARGIN <= x <= sheet.width - MARGIN and MARGIN <= y <= sheet.height - MARGIN for x, y, _ in sheet.spots)
    return sheets


@ON_PAPER
def test_certificate_and_transcript_print_on_one_sheet_each(papers: Page, module: Module, titles: list[str], paper: str) -> None:
    papers.get_by_label("Your name").fill("Ana María Quillfeather-Oyelaran de la Cruz")
    certificate, transcript = _print(papers, paper)
    both = ["Ana María Quillfeather-Oyelaran de la Cruz", module.label, module.title, "Edition", module.edition or "", "November 23, 2026"]
    both += ["86 percent (13 of 15)", "Self-reported", "on the learner's own device, which nobody has verified"]
    both += ["Collaborative Practice Toolkit"]
    mine = ["Certificate of completion", "completed all 8 lessons and passed the final check", f"{module.minutes} minutes"]
    for words in [*both, *mine, "It carries no continuing-education credit."]:
        assert _tight(words) in certificate.text, words
    rows = ["Transcript", "(attempts: 2)", "80%", "No continuing-education credit is attached."]
    for words in [*both, *rows, *titles, *(objective.text for objective in module.objectives)]:
        assert _tight(words) in transcript.text, words
    for furniture in ("Your name, as it should be printed", "Keep my name", "Print certificate", "still missing", "When you have finished"):
        assert _tight(furniture) not in certificate.text + transcript.text


def test_the_longest_name_still_leaves_the_certificate_on_one_sheet(papers: Page) -> None:
    papers.get_by_label("Your name").fill("W" * 80)
    sheets = _print(papers, "Letter")
    assert len(sheets) == 2
    assert "W" * 80 in sheets[0].text


@ON_PAPER
def test_a_workbook_prints_the_learners_notes_and_lines_for_the_rest(
    page: Page, address: str, library: Library, module: Module, paper: str
) -> None:
    page.add_init_script(STUBBED)
    asked = [(id, one) for id, check in library.checks_of(module.id) for one in check.questions if one.type == "reflection"]
    (check, first), (other, second) = asked[:2]
    blank(page, address)
    work = "record.reflect(given.check, given.id, given.text, 'Prompt?');"
    record(page, work, check=check, id=first.id, text=NOTE)
    record(page, work, check=other, id=second.id, text="A long thought. " * 600)
    record(page, work, check=check, id="gone", text="To a question of last year.")
    page.goto(f"{address}training/{module.id}/workbook/")
    expect(page.locator(".workbook__count")).to_have_text("3 notes from this browser.")
    expect(page.locator(".workbook__lines").locator("visible=true")).to_have_count(len(asked) - 2)
    text = "".join(sheet.text for sheet in _print(page, paper))
    assert all(_tight(line) in text for line in NOTE.splitlines())
    assert text.count(_tight("A long thought.")) == 600
    assert _tight("To a question of last year.") in text
    assert all(_tight(one.prompt)[:40] in text for _, one in asked)
    assert _tight("Print the workbook") not in text
    page.get_by_role("button", name="Print the workbook").click()
    assert page.evaluate("() => window.prints") == 1
