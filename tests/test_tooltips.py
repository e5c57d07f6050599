"""A pop-up stands behind the first use of an abbreviation in a page's running text, and nowhere else."""

from __future__ import annotations

import pytest
from lxml import html
from markdown import Markdown

from macros.tooltips import Tooltips

WORDS = {"SUD": "substance use disorder", "MOUD": "medications for opioid use disorder", "CFR": "Code of Federal Regulations"}


def render(text: str) -> html.HtmlElement:
    converter = Markdown(extensions=["tables", "toc", "admonition", Tooltips(WORDS)])
    return html.fragment_fromstring(converter.convert(text), create_parent="div")


def marked(text: str) -> list[tuple[str, str, str]]:
    """Element around, word and pop-up of each mark."""
    return [(mark.getparent().tag, mark.text, mark.get("title")) for mark in render(text).iter("abbr")]


def test_the_first_use_is_marked_and_the_others_are_not() -> None:
    found = render("SUD and SUD.\n\nSUD again, MOUD too.")
    assert [(mark.text, mark.get("title")) for mark in found.iter("abbr")] == [("SUD", WORDS["SUD"]), ("MOUD", WORDS["MOUD"])]


def test_no_word_is_lost_where_a_mark_is_taken_away() -> None:
    found = render("# SUD here\n\nA SUD, *a* SUD, SUD and [SUD](x.md) SUD MOUD end.")
    assert found.text_content() == "SUD here\nA SUD, a SUD, SUD and SUD SUD MOUD end."


@pytest.mark.parametrize("text", ["# SUD", "### SUD in care", "[SUD](x.md)", "[on *SUD* care](x.md)", "`SUD`", "    SUD", "SUDs", "xSUD"])
def test_headings_links_and_code_are_not_marked(text: str) -> None:
    assert marked(text) == []


def test_a_heading_does_not_use_up_the_first_use() -> None:
    assert marked("# SUD\n\n[SUD](x.md) and SUD.") == [("p", "SUD", WORDS["SUD"])]


@pytest.mark.parametrize(
    "link",
    [
        '<a class="term-link" href="g/">SUD</a>',
        '<span class="citation">(<a href="r/">42 CFR 2</a>; <a href="s/">SUD report</a>)</span>',
        '<a href="t/">Module 1: SUD and <em>MOUD</em></a>',
    ],
)
def test_a_link_that_a_macro_made_is_not_marked_but_the_text_after_it_is(link: str) -> None:
    assert marked(f"See {link}.") == []
    words = [word for _, word, _ in marked(f"See {link}, then SUD.")]
    assert words == ["SUD"]


def test_text_before_a_link_that_a_macro_made_is_marked() -> None:
    assert marked('A SUD, see <a href="g/">SUD</a>.') == [("p", "SUD", WORDS["SUD"])]


def test_lists_tables_and_boxes_are_running_text() -> None:
    assert marked("- SUD\n- MOUD") == [("li", "SUD", WORDS["SUD"]), ("li", "MOUD", WORDS["MOUD"])]
    assert marked("| a |\n| --- |\n| SUD |") == [("td", "SUD", WORDS["SUD"])]
    assert marked("!!! note\n    SUD") == [("p", "SUD", WORDS["SUD"])]


def test_blocks_that_macros_print_are_left_as_they_are() -> None:
    block = '<section class="glossary">\n<p>SUD</p>\n</section>'
    assert marked(f"{block}\n\nThen SUD.") == [("p", "SUD", WORDS["SUD"])]


def test_each_page_begins_anew() -> None:
    converter = Markdown(extensions=[Tooltips(WORDS)])
    first = converter.convert("SUD")
    converter.reset()
    assert converter.convert("SUD") == first
    assert "abbr" in first


def test_a_glossary_without_abbreviations_marks_nothing() -> None:
    assert Markdown(extensions=[Tooltips({})]).convert("SUD") == "<p>SUD</p>"
