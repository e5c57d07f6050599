"""Works cited: CSL-JSON's fields, written in YAML, one entry a work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, Self

from pydantic import model_validator

from .source import Content, Field, Id, Text, Use

FILE = "docs/reference/references.yml"

Kind = Literal[
    "article-journal", "article-newspaper", "book", "chapter", "dataset", "legal_case", "legislation",
    "paper-conference", "regulation", "report", "speech", "thesis", "webpage",
]

DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"

# RFC 3986, 2.3: an encoded unreserved character means the character itself, so it may be shown plain.
UNRESERVED = re.compile(r"%(2[DdEe]|3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|5[Ff]|7[Ee])")


class Name(Content):
    """A person (`family`, `given`) or an organization (`literal`)."""

    family: Text | None = Field(None, description="Family name of a person.")
    given: Text | None = Field(None, description="Initials or given names of a person.")
    literal: Text | None = Field(None, description="Full name of an organization.")
    short: Text | None = Field(None, description="Its abbreviation, for citations in the text.")

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.family is None) == (self.literal is None):
            raise ValueError("an author needs one of `family` and `literal` | give a person's family name or an organization's full name")
        return self

    def __str__(self) -> str:
        return self.short or self.family or self.literal or ""


class Reference(Content):
    """One work, in the fields of CSL-JSON."""

    id: Id = Field(description="The key that `cite` takes.")
    type: Kind = Field(description="CSL type of the work.")
    author: tuple[Name, ...] = Field((), description="Authors in order; none when the work names none.")
    editor: tuple[Name, ...] = Field((), description="Editors in order.")
    issued: str | None = Field(
        None, description="Date: YYYY, YYYY-MM or YYYY-MM-DD; left out when the work has none.", pattern=DATE
    )
    title: Text = Field(description="Title in sentence case, without a final full stop.")
    container_title: Text | None = Field(None, alias="container-title", description="Journal, book or site that holds the work.")
    collection_title: Text | None = Field(None, alias="collection-title", description="Series.")
    genre: Text | None = Field(None, description="Kind of report or document, such as `Fact sheet`.")
    number: Text | None = Field(None, description="Report or law number.")
    volume: Text | None = Field(None, description="Volume.")
    issue: Text | None = Field(None, description="Issue.")
    page: Text | None = Field(None, description="Pages, as 21-43.")
    edition: Text | None = Field(None, description="Edition, as `2`.")
    publisher: Text | None = Field(None, description="Publisher.")
    publisher_place: Text | None = Field(None, alias="publisher-place", description="Place of the publisher.")
    DOI: Text | None = Field(None, description="DOI without the resolver's address.", pattern=r"^10\.\d{4,}/\S+$")
    URL: Text | None = Field(None, description="Web address, from https:// on, as the work or its publisher gives it.", pattern=r"^https?://\S+$")
    short: Text | None = Field(None, description="In-text form where author and year do not serve, as `42 CFR Part 2`.")
    note: Text | None = Field(None, description="For readers: what moved, what it is also called, which law it predates.")

    @property
    def year(self) -> str:
        """Year for the text, or n.d."""
        return self.issued[:4] if self.issued else "n.d."

    @property
    def authors(self) -> str:
        """Author part of a citation in the text, as APA wants it."""
        names = [str(name) for name in self.author or self.editor]
        if not names:
            return self.title
        if len(names) > 2:
            return f"{names[0]} et al."
        return " & ".join(names)

    def csl(self) -> dict[str, Any]:
        """The entry as CSL-JSON, without the fields that are ours."""
        data = self.model_dump(by_alias=True, exclude_none=True, exclude={"short", "note", "issued", "author", "editor", "URL"})
        for role in ("author", "editor"):
            if names := getattr(self, role):
                data[role] = [name.model_dump(exclude_none=True, exclude={"short"}) for name in names]
        if self.URL:
            data["URL"] = UNRESERVED.sub(lambda m: chr(int(m[1], 16)), self.URL)
        if self.issued:
            data["issued"] = {"date-parts": [[int(part) for part in self.issued.split("-")]]}
        return data


class References(Content):
    """All works that the site cites."""

    references: tuple[Reference, ...] = Field(description="One entry a work.", min_length=1)

    def defines(self) -> Iterator[Use]:
        """One key a work."""
        for n, reference in enumerate(self.references):
            yield Use("reference", reference.id, ("references", n, "id"))

    def citations(self) -> dict[str, str]:
        """Key to in-text form; same author and year told apart by a letter, in the order of titles."""
        groups: dict[str, list[Reference]] = {}
        for reference in sorted(self.references, key=lambda r: r.title.lower()):
            if not reference.short:
                groups.setdefault(f"{reference.authors}, {reference.year}", []).append(reference)
        found = {r.id: r.short for r in self.references if r.short}
        for label, group in groups.items():
            for n, reference in enumerate(group):
                found[reference.id] = label + (_letter(reference, n) if len(group) > 1 else "")
        return found


def _letter(reference: Reference, n: int) -> str:
    return ("" if reference.issued else "-") + "abcdefghijklmnopqrstuvwxyz"[n]
