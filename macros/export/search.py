"""The theme's search index, finished: indicators and terms found one by one, old words leading to new.

The theme indexes what stands under headings. Indicators, terms, figures and works stand in tables and
lists, so each gets an entry of its own that leads to its anchor. Words that people type but the site
does not print (abbreviations spelled out, brand names, old terms) go into the entries' `tags`, which
the theme weighs highest; the style sheet does not show them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from ..library import Library
from ..site_map import page_url

Entry = dict[str, Any]


def enrich(index: dict[str, Any], library: Library, *, directories: bool = True) -> dict[str, Any]:
    """The index with our entries and aliases added."""

    def place(path: str, anchor: str = "") -> str:
        return page_url(path, directories=directories) + (f"#{anchor}" if anchor else "")

    letters = place("reference/glossary.md", "letter-")  # each term has an entry of its own
    docs = [entry for entry in index["docs"] if not entry["location"].startswith(letters)]
    for entries in (_indicators, _terms, _swaps, _figures):
        docs += entries(library, place)
    aliases = _page_aliases(library, place)
    for entry in docs:
        words = aliases.get(entry["location"], set()) | set(entry.get("tags", ()))
        if words:
            entry["tags"] = sorted(words)
    # A page's sections must follow the page: the worker reads the parent first.
    docs.sort(key=lambda entry: entry["location"].partition("#")[0])
    return {**index, "docs": docs}


def _indicators(library: Library, place: Any) -> Iterator[Entry]:
    matrix = library.matrix
    for element in matrix.elements:
        for indicator in element.indicators:
            level = matrix.level(indicator.level)
            yield {
                "location": place("matrix/index.md", indicator.id),
                "title": f"{indicator.text} ({indicator.id})",  # titles weigh most: its own words find it
                "text": f"{matrix.title}. {element.title}: {level.title}.",
            }


def _terms(library: Library, place: Any) -> Iterator[Entry]:
    for term in library.glossary.terms:
        name = f"{term.heading} ({term.abbreviation})" if term.abbreviation else term.heading
        yield {
            "location": place("reference/glossary.md", term.id),
            "title": name,
            "text": term.definition,
            "tags": sorted(_words([*term.aliases, term.abbreviation or ""])),
            "boost": 1.5,  # a definition answers; a heading or an indicator that has the same words may not
        }


def _figures(library: Library, place: Any) -> Iterator[Entry]:
    for figure in library.statistics.statistics:
        yield {
            "location": place("reference/national-figures.md", figure.id),
            "title": f"{figure.title}: {figure.value}",
            "text": f"{figure.period}, {figure.series}. {figure.counts}",
        }


def _swaps(library: Library, place: Any) -> Iterator[Entry]:
    for entry in library.language.entries:
        yield {
            "location": place("reference/words.md", entry.id),
            "title": entry.say[0][0].upper() + entry.say[0][1:],
            "text": entry.why,
            "tags": sorted(_words(entry.instead_of)),
        }


def _page_aliases(library: Library, place: Any) -> dict[str, set[str]]:
    """Location of a page to the words that should find it: its own, and those of the terms it treats best."""
    found = defaultdict(set, {place(path): _words(page.meta.found_by) for path, page in library.pages.items()})
    for term in library.glossary.terms:
        if term.page:
            found[place(term.page)] |= _words([*term.aliases, term.abbreviation or ""])
    return found


def _words(phrases: Iterable[str]) -> set[str]:
    """Single words, as the index takes them: a tag is one token."""
    return {word for word in re.findall(r"[a-z0-9]+", " ".join(phrases).lower()) if len(word) > 1} - COMMON


COMMON = frozenset(
    """a an and are as at be by for from has in into is it its of on or that the their them they to up was with""".split()  # noqa: SIM905
)
