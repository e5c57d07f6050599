"""What the tools for teams are made of: answers, items, columns, stages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from .source import Content, Field, Found, Id, Text

Rating = Literal["in-place", "partly", "not-yet", "unknown", "does-not-apply"]


class RatingAnswer(Content):
    """One answer to rate with."""

    id: Rating = Field(description="What it counts as.")
    text: Text = Field(description="What it means, as the person who answers would say it.")
    short: Text = Field(description="One to three words for tables.", max_length=20)


class Item(Content):
    """One thing to rate."""

    id: Id = Field(description="Permanent: files name their answers by it.")
    text: Text = Field(description="One sentence that can be in place or not.", max_length=420)
    help: Text | None = Field(None, description="How to find out.")
    scope: Literal["joint", "each-partner"] = Field(description="`joint`: the partners do it together. `each-partner`: each for itself.")
    revision: int = Field(1, description="Raise it when the meaning changes: earlier answers then wait to be confirmed.", ge=1)


class Section(Content):
    """Items under one heading."""

    id: Id = Field(description="Permanent name.")
    title: Text = Field(description="Heading of the section.")
    items: tuple[Item, ...] = Field(description="What to rate.", min_length=1)


class Side(Content):
    """One answer to a statement."""

    id: Id = Field(description="Permanent name.")
    text: Text = Field(description="The answer.", max_length=40)
    side: Literal["agree", "disagree", "apart"] = Field(description="The side it counts for; `apart` for neither.")


class Group(Content):
    """People who may be shown together."""

    id: Id = Field(description="Permanent name.")
    text: Text = Field(description="What they are called.", max_length=80)


class Statement(Content):
    """One statement to agree with or not."""

    id: Id = Field(description="Permanent; a statement that changes in meaning takes a new one.")
    text: Text = Field(description="One sentence on which good people differ.", max_length=300)
    revision: int = Field(1, description="Raise it with each change of the wording.", ge=1)
    discuss: tuple[Text, ...] = Field(description="Questions to ask when people are divided.", min_length=1)


class Choice(Content):
    """One thing to choose in a column."""

    id: Id = Field(description="Permanent name.")
    text: Text = Field(description="What it is called.", max_length=120)


class Column(Content):
    """One question that is asked of each row."""

    id: Id = Field(description="Permanent name.")
    title: Text = Field(description="Heading of the column.", max_length=60)
    kind: Literal["text", "long", "choice", "number", "date", "days", "money"] = Field(description="What is written in it.")
    needed: bool = Field(False, description="A row with nothing here is listed as a gap.")
    help: Text | None = Field(None, description="How to fill it in.")
    choices: tuple[Choice, ...] = Field((), description="What to choose from; for the kind `choice` only.")

    def problems(self) -> Iterator[Found]:
        """Choices where there is nothing to choose, or none where there is."""
        if (self.kind == "choice") != bool(self.choices):
            todo = "list them" if self.kind == "choice" else "remove them, or write `kind: choice`"
            yield (), f"a column of the kind `{self.kind}` {'without' if self.kind == 'choice' else 'with'} choices", todo


class Row(Content):
    """A row that is there from the start."""

    id: Id = Field(description="Permanent name.")
    cells: dict[str, str] = Field(description="Column to text.", min_length=1)


class YesNo(Content):
    """One answer to a line of a checklist."""

    id: Literal["yes", "no", "unsure"] = Field(description="What it counts as.")
    text: Text = Field(description="The answer.", max_length=40)
    listed: Text | None = Field(None, description="Heading of the list of lines so answered; none are listed without it.", max_length=60)


class Line(Content):
    """One line to check."""

    id: Id = Field(description="Permanent: files name their answers by it.")
    text: Text = Field(description="What has to be there.")
    help: Text | None = Field(None, description="How to tell.")
    cite: tuple[Id, ...] = Field((), description="Reference keys.")
    revision: int = Field(1, description="Raise it when the meaning changes: earlier answers then wait to be confirmed.", ge=1)


class Lines(Content):
    """Lines under one heading."""

    id: Id = Field(description="Permanent name.")
    title: Text = Field(description="Heading of the section.")
    text: Text | None = Field(None, description="When the section matters; it may stay open as a whole.")
    counted: Text | None = Field(None, description="What its lines are called where they are counted, such as nine parts.", max_length=40)
    items: tuple[Line, ...] = Field(description="What to check.", min_length=1)


class Limit(Content):
    """One thing that the thing checked cannot do."""

    id: Id = Field(description="Permanent name.")
    text: Text = Field(description="What it cannot do.")
    cite: tuple[Id, ...] = Field((), description="Reference keys.")


class Topic(Content):
    """One part of a meeting."""

    id: Id = Field(description="Permanent name.")
    title: Text = Field(description="What it is about.")
    minutes: int = Field(description="How long it takes.", ge=1)
    optional: bool = Field(False, description="Printed only when it is wanted; its minutes come on top.")
    asks: tuple[Text, ...] = Field(description="Questions to ask.", min_length=1)
    writes: Text = Field(description="What to write down.")


class Stage(Content):
    """One step that people reach or do not."""

    id: Id = Field(description="Permanent: files name their counts by it.")
    title: Text = Field(description="Name of the step.", max_length=60)
    help: Text = Field(description="Who counts, and what counts.")
    finding: bool = Field(False, description="Leaving here is an answer and not a loss.")
