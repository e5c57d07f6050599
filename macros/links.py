"""Checks of links and pictures: each has words, and leads somewhere that it may lead."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .brackets import Link
from .source import Mistake, suggest

if TYPE_CHECKING:
    from .library import Library
    from .page_file import PageFile

SCHEMES = ("https", "http", "mailto", "tel")
SCHEME = re.compile(r"([A-Za-z][\w+.-]*):")


def check(library: Library, one: PageFile) -> Iterator[Mistake]:
    """What is wrong with the links and pictures of a page."""
    path, folder = one.document.path, posixpath.dirname(one.path)
    yield from (Mistake(path, line, what, remedy) for what, line, remedy in one.markup.unread)
    for link in one.markup.links:
        yield from (Mistake(path, link.line, what, remedy) for what, remedy in address(link))
        if link.target in ("", "#") or SCHEME.match(link.target) or (link.picture and link.target.startswith("//")):
            continue
        target, _, anchor = link.target.partition("#")
        wanted = posixpath.normpath(posixpath.join(folder, target)) if target else one.path
        if wanted in library.pages:
            there = library.pages[wanted]
            sure = not there.markup.broken and (library.complete or not there.calls)  # else ids may come from what was not read
            if anchor and sure and anchor not in library.anchors(wanted):
                remedy = suggest(anchor, library.anchors(wanted), "link to a heading that it has")
                yield Mistake(path, link.line, f"`{wanted}` has no anchor `#{anchor}`", remedy)
        elif target.startswith("/") or not (library.root / "docs" / wanted).is_file():
            near = difflib.get_close_matches(wanted, library.pages, n=1, cutoff=0.6)
            remedy = f"did you mean `{posixpath.relpath(near[0], folder or '.')}`?" if near else "link to a file under docs/"
            yield Mistake(path, link.line, f"the link `{link.target}` leads nowhere", remedy)


def address(link: Link) -> Iterator[tuple[str, str]]:
    """What is wrong with a link or a picture wherever it stands, and what to do."""
    kind = "picture" if link.picture else "link"
    if link.picture and not link.text.strip():
        yield f"the picture `{link.target}` has no text alternative", "say between the brackets what it shows"
    elif not link.text.strip():
        yield f"the link `{link.target}` has no text", "say between the brackets where it leads"
    scheme = SCHEME.match(link.target)
    if link.target in ("", "#"):
        yield f"the {kind} `{link.text.strip()}` has no target", "write it between the parentheses"
    elif link.picture and (scheme or link.target.startswith("//")):
        yield f"the picture `{link.target}` is not this site's own", "put the file under docs/ and name it there"
    elif scheme and scheme[1].lower() not in SCHEMES:
        near = difflib.get_close_matches(scheme[1].lower(), SCHEMES, n=1)
        remedy = f"did you mean `{near[0]}:`?" if near else "begin it with `https:`, or name a page by its path"
        yield f"the link `{link.target}` begins with `{scheme[0]}`, which no link here does", remedy
