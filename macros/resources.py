"""What to read beyond a module's lessons: works, each with a line on what it is good for."""

from __future__ import annotations

from collections.abc import Iterator

from .source import Content, Field, Id, Text, Use

FILE = "docs/training/*/resources.yml"


class Resource(Content):
    """One work; its author, year and address come from its reference."""

    id: Id = Field(description="Reference key of the work.")
    note: Text = Field(description="What it is good for, in one line of ours.", max_length=200)
    moved: bool = Field(False, description="The training prints an address that has moved.")


class Group(Content):
    """Works for one need."""

    id: Id = Field(description="Permanent name, used as the anchor.")
    title: Text = Field(description="Heading of the group.")
    works: tuple[Resource, ...] = Field(description="One entry a work.", min_length=1)


class Resources(Content):
    """A module's resources, by need."""

    groups: tuple[Group, ...] = Field(description="One entry a need.", min_length=1)

    def uses(self) -> Iterator[Use]:
        """Each work."""
        for use in self._works():
            yield Use("reference", use.id, use.place)

    def defines(self) -> Iterator[Use]:
        """One id a group; a work is listed once."""
        for n, group in enumerate(self.groups):
            yield Use("group of resources", group.id, ("groups", n, "id"))
        yield from self._works()

    def _works(self) -> Iterator[Use]:
        for n, group in enumerate(self.groups):
            for m, work in enumerate(group.works):
                yield Use("resource", work.id, ("groups", n, "works", m, "id"))
