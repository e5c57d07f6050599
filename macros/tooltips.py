"""Pop-ups behind abbreviations: Python-Markdown's own, kept on the first use in a page's running text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

NOT_IN = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "abbr"}


class FirstUse(AbbrTreeprocessor):
    """Marks each abbreviation once: readers who met the pop-up do not need it on every line."""

    def run(self, root: Element) -> None:
        """Mark the first use of each abbreviation outside headings and links."""
        self._found = _pattern(tuple(word for word in self.abbrs if self.abbrs[word]))
        self._seen: set[str] = set()
        self._mark(root)

    def _mark(self, parent: Element) -> None:
        linked = self._split(parent, None, parent.text, linked=False)
        for child in list(parent):
            if child.tag not in NOT_IN and self._has_new(" ".join(child.itertext())):
                self._mark(child)
            linked = self._split(parent, child, child.tail, linked=linked)

    def _has_new(self, text: str) -> bool:
        """Whether an abbreviation that is not marked yet stands somewhere in a text."""
        return any(not number and word not in self._seen for word, number in self._found.findall(text))

    def _split(self, parent: Element, before: Element | None, text: str | None, *, linked: bool) -> bool:
        """Mark first uses in the text after a child, or at the beginning; returns whether a link is open at its end.

        Our macros write links as HTML, which stands in the text as numbered placeholders.
        """
        if not text or isinstance(text, AtomicString) or not self._found.search(text):
            return linked
        position = 0 if before is None else list(parent).index(before) + 1
        rest = 0
        for match in self._found.finditer(text):
            word, number = match.groups()
            if number:
                tag = str(self.md.htmlStash.rawHtmlBlocks[int(number)])
                linked = tag.startswith("<a ") or (linked and tag != "</a>")
            elif not linked and word not in self._seen:
                self._seen.add(word)
                abbr = self.create_element(self.abbrs[word], word, "")
                self._put(parent, before, text[rest : match.start()])
                parent.insert(position, abbr)
                before, position, rest = abbr, position + 1, match.end()
        if rest:
            self._put(parent, before, text[rest:])
        return linked

    @staticmethod
    def _put(parent: Element, before: Element | None, text: str) -> None:
        if before is None:
            parent.text = text
        else:
            before.tail = text


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Matches a placeholder, with its number as the second group, or a whole word, the longest first.

    Each word brings its own boundaries: a pattern that begins with plain letters is found several times quicker.
    """
    forms = (rf"{w}(?<!\w{w})(?!\w)" for w in (re.escape(word) for word in sorted(words, key=len, reverse=True)))
    return re.compile(f"({'|'.join([HTML_PLACEHOLDER_RE.pattern, *forms])})")


class Tooltips(AbbrExtension):
    """The `abbr` extension with the glossary's abbreviations, first use only."""

    abbrs: dict[str, str]

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        super().__init__(glossary=dict(abbreviations))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — Python-Markdown's name
        """Put our tree processor in the place of the extension's own."""
        super().extendMarkdown(md)
        md.treeprocessors.register(FirstUse(md, self.abbrs), "abbr", 7)
