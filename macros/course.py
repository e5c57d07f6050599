"""The training's ten subjects, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from .source import Content, Field, Id, Text, Use

FILE = "docs/training/course.yml"


class Objective(Content):
    """What a learner can do at the end of a module."""

    id: Id = Field(description="Permanent name; questions and lessons name it.")
    text: Text = Field(description="What the learner can do, beginning with a verb.")


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
    page: Text | None = Field(None, description="The module's own page, as a path under docs/.")
    review: Text | None = Field(None, description="The page that brings missed questions back, as a path under docs/.")
    edition: Text | None = Field(None, description="Edition of its lessons and checks, printed on certificates.")
    objectives: tuple[Objective, ...] = Field((), description="What a learner can do at the end.")
    lessons: tuple[Text, ...] = Field((), description="Its lessons in order, as paths under docs/.")
    handouts: tuple[Text, ...] = Field((), description="Pages to hand out, one sheet each, as paths under docs/.")
    final: Text | None = Field(None, description="Id of its final check, such as `module-7/final`.")

    @property
    def label(self) -> str:
        """`Module 3`, or `Special topic`."""
        return f"Module {self.number}" if self.number else "Special topic"


class Place(NamedTuple):
    """Where a lesson stands in its module."""

    module: Module
    number: int
    before: str | None
    after: str | None


class Course(Content):
    """The subjects in order."""

    modules: tuple[Module, ...] = Field(description="One entry a subject.", min_length=1)

    def module(self, id: str) -> Module:
        """A subject by its id."""
        return next(module for module in self.modules if module.id == id)

    @property
    def taught(self) -> list[Module]:
        """Subjects that have lessons."""
        return [module for module in self.modules if module.lessons]

    def place(self, path: str) -> Place | None:
        """Where a page stands as a lesson, if it is one."""
        for module in self.modules:
            if path in module.lessons:
                at = module.lessons.index(path)
                return Place(module, at + 1, module.lessons[at - 1] if at else None, (*module.lessons, None)[at + 1])
        return None

    def uses(self) -> Iterator[Use]:
        """Pages to read, lessons, the final."""
        for n, module in enumerate(self.modules):
            for field in ("pages", "lessons", "handouts"):
                for m, page in enumerate(getattr(module, field)):
                    yield Use("page", page, ("modules", n, field, m))
            for field, kind in (("page", "page"), ("review", "page"), ("final", "check")):
                if getattr(module, field):
                    yield Use(kind, getattr(module, field), ("modules", n, field))

    def defines(self) -> Iterator[Use]:
        """One id a subject, and the ids of its objectives."""
        for n, module in enumerate(self.modules):
            yield Use("module", module.id, ("modules", n, "id"))
            for m, objective in enumerate(module.objectives):
                yield Use("objective", f"{module.id}/{objective.id}", ("modules", n, "objectives", m, "id"))
