"""Paper: what the browser prints is whole, readable, and without the site's furniture."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from lxml import html
from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

from macros.library import Library

from .places import PAGES, name

LETTER, A4 = "Letter", "A4"
PAPERS = pytest.mark.parametrize("paper", [LETTER, A4])
MATRICES = pytest.mark.parametrize("place", ["matrix/", "matrix/print/"], ids=name)
SHORT, LONG = {LETTER: 612, A4: 595}, {LETTER: 792, A4: 842}
"""The sides of a sheet, in points."""
FURNITURE = [
    ".md-header", ".md-tabs", ".md-sidebar", ".md-path", ".md-footer", ".md-top", ".md-skip",
    ".headerlink", ".matrix-filter", ".matrix-filter__status", ".md-search", ".md-dialog",
]  # fmt: skip
MARGIN = 20
"""Points of every sheet's edge that no printer reaches."""
# Boxes that cut what is too wide for them.
CUT = """() => [...document.querySelectorAll('article, article *')]
  .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
  .filter((element) => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX))
  .map((element) => `${element.tagName}.${element.className}`)"""


@dataclass(frozen=True)
class Sheet:
    """One printed sheet: its size in points, its text, and where on it each piece of text begins."""

    width: float
    height: float
    text: str
    spots: list[tuple[float, float, str]]

    @classmethod
    def read(cls, page: PageObject) -> Sheet:
        """Read a sheet of a PDF."""
        spots: list[tuple[float, float, str]] = []

        def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
            x, y = tm[4], tm[5]
            if text.strip():
                spots.append((cm[0] * x + cm[2] * y + cm[4], cm[1] * x + cm[3] * y + cm[5], text))

        text = _tight(page.extract_text(visitor_text=note))
        return cls(float(page.mediabox.width), float(page.mediabox.height), text, spots)


def _tight(text: str) -> str:
    """Text without its spaces: a printed line may break anywhere."""
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="session")
def printed(reader: Callable[..., Page], address: str) -> Callable[[str, str], list[Sheet]]:
    """Prints a page of the site; each page and paper once a run."""

    @functools.cache
    def sheets(place: str, paper: str) -> list[Sheet]:
        page = reader(reduced_motion="reduce")
        page.goto(address + place)
        pdf = page.pdf(format=paper, prefer_css_page_size=True)
        return [Sheet.read(sheet) for sheet in PdfReader(io.BytesIO(pdf)).pages]

    return sheets


def _with_indicators(sheets: list[Sheet], library: Library) -> list[Sheet]:
    """The sheets on which the matrix stands."""
    return [sheet for sheet in sheets if any(indicator.id in sheet.text for indicator in library.matrix.indicators())]


@PAPERS
@MATRICES
def test_the_matrix_prints_across_whole_and_named(
    printed: Callable[[str, str], list[Sheet]], library: Library, place: str, paper: str
) -> None:
    """Landscape; each sheet names its columns; each indicator stands whole beside its id; no sheet is wasted."""
    sheets = printed(place, paper)
    for sheet in sheets:
        assert (sheet.width, sheet.height) == (pytest.approx(LONG[paper], abs=2), pytest.approx(SHORT[paper], abs=2))
    indicators = library.matrix.indicators()
    assert len(indicators) == 88
    assert not [i.id for i in indicators if not any(_tight(i.text) in sheet.text and i.id in sheet.text for sheet in sheets)]
    tables = _with_indicators(sheets, library)
    for sheet in tables:
        assert all(_tight(title) in sheet.text for title in ["Element", *(level.title for level in library.matrix.levels)])
    assert tables[0] is sheets[0], "the matrix begins under the title"
    assert len(tables) <= (6 if place == "matrix/" else 4)


@PAPERS
@pytest.mark.parametrize("place", ["matrix/", "matrix/print/", "reference/confidentiality/", "about/currency/"], ids=name)
def test_no_text_is_cut_at_the_edge_of_a_sheet(printed: Callable[[str, str], list[Sheet]], place: str, paper: str) -> None:
    for sheet in printed(place, paper):
        inside = [MARGIN <= x <= sheet.width - MARGIN and MARGIN <= y <= sheet.height - MARGIN for x, y, _ in sheet.spots]
        assert all(inside), [spot for spot, fits in zip(sheet.spots, inside, strict=True) if not fits]


@pytest.mark.parametrize("place", PAGES, ids=name)
def test_every_page_fits_the_width_of_paper_without_furniture(reader: Callable[..., Page], address: str, place: str) -> None:
    """Laid out as for print, at the width that the margins leave: nothing is wider, nothing of the menu is left."""
    page = reader(reduced_motion="reduce", color_scheme="light", viewport={"width": 700, "height": 900})
    page.goto(address + place)
    page.emulate_media(media="print")
    for paper in (LETTER, A4):
        side, margins = (LONG, 20) if place in {"matrix/", "matrix/print/"} else (SHORT, 28)
        width = int((side[paper] / 72 - margins / 25.4) * 96)
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        assert page.evaluate(CUT) == []
    for furniture in FURNITURE:
        assert page.locator(furniture).locator("visible=true").count() == 0, furniture
    page.emulate_media(media="screen")


@PAPERS
@pytest.mark.parametrize("place", ["model/elements/values/", "reference/help-lines/", "about/authoring/"], ids=name)
def test_a_page_prints_with_its_text_and_without_the_menu(
    printed: Callable[[str, str], list[Sheet]], pages: dict[str, html.HtmlElement], place: str, paper: str
) -> None:
    sheets = printed(place, paper)
    assert all(sheet.width < sheet.height for sheet in sheets)
    text = "".join(sheet.text for sheet in sheets)
    article = pages[f"{place}index.html"].xpath("//article")[0]
    for block in article.xpath(".//h1|.//h2|.//h3|.//p|.//td"):
        for link in block.xpath(".//a[@class='headerlink']"):
            link.text = ""
        words = _tight(block.text_content())
        assert words[:40] in text, words
    for furniture in ("Skip to content", "Back to top", "Help now", "Type to start searching", "Table of contents"):
        assert _tight(furniture) not in text


def test_print_is_black_on_white_in_the_dark_too(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # colors must not be caught while they fade
    page.goto(f"{address}model/elements/values/")
    page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce")
    colors = page.evaluate(
        """() => ['body', 'article', 'article p', 'article h1', 'article p a', '.indicator'].map((selector) => {
          const { color, backgroundColor } = getComputedStyle(document.querySelector(selector));
          return [selector, color, backgroundColor];
        })"""
    )
    for selector, color, ground in colors:
        assert max(_parts(color)[:3]) <= 0x33, (selector, color)
        assert _parts(ground)[3:] == [0] or min(_parts(ground)[:3]) >= 0xF0, (selector, ground)


def _parts(color: str) -> list[float]:
    return [float(part) for part in re.findall(r"[\d.]+", color)]
