"""A help line's number can be dialed."""

from __future__ import annotations

import pytest

from macros.help_lines import HelpLine, HelpLines
from macros.source import Use


@pytest.mark.parametrize(
    ("printed", "dialed"),
    [("911", "911"), ("1-800-662-4357", "18006624357"), ("(800) 555-0100", "8005550100"), (None, "")],
)
def test_a_number_is_dialed_by_its_digits(printed: str | None, dialed: str) -> None:
    assert HelpLine(id="line", need="A need", name="A line", phone=printed).tel == dialed


def test_a_line_stands_at_the_foot_of_pages_only_when_it_says_so() -> None:
    assert HelpLine(id="line", need="A need", name="A line").footer is False


def test_a_line_gives_its_id_as_an_anchor() -> None:
    lines = HelpLines(help_lines=(HelpLine(id="line", need="A need", name="A line"),))
    assert list(lines.defines()) == [Use("help-line", "line", ("help_lines", 0, "id"))]
