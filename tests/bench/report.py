"""The figures as a table that a person can read: what, how much, the limit, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured value; with a limit it is judged, without one it only informs."""

    name: str
    value: float
    unit: str = ""
    limit: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """`PASS` or `over`; nothing where there is no limit."""
        if self.limit is None:
            return ""
        return "PASS" if self.value <= self.limit else "over"


def show(title: str, figures: Iterable[Figure]) -> None:
    """Print one section of the table as soon as it is measured."""
    print(f"\n{title}\n{'-' * len(title)}")
    for figure in figures:
        limit = "" if figure.limit is None else f"limit {_amount(figure.limit, figure.unit)}"
        line = f"{figure.name:<50}{_amount(figure.value, figure.unit):>12}  {limit:<16}{figure.verdict:<6}{figure.note}"
        print(line.rstrip(), flush=True)


def _amount(value: float, unit: str) -> str:
    digits = {"": 2, "s": 2, "ms": 0, "kB": 1, "MB": 0, "hosts": 0}.get(unit, 1)
    return f"{value:.{digits}f} {unit}".rstrip()
