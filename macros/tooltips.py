"""Pop-ups behind abbreviations: Python-Markdown's own, kept on the first use in a page's running text."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

NOT_IN = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "abbr"}


class FirstUse(AbbrTreeprocessor):
    """Marks each abbreviation once: readers who met the pop-up do not need it on every line."""

    def run(self, root: Element) -> None:
        """Mark all uses, then unmark those in headings and links, and all but the first."""
        super().run(root)
        self._seen: set[str] = set()
        self._prune(root, inside=False)

    def _prune(self, parent: Element, *, inside: bool) -> None:
        linked = self._in_link(parent.text, now=False)
        for child in list(parent):
            word = child.text or ""
            after = child.tail  # unwrapping moves it
            if child.tag == "abbr" and (inside or linked or word in self._seen):
                _unwrap(parent, child)
            elif child.tag == "abbr":
                self._seen.add(word)
            else:
                self._prune(child, inside=inside or child.tag in NOT_IN)
            linked = self._in_link(after, now=linked)

    def _in_link(self, text: str | None, *, now: bool) -> bool:
        """Whether a link written as HTML (our macros' links) is open after a stretch of text."""
        for number in HTML_PLACEHOLDER_RE.findall(text or ""):
            tag = str(self.md.htmlStash.rawHtmlBlocks[int(number)])
            now = tag.startswith("<a ") or (now and tag != "</a>")
        return now


def _unwrap(parent: Element, child: Element) -> None:
    """Replace an element by its text."""
    position = list(parent).index(child)
    text = (child.text or "") + (child.tail or "")
    if position:
        before = parent[position - 1]
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(child)


class Tooltips(AbbrExtension):
    """The `abbr` extension with the glossary's abbreviations, first use only."""

    abbrs: dict[str, str]

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        super().__init__(glossary=dict(abbreviations))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — Python-Markdown's name
        """Put our tree processor in the place of the extension's own."""
        super().extendMarkdown(md)
        md.treeprocessors.register(FirstUse(md, self.abbrs), "abbr", 7)
