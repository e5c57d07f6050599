"""Crisis and help lines: the page and the foot of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .source import Content, Field, Id, Text, Use

FILE = "docs/reference/help-lines.yml"


class HelpLine(Content):
    """One line that a person can call, text or open."""

    id: Id = Field(description="Permanent name.")
    need: Text = Field(description="What it is for.")
    name: Text = Field(description="Name of the service.")
    phone: Text | None = Field(None, description="Number as printed.")
    text: Text | None = Field(None, description="How to text.")
    url: Text | None = Field(None, description="Web address, from https:// on.", pattern=r"^https://\S+$")
    note: Text | None = Field(None, description="Hours, languages, options.")
    footer: bool = Field(False, description="Shown at the foot of every page.")

    @property
    def tel(self) -> str:
        """The number as a telephone link takes it."""
        return re.sub(r"[^0-9]", "", self.phone or "")


class HelpLines(Content):
    """All lines."""

    help_lines: tuple[HelpLine, ...] = Field(description="One entry a line.", min_length=1)

    def defines(self) -> Iterator[Use]:
        """One id a line."""
        for n, line in enumerate(self.help_lines):
            yield Use("help-line", line.id, ("help_lines", n, "id"))
