"""A page's front matter: what it is called, what it gives, when it was reviewed."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from typing import Literal

from .source import Content, Field, Found, Id, Text, Use


class DoorLink(Content):
    """One way through a door."""

    text: Text = Field(description="Words of the link.")
    page: Text = Field(description="Page it leads to, as a path under docs/.")


class Door(Content):
    """One of the ways into the site, drawn on the front page."""

    title: Text = Field(description="Name of the way in.")
    text: Text = Field(description="One short sentence.")
    links: tuple[DoorLink, ...] = Field(description="Where it leads; the first is the main one.", min_length=1)


class Event(Content):
    """One event of the case timeline."""

    id: Id = Field(description="Permanent name.")
    title: Text = Field(description="Short title for the drawing.", max_length=28)
    day: int = Field(description="Days after removal.", ge=0)
    when: Text = Field(description="The time as printed.")
    law: Text = Field(description="Legal basis in short.")
    text: Text = Field(description="What happens, and what each system does.")
    reference: Id | None = Field(None, description="Reference key.")


class Page(Content):
    """Front matter of one page."""

    title: Text = Field(description="Title of the page, equal to its first heading.", max_length=90)
    description: str = Field(description="What the reader gets; shown by search engines.", min_length=50, max_length=170)
    reviewed: datetime.date = Field(description="Date of the last review, as 2026-11-21.")
    review_months: int = Field(12, description="Months until the next review.", gt=0, le=36)
    element: Id | None = Field(None, description="The element that the page explains.")
    minutes: int | None = Field(None, description="Minutes that a lesson takes.", gt=0, le=120)
    objectives: tuple[Id, ...] = Field((), description="The module's objectives that a lesson teaches.")
    old_terms: bool = Field(False, description="The page teaches the change of words and may print old ones.")
    ways_in: tuple[Door, ...] = Field((), description="Ways into the site, on the front page.")
    events: tuple[Event, ...] = Field((), description="Events of the case timeline.")
    found_by: tuple[Text, ...] = Field((), description="Words that people type in search for this page and no term has; never shown.")
    hide: tuple[Literal["navigation", "toc", "footer", "path"], ...] = Field((), description="Parts of the theme to leave out.")

    def problems(self) -> Iterator[Found]:
        """A description that would end too early in the page's head."""
        if '"' in self.description:
            yield ("description",), "a straight quotation mark in the description", "leave it out, or use curly ones: “…”"

    @property
    def due(self) -> datetime.date:
        """Day by which the page is to be reviewed again."""
        months = self.reviewed.month - 1 + self.review_months
        year, month = self.reviewed.year + months // 12, months % 12 + 1
        return datetime.date(year, month, min(self.reviewed.day, calendar.monthrange(year, month)[1]))

    def uses(self) -> Iterator[Use]:
        """The element, the doors' pages, the events' references."""
        if self.element:
            yield Use("element", self.element, ("element",))
        for n, door in enumerate(self.ways_in):
            for m, link in enumerate(door.links):
                yield Use("page", link.page, ("ways_in", n, "links", m, "page"))
        for n, event in enumerate(self.events):
            if event.reference:
                yield Use("reference", event.reference, ("events", n, "reference"))

    def defines(self) -> Iterator[Use]:
        """Events, told apart on their page."""
        for n, event in enumerate(self.events):
            yield Use("event", event.id, ("events", n, "id"))
