"""What makes a question easier, or harder, than it means to be: advice to authors, which stops nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..source import Found
from .check import Check
from .question import MultipleChoice, SingleChoice

NEGATIVE = re.compile(r"\b(not|never|except|isn't|aren't|doesn't|don't|cannot|can't|shouldn't|least)\b", re.I)
LONGER = 1.5
"""A right choice this many times the mean length of the wrong ones gives itself away."""
MOST = 4


def hints(check: Check) -> Iterator[Found]:
    """Place, what a learner could use instead of knowing, and what to do."""
    places: list[int] = []
    for n, question in enumerate(check.questions):
        if NEGATIVE.search(question.prompt):
            yield ("questions", n, "prompt"), f"a negative prompt: `{_short(question.prompt)}`", "ask for what is so"
        if isinstance(question, SingleChoice | MultipleChoice):
            if len(question.choices) > MOST and isinstance(question, SingleChoice):
                yield ("questions", n, "choices"), f"{len(question.choices)} choices", "keep the three that serve best"
            right = [len(choice.text) for choice in question.choices if choice.correct]
            wrong = [len(choice.text) for choice in question.choices if not choice.correct]
            if right and wrong and min(right) > max(wrong) and sum(right) / len(right) > LONGER * sum(wrong) / len(wrong):
                yield ("questions", n, "choices"), "the right answer is the longest by far", "shorten it, or say more in the others"
        if isinstance(question, SingleChoice) and not question.keep_order:
            places.append(next(m for m, choice in enumerate(question.choices) if choice.correct))
    if len(places) > 2 and len(set(places)) == 1:
        yield ("questions",), f"the right choice is always number {places[0] + 1}", "vary its place: on paper the order stays"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
