"""The Progress Matrix: ten elements by three levels, each indicator with its permanent id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from .source import Content, Field, Id, Text, Use

FILE = "docs/matrix/matrix.yml"


class Level(Content):
    """One of the three columns."""

    id: Id = Field(description="Permanent name of the level, used by indicators and macros.")
    title: Text = Field(description="Full title, as the source prints it.")
    short: Text = Field(description="One word for tables and phones.", max_length=20)
    summary: Text = Field(description="What a team at this level has done, in a sentence or two.")


class Indicator(Content):
    """One sign of progress that a team can find in place, or not."""

    id: Id = Field(description="Permanent and opaque: a change of meaning takes a new id.")
    level: Id = Field(description="The level it belongs to; a label that may be corrected.")
    text: Text = Field(description="The indicator as one full sentence.", max_length=420)
    short: Text | None = Field(None, description="A name of a few words, for lists of what is missing.", max_length=60)
    evidence: Text = Field(description="What a team could point to.", max_length=420)
    scope: Literal["joint", "each-partner"] = Field(
        description="`joint`: the partners do it together. `each-partner`: in place only when every partner says so."
    )
    revision: int = Field(1, description="Raise it when the meaning shifts: earlier answers then wait to be confirmed.", ge=1)

    @property
    def name(self) -> str:
        """Its short name, or all of it."""
        return self.short or self.text


class Element(Content):
    """One of the ten system linkage elements: a row of the matrix."""

    id: Id = Field(description="Permanent name of the element; also the name of its page.")
    title: Text = Field(description="Full title, as the source prints it.")
    short: Text = Field(description="One to four words for menus and phones.", max_length=28)
    summary: Text = Field(description="What the element is about, in a sentence.")
    indicators: tuple[Indicator, ...] = Field(description="Its indicators, in the source's order.", min_length=1)

    @property
    def page(self) -> str:
        """The page that explains the element, as a path under `docs/`."""
        return f"model/elements/{self.id}.md"

    def at(self, level: str) -> tuple[Indicator, ...]:
        """The element's indicators at one level."""
        return tuple(i for i in self.indicators if i.level == level)


class Matrix(Content):
    """The whole matrix; every table, count and download comes from here."""

    title: Text = Field(description="Name of the matrix.")
    edition: Text = Field(description="Year and month of this wording, such as 2026-11.")
    source: Id = Field(description="Reference key of the publication that it restates.")
    levels: tuple[Level, ...] = Field(description="The levels, first to last.", min_length=1)
    elements: tuple[Element, ...] = Field(description="The elements, in order.", min_length=1)

    def indicators(self, level: str | None = None, element: str | None = None) -> tuple[Indicator, ...]:
        """Indicators in order, of one level, of one element, or of all."""
        rows = [e for e in self.elements if element in (None, e.id)]
        return tuple(i for e in rows for i in e.indicators if level in (None, i.level))

    def indicator(self, wanted: str) -> Indicator:
        """One indicator by id."""
        return next(i for i in self.indicators() if i.id == wanted)

    def element(self, wanted: str) -> Element:
        """One element by id."""
        return next(e for e in self.elements if e.id == wanted)

    def level(self, wanted: str) -> Level:
        """One level by id."""
        return next(level for level in self.levels if level.id == wanted)

    def uses(self) -> Iterator[Use]:
        """The source, each element's page and each indicator's level."""
        yield Use("reference", self.source, ("source",))
        for row, element in enumerate(self.elements):
            yield Use("page", element.page, ("elements", row, "id"))
            for n, indicator in enumerate(element.indicators):
                yield Use("level", indicator.level, ("elements", row, "indicators", n, "level"))

    def defines(self) -> Iterator[Use]:
        """Levels, elements and indicators."""
        for n, level in enumerate(self.levels):
            yield Use("level", level.id, ("levels", n, "id"))
        for row, element in enumerate(self.elements):
            yield Use("element", element.id, ("elements", row, "id"))
            for n, indicator in enumerate(element.indicators):
                yield Use("indicator", indicator.id, ("elements", row, "indicators", n, "id"))
