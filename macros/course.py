"""The training's ten subjects, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from .source import Content, Field, Id, Text, Use

FILE = "docs/training/course.yml"


class Module(Content):
    """One subject of the training."""

    id: Id = Field(description="Permanent name, used by the `module` macro and as the anchor.")
    number: int | None = Field(None, description="Number of a core module; special topics have none.")
    kind: Literal["core", "special"] = Field(description="`core` or `special` topic.")
    title: Text = Field(description="Title as in the training toolkit.")
    minutes: int = Field(description="Minutes that the toolkit plans for it.", gt=0)
    summary: Text = Field(description="What the subject is about.")
    questions: tuple[Text, ...] = Field(description="What a worker should be able to answer.", min_length=1)
    pages: tuple[Text, ...] = Field(description="Pages of this site to read on it, as paths under docs/.", min_length=1)

    @property
    def label(self) -> str:
        """`Module 3`, or `Special topic`."""
        return f"Module {self.number}" if self.number else "Special topic"


class Course(Content):
    """The subjects in order."""

    modules: tuple[Module, ...] = Field(description="One entry a subject.", min_length=1)

    def uses(self) -> Iterator[Use]:
        """Pages to read."""
        for n, module in enumerate(self.modules):
            for m, page in enumerate(module.pages):
                yield Use("page", page, ("modules", n, "pages", m))

    def defines(self) -> Iterator[Use]:
        """One id a subject."""
        for n, module in enumerate(self.modules):
            yield Use("module", module.id, ("modules", n, "id"))
