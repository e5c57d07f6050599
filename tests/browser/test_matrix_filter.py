"""The filter of the whole matrix: by element, level and words, kept in the address, never in the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from macros.library import Library

from .server import serve

# The site's header does not cover an element.
CLEAR = """id => document.getElementById(id).getBoundingClientRect().top
  >= document.querySelector('.md-header').getBoundingClientRect().bottom"""
WORDS, ELEMENT, LEVEL = "#filter-words", "#filter-element", "#filter-level"


@pytest.fixture
def matrix(page: Page, address: str) -> Page:
    """The matrix, with its filter ready."""
    return _open(page, f"{address}matrix/")


def _open(page: Page, address: str) -> Page:
    page.goto("about:blank")  # else an address that differs behind `#` only would not load the page anew
    page.goto(address)
    expect(page.locator("form.matrix-filter")).to_be_visible()
    return page


def _filtered(address: str, **fields: str) -> str:
    """The address of a filter."""
    return f"{address}matrix/#show?{urlencode(fields)}"


def _address_ends(page: Page, end: str) -> None:
    expect(page).to_have_url(re.compile(re.escape(end) + "$"))


def _kept(page: Page, words: str) -> None:
    """The address holds the words; it follows the keys when they rest."""
    page.wait_for_function("words => new URLSearchParams(location.hash.slice('#show?'.length)).get('words') === words", arg=words)


def _shown(page: Page) -> Locator:
    return page.locator(".matrix__indicator").locator("visible=true")


def _ids(page: Page) -> list[str]:
    return _shown(page).evaluate_all("items => items.map(item => item.id)")


def _status(page: Page) -> Locator:
    return page.locator("matrix-filter").get_by_role("status")


def _all(library: Library) -> int:
    return len(library.matrix.indicators())


def test_the_whole_matrix_is_there_before_anything_is_chosen(matrix: Page, library: Library) -> None:
    expect(_shown(matrix)).to_have_count(_all(library))
    expect(_status(matrix)).to_be_empty()


def test_one_element_is_shown(matrix: Page, library: Library) -> None:
    matrix.select_option(ELEMENT, "budgeting")
    wanted = [indicator.id for indicator in library.matrix.indicators(element="budgeting")]
    assert _ids(matrix) == wanted
    expect(_status(matrix)).to_have_text(f"{len(wanted)} of {_all(library)} indicators shown")
    expect(matrix.locator("tbody tr").locator("visible=true")).to_have_count(1)
    _address_ends(matrix, "/matrix/#show?element=budgeting")


def test_one_level_is_shown(matrix: Page, library: Library) -> None:
    matrix.select_option(LEVEL, "best")
    wanted = [indicator.id for indicator in library.matrix.indicators(level="best")]
    assert sorted(_ids(matrix)) == sorted(wanted)
    expect(_status(matrix)).to_have_text(f"{len(wanted)} of {_all(library)} indicators shown")
    _address_ends(matrix, "#show?level=best")


def test_words_are_found(matrix: Page, library: Library) -> None:
    matrix.fill(WORDS, "budget")
    wanted = [i.id for i in library.matrix.indicators() if " budget" in f" {i.text.lower()} {i.id}".replace("-", " ")]
    assert wanted and set(wanted) <= set(_ids(matrix))
    assert all("budget" in text.lower() for text in _shown(matrix).all_inner_texts())
    _address_ends(matrix, "#show?words=budget")


def test_element_level_and_words_work_together(matrix: Page, library: Library) -> None:
    sample = next(i for i in library.matrix.indicators(level="good", element="training"))
    word = max(sample.text.rstrip(".").split(), key=len).strip(",.;:")
    matrix.select_option(ELEMENT, "training")
    matrix.select_option(LEVEL, "good")
    matrix.fill(WORDS, word)
    assert sample.id in _ids(matrix)
    inside = {indicator.id for indicator in library.matrix.indicators(level="good", element="training")}
    assert set(_ids(matrix)) <= inside
    expect(_status(matrix)).to_have_text(f"{len(_ids(matrix))} of {_all(library)} indicators shown")
    _address_ends(matrix, f"#show?{urlencode({'words': word, 'element': 'training', 'level': 'good'})}")


def test_a_reload_restores_the_filter(matrix: Page) -> None:
    matrix.select_option(ELEMENT, "screening")
    matrix.select_option(LEVEL, "best")
    matrix.fill(WORDS, "joint")
    before = _ids(matrix)
    _kept(matrix, "joint")
    matrix.reload()
    expect(_status(matrix)).to_contain_text("indicators shown")
    assert _ids(matrix) == before
    assert [matrix.input_value(field) for field in (WORDS, ELEMENT, LEVEL)] == ["joint", "screening", "best"]


def test_the_address_of_a_filter_opens_it_for_a_colleague(page: Page, address: str, library: Library) -> None:
    _open(page, _filtered(address, element="values", level="good"))
    assert _ids(page) == [indicator.id for indicator in library.matrix.indicators(level="good", element="values")]
    expect(_status(page)).to_contain_text(f"of {_all(library)} indicators shown")


def test_show_all_resets_everything(matrix: Page, library: Library) -> None:
    matrix.select_option(ELEMENT, "values")
    matrix.fill(WORDS, "nothing has these words")
    matrix.get_by_role("button", name="Show all").click()
    expect(_shown(matrix)).to_have_count(_all(library))
    expect(_status(matrix)).to_have_text(f"All {_all(library)} indicators shown")
    assert [matrix.input_value(field) for field in (WORDS, ELEMENT, LEVEL)] == ["", "", ""]
    _address_ends(matrix, "/matrix/")


def test_unknown_values_in_the_address_are_ignored(page: Page, address: str, library: Library) -> None:
    _open(page, _filtered(address, element="gardening", level="excellent", other="x"))
    expect(_shown(page)).to_have_count(_all(library))
    assert [page.input_value(field) for field in (WORDS, ELEMENT, LEVEL)] == ["", "", ""]


@pytest.mark.parametrize("fragment", ["show?words=%E0%A4%A", "show?words=%", "show?", "show?words", "%E0%A4%A", "nothing-here"])
def test_a_broken_address_shows_the_whole_matrix(page: Page, address: str, library: Library, fragment: str) -> None:
    _open(page, f"{address}matrix/#{fragment}")
    page.get_by_role("button", name="Show all").click()
    expect(_shown(page)).to_have_count(_all(library))


@pytest.mark.parametrize("typed", ["SHARE AGENCIES", "Share Agencies", "sháre ägencies", "  share  agencies, "])
def test_words_match_in_any_case_and_with_accents(matrix: Page, typed: str) -> None:
    matrix.fill(WORDS, "share agencies")
    wanted = _ids(matrix)
    assert wanted
    matrix.fill(WORDS, typed)
    assert _ids(matrix) == wanted


def test_words_match_by_their_start_in_any_order(matrix: Page, library: Library) -> None:
    sample = library.matrix.indicators()[20]
    first, second = sorted({word for word in sample.text.strip(".").split() if word.isalpha()}, key=len)[-2:]
    for typed in (f"{first[:5]} {second[:5]}", f"{second[:5]} {first[:5]}", f"{first}, {second}!"):
        matrix.fill(WORDS, typed)
        assert sample.id in _ids(matrix), typed


def test_the_middle_of_a_word_does_not_match(matrix: Page) -> None:
    matrix.fill(WORDS, "hared")
    expect(_shown(matrix)).to_have_count(0)


def test_when_nothing_fits_a_sentence_says_what_to_do(matrix: Page) -> None:
    matrix.fill(WORDS, "zeppelin")
    expect(_shown(matrix)).to_have_count(0)
    expect(_status(matrix)).to_have_text("No indicator fits. Try fewer words, or show all.")
    expect(_status(matrix)).to_be_visible()


@pytest.mark.parametrize("typed", ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "a&b=c#d?e%20'\"\\", "'" * 300])
def test_signs_and_html_among_the_words_are_harmless(matrix: Page, library: Library, typed: str) -> None:
    dialogs: list[str] = []
    matrix.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    count = matrix.locator("*").count()
    matrix.fill(WORDS, typed)
    _kept(matrix, typed)
    matrix.reload()
    expect(matrix.locator("form.matrix-filter")).to_be_visible()
    assert matrix.input_value(WORDS) == typed[:200]
    assert matrix.locator("*").count() == count
    matrix.get_by_role("button", name="Show all").click()
    expect(_shown(matrix)).to_have_count(_all(library))
    assert dialogs == []


def test_enter_in_the_words_neither_leaves_nor_reloads_the_page(matrix: Page) -> None:
    matrix.evaluate("window.stayed = true")
    matrix.fill(WORDS, "court")
    matrix.press(WORDS, "Enter")
    assert matrix.evaluate("window.stayed")
    assert matrix.input_value(WORDS) == "court"


def test_words_typed_into_the_filter_never_reach_the_server(page: Page, site: Path) -> None:
    with serve(site) as served:
        _open(page, f"{served.address}matrix/")
        page.fill(WORDS, "a private word")
        _kept(page, "a private word")
        page.reload()
        expect(_status(page)).to_have_text("No indicator fits. Try fewer words, or show all.")
        page.get_by_role("link", name="Where the matrix comes from").first.click()
        page.wait_for_url("**/matrix/about/")
        assert not [path for path in served.log if "private" in path or "?" in path]


def _highlighted(page: Page, id_: str) -> None:
    """The indicator is on the screen and looks different from its neighbour."""
    target = page.locator(f"#{id_}")
    expect(target).to_be_in_viewport(ratio=1)
    page.wait_for_function(CLEAR, arg=id_)
    ground = "element => getComputedStyle(element).backgroundColor"
    assert target.evaluate(ground) != page.locator("#accountability-01").evaluate(ground)


@pytest.mark.parametrize("id_", ["values-01", "children-09"])
def test_a_link_to_an_indicator_highlights_it_on_arrival(page: Page, address: str, id_: str) -> None:
    _open(page, f"{address}matrix/#{id_}")
    _highlighted(page, id_)


def test_a_link_to_an_indicator_works_on_a_phone(profile: Callable[..., BrowserContext], address: str) -> None:
    page = profile(viewport={"width": 360, "height": 740}).new_page()
    _open(page, f"{address}matrix/#children-09")
    _highlighted(page, "children-09")


def test_a_link_to_an_indicator_that_the_filter_hides_shows_it(page: Page, address: str, library: Library) -> None:
    _open(page, _filtered(address, element="training", words="peer"))
    expect(page.locator("#values-01")).to_be_hidden()
    page.evaluate("location.hash = '#values-01'")
    expect(page.locator("#values-01")).to_be_visible()
    _highlighted(page, "values-01")
    expect(_shown(page)).to_have_count(_all(library))
    assert page.input_value(ELEMENT) == page.input_value(WORDS) == ""
    _address_ends(page, "/matrix/#values-01")


def test_going_back_from_an_indicator_restores_the_filter(page: Page, address: str) -> None:
    _open(page, _filtered(address, element="training"))
    before = _ids(page)
    page.evaluate("location.hash = '#values-01'")
    expect(page.locator("#values-01")).to_be_visible()
    page.go_back()
    expect(page.locator("#values-01")).to_be_hidden()
    assert _ids(page) == before
    assert page.input_value(ELEMENT) == "training"


def test_choosing_an_id_copies_the_address_of_its_indicator(profile: Callable[..., BrowserContext], address: str) -> None:
    context = profile()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = _open(context.new_page(), _filtered(address, element="values"))
    page.locator("#values-02").get_by_role("link").click()
    expect(_status(page)).to_have_text("Link to values-02 copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}matrix/#values-02"
    expect(page).to_have_url(f"{address}matrix/#values-02")
    _highlighted(page, "values-02")


def test_where_copying_is_not_allowed_the_id_is_still_a_link(matrix: Page, address: str) -> None:
    matrix.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    matrix.locator("#values-02").get_by_role("link").click()
    expect(matrix).to_have_url(f"{address}matrix/#values-02")


def test_without_scripts_the_rest_of_the_page_works(profile: Callable[..., BrowserContext], address: str, library: Library) -> None:
    page = profile(java_script_enabled=False).new_page()
    page.goto(_filtered(address, words=quote("court")))
    expect(page.locator("form.matrix-filter")).to_be_hidden()
    expect(_shown(page)).to_have_count(_all(library))
    page.goto(f"{address}matrix/#children-09")
    expect(page.locator("#children-09")).to_be_in_viewport()
