"""Questions of every type but the branching scenario, and what makes one impossible to answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from ..source import Content, Field, Found, Id, Place, Text

CATCH_ALL = re.compile(
    r"\b(all|none|both|neither) of (the|these|those)\b.*\b(above|below|others?|answers?|choices?|options?)\b|^(all|none) of these\W*$", re.I
)


class Question(Content):
    """What every question has."""

    counts: ClassVar[bool] = True
    """Whether it is graded."""

    id: Id = Field(description="Permanent name in this check; a learner's answer is kept under it.")
    objective: Id = Field(description="The module's objective that it tests.")
    revision: int = Field(1, description="Raise it by one when the key or the meaning changes: older answers then no longer count.", ge=1)
    situation: Text | None = Field(None, description="What has happened so far, in Markdown.")
    prompt: Text = Field(description="The question, in one paragraph.")
    hint: Text | None = Field(None, description="Help for those who ask for it.")
    references: tuple[Id, ...] = Field((), description="Keys of the works behind the answer.")


class Graded(Question):
    """A question with a right answer, which is explained."""

    explanation: Text = Field(description="Why the right answer is right, in Markdown.")


class Choice(Content):
    """One choice."""

    id: Id = Field(description="Permanent name; stands for the choice in a learner's answer.")
    text: Text = Field(description="The choice.")
    correct: bool = Field(False, description="Whether it is right.")
    why: Text | None = Field(None, description="What makes it tempting, and what is so; each wrong choice needs it.")


class _Chosen(Graded):
    """Choices, right and wrong."""

    keep_order: bool = Field(False, description="Never shuffle the choices.")

    @property
    def key(self) -> tuple[Choice, ...]:
        """The right choices."""
        return tuple(choice for choice in self.choices if choice.correct)

    choices: tuple[Choice, ...] = Field(description="What can be chosen; three good ones serve best.", min_length=2, max_length=6)

    def problems(self) -> Iterator[Found]:
        """Choices that collide, that give themselves away, or that teach nothing."""
        yield from _twice(((("choices", n), c.id) for n, c in enumerate(self.choices)), "choice")
        yield from _twice(((("choices", n, "text"), c.text) for n, c in enumerate(self.choices)), "choice")
        for n, choice in enumerate(self.choices):
            if not choice.correct and not choice.why:
                yield ("choices", n), f"the wrong choice `{choice.id}` has no `why`", "say what makes it tempting, and what is so"
            if CATCH_ALL.search(choice.text):
                yield ("choices", n, "text"), f"the choice `{choice.text}` names the others", "ask for one thing, or use multiple-choice"


class SingleChoice(_Chosen):
    """One right choice."""

    type: Literal["single-choice"] = Field(description="The type of the question.")

    def problems(self) -> Iterator[Found]:
        """Beside the others': none right, or two."""
        yield from super().problems()
        if not self.key:
            yield ("choices",), f"`{self.id}` has no correct choice", "mark one with `correct: true`"
        if len(self.key) > 1:
            yield ("choices",), f"`{self.id}` has {len(self.key)} correct choices", "keep one, or use multiple-choice"


class MultipleChoice(_Chosen):
    """All the right choices, and no other."""

    type: Literal["multiple-choice"] = Field(description="The type of the question.")

    def problems(self) -> Iterator[Found]:
        """Beside the others': fewer than two right, or none wrong."""
        yield from super().problems()
        if not self.key:
            yield ("choices",), f"`{self.id}` has no correct choice", "mark at least two with `correct: true`"
        elif len(self.key) == 1:
            yield ("choices",), f"`{self.id}` has one correct choice", "mark another one, or use single-choice"
        elif len(self.key) == len(self.choices):
            yield ("choices",), f"`{self.id}` has no wrong choice", "add one that tempts"


class TrueFalse(Graded):
    """A statement that holds or does not."""

    type: Literal["true-false"] = Field(description="The type of the question.")
    answer: bool = Field(description="Whether the statement is true.")
    why: Text = Field(description="What makes the wrong answer tempting, and what is so.")

    @property
    def choices(self) -> tuple[Choice, ...]:
        """True and false, as choices."""
        given = ((True, "True"), (False, "False"))
        return tuple(
            Choice(id=word.lower(), text=word, correct=value == self.answer, why=None if value == self.answer else self.why)
            for value, word in given
        )


class Pair(Content):
    """What belongs together."""

    id: Id = Field(description="Permanent name of the pair.")
    left: Text = Field(description="What is given.")
    right: Text = Field(description="What belongs to it.")
    why: Text = Field(description="Why they belong together.")


class Extra(Content):
    """Something that belongs to nothing."""

    id: Id = Field(description="Permanent name.")
    text: Text = Field(description="The words.")
    why: Text = Field(description="What makes it tempting, and what is so.")


class Matching(Graded):
    """Pairs to be found."""

    type: Literal["matching"] = Field(description="The type of the question.")
    pairs: tuple[Pair, ...] = Field(description="What belongs together.", min_length=2, max_length=8)
    extra: tuple[Extra, ...] = Field((), description="Right-hand items that belong to nothing.")

    @property
    def rights(self) -> tuple[tuple[str, str], ...]:
        """Id and words of everything that can be matched, in the order of the alphabet, which gives nothing away."""
        every = [(pair.id, pair.right) for pair in self.pairs] + [(one.id, one.text) for one in self.extra]
        return tuple(sorted(every, key=lambda one: one[1].casefold()))

    def problems(self) -> Iterator[Found]:
        """Pairs that collide."""
        yield from _twice(
            [*((("pairs", n), p.id) for n, p in enumerate(self.pairs)), *((("extra", n), e.id) for n, e in enumerate(self.extra))], "pair"
        )
        yield from _twice(((("pairs", n, "left"), p.left) for n, p in enumerate(self.pairs)), "left side")
        rights: list[tuple[Place, str]] = [(("pairs", n, "right"), p.right) for n, p in enumerate(self.pairs)]
        yield from _twice([*rights, *((("extra", n, "text"), e.text) for n, e in enumerate(self.extra))], "right side")


class Item(Content):
    """One thing in an order."""

    id: Id = Field(description="Permanent name.")
    text: Text = Field(description="The words.")
    why: Text = Field(description="Why it stands at this place.")


class Ordering(Graded):
    """Things to be put in order; the file gives the right one."""

    type: Literal["ordering"] = Field(description="The type of the question.")
    items: tuple[Item, ...] = Field(description="The items in the right order.", max_length=8)

    @property
    def mixed(self) -> tuple[Item, ...]:
        """The items in the order of the alphabet, or its reverse, so that the page does not give the answer."""
        mixed = tuple(sorted(self.items, key=lambda item: item.text.casefold()))
        return mixed if mixed != self.items else mixed[::-1]

    def problems(self) -> Iterator[Found]:
        """Nothing to order, or the same thing twice."""
        if len(self.items) < 2:
            yield ("items",), f"`{self.id}` has nothing to put in order", "give at least two items"
        yield from _twice(((("items", n), item.id) for n, item in enumerate(self.items)), "item")
        yield from _twice(((("items", n, "text"), item.text) for n, item in enumerate(self.items)), "item")


class Slip(Content):
    """A wrong answer that many give."""

    text: Text = Field(description="The answer.")
    why: Text = Field(description="What makes it tempting, and what is so.")


class FillIn(Graded):
    """A short answer to type; case, spacing and end punctuation are forgiven."""

    type: Literal["fill-in"] = Field(description="The type of the question.")
    answers: tuple[Text, ...] = Field(description="Answers to accept; the first is shown as the answer.", min_length=1)
    wrong: tuple[Slip, ...] = Field((), description="Wrong answers that many give, each with its `why`.")

    def problems(self) -> Iterator[Found]:
        """The same answer twice, or both right and wrong."""
        every: list[tuple[Place, str]] = [(("answers", n), text) for n, text in enumerate(self.answers)]
        yield from _twice([*every, *((("wrong", n, "text"), slip.text) for n, slip in enumerate(self.wrong))], "answer")


class Miscount(Content):
    """A wrong number that many give."""

    value: float | int = Field(description="The number.")
    why: Text = Field(description="What makes it tempting, and what is so.")


class Numeric(Graded):
    """A number to type."""

    type: Literal["numeric"] = Field(description="The type of the question.")
    answer: float | int = Field(description="The number.")
    tolerance: float | int = Field(0, description="How far an answer may be off.", ge=0)
    unit: Text | None = Field(None, description="What is counted, shown after the number.")
    wrong: tuple[Miscount, ...] = Field((), description="Wrong numbers that many give, each with its `why`.")

    def problems(self) -> Iterator[Found]:
        """A wrong number that would be accepted."""
        for n, slip in enumerate(self.wrong):
            if abs(slip.value - self.answer) <= self.tolerance:
                yield ("wrong", n, "value"), f"the wrong number {slip.value} would be accepted", "correct it, or narrow the tolerance"


class Reflection(Question):
    """Private free text, never graded."""

    counts: ClassVar[bool] = False

    type: Literal["reflection"] = Field(description="The type of the question.")
    explanation: Text | None = Field(None, description="What others consider, in Markdown.")


def _twice(given: Iterable[tuple[Place, str]], what: str) -> Iterator[Found]:
    """Values that are the same but for case and spacing."""
    seen: set[str] = set()
    for place, value in given:
        plain = " ".join(value.casefold().split())
        if plain in seen:
            yield place, f"the {what} `{value}` is there twice", "change or remove one"
        seen.add(plain)
