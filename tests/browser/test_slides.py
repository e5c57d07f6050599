"""The slides of a module: read as a document, presented, led from a second window, printed, opened without internet."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from macros.course import Module
from macros.library import Library
from macros.slides import Deck

from .axe import faults
from .checks import LISTEN, tab_to
from .conftest import NARROW, PHONE
from .server import serve
from .test_network import Watch, _secure
from .test_reading import BEYOND, MOVEMENTS

PROJECTOR, LARGE = {"width": 1280, "height": 720}, {"width": 1920, "height": 1080}
ZOOMED = {"width": 320, "height": 180}
"""A projector's window enlarged to 400 percent."""
OVERFLOW = "() => [document.scrollingElement.scrollHeight - innerHeight, document.scrollingElement.scrollWidth - innerWidth]"
LOOKS = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture
def deck(library: Library, module: Module) -> Deck:
    """The slides as they are authored."""
    return library.decks[module.id]


@pytest.fixture
def names(deck: Deck, module: Module) -> list[str]:
    """Titles of all slides, the title slide's first, as they read on the screen."""
    return [module.title, *(slide.title for slide in deck.slides)]


@pytest.fixture
def place(module: Module) -> str:
    """Address of the slides, relative to the site."""
    return f"training/{module.id}/{module.id}-slides.html"


@pytest.fixture
def shown(profile: Callable[..., BrowserContext], address: str, place: str) -> Iterator[Page]:
    """The slides on a projector, at the title; any complaint of the browser fails the test."""
    context = profile(viewport=PROJECTOR)
    watch = Watch(context, address)
    page = context.new_page()
    page.goto(address + place)
    expect(heading(page)).to_be_visible()
    yield page
    assert not watch.foreign
    assert [one for one in watch.complaints if "favicon" not in one] == []  # a reload breaks off the request for it


def slide(page: Page) -> Locator:
    """The slide that is presented."""
    return page.locator(".slide[data-shown]")


def heading(page: Page) -> Locator:
    """The title of the slide that is presented."""
    return slide(page).locator(".slide__title")


def notes(page: Page) -> Locator:
    """Its notes."""
    return slide(page).locator(".notes")


def button(page: Page, name: str) -> Locator:
    """A control by its words."""
    return page.get_by_role("button", name=name, exact=True)


def jump(page: Page) -> Locator:
    """The list of slides."""
    return page.get_by_role("combobox", name="Slide")


def window(page: Page) -> Page:
    """Opens the notes in a window of their own."""
    with page.expect_popup() as opened:
        page.keyboard.press("p")
    expect(opened.value.locator(".deck__desk")).to_be_visible()
    return opened.value


def words(text: str) -> str:
    """Text without Markdown's marks and line breaks."""
    return " ".join(re.sub(r"[*_`]|^- ", "", text, flags=re.MULTILINE).split())


def tight(text: str) -> str:
    """Text without its spaces: a printed line may break anywhere."""
    return re.sub(r"\s+", "", text)


# -- as a document


def test_without_scripts_every_slide_and_its_notes_can_be_read(
    profile: Callable[..., BrowserContext], address: str, place: str, deck: Deck, names: list[str]
) -> None:
    page = profile(java_script_enabled=False).new_page()
    page.goto(address + place)
    expect(page.get_by_role("heading", level=1)).to_have_text(names[0])
    expect(page.locator(".slide__title").locator("visible=true")).to_have_text(names)
    expect(page.locator("button, select, [role=alert], .deck__desk").locator("visible=true")).to_have_count(0)
    expect(page.locator(".notes").locator("visible=true")).to_have_count(0)
    for fold in page.locator(".slide__notes summary").all():
        fold.click()
    for one in deck.slides:
        said = " ".join(page.locator(f"[id='{one.id}'] .notes").inner_text().split())
        for text in (one.points, one.ask, one.activity):
            assert all(words(part) in said for part in text.split("\n\n")), one.title
        assert f"{one.minutes} minute" in said
        assert "@" not in said, "sources are named in words"


def test_every_slide_has_an_address_of_its_own_and_says_its_number(shown: Page, deck: Deck) -> None:
    links = shown.locator(".slide__number")
    assert links.evaluate_all("links => links.map((link) => link.hash.slice(1))") == [one.id for one in deck.slides]
    assert links.all_text_contents() == [str(number) for number, _ in deck.numbered]


# -- presented


def test_slides_move_by_keys(shown: Page, names: list[str]) -> None:
    for key, at in (
        ("ArrowRight", 1), ("PageDown", 2), ("Space", 3), ("ArrowLeft", 2), ("PageUp", 1), ("End", -1), ("ArrowRight", -1),
        ("Home", 0), ("ArrowLeft", 0),
    ):  # fmt: skip
        shown.keyboard.press(key)
        expect(heading(shown)).to_have_text(names[at])
        expect(heading(shown)).to_be_focused()
        expect(shown.locator(".slide__title").locator("visible=true")).to_have_count(1)
        expect(shown.get_by_role("heading", level=1)).to_have_text(names[0])


def test_slides_move_by_buttons_and_by_the_list(shown: Page, names: list[str], deck: Deck) -> None:
    button(shown, "Next").click()
    button(shown, "Next").click()
    button(shown, "Previous").click()
    expect(heading(shown)).to_have_text(names[1])
    expect(button(shown, "Previous")).to_be_focused()
    jump(shown).focus()
    jump(shown).select_option(deck.slides[4].id)
    expect(heading(shown)).to_have_text(names[5])
    expect(jump(shown)).to_be_focused()
    expect(shown.locator(".deck__total")).to_have_text(f"of {len(names)}")


def test_a_move_is_spoken_once(shown: Page, names: list[str], deck: Deck) -> None:
    """By the heading that takes the focus, by the list itself, or as a status while a button keeps the focus."""
    status = shown.get_by_role("status")
    status.evaluate(LISTEN)
    said = f"Slide 2 of {len(names)}: {names[1]}"
    button(shown, "Next").click()
    expect(status).to_have_text(said)
    jump(shown).focus()
    jump(shown).select_option(deck.slides[4].id)
    expect(status).to_have_text("")
    shown.evaluate("document.activeElement.blur()")
    shown.keyboard.press("ArrowRight")
    expect(heading(shown)).to_be_focused()
    assert [text for text in shown.evaluate("said") if text] == [said]


def test_notes_are_closed_until_the_facilitator_opens_them(shown: Page) -> None:
    """Also when slides are presented again after their notes were read in the document: a projector may show them."""
    expect(shown.locator(".slide__notes").locator("visible=true")).to_have_count(0)
    shown.keyboard.press("n")
    expect(notes(shown)).to_be_visible()
    shown.keyboard.press("ArrowRight")
    expect(shown.locator(".notes").locator("visible=true")).to_have_count(1)
    expect(notes(shown)).to_be_visible()
    expect(button(shown, "Notes")).to_have_attribute("aria-expanded", "true")
    shown.keyboard.press("Escape")
    expect(notes(shown)).to_be_hidden()
    button(shown, "Notes").click()
    expect(notes(shown)).to_be_visible()
    slide(shown).locator("summary").click()
    expect(button(shown, "Notes")).to_have_attribute("aria-expanded", "false")
    shown.keyboard.press("a")
    slide(shown).locator("summary").click()
    expect(notes(shown)).to_be_visible()
    button(shown, "Present").click()
    expect(shown.locator(".slide__notes").locator("visible=true")).to_have_count(0)


def test_the_document_is_one_button_away_and_presenting_goes_on_where_one_reads(shown: Page, deck: Deck, names: list[str]) -> None:
    jump(shown).select_option(deck.slides[4].id)
    button(shown, "All slides").click()
    expect(shown.locator(".slide__title").locator("visible=true")).to_have_text(names)
    expect(heading(shown)).to_be_in_viewport()
    shown.keyboard.press("ArrowRight")
    expect(heading(shown)).to_have_text(names[5])  # there, keys scroll as everywhere
    shown.locator(f"[id='{deck.slides[9].id}']").evaluate("section => section.scrollIntoView()")
    button(shown, "Present").click()
    expect(heading(shown)).to_have_text(names[10])
    expect(button(shown, "All slides")).to_be_focused()


def test_escape_leaves_one_thing_at_a_time(shown: Page) -> None:
    fold = shown.locator(".deck__more summary")
    shown.keyboard.press("n")
    fold.click()
    expect(shown.locator(".deck__keys")).to_be_visible()
    shown.keyboard.press("Escape")
    expect(shown.locator(".deck__keys")).to_be_hidden()
    expect(fold).to_be_focused()
    shown.keyboard.press("Escape")
    expect(notes(shown)).to_be_hidden()
    shown.keyboard.press("Escape")
    expect(button(shown, "Present")).to_be_focused()


def test_full_screen_is_a_key_and_a_button(shown: Page) -> None:
    shown.keyboard.press("f")
    shown.wait_for_function("() => document.fullscreenElement")
    expect(button(shown, "Full screen")).to_have_attribute("aria-pressed", "true")
    button(shown, "Full screen").click()
    shown.wait_for_function("() => !document.fullscreenElement")


def test_the_address_keeps_the_slide_and_the_view_over_a_reload(
    shown: Page, address: str, place: str, deck: Deck, names: list[str]
) -> None:
    for _ in range(3):
        shown.keyboard.press("ArrowRight")
    expect(shown).to_have_url(f"{address}{place}#{deck.slides[2].id}")
    shown.reload()
    expect(heading(shown)).to_have_text(names[3])
    assert shown.evaluate("history.length") == 2, "moves leave no trail behind the back button"
    shown.keyboard.press("a")
    shown.reload()
    expect(button(shown, "Present")).to_be_visible()
    expect(heading(shown)).to_be_in_viewport()
    assert shown.evaluate("localStorage.length + sessionStorage.length") == 0


def test_an_address_leads_to_its_slide_and_an_unknown_one_to_the_first(
    shown: Page, address: str, place: str, deck: Deck, names: list[str]
) -> None:
    shown.goto("about:blank")
    shown.goto(f"{address}{place}#{deck.slides[7].id}")
    expect(heading(shown)).to_have_text(names[8])
    shown.evaluate(f"location.hash = '{deck.slides[1].id}'")
    expect(heading(shown)).to_have_text(names[2])
    shown.goto("about:blank")
    shown.goto(f"{address}{place}#no-such-slide")
    expect(heading(shown)).to_have_text(names[0])


# -- keys that belong to others


def test_no_key_acts_while_the_list_of_slides_has_the_focus(shown: Page, names: list[str]) -> None:
    jump(shown).focus()
    for key in ("n", "a", "f", "p", "PageUp", "Escape"):
        shown.keyboard.press(key)
    expect(heading(shown)).to_have_text(names[0])
    expect(notes(shown)).to_be_hidden()
    expect(button(shown, "All slides")).to_be_visible()
    assert len(shown.context.pages) == 1


def test_a_key_that_presses_a_button_presses_only_that(shown: Page, names: list[str]) -> None:
    button(shown, "Notes").focus()
    shown.keyboard.press("Space")
    expect(notes(shown)).to_be_visible()
    expect(heading(shown)).to_have_text(names[0])
    slide(shown).locator("summary").focus()
    shown.keyboard.press("Space")
    expect(notes(shown)).to_be_hidden()
    expect(heading(shown)).to_have_text(names[0])


def test_no_key_acts_together_with_a_modifier(shown: Page, names: list[str]) -> None:
    for key in ("Shift+ArrowRight", "Control+ArrowRight", "Alt+n", "Control+a", "Shift+Space", "Shift+n"):
        shown.keyboard.press(key)
    expect(heading(shown)).to_have_text(names[0])
    expect(notes(shown)).to_be_hidden()
    expect(button(shown, "All slides")).to_be_visible()


def test_the_letter_keys_can_be_switched_off(shown: Page, names: list[str]) -> None:
    """WCAG 2.1.4: someone who speaks to the computer must not switch views with a word."""
    shown.locator(".deck__more summary").click()
    shown.get_by_label("Use the letter keys").uncheck()
    shown.keyboard.press("Escape")
    for key in ("n", "a", "p"):
        shown.keyboard.press(key)
    expect(notes(shown)).to_be_hidden()
    expect(button(shown, "All slides")).to_be_visible()
    assert len(shown.context.pages) == 1
    shown.keyboard.press("ArrowRight")
    expect(heading(shown)).to_have_text(names[1])


def test_every_control_can_be_reached_and_used_by_keyboard_alone(shown: Page, names: list[str]) -> None:
    tab_to(shown, button(shown, "Next"))
    shown.keyboard.press("Enter")
    expect(heading(shown)).to_have_text(names[1])
    tab_to(shown, shown.locator(".deck__more summary"))
    shown.keyboard.press("Enter")
    tab_to(shown, shown.get_by_label("Print with notes"))
    shown.keyboard.press("Space")
    expect(shown.get_by_label("Print with notes")).not_to_be_checked()
    expect(heading(shown)).to_have_text(names[1])
    tab_to(shown, button(shown, "All slides"), "Shift+Tab")
    shown.keyboard.press("Enter")
    expect(button(shown, "Present")).to_be_focused()


# -- the second window


def test_the_notes_window_shows_what_a_facilitator_needs(shown: Page, deck: Deck, names: list[str]) -> None:
    jump(shown).select_option(deck.slides[1].id)
    shown.evaluate("document.activeElement.blur()")
    desk = window(shown)
    assert desk.title().startswith("Notes.")
    expect(heading(desk)).to_have_text(names[2])
    expect(notes(desk)).to_be_visible()
    expect(desk.locator("[data-field=next]")).to_have_text(names[3])
    planned = sum(one.minutes for one in deck.slides[:2])
    expect(desk.locator("[data-field=planned]")).to_have_text(f"{planned} of {deck.minutes} minutes")
    expect(shown.locator(".slide__notes").locator("visible=true")).to_have_count(0)
    desk.keyboard.press("End")
    expect(desk.locator("[data-field=next]")).to_have_text("the end")


def test_either_window_leads_and_the_other_follows(shown: Page, names: list[str]) -> None:
    desk = window(shown)
    shown.keyboard.press("ArrowRight")
    expect(heading(desk)).to_have_text(names[1])
    desk.keyboard.press("PageDown")
    expect(heading(shown)).to_have_text(names[2])
    button(desk, "Next").click()
    expect(heading(shown)).to_have_text(names[3])
    shown.reload()
    expect(heading(shown)).to_have_text(names[3])
    desk.wait_for_timeout(1500)  # it asks every second, and is known again
    shown.keyboard.press("Home")
    expect(heading(desk)).to_have_text(names[0])
    desk.close()
    shown.keyboard.press("ArrowRight")
    expect(heading(shown)).to_have_text(names[1])


def test_the_clock_runs_only_when_it_is_told_to(shown: Page) -> None:
    desk = window(shown)
    clock = desk.get_by_role("timer")
    expect(clock).to_have_text("0:00")
    desk.wait_for_timeout(1500)
    expect(clock).to_have_text("0:00")
    button(desk, "Start clock").click()
    expect(clock).to_have_text(re.compile("0:0[1-9]"))
    button(desk, "Stop clock").click()
    stood = clock.inner_text()
    desk.wait_for_timeout(1500)
    expect(clock).to_have_text(stood)
    button(desk, "Reset").click()
    expect(clock).to_have_text("0:00")


def test_where_no_window_may_open_the_page_says_so_and_offers_a_tab(
    profile: Callable[..., BrowserContext], address: str, place: str
) -> None:
    context = profile(viewport=PROJECTOR)
    context.add_init_script("window.open = () => null")
    page = context.new_page()
    page.goto(address + place)
    button(page, "Notes window").click()
    expect(page.get_by_role("alert")).to_contain_text("did not open a second window")
    assert faults(page) == []
    with context.expect_page() as opened:
        page.get_by_role("link", name="open the notes in a new tab").click()
    expect(notes(opened.value)).to_be_visible()
    opened.value.keyboard.press("ArrowRight")
    expect(page.locator(".slide[data-shown]")).not_to_have_id("slide-1")
    expect(page.get_by_role("alert")).to_be_hidden()


# -- looks


@pytest.mark.parametrize("window_size", [PROJECTOR, LARGE], ids=lambda size: f"{size['width']}x{size['height']}")
def test_every_slide_fits_a_projector_in_large_type(
    profile: Callable[..., BrowserContext], address: str, place: str, names: list[str], window_size: dict[str, int]
) -> None:
    """No scrolling, and no text of a slide's body below 3 percent of the window's height."""
    page = profile(viewport=window_size).new_page()
    page.goto(address + place)
    for title in names:
        expect(heading(page)).to_have_text(title)
        assert max(page.evaluate(OVERFLOW)) <= 0, title
        sizes = slide(page).locator("li, td, th").evaluate_all("all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))")
        assert min(sizes, default=99) >= 0.03 * window_size["height"], title
        page.keyboard.press("ArrowRight")


def test_a_reader_can_enlarge_a_slide_and_scroll_it(shown: Page, deck: Deck) -> None:
    """At 400 percent the text is at least twice as large as before, and nothing stands beside the window."""
    size = "() => parseFloat(getComputedStyle(document.querySelector('[data-shown] .slide__body')).fontSize)"
    jump(shown).select_option(deck.slides[0].id)
    before = shown.evaluate(size)
    shown.set_viewport_size(ZOOMED)
    assert shown.evaluate(size) * 4 >= 2 * before
    for one in deck.slides:
        jump(shown).select_option(one.id)
        down, aside = shown.evaluate(OVERFLOW)
        assert aside <= 0, one.title
        assert down > 0, one.title


@pytest.mark.parametrize("scripts", [True, False], ids=["presented", "without scripts"])
def test_nothing_stands_beside_a_narrow_screen(
    profile: Callable[..., BrowserContext], address: str, place: str, deck: Deck, scripts: bool
) -> None:
    page = profile(viewport=NARROW, java_script_enabled=scripts).new_page()
    beyond = BEYOND.replace("'article *'", "'main *'").replace("'ARTICLE'", "'MAIN'")
    for query in ("", "?notes") if scripts else ("",):
        page.goto(address + place + query)
        for _ in deck.slides if scripts else (0,):
            assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"], page.url
            assert page.evaluate(beyond) == [], page.url
            if scripts:
                button(page, "Next").click()
    if scripts:
        page.goto(address + place)
        button(page, "All slides").click()
        page.locator(".deck__more summary").click()
        assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]
        assert page.evaluate(beyond) == []


@LOOKS
def test_axe_finds_nothing_in_any_view(
    profile: Callable[..., BrowserContext], address: str, place: str, deck: Deck, scheme: str
) -> None:
    page = profile(viewport=PROJECTOR, color_scheme=scheme).new_page()
    page.goto(address + place)
    assert faults(page) == []
    kinds = {
        "section": next(one for one in deck.slides if one.section),
        "picture": next(one for one in deck.slides if one.pictures),
        "table": next(one for one in deck.slides if one.body.startswith("|")),
        "list": next(one for one in deck.slides if one.body.startswith("- ")),
    }
    for kind, one in kinds.items():
        jump(page).select_option(one.id)
        assert faults(page) == [], kind
    button(page, "Notes").click()
    page.locator(".deck__more summary").click()
    assert faults(page) == [], "notes and keys open"
    page.locator(".deck__more summary").click()
    button(page, "All slides").click()
    for fold in page.locator(".slide__notes summary").all():
        fold.click()
    assert faults(page) == [], "document"
    page.goto(f"{address}{place}?notes#{kinds['table'].id}")
    assert faults(page) == [], "the notes' window"
    page.set_viewport_size(PHONE)
    assert faults(page) == [], "the notes' window on a phone"
    page.goto(f"{address}{place}#{kinds['table'].id}")
    assert faults(page) == [], "a phone"


@LOOKS
def test_the_slides_follow_the_devices_colors(
    profile: Callable[..., BrowserContext], address: str, place: str, deck: Deck, scheme: str
) -> None:
    page = profile(viewport=PROJECTOR, color_scheme=scheme).new_page()
    page.goto(f"{address}{place}#{next(one.id for one in deck.slides if one.pictures)}")
    ground = "() => getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)"
    for now in (scheme, "light", "dark"):
        page.emulate_media(color_scheme=now)
        expect(page.locator("html")).to_have_attribute("data-md-color-scheme", {"light": "default", "dark": "slate"}[now])
        light = max(page.evaluate(ground)) > 200
        assert light == (now == "light")
        expect(slide(page).locator("img")).to_have_css("background-color", "rgb(255, 255, 255)")  # pictures are drawn on white


def test_nothing_on_a_slide_moves_by_itself(shown: Page) -> None:
    assert shown.evaluate(MOVEMENTS) == []


@pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
def test_controls_are_large_enough_for_a_thumb(
    profile: Callable[..., BrowserContext], address: str, place: str, size: dict[str, int]
) -> None:
    page = profile(viewport=size).new_page()
    page.goto(address + place)
    page.locator(".deck__more summary").click()
    for control in page.locator(".deck__bar :is(button, select, summary, label)").locator("visible=true").all():
        box = control.bounding_box()
        assert box and box["height"] >= 44, control.inner_text()


# -- paper


def test_a_slide_prints_with_its_notes_on_a_sheet(shown: Page, deck: Deck, names: list[str]) -> None:
    """From any view; what was folded is folded again."""
    shown.keyboard.press("ArrowRight")
    sheets = [tight(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(shown.pdf(format="Letter"))).pages]
    assert len(sheets) <= len(names) + 2
    text = "".join(sheets)
    assert [title for title in names if tight(title) not in text] == []
    for one in deck.slides:
        parts = [part for notes in (one.points, one.ask, one.activity) for part in notes.split("\n\n") if part]
        assert [part for part in parts if tight(words(part)) not in text] == [], one.title
    assert "NotesforthefacilitatorNotes" not in text
    assert "AllslidesFullscreen" not in text
    expect(shown.locator(".notes").locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_without_notes_two_slides_share_a_sheet(shown: Page, deck: Deck, names: list[str], paper: str) -> None:
    shown.locator(".deck__more summary").click()
    shown.get_by_label("Print with notes").uncheck()
    sheets = [tight(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(shown.pdf(format=paper))).pages]
    assert len(sheets) == -(-len(names) // 2)
    for number, title in enumerate(names):
        assert tight(title) in sheets[number // 2]
    assert not any(tight(words(deck.slides[0].ask)) in sheet for sheet in sheets)


def test_without_scripts_all_notes_print(profile: Callable[..., BrowserContext], address: str, place: str, deck: Deck) -> None:
    page = profile(java_script_enabled=False).new_page()
    page.goto(address + place)
    text = tight("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages))
    assert [one.title for one in deck.slides if tight(words(one.points.split("\n\n")[0])) not in text] == []


def test_paper_is_white_in_the_dark_too(profile: Callable[..., BrowserContext], address: str, place: str, deck: Deck) -> None:
    page = profile(color_scheme="dark").new_page()
    page.goto(f"{address}{place}#{next(one.id for one in deck.slides if one.section)}")
    page.emulate_media(media="print", color_scheme="dark")
    for part in (".slide[data-shown] .slide__stage", ".slide[data-shown] .slide__title", ".slide--title .slide__stage"):
        expect(page.locator(part)).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator(".slide--title .slide__stage")).to_have_css("background-color", "rgb(255, 255, 255)")


# -- hosts and computers without internet


def test_the_slides_work_under_the_policy_that_hosts_are_advised_to_send(
    context: BrowserContext, site: Path, place: str, names: list[str]
) -> None:
    with serve(site, headers=_secure) as strict:
        watch = Watch(context, strict.address)
        page = context.new_page()
        page.goto(strict.address + place, wait_until="networkidle")
        page.keyboard.press("ArrowRight")
        desk = window(page)
        desk.keyboard.press("ArrowRight")
        expect(heading(page)).to_have_text(names[2])
        assert not watch.foreign
        assert not watch.complaints


def test_the_slides_open_from_a_folder_without_internet(
    profile: Callable[..., BrowserContext], site: Path, tmp_path: Path, place: str, deck: Deck, names: list[str]
) -> None:
    """Unpacked from the ZIP: they move, keep their place, show their pictures, and both windows follow each other."""
    with zipfile.ZipFile((site / place).with_suffix(".zip")) as packed:
        packed.extractall(tmp_path)
    context = profile(viewport=PROJECTOR, offline=True)
    asked: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("requestfailed", lambda request: complaints.append(request.url))
    context.on("console", lambda message: complaints.append(message.text))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page = context.new_page()
    page.goto((tmp_path / Path(place).name).as_uri())
    page.keyboard.press("ArrowRight")
    expect(heading(page)).to_have_text(names[1])
    page.reload()
    expect(heading(page)).to_have_text(names[1])
    desk = window(page)
    desk.keyboard.press("ArrowRight")
    expect(heading(page)).to_have_text(names[2])
    page.keyboard.press("ArrowRight")
    expect(heading(desk)).to_have_text(names[3])
    for one in (one for one in deck.slides if one.pictures):
        jump(page).select_option(one.id)
        assert slide(page).locator("img").evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 600
    assert page.evaluate("document.fonts.check('600 20px Literata')")
    assert [url for url in asked if not url.startswith(tmp_path.as_uri())] == []
    assert complaints == []


def test_script_and_styles_of_the_slides_are_small(site: Path) -> None:
    files = [(site / f"assets/components/slide-deck.{ending}").read_bytes() for ending in ("mjs", "css")]
    assert sum(len(gzip.compress(file, mtime=0)) for file in files) <= 8 * 1024
