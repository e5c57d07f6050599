"""What a page says, with its lines: no check may point at the wrong one, and no anchor may differ from the site's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from lxml import html
from markdown import Markdown

from macros.brackets import HELD, Link
from macros.calls import MACROS
from macros.markup import Call, Markup, framed

# As mkdocs.yml has them; the page's anchors come from `toc`.
EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "tables", "toc", "pymdownx.details", "pymdownx.superfences"]


def calls(text: str, first_line: int = 1) -> tuple[Call, ...]:
    markup = Markup(text, first_line)
    assert markup.broken == ()
    return markup.calls


# -- macros


def test_a_call_is_read_with_its_values_and_its_line() -> None:
    assert calls('One\n{{ cite("a", "b") }} and {{ matrix(print=true) }}') == (
        Call("cite", ("a", "b"), {}, 2),
        Call("matrix", (), {"print": True}, 2),
    )


def test_a_bare_name_is_read_as_a_name_without_values() -> None:
    assert calls("{{ references }}") == (Call("references", None, {}, 1),)


def test_true_and_false_are_told_apart() -> None:
    assert [call.keywords for call in calls("{{ x(k=true) }} {{ x(k=False) }}")] == [{"k": True}, {"k": False}]


def test_a_value_that_is_not_written_out_is_not_guessed() -> None:
    assert calls("{{ term(name) }}") == (Call("term", (None,), {}, 1),)


def test_a_call_of_several_lines_stands_on_its_first() -> None:
    assert calls('x\n\n{{ cite(\n  "a",\n  "b"\n) }}\n\n{{ term("t") }}') == (Call("cite", ("a", "b"), {}, 3), Call("term", ("t",), {}, 8))


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    assert calls("\n{{ doors() }}", first_line=7)[0].line == 8
    assert [one.line for one in Markup("\n{{ doors(\n}}", first_line=7).broken] == [8]


def test_a_sample_in_raw_holds_no_calls_and_moves_no_lines() -> None:
    text = '{% raw %}\n{{ nothing("x") }}\n\n<b>\n\n{% endraw %}\n\n{{ term("t") }}\n\n[a](b.md)'
    assert calls(text) == (Call("term", ("t",), {}, 8),)
    assert list(Markup(text).links) == [Link("a", "b.md", picture=False, line=10)]
    assert list(Markup(text).html) == []


# -- lines hold


def test_lines_hold_below_code_macros_and_notes_of_several_lines() -> None:
    text = "\n".join(
        [
            "# One", "", "```yaml", "a: b", "# not a heading", "```", "", "{{ cite(", '  "a"', ") }} [x](x.md)", "", "{#", "a note", "#}",
            "## Two", "", "~~~", "[y](y.md)", "~~~", "", "[z](z.md)",
        ]
    )
    markup = Markup(text)
    assert markup.headings == ((1, "One", 1), (2, "Two", 15))
    assert [(link.target, link.line) for link in markup.links] == [("x.md", 10), ("z.md", 21)]


def test_a_fence_within_a_longer_fence_does_not_end_it() -> None:
    assert Markup("````md\n```\n# no\n```\n# no\n````\n# yes").headings == ((1, "yes", 7),)


def test_a_fence_in_a_list_or_a_box_is_code_too() -> None:
    markup = Markup("1. A step\n\n    ```sh\n    # no <b>\n    ```\n\n!!! note\n    ~~~\n    [a](b.md)\n    ~~~\n")
    assert (markup.headings, list(markup.html), list(markup.links)) == ((), [], [])


# -- links and pictures


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("[a](b.md)", Link("a", "b.md", False, 1)),
        ("[a](b.md#c)", Link("a", "b.md#c", False, 1)),
        ('[a](b.md "A title")', Link("a", "b.md", False, 1)),
        ("[a](<b.md>)", Link("a", "b.md", False, 1)),
        ("[a *b* `c`](d.md)", Link(f"a *b* {HELD}", "d.md", False, 1)),
        ("[a [b] c](d.md)", Link("a [b] c", "d.md", False, 1)),
        ("![a](b.png)", Link("a", "b.png", True, 1)),
        ("![](b.png)", Link("", "b.png", True, 1)),
        ("x\n[a\nb](c.md)", Link("a\nb", "c.md", False, 2)),
        ("[a](<b c.md>)", Link("a", "b c.md", False, 1)),
        ("[a](b.md 'A title')", Link("a", "b.md", False, 1)),
        ("[a](https://example.org/b_(c))", Link("a", "https://example.org/b_(c)", False, 1)),
        ("a[^1] b\n[c](d.md)", Link("c", "d.md", False, 2)),
        ("[]()", Link("", "", False, 1)),
        ("- one\n- [a](b.md)", Link("a", "b.md", False, 2)),
        ("| [a](b.md) | c |", Link("a", "b.md", False, 1)),
    ],
)
def test_a_link_is_read_in_every_form_that_authors_use(text: str, link: Link) -> None:
    assert list(Markup(text).links) == [link]


@pytest.mark.parametrize(
    "text",
    [r"\[a\](b.md)", "a[^1](b)", "`[a](b.md)`", "``[a](`b.md)``", "[a]", "(b.md)", "```\n[a](b.md)\n```", "`code\n[a](b.md)`"],
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert list(Markup(text).links) == []


def test_two_links_in_a_line_are_two_links() -> None:
    assert [link.target for link in Markup("[a](b.md) and [c](d.md)").links] == ["b.md", "d.md"]


def test_a_picture_within_a_link_is_a_picture_too() -> None:
    assert list(Markup("a\n[![](b.png)\n![c](d.png)](e.md)").links)[1:] == [Link("", "b.png", True, 2), Link("c", "d.png", True, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "![][y]", "[a][y]", "[a][]", "> [y]: b.md", "- one\n\n    [y]: b.md", "[y]:\n    b.md", "[y]: b.md 'T'", "![](b c.png)",
        "[![][y]](b.md)", "[a](b",
    ],
)
def test_a_link_or_a_picture_in_another_form_is_told(text: str) -> None:
    assert len(list(Markup(text).unread)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[a](b.md)[^1][^2]", "[^1]: A", "[a] [b]", "[a] (b c)", "[Note]: two words", "`[a][b]`", "[a]`b`[c]", r"\[a\]\[b\]", "![a](b.png)",
        "[a](b.md)[c](d.md)", "*[A]: b",
    ],
)
def test_what_is_no_link_in_another_form_is_not_told(text: str) -> None:
    assert list(Markup(text).unread) == []


# -- HTML and prose


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("<b>x</b>", ["<b>", "</b>"]),
        ('<div\n  class="x">', ['<div class="x">']),
        ("<br/>", ["<br/>"]),
        ("<!-- note -->", ["<!--"]),
        ("<script src=x>", ["<script src=x>"]),
        ("3 < 4 and 5 > 4", []),
        ("<https://example.org> <a@b.org>", []),
        ("`<b>`", []),
        ("&lt;b&gt;", []),
    ],
)
def test_html_in_a_page_is_seen_and_nothing_else_is_taken_for_it(text: str, tags: list[str]) -> None:
    assert [tag for tag, _ in Markup(text).html] == tags


def test_prose_is_what_a_reader_reads_paragraph_by_paragraph() -> None:
    text = 'One `code` {{ cite("a") }}\ntwo [three](four.md "five").\n\n```\nsix\n```\n\n- seven'
    assert [(" ".join(words.split()), line) for words, line in Markup(text).prose] == [("One two three .", 1), ("- seven", 8)]


def test_a_line_break_within_a_link_moves_no_line_of_its_paragraph() -> None:
    (words, line), = Markup("a\n[b\nc](d.md\n \"e\") f\ng").prose
    assert line == 1
    assert words.split("\n")[4] == "g"


# -- any text at all

PIECES = [
    "# ", "## ", "\n", "\n\n", "    ", "```", "~~~", "`", "{{", "}}", '{{ cite("a") }}', "{{ x(", "{%", "%}", "{#", "#}", "word", "é",
    "&amp;", "{% raw %}", "{% endraw %}", "[a](b.md)", "![](", "](", "[", "]", "(", ")", "<b>", "<", ">", "<!--", "\\", "*", "_",
    "|", "- ", "1. ", "!!! note", "{: #x }", "[^1]",
]


TEXT = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=20)  # a file is read without `\r`


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(TEXT | st.lists(st.sampled_from(PIECES) | TEXT, max_size=12).map("".join))
def test_any_text_is_read_without_a_traceback_and_with_lines_of_the_file(text: str) -> None:
    markup = Markup(text, first_line=5)
    last = 5 + text.count("\n")
    found = [call.line for call in markup.calls] + [one.line for one in (*markup.broken, *markup.unread)] + list(markup.crowded)
    found += [line for _, _, line in markup.headings] + list(markup.anchors.values()) + [link.line for link in markup.links]
    found += [line for _, line in markup.html] + [line for _, line in markup.prose]
    assert [line for line in found if not 5 <= line <= last] == []


CALLS = [
    "{{ ", "{{", " }}", "}}", "cite", "x", "(", ")", '"a"', "'a'", '"a", "b"', ", ", "k=", "true", "True", "none", "3", "\n", " ", "word {",
    "}", "{{ matrix(print=false) }}", '{{ cite("a", "b") }}', "{{ matrix(print=true) }}", "{{doors()}}",
    '{{ old_term("don\'t } go") }}', '{{ term("é") }}',
]


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(CALLS), max_size=10).map("".join))
def test_what_is_read_is_what_the_site_builder_runs(text: str) -> None:
    markup, ran = Markup(text), []

    def run(name: str) -> Callable[..., str]:
        return lambda *values, **named: ran.append((name, values, named)) or ""  # type: ignore[func-returns-value]

    known = {name: run(name) for name in ("citex", "xcite", "x", "xx", "citecite", *MACROS)}
    written = [value for call in markup.calls for value in (*(call.arguments or ()), *call.keywords.values())]
    written += [call.arguments for call in markup.calls]
    if not markup.broken and None not in written and all(call.name in known for call in markup.calls):
        Environment().from_string(text).render(known)  # noqa: S701 — no HTML
        assert ran == [(call.name, call.arguments, call.keywords) for call in markup.calls]


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(st.text(st.sampled_from("aB1é ,.:;?!'()/-"), min_size=1, max_size=12), min_size=1, max_size=4))
def test_the_quick_way_to_anchors_gives_those_of_the_site(headings: list[str]) -> None:
    text = "\n\n".join(f"## {heading}" for heading in headings if heading.strip(" #"))
    assert set(Markup(text).anchors) == anchors_of_the_site(text)


def test_brackets_or_digits_without_end_are_broken_and_not_a_traceback() -> None:
    for text in ("{{ " + "(" * 5000 + ")" * 5000 + " }}", "{{ x(" + "9" * 5000 + ") }}", "{{ " + "[" * 5000 + "]" * 5000 + " }}"):
        assert [one.line for one in Markup(text).broken] == [1]


# -- anchors

TRICKY = [
    "Plain words", "Two  spaces", "A `code` word", "An *accent* and **force**", "An _accent_ too", "snake_case_word",
    "A [link](x.md) in it", 'A [link *within*](x.md "T") in it',
    "Q & A", "Q &amp; A", "R&D", "What's this?", "“Curly” – dash — em", "1. Numbered", "Closed ##",
    "Dots...", "C# and F#", r"A \*star\*", "100% sure", "Same", "Same", "Same", "Ünïcödé ñ", "Step 1: do it", "42 CFR Part 2", "A < B > C",
    "![alt](p.png) picture", "a_b `a_b` _c_", "2 * 3 * 4", "(Parens) [brackets]", "A note[^1]", "https://example.org link",
    "<https://example.org>", r"A C\#", r"A \\ B", "`<tag>` code", "a &lt; b", "--- x", "!!!", "Same_1", "Same", "SUD in care",
    "x {: #own }", "e-mail a@b.org",
]


def anchors_of_the_site(text: str) -> set[str]:
    rendered = html.fragment_fromstring(Markdown(extensions=EXTENSIONS).convert(text), create_parent="div")
    return {element.get("id") for element in rendered.iter("h1", "h2", "h3", "h4", "h5", "h6")}


@pytest.mark.parametrize("heading", TRICKY)
def test_a_heading_gets_the_anchor_that_the_site_gives_it(heading: str) -> None:
    text = f"## {heading}\n\n[^1]: A note.\n"
    assert set(Markup(text).anchors) == anchors_of_the_site(text)


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"## {heading}" for heading in TRICKY) + "\n\n[^1]: A note.\n",
        "# One\nText right below\n## Two\n### Three",
        "##No space\n",
        "A paragraph\n## Two\n",
        "```\n## no\n```\n## yes\n",
        "1. A step\n\n    ```sh\n    ## no\n    ```\n\n## yes\n",
        "#### Four\n\n###### Six\n",
    ],
)
def test_the_headings_of_a_page_get_the_anchors_that_the_site_gives_them(text: str) -> None:
    assert set(Markup(text).anchors) == anchors_of_the_site(text)


def test_what_frames_a_page_stands_under_its_title_and_before_its_references() -> None:
    text = framed("# One\n\nText.\n\n## Two\n\n## References\n\nA work.\n", "HEAD", "FOOT")
    assert [line for line in text.splitlines() if line] == ["# One", "HEAD", "Text.", "## Two", "FOOT", "## References", "A work."]


def test_what_frames_a_page_without_references_ends_it() -> None:
    assert [line for line in framed("# One\n\nText.\n", "HEAD", "FOOT").splitlines() if line] == ["# One", "HEAD", "Text.", "FOOT"]
