"""One knowledge check: its questions, and how they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from ..source import Content, Field, Found, Text, Use
from .question import FillIn, Matching, MultipleChoice, Numeric, Ordering, Reflection, SingleChoice, TrueFalse
from .scenario import Scenario

AnyQuestion = Annotated[
    SingleChoice | MultipleChoice | TrueFalse | Matching | Ordering | FillIn | Numeric | Scenario | Reflection,
    Field(discriminator="type"),
]


class Check(Content):
    """A knowledge check: for practice within a lesson, or final for a module."""

    title: Text = Field(description="What it is about.")
    kind: Literal["practice", "final"] = Field(description="`practice` gives feedback at once; `final` at the end, against a pass mark.")
    show: Literal["one-at-a-time", "all"] = Field("one-at-a-time", description="One question at a time, or all on the page.")
    intro: Text | None = Field(None, description="A sentence or two before the questions, in Markdown.")
    confidence: bool = Field(False, description="Ask with each answer how sure the learner is.")
    shuffle: tuple[Literal["questions", "choices"], ...] = Field(("choices",), description="What comes in another order each time.")
    pass_mark: int | None = Field(None, description="Percent needed to pass; finals only.", ge=1, le=100)
    draw: int | None = Field(None, description="How many questions are drawn from the pool; all when left out.", ge=1)
    before: int | None = Field(None, description="How many questions of the pool the check before the start asks; finals only.", ge=1)
    questions: tuple[AnyQuestion, ...] = Field(description="The questions, or the pool that they are drawn from.", min_length=1)

    @property
    def graded(self) -> int:
        """How many questions count."""
        return sum(question.counts for question in self.questions)

    def uses(self) -> Iterator[Use]:
        """Works behind the answers."""
        for n, question in enumerate(self.questions):
            for m, key in enumerate(question.references):
                yield Use("reference", key, ("questions", n, "references", m))

    def defines(self) -> Iterator[Use]:
        """Questions, told apart in their check."""
        for n, question in enumerate(self.questions):
            yield Use("question", question.id, ("questions", n, "id"))

    def problems(self) -> Iterator[Found]:
        """A pool that is too small, a final without a pass mark, a practice check with what only a final has."""
        pool = len(self.questions)
        for field in ("draw", "before"):
            wanted = getattr(self, field)
            if wanted is not None and wanted > pool:
                yield (field,), f"`{field}` asks for {wanted} of {pool} questions", "ask for fewer, or write more"
        if self.kind == "final" and self.pass_mark is None:
            yield (), "a final without a pass mark", "add `pass_mark:` in percent, such as 80"
        for field in ("pass_mark", "before"):
            if self.kind == "practice" and getattr(self, field) is not None:
                yield (field,), f"a practice check has no `{field}`", "remove it, or make the check a final"
        if not self.graded:
            yield ("questions",), "no question of this check is graded", "add one with a right answer"
        for n, question in enumerate(self.questions):
            if self.kind == "final" and isinstance(question, Scenario | Reflection):
                yield ("questions", n, "type"), f"a {question.type} in a final", "move it to a practice check: a final asks for one result"
