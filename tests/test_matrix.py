"""The matrix answers by level, by element and by both; its ids come out with their places."""

from __future__ import annotations

import pytest

from macros.matrix import Element, Indicator, Level, Matrix
from macros.source import Use


def indicator(name: str, level: str) -> Indicator:
    return Indicator(id=name, level=level, text="A text.", evidence="A paper.", scope="joint")


def element(name: str, *indicators: Indicator) -> Element:
    return Element(id=name, title=name.title(), short=name, summary="A summary.", indicators=indicators)


@pytest.fixture
def matrix() -> Matrix:
    levels = tuple(Level(id=name, title=name.title(), short=name, summary="A summary.") for name in ("low", "high"))
    values = element("values", indicator("values-01", "low"), indicator("values-02", "high"), indicator("values-03", "low"))
    screening = element("screening", indicator("screening-01", "high"))
    return Matrix(title="Matrix", edition="2026-11", source="wells", levels=levels, elements=(values, screening))


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({}, ["values-01", "values-02", "values-03", "screening-01"]),
        ({"level": "low"}, ["values-01", "values-03"]),
        ({"element": "values"}, ["values-01", "values-02", "values-03"]),
        ({"level": "high", "element": "values"}, ["values-02"]),
        ({"level": "low", "element": "screening"}, []),
    ],
)
def test_indicators_come_in_the_order_of_the_source(matrix: Matrix, asked: dict[str, str], ids: list[str]) -> None:
    assert [one.id for one in matrix.indicators(**asked)] == ids


def test_the_levels_of_an_element_hold_each_of_its_indicators_once(matrix: Matrix) -> None:
    for row in matrix.elements:
        shown = [one for level in matrix.levels for one in row.at(level.id)]
        assert sorted(shown, key=lambda one: one.id) == sorted(row.indicators, key=lambda one: one.id)


def test_things_are_found_by_their_ids(matrix: Matrix) -> None:
    assert matrix.indicator("screening-01").level == "high"
    assert matrix.element("values").title == "Values"
    assert matrix.level("low").title == "Low"


def test_the_page_of_an_element_has_the_name_of_its_id(matrix: Matrix) -> None:
    assert matrix.element("values").page == "model/elements/values.md"


def test_each_indicator_names_its_level_and_each_element_its_page(matrix: Matrix) -> None:
    uses = list(matrix.uses())
    assert Use("level", "high", ("elements", 0, "indicators", 1, "level")) in uses
    assert Use("page", "model/elements/screening.md", ("elements", 1, "id")) in uses
    assert Use("reference", "wells", ("source",)) in uses


def test_levels_elements_and_indicators_give_their_ids(matrix: Matrix) -> None:
    given = {(use.kind, use.id) for use in matrix.defines()}
    assert given == {
        ("level", "low"), ("level", "high"), ("element", "values"), ("element", "screening"),
        ("indicator", "values-01"), ("indicator", "values-02"), ("indicator", "values-03"), ("indicator", "screening-01"),
    }


def test_a_matrix_cannot_be_changed_once_it_is_read(matrix: Matrix) -> None:
    with pytest.raises(ValueError, match="frozen"):
        matrix.title = "Another"
