"""HTML that macros print as blocks goes round Markdown, not through it: three parsers would read it and change nothing."""

from __future__ import annotations

import re
from html import escape, unescape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from .markup import alone

HELD = re.compile(r'<div data-aside="(\d+)">.*?</div>')
FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)
BEGINNING = re.compile(r"<([a-z][a-z0-9]*)[\s>]")
ID = re.compile(r'\sid="([^"]*)"')
BLOCKS = frozenset(Markdown().block_level_elements)


class Aside:
    """Blocks of HTML set aside during a build, each behind a line that holds its place."""

    def __init__(self) -> None:
        self._blocks: list[str] = []

    def put(self, html: str) -> str:
        """The line that stands for a block; it tells the block's ids, by which MkDocs knows where links may lead."""
        self._blocks.append(html)
        ids = "".join(f'<a id="{escape(unescape(id))}"></a>' for id in ID.findall(html))
        return f'<div data-aside="{len(self._blocks) - 1}">{ids}</div>'

    def printed(self, call: re.Match[str], html: str) -> str:
        """What a macro call becomes: its HTML, or the line that stands for it where both are blocks of their own."""
        beginning = BEGINNING.match(html)
        return self.put(html) if beginning and beginning[1] in BLOCKS and _alone(call.string, call.start(), call.end()) else html

    def back(self, text: str) -> str:
        """A text with its blocks."""
        return HELD.sub(lambda held: self._blocks[int(held[1])], text) if 'data-aside="' in text else text


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a part of a page is surely a paragraph by itself: between empty lines, not indented, not within code."""
    return alone(text, start, end) and not (FENCE.search(text, 0, start) and FENCE.search(text, end))


class _Back(Postprocessor):
    def __init__(self, md: Markdown, aside: Aside) -> None:
        super().__init__(md)
        self._aside = aside

    def run(self, text: str) -> str:
        return self._aside.back(text)


class PutBack(Extension):
    """Puts the blocks back once a page's Markdown is HTML."""

    def __init__(self, aside: Aside) -> None:
        super().__init__()
        self._aside = aside

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — Python-Markdown's name
        """Run after Markdown's own raw HTML is back."""
        md.postprocessors.register(_Back(md, self._aside), "aside", 5)
