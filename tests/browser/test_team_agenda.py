"""The joint review's agenda: times from a start, parts to add, paper to write on; nothing is typed about a family, nothing kept."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from .axe import faults
from .checks import tab_to
from .conftest import NARROW
from .team import kept, visit

AGENDA = "tools/joint-review/"
HOME = "Only when going home is near: eight questions"


def times(page: Page) -> list[str]:
    """When each part takes place."""
    return page.locator(".tool-agenda__part:visible .tool-agenda__when").all_inner_texts()


@pytest.fixture
def agenda(page: Page, address: str) -> Page:
    """The agenda, ready to be used."""
    page.add_init_script("window.print = () => {}")
    return visit(page, address, AGENDA)


def test_times_follow_from_the_start_and_end_after_an_hour(agenda: Page) -> None:
    agenda.get_by_label("Start at").fill("11:45")
    expect(agenda.locator(".tool-agenda__total")).to_have_text("60 minutes, from 11:45 AM to 12:45 PM")
    assert times(agenda)[:2] == ["11:45 AM to 11:50 AM, 5 minutes", "11:50 AM to 12:05 PM, 15 minutes"]
    assert times(agenda)[-1] == "12:40 PM to 12:45 PM, 5 minutes"
    agenda.get_by_label("Start at").fill("")
    expect(agenda.locator(".tool-agenda__total")).to_have_text("60 minutes")
    assert times(agenda)[0] == "5 minutes"


def test_a_part_that_is_wanted_takes_its_minutes_on_top(agenda: Page) -> None:
    expect(agenda.get_by_role("heading", name=HOME)).to_be_hidden()
    agenda.get_by_label("Start at").fill("09:00")
    agenda.get_by_label(f"Add: {HOME}").check()
    expect(agenda.get_by_role("heading", name=HOME)).to_be_visible()
    expect(agenda.locator(".tool-agenda__total")).to_have_text("75 minutes, from 9:00 AM to 10:15 AM")
    assert times(agenda)[5:] == ["9:55 AM to 10:10 AM, 15 minutes", "10:10 AM to 10:15 AM, 5 minutes"]


def test_the_children_come_first_and_what_works_gets_the_minutes_of_what_does_not(agenda: Page) -> None:
    minutes = agenda.locator("[data-part]").evaluate_all("all => all.map(({ dataset }) => [dataset.part, Number(dataset.minutes)])")
    assert [part for part, _ in minutes[:2]] == ["consent", "children"]
    assert dict(minutes)["works"] == dict(minutes)["not-yet"]


def test_nothing_can_be_typed_about_a_family_and_nothing_is_kept(agenda: Page) -> None:
    kinds = agenda.locator(".tool :is(input, textarea, select)").evaluate_all("all => all.map(({ type }) => type)")
    assert sorted(kinds) == ["checkbox", "time"]
    agenda.get_by_label("Start at").fill("10:00")
    assert kept(agenda) == {}
    for missing in (".tool__bar", ".tool__file", ".tool__about", "[data-act=csv]", "[data-act=clear]"):
        expect(agenda.locator(missing)).to_have_count(0)
    agenda.reload()
    agenda.locator("team-tool[data-live]").wait_for()
    expect(agenda.get_by_label("Start at")).to_have_value("09:00")


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_the_agenda_prints_on_two_sheets_with_times_questions_and_lines(agenda: Page, paper: str) -> None:
    agenda.get_by_label("Start at").fill("13:00")
    agenda.get_by_label(f"Add: {HOME}").check()
    agenda.get_by_role("button", name="Print the agenda").click()
    agenda.emulate_media(media="print")
    expect(agenda.locator(".tool-agenda__lines span").first).to_be_visible()
    sheets = PdfReader(io.BytesIO(agenda.pdf(format=paper, prefer_css_page_size=True))).pages
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in sheets)
    assert len(sheets) <= 2
    for part in (
        "75 minutes, from 1:00 PM to 2:15 PM",
        "Write on the paper",
        "Write down: Next date",
        "Is there a safety plan",
        "edition 2026-11",
    ):
        assert part in text, part
    assert "Start at" not in text


def test_the_agenda_is_set_with_the_keyboard_alone(agenda: Page) -> None:
    agenda.get_by_label("Start at").focus()
    agenda.keyboard.type("0230PM")
    tab_to(agenda, agenda.get_by_label(f"Add: {HOME}"))
    agenda.keyboard.press("Space")
    expect(agenda.locator(".tool-agenda__total")).to_have_text("75 minutes, from 2:30 PM to 3:45 PM")


def test_without_scripts_the_agenda_has_its_minutes_and_every_part(address: str, profile: Callable[..., BrowserContext]) -> None:
    plain = profile(java_script_enabled=False).new_page()
    plain.goto(address + AGENDA)
    expect(plain.locator(".tool-agenda__total")).to_have_text("60 minutes")
    assert times(plain)[5] == "15 minutes, on top of the 60"
    expect(plain.get_by_label("Start at")).to_be_hidden()


def test_a_phone_shows_the_agenda_without_scrolling_sideways_or_faults(address: str, profile: Callable[..., BrowserContext]) -> None:
    page = visit(profile(viewport=NARROW).new_page(), address, AGENDA)
    page.get_by_label(f"Add: {HOME}").check()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]
    assert faults(page) == []
