"""A page knows when its next review is due, and what its front matter leads to."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from macros.page import Door, DoorLink, Event, Page
from macros.source import Use

WORDS = "What the reader gets, in a sentence that is long enough for search."


def page(**more: Any) -> Page:
    return Page(**{"title": "A page", "description": WORDS, "reviewed": datetime.date(2026, 11, 21), **more})


@pytest.mark.parametrize(
    ("reviewed", "months", "due"),
    [
        ("2026-11-21", 12, "2027-11-21"),
        ("2026-11-21", 1, "2026-12-21"),
        ("2026-11-21", 2, "2027-01-21"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-06-30", 36, "2029-06-30"),
    ],
)
def test_a_review_is_due_on_the_same_day_or_the_last_of_a_shorter_month(reviewed: str, months: int, due: str) -> None:
    one = page(reviewed=datetime.date.fromisoformat(reviewed), review_months=months)
    assert one.due.isoformat() == due


def test_a_page_is_reviewed_every_year_unless_it_says_otherwise() -> None:
    assert page().review_months == 12


def test_a_page_leads_to_its_element_its_doors_and_its_events_sources() -> None:
    door = Door(title="In", text="A way.", links=(DoorLink(text="A", page="a.md"), DoorLink(text="B", page="b.md")))
    event = Event(id="removal", title="Removal", day=0, when="Day 0", law="Law", text="It begins.", reference="usc-1")
    assert list(page(element="values", ways_in=(door,), events=(event,)).uses()) == [
        Use("element", "values", ("element",)),
        Use("page", "a.md", ("ways_in", 0, "links", 0, "page")),
        Use("page", "b.md", ("ways_in", 0, "links", 1, "page")),
        Use("reference", "usc-1", ("events", 0, "reference")),
    ]
    assert list(page(events=(event,)).defines()) == [Use("event", "removal", ("events", 0, "id"))]


def test_a_description_is_long_enough_to_say_something_and_short_enough_to_be_shown() -> None:
    with pytest.raises(ValueError, match="at least 50"):
        page(description="x" * 49)
    with pytest.raises(ValueError, match="at most 170"):
        page(description="x" * 171)
    assert page(description="x" * 50) and page(description="x" * 170)
