"""Tools for teams: forms that a team fills in, on screen or on paper; one file a tool."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Annotated, Any, Literal, Protocol

from pydantic import ConfigDict, TypeAdapter

from .source import Content, Field, Found, Place, Text, Use
from .tool_parts import Column, Group, Limit, Lines, RatingAnswer, Row, Section, Side, Stage, Statement, Topic, YesNo

FILE = "docs/tools/*.yml"
View = Literal["gaps", "needed-not-shared", "collected-twice", "ends-within-18-months", "path", "protocol"]


class Asked(Protocol):
    """A thing to answer."""

    @property
    def id(self) -> str:
        """Its permanent name."""

    @property
    def revision(self) -> int:
        """How often its meaning has shifted."""


def mark(asked: Iterable[Asked]) -> str:
    """The mark of a set of things to answer: files that carry the same one were asked the same. 16 hexadecimal digits."""
    lines = sorted(f"{one.id}@{one.revision}" for one in asked)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


class Tool(Content):
    """What every tool says of itself."""

    title: Text = Field(description="Name of the tool.")
    edition: Text = Field(description="Year and month of this wording, such as 2026-11.")
    summary: Text = Field(description="What a team holds at the end, in a sentence.")
    privacy: Text = Field(description="What is not to be written into it, in a sentence or two.")
    minutes: int = Field(description="How long it takes.", ge=1)

    def asked(self) -> Iterator[Asked]:
        """What is answered, each with its revision; nothing where a tool holds rows or counts."""
        return iter(())

    @classmethod
    def fitting(cls, _data: object) -> type[Content]:
        """The model of the kind that a file says it is."""
        kind = _data.get("kind") if isinstance(_data, dict) else None
        return KINDS.get(kind, Unknown) if isinstance(kind, str) else Unknown

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A schema of all kinds."""
        return TypeAdapter(AnyTool).json_schema(by_alias=True)


# -- ratings


class Ratings(Tool):
    """Items to rate for oneself, section by section."""

    kind: Literal["ratings"] = Field(description="The kind of the tool.")
    answers: tuple[RatingAnswer, ...] = Field(description="The answers to choose from.", min_length=2)
    sections: tuple[Section, ...] = Field(description="The items.", min_length=1)

    def asked(self) -> Iterator[Asked]:
        """Items."""
        return (item for section in self.sections for item in section.items)

    def defines(self) -> Iterator[Use]:
        """Sections, items and answers."""
        yield from _sections(self.sections)
        yield from _ids("answer", self.answers, ("answers",))


class MatrixTool(Tool):
    """The Progress Matrix to rate; its items are the matrix's own."""

    kind: Literal["matrix"] = Field(description="The kind of the tool.")
    answers: tuple[RatingAnswer, ...] = Field(description="The answers to choose from.", min_length=2)

    def defines(self) -> Iterator[Use]:
        """Answers."""
        return _ids("answer", self.answers, ("answers",))


# -- survey


class Survey(Tool):
    """Statements answered without names, counted and shown only for enough people."""

    kind: Literal["survey"] = Field(description="The kind of the tool.")
    answers: tuple[Side, ...] = Field(description="The answers, from strongest agreement to strongest disagreement.", min_length=2)
    groups: tuple[Group, ...] = Field(description="Groups by which results may be split; at most 32.", min_length=2, max_length=32)
    items: tuple[Statement, ...] = Field(description="The statements.", min_length=1)

    def asked(self) -> Iterator[Asked]:
        """Statements."""
        return iter(self.items)

    def defines(self) -> Iterator[Use]:
        """Statements, groups and answers."""
        yield from _ids("statement", self.items, ("items",))
        yield from _ids("group", self.groups, ("groups",))
        yield from _ids("answer", self.answers, ("answers",))


# -- table


class Table(Tool):
    """Rows that a team fills in, and what follows from them."""

    kind: Literal["table"] = Field(description="The kind of the tool.")
    adds: Text = Field(description="Words of the button for a new row.", max_length=40)
    blank: int = Field(description="Empty rows on paper.", ge=1, le=30)
    views: tuple[View, ...] = Field(description="What is computed from the rows.", min_length=1)
    columns: tuple[Column, ...] = Field(description="What is asked of each row; the first one names it.", min_length=2)
    rows: tuple[Row, ...] = Field((), description="Rows to start from.")

    def defines(self) -> Iterator[Use]:
        """Columns and rows."""
        yield from _ids("column", self.columns, ("columns",))
        yield from _ids("row", self.rows, ("rows",))
        for n, column in enumerate(self.columns):
            yield from _ids(f"choice of `{column.id}`", column.choices, ("columns", n, "choices"))

    def problems(self) -> Iterator[Found]:
        """Cells of columns, or choices, that there are not; views that find nothing to count."""
        columns = {column.id: column for column in self.columns}
        for n, row in enumerate(self.rows):
            for name, text in row.cells.items():
                place: Place = ("rows", n, "cells", name)
                if name not in columns:
                    yield place, f"no column `{name}`", f"name one of: {', '.join(columns)}"
                elif columns[name].choices and text not in {choice.id for choice in columns[name].choices}:
                    known = ", ".join(choice.id for choice in columns[name].choices)
                    yield place, f"`{text}` is no choice of the column `{name}`", f"use one of: {known}"
        for n, view in enumerate(self.views):
            for wanted in sorted(NEEDS.get(view, set()) - columns.keys()):
                yield ("views", n), f"the view `{view}` needs a column `{wanted}`", "add the column, or remove the view"


NEEDS: dict[str, set[str]] = {
    "needed-not-shared": {"fact", "partner", "needed-by", "collected", "shared"},
    "collected-twice": {"fact", "partner", "collected"},
    "ends-within-18-months": {"fund", "amount", "end", "owner"},
    "path": {"step", "wait"},
    "protocol": {"event", "from", "to", "what", "within", "means", "permission"},
}
"""View to the columns that it reads."""


# -- checklist, agenda, funnel


class Checklist(Tool):
    """Lines held against something that the team has."""

    kind: Literal["checklist"] = Field(description="The kind of the tool.")
    notice: Text = Field(description="What it is held against, as of when, and who decides.")
    form: Text = Field(description="The question that asks for the name of what is checked.", max_length=60)
    form_help: Text = Field(description="What to write there, and what not.")
    answers: tuple[YesNo, ...] = Field(description="The answers to choose from.", min_length=2)
    sections: tuple[Lines, ...] = Field(description="The lines.", min_length=1)
    found: Text = Field(description="Heading of what follows from the answers.", max_length=60)
    complete: Text = Field(description="What is said when every line is there.")
    limits_title: Text = Field("What it cannot do", description="Heading of the limits.", max_length=80)
    limits: tuple[Limit, ...] = Field((), description="What it cannot do, however well it is made.")

    def asked(self) -> Iterator[Asked]:
        """Lines."""
        return (line for section in self.sections for line in section.items)

    def uses(self) -> Iterator[Use]:
        """Works behind the lines."""
        for n, section in enumerate(self.sections):
            for m, item in enumerate(section.items):
                yield from (Use("reference", key, ("sections", n, "items", m, "cite", k)) for k, key in enumerate(item.cite))
        for n, limit in enumerate(self.limits):
            yield from (Use("reference", key, ("limits", n, "cite", k)) for k, key in enumerate(limit.cite))

    def defines(self) -> Iterator[Use]:
        """Sections, lines and limits."""
        yield from _sections(self.sections)
        yield from _ids("limit", self.limits, ("limits",))


class Agenda(Tool):
    """A meeting to print with times; nothing is typed or kept."""

    kind: Literal["agenda"] = Field(description="The kind of the tool.")
    sections: tuple[Topic, ...] = Field(description="The parts of the meeting, in order.", min_length=1)

    def defines(self) -> Iterator[Use]:
        """Parts."""
        return _ids("part", self.sections, ("sections",))

    def problems(self) -> Iterator[Found]:
        """Minutes that do not add up."""
        total = sum(section.minutes for section in self.sections if not section.optional)
        if total != self.minutes:
            yield ("minutes",), f"the parts take {total} minutes, the meeting {self.minutes}", "correct one of them"


class Funnel(Tool):
    """Counts of people at each step, what is kept and what is lost."""

    kind: Literal["funnel"] = Field(description="The kind of the tool.")
    threshold: int = Field(description="The smallest count that is shown outside the team.", ge=2, le=100)
    stages: tuple[Stage, ...] = Field(description="The steps, first to last.", min_length=3)
    example: dict[str, int] = Field(description="Stage to an invented count.")

    def defines(self) -> Iterator[Use]:
        """Stages."""
        return _ids("stage", self.stages, ("stages",))

    def problems(self) -> Iterator[Found]:
        """An example of other stages, or one whose counts rise."""
        for stage in self.stages:
            if stage.id not in self.example:
                yield ("example",), f"the example has no `{stage.id}`", "give each stage a count"
        for name in self.example.keys() - {stage.id for stage in self.stages}:
            yield ("example", name), f"no stage `{name}`", "name a stage"
        counts = [(stage.id, self.example[stage.id]) for stage in self.stages if stage.id in self.example]
        for (before, more), (name, count) in pairwise(counts):
            if count > more:
                yield ("example", name), f"`{name}` counts more people than `{before}`", "correct one of them"


class Unknown(Tool):
    """A file of no known kind: what else is wrong in it cannot be told."""

    model_config = ConfigDict(extra="ignore")

    kind: Literal["ratings", "matrix", "survey", "table", "checklist", "agenda", "funnel"] = Field(description="The kind of the tool.")


AnyTool = Annotated[Ratings | MatrixTool | Survey | Table | Checklist | Agenda | Funnel, Field(discriminator="kind")]
KINDS: dict[str, type[Tool]] = {
    "ratings": Ratings, "matrix": MatrixTool, "survey": Survey, "table": Table,
    "checklist": Checklist, "agenda": Agenda, "funnel": Funnel,
}


def _ids(kind: str, given: Iterable[Any], place: Place) -> Iterator[Use]:
    for n, one in enumerate(given):
        yield Use(kind, one.id, (*place, n, "id"))


def _sections(sections: Iterable[Section | Lines]) -> Iterator[Use]:
    """Sections, and what they hold: an item's id is its own in the whole tool."""
    for n, section in enumerate(sections):
        yield Use("section", section.id, ("sections", n, "id"))
        yield from _ids("item", section.items, ("sections", n, "items"))
