"""Links and pictures in a paragraph of Markdown, in the one form that this site reads, and whatever has another form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

NOTE = re.compile(r"\[\^[^\]\n]+\]")
LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*(?:<([^<>\n]*)>|((?:[^()\s<>]|\([^()\s]*\))*))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
BRACKETS = re.compile(r"!?\[[^\[\]]*\](?:\[[^\[\]\n]*\]|\([^()\n]*\)?)")
TARGET = re.compile(r"^[ >]*\[([^\[\]]*)\]:[ ]*\n?[ ]*[^\s]+[ ]*(?:\n?[ ]*(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ ]*$", re.MULTILINE)
ESCAPED = re.compile(r"\\[\\\[\]()!]")
HELD = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands where code or a macro was, so that a link around it has a text."""


class Link(NamedTuple):
    """A link or a picture."""

    text: str
    target: str
    picture: bool
    line: int


def links(text: str, line: int) -> Iterator[Link]:
    """Links and pictures, and those within a link's words."""
    text = _without_notes(text)
    for match in LINK.finditer(text):
        first = line + text.count("\n", 0, match.start())
        target = (match[3] or match[4] or "").replace(HELD, "…")
        yield Link(match[2].replace(HELD, "") if match[1] else match[2], target, match[1] == "!", first)
        yield from links(match[2], first)


def unread(text: str, line: int) -> Iterator[tuple[str, int, str]]:
    """What of a paragraph is meant as a link or a picture and is none of the above: what it is, its line, what to do."""
    text = _without_notes(text)
    while (rest := LINK.sub(words, text)) != text:
        text = rest
    for match in (*TARGET.finditer(text), *BRACKETS.finditer(text)):
        what = "a picture" if match[0].startswith("!") else "a link"
        remedy = "write `![what it shows](file.png)`" if match[0].startswith("!") else "write `[text](target)` where it stands"
        if "](" in match[0]:
            remedy = remedy.removesuffix(" where it stands") + ", the target without spaces"
        first = line + text.count("\n", 0, match.start())
        form = " ".join(match[0].replace(HELD, "…").split())
        yield f"{what} in a form that is not read here, `{form}`", first, remedy


def _without_notes(text: str) -> str:
    """Text without footnotes and without brackets that are meant as such."""
    return ESCAPED.sub(HELD, NOTE.sub(HELD, text))


def words(link: re.Match[str]) -> str:
    """A link's words, and as many lines as there were."""
    return f" {link[2]} " + "\n" * (link[0].count("\n") - link[2].count("\n"))
