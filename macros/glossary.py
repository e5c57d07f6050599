"""Terms and abbreviations: the glossary page, the pop-ups behind abbreviations, words for search."""

from __future__ import annotations

from collections.abc import Iterator

from .source import Content, Field, Id, Text, Use

FILE = "docs/reference/glossary.yml"


class Term(Content):
    """One term, with or without an abbreviation."""

    id: Id = Field(description="Permanent name, used by the `term` macro and as the anchor.")
    term: Text = Field(description="The term, in lower case unless a proper name.")
    abbreviation: Text | None = Field(None, description="Its abbreviation, as it is written in texts.")
    definition: Text = Field(description="What it means, in plain words.", max_length=700)
    tooltip: Text | None = Field(None, description="Pop-up text behind the abbreviation; the term itself when left out.", max_length=120)
    aliases: tuple[Text, ...] = Field((), description="Words that people type in search; never shown.")
    page: Text | None = Field(None, description="Page of the site that treats the term best, as a path under docs/.")
    see: tuple[Id, ...] = Field((), description="Ids of related terms.")
    reference: Id | None = Field(None, description="Reference key, for terms of law or data.")

    @property
    def heading(self) -> str:
        """The term as a heading: first letter upper case."""
        return self.term[0].upper() + self.term[1:]


class Glossary(Content):
    """All terms."""

    terms: tuple[Term, ...] = Field(description="One entry a term.", min_length=1)

    def by_letter(self) -> list[tuple[str, list[Term]]]:
        """Terms in the order of the alphabet, under their first letter or digit."""
        groups: dict[str, list[Term]] = {}
        for term in sorted(self.terms, key=lambda t: t.term.lower()):
            first = term.term[0].upper()
            groups.setdefault(first if first.isalpha() else "0-9", []).append(term)
        return list(groups.items())

    def abbreviations(self) -> dict[str, str]:
        """Abbreviation to pop-up text."""
        return {t.abbreviation: t.tooltip or t.term for t in self.terms if t.abbreviation}

    def uses(self) -> Iterator[Use]:
        """Related terms, pages and references."""
        for n, term in enumerate(self.terms):
            for m, other in enumerate(term.see):
                yield Use("term", other, ("terms", n, "see", m))
            if term.page:
                yield Use("page", term.page, ("terms", n, "page"))
            if term.reference:
                yield Use("reference", term.reference, ("terms", n, "reference"))

    def defines(self) -> Iterator[Use]:
        """Terms, and abbreviations so that no two terms share one."""
        for n, term in enumerate(self.terms):
            yield Use("term", term.id, ("terms", n, "id"))
            if term.abbreviation:
                yield Use("abbreviation", term.abbreviation, ("terms", n, "abbreviation"))
