"""Words we use: say this, not that, and why. Feeds the page, the search and the check of our own prose."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from .source import Content, Field, Id, Text, Use

FILE = "docs/reference/language.yml"


def words(wanted: Iterable[str]) -> re.Pattern[str]:
    """Matches whole words and phrases in any case, also where a line ends within a phrase; the longest first."""
    forms = (re.escape(word).replace(r"\ ", r"\s+") for word in sorted(wanted, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms) or '(?!)'})(?![\w-])", re.IGNORECASE)


class Entry(Content):
    """One swap of words."""

    id: Id = Field(description="Permanent name, also the anchor.")
    say: tuple[Text, ...] = Field(description="What to say.", min_length=1)
    instead_of: tuple[Text, ...] = Field(description="What it replaces.", min_length=1)
    why: Text = Field(description="The reason, in a sentence or two.")
    example: Text | None = Field(None, description="A sentence that a worker could say or write.")
    refuse: tuple[Text, ...] = Field((), description="Words that the build refuses in our own prose, in lower case.")


class Language(Content):
    """All swaps, and the proper names in which an old word may stand."""

    entries: tuple[Entry, ...] = Field(description="One entry a swap.", min_length=1)
    names: tuple[Text, ...] = Field((), description="Proper names and titles in which an old word may stand.")

    def defines(self) -> Iterator[Use]:
        """One id a swap."""
        for n, entry in enumerate(self.entries):
            yield Use("language", entry.id, ("entries", n, "id"))

    def refused(self) -> re.Pattern[str]:
        """Matches any word or phrase that the build refuses."""
        return words(word for entry in self.entries for word in entry.refuse)

    def within(self, text: str) -> list[str]:
        """Refused words that stand somewhere in a text, be it inside a name."""
        parts = list(itertools.chain.from_iterable(line.casefold().split() for line in text.splitlines()))
        found = set(re.findall(r"\w+", " ".join(set(parts))))  # a word that comes often is looked at once
        plain = " ".join(parts)
        refused = (word.casefold() for entry in self.entries for word in entry.refuse)
        return [word for word in refused if found.issuperset(re.findall(r"\w+", word)) and word in plain]

    def instead(self, word: str) -> str:
        """What to say for a refused word."""
        entry = next(e for e in self.entries if word.lower() in (w.lower() for w in e.refuse))
        return " or ".join(f"`{better}`" for better in entry.say)
