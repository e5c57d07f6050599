"""A block that a macro prints reads the same whether Markdown has it in hand or not."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from macros.aside import Aside, PutBack
from macros.markup import PLAIN

# As mkdocs.yml has them.
EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "tables", "toc", "pymdownx.details", "pymdownx.superfences"]
BLOCK = '<section id="team">\n<h2 id="a-b">A *b* &amp; "c"</h2>\n<p>CVI, [x](y.md), <code>&lt;i&gt;</code></p>\n</section>'


def both(page: str, html: str = BLOCK) -> tuple[str, str, int]:
    """A page through Markdown whole, and with its blocks set aside; how many were."""
    aside = Aside()
    held = PLAIN.sub(lambda call: aside.printed(call, html), page)
    whole = PLAIN.sub(lambda call: html, page)
    parted = Markdown(extensions=[*EXTENSIONS, PutBack(aside)]).convert(held)
    return Markdown(extensions=EXTENSIONS).convert(whole), parted, held.count("data-aside")


ROUND = [
    '{{ matrix() }}',
    '# Title\n\n{{ matrix() }}\n\nText.\n',
    'Text[^1].\n\n{{ matrix() }}\n\n{{ matrix(print=true) }}\n\n- one\n- two\n\n[^1]: Note.\n',
    '| A |\n|---|\n| b |\n\n{{ matrix() }}\n\n```\ncode\n```\n',
    'Text.\n  \n{{ matrix() }}  \n\nText.',
]
THROUGH = [
    'Text {{ matrix() }}\n\nmore.',
    'Text\n{{ matrix() }}\n\nmore.',
    'Text\n\n{{ matrix() }} more.',
    '- One\n\n    {{ matrix() }}\n\n- Two',
    '!!! note\n\n    {{ matrix() }}\n',
    '```html\n\n{{ matrix() }}\n\n```\n',
    '````\n```\n\n{{ matrix() }}\n\n```\n````\n',
]


@pytest.mark.parametrize(("page", "goes_round"), [*((page, True) for page in ROUND), *((page, False) for page in THROUGH)])
def test_a_block_by_itself_goes_round_and_what_stands_within_something_else_goes_through(page: str, goes_round: bool) -> None:
    whole, parted, aside = both(page)
    assert parted == whole
    assert aside == (page.count("{{") if goes_round else 0)


@pytest.mark.parametrize("html", ["17", "<a href='#x'>x</a>", "<em>x</em>", "A sentence.", ""])
def test_what_is_no_block_goes_through(html: str) -> None:
    whole, parted, aside = both("Text.\n\n{{ matrix() }}\n\nText.", html)
    assert parted == whole
    assert aside == 0


def test_where_links_may_lead_is_still_told() -> None:
    aside = Aside()
    line = aside.put('<div id="values-01"><p id=\'no\' class="a">x</p><i id="a&amp;b"></i></div>')
    assert re.findall(r'<a id="([^"]+)">', line) == ["values-01", "a&amp;b"]
    assert "\n" not in line


def test_a_text_gets_its_own_blocks_back() -> None:
    aside = Aside()
    text = f"One\n\n{aside.put('<p>1</p>')}\n\nTwo\n\n{aside.put('<p>2</p>')}"
    assert aside.back(text) == "One\n\n<p>1</p>\n\nTwo\n\n<p>2</p>"
    assert aside.back("No block") == "No block"
