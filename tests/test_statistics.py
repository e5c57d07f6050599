"""A figure names its source, and gives an id to lead to."""

from __future__ import annotations

from macros.source import Use
from macros.statistics import Statistic, Statistics

FIGURE = Statistic(
    id="families-2019", title="Families", value="41%", period="2019", series="Survey", reference="okafor-2019",
    counts="Families of one county.", says="Four in ten.", does_not_say="Why.",
)


def test_a_figure_names_its_source_with_its_place() -> None:
    assert list(Statistics(statistics=(FIGURE,)).uses()) == [Use("reference", "okafor-2019", ("statistics", 0, "reference"))]


def test_a_figure_gives_its_id() -> None:
    assert list(Statistics(statistics=(FIGURE,)).defines()) == [Use("statistic", "families-2019", ("statistics", 0, "id"))]


def test_a_figure_is_text_so_that_it_is_printed_as_its_source_prints_it() -> None:
    assert Statistics(statistics=(FIGURE,)).statistics[0].value == "41%"
