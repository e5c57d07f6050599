"""One Markdown page as it is read: front matter and text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from . import page
from .markup import Call, Markup
from .source import FRONT, ContentError, Document, Mistake, parse, read_text

NOTHING = page.Page.model_construct(title="", description="", reviewed=datetime.date.min)
"""Stands for front matter of which nothing can be used."""


@dataclass(frozen=True)
class PageFile:
    """One Markdown page: its path under docs/, its front matter, its body."""

    path: str
    document: Document[page.Page]
    markup: Markup

    @property
    def meta(self) -> page.Page:
        """The front matter."""
        return self.document.model

    @property
    def calls(self) -> tuple[Call, ...]:
        """Its macro calls but for those that cannot be read, which is reported elsewhere."""
        return self.markup.calls

    @property
    def citations(self) -> list[str]:
        """Reference keys that the page cites, in the order of first use."""
        found = [str(key) for call in self.calls if call.name == "cite" for key in call.arguments or ()]
        return list(dict.fromkeys(found))


class TornError(ContentError):
    """Mistakes in the front matter of a page, whose text can be read all the same."""

    def __init__(self, mistakes: Iterable[Mistake], page: PageFile) -> None:
        super().__init__(mistakes)
        self.page = page


def read_page(file: Path, root: Path) -> PageFile:
    """One Markdown page.

    Raises:
        TornError: with the mistakes of its front matter, and its text.
    """
    name = file.relative_to(root).as_posix()
    text = read_text(file, root)
    front = FRONT.match(text)
    if not front:
        raise ContentError([Mistake(name, 1, "the page has no front matter", "begin it with `---`, title, description, reviewed, `---`")])
    body = Markup(text[front.end() :], front[0].count("\n") + 1)
    path = file.relative_to(root / "docs").as_posix()
    try:
        return PageFile(path, parse(front[1], page.Page, name, first_line=2), body)
    except ContentError as error:
        rest = error.rest.document if error.rest else Document(name, NOTHING, {})
        raise TornError(error.mistakes, PageFile(path, rest, body)) from None
