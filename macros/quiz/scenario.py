"""The branching scenario: a short case in steps, whose choices lead on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from ..source import Content, Field, Found, Id, Text
from .question import Question, _twice

END = "debrief"


class Way(Content):
    """A choice that leads on."""

    id: Id = Field(description="Permanent name in its step.")
    text: Text = Field(description="What one does.")
    why: Text = Field(description="What follows from it.")
    next: Id = Field(description=f"The step that comes next, or `{END}`.")
    acceptable: bool = Field(False, description="Whether a good worker could do this.")


class Step(Content):
    """One moment of the case."""

    id: Id = Field(description="Permanent name in this scenario.")
    text: Text = Field(description="What happens and what is asked, in Markdown.")
    choices: tuple[Way, ...] = Field(description="What one could do.", min_length=2, max_length=4)


class Scenario(Question):
    """A short branching case with more than one good way through."""

    type: Literal["scenario"] = Field(description="The type of the question.")
    steps: tuple[Step, ...] = Field(description="The moments of the case; it begins with the first.", min_length=2, max_length=12)
    debrief: Text = Field(description="What to take from the case, in Markdown; shown at its end.")

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Step to its number in print."""
        return {step.id: n for n, step in enumerate(self.steps, 1)}

    def problems(self) -> Iterator[Found]:
        """Steps that cannot be reached, lead nowhere or never end; too few good ways."""
        yield from _twice(((("steps", n), step.id) for n, step in enumerate(self.steps)), "step")
        known = {step.id for step in self.steps}
        for n, step in enumerate(self.steps):
            yield from (((("steps", n, *place)), what, todo) for place, what, todo in self._step(step, known))
        yield from self._ways()

    def _step(self, step: Step, known: set[str]) -> Iterator[Found]:
        yield from _twice(((("choices", m), way.id) for m, way in enumerate(step.choices)), "choice")
        yield from _twice(((("choices", m, "text"), way.text) for m, way in enumerate(step.choices)), "choice")
        if step.id == END:
            yield ("id",), f"a step cannot be called `{END}`", "give it another id; the debrief is the end"
        for m, way in enumerate(step.choices):
            if way.next != END and way.next not in known:
                yield ("choices", m, "next"), f"the choice `{way.id}` leads to `{way.next}`, which is no step", f"name a step, or `{END}`"

    def _ways(self) -> Iterator[Found]:
        """Problems of the whole: it is walked from its end, so that every step is looked at once."""
        after = {step.id: [way.next for way in step.choices] for step in self.steps}
        reached, todo = set[str](), [self.steps[0].id]
        while todo:
            here = todo.pop()
            if here not in reached:
                reached.add(here)
                todo += after.get(here, [])
        good: dict[str, int] = {END: 1}
        rest = {step.id: step for step in self.steps}
        while done := [name for name, step in rest.items() if all(way.next in good or way.next not in after for way in step.choices)]:
            for name in done:
                good[name] = sum(good.get(way.next, 0) for way in rest.pop(name).choices if way.acceptable)
        for n, step in enumerate(self.steps):
            if step.id not in reached:
                yield ("steps", n), f"the step `{step.id}` cannot be reached", "let a choice lead to it, or remove it"
            if step.id in rest:
                yield ("steps", n), f"from the step `{step.id}` one can walk in circles", "let its choices lead on, never back"
        if not rest and all(way.next in good for step in self.steps for way in step.choices):
            if good[self.steps[0].id] < 2:
                yield ("steps",), f"`{self.id}` has fewer than two acceptable ways through", "mark more choices with `acceptable: true`"
            if all(way.acceptable for step in self.steps for way in step.choices):
                yield ("steps",), f"every choice of `{self.id}` is acceptable", "add one that tempts and has a cost"
