"""Templates get few filters: sentences, dates, and places on a drawing."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from macros.render import Renderer, day, inline, month, scaled, spread


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain words.", "Plain words."),
        ("An *accent* and **force**.", "An <em>accent</em> and <strong>force</strong>."),
        ("A `field`.", "A <code>field</code>."),
        ("Q & A, 3 < 4", "Q &amp; A, 3 &lt; 4"),
        ("She said \"yes\" > no", "She said &#34;yes&#34; &gt; no"),
        ("[A site](https://example.org)", '<a href="https://example.org">A site</a>'),
        ("snake_case_word", "snake_case_word"),
        ("", ""),
    ],
)
def test_a_sentence_of_facts_becomes_html_without_a_paragraph(text: str, html: str) -> None:
    assert inline(text) == html


def test_dates_are_written_as_us_readers_write_them() -> None:
    assert day(datetime.date(2026, 3, 5)) == "March 5, 2026"
    assert month(datetime.date(2026, 11, 21)) == "November 2026"


@pytest.mark.parametrize(
    ("wanted", "gap", "placed"),
    [
        ([], 10, []),
        ([5], 10, [5]),
        ([0, 20, 40], 10, [0, 20, 40]),
        ([0, 3, 40], 10, [0, 10, 40]),
        ([0, 3, 5, 21], 10, [0, 10, 20, 30]),
        ([7, 7, 7], 2.5, [7, 9.5, 12.0]),
    ],
)
def test_labels_move_apart_only_as_far_as_they_must(wanted: list[float], gap: float, placed: list[float]) -> None:
    assert spread(wanted, gap) == placed


def test_values_are_put_on_the_axis_of_a_drawing() -> None:
    assert scaled([0, 5, 10], 2, 3) == [3, 13, 23]


@pytest.fixture
def renderer(tmp_path: Path) -> Renderer:
    (tmp_path / "plain.html.jinja").write_text("<p>{{ text }}</p>\n\n{% if more %}\n<p>{{ more | inline }}</p>\n{% endif %}\n\n")
    return Renderer(tmp_path)


def test_text_that_is_not_marked_as_markdown_is_escaped(renderer: Renderer) -> None:
    assert renderer.render("plain", text="<script>", more=None) == "<p>&lt;script&gt;</p>"


def test_no_blank_line_is_printed_for_it_would_end_the_html_within_markdown(renderer: Renderer) -> None:
    assert renderer.render("plain", text="a", more="*b*") == "<p>a</p>\n<p><em>b</em></p>"


def test_a_name_that_the_template_was_not_given_stops_the_build(renderer: Renderer) -> None:
    with pytest.raises(UndefinedError):
        renderer.render("plain", more=None)
