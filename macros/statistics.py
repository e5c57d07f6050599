"""National figures: each with its year, its source, what it says and what it does not."""

from __future__ import annotations

from collections.abc import Iterator

from .source import Content, Field, Id, Text, Use

FILE = "docs/reference/statistics.yml"


class Statistic(Content):
    """One figure."""

    id: Id = Field(description="Permanent name, used by the `statistic` macro and as the anchor.")
    title: Text = Field(description="Short heading.")
    value: Text = Field(description="The figure as printed in a sentence.")
    period: Text = Field(description="Year or years, as printed.")
    series: Text = Field(description="Data collection or study; figures of two series are never compared.")
    reference: Id = Field(description="Reference key of the source.")
    counts: Text = Field(description="What was counted, and of what.")
    says: Text = Field(description="What one may say with it.")
    does_not_say: Text = Field(description="What it does not say.")


class Statistics(Content):
    """All figures."""

    statistics: tuple[Statistic, ...] = Field(description="One entry a figure.", min_length=1)

    def uses(self) -> Iterator[Use]:
        """Each figure's source."""
        for n, statistic in enumerate(self.statistics):
            yield Use("reference", statistic.reference, ("statistics", n, "reference"))

    def defines(self) -> Iterator[Use]:
        """One id a figure."""
        for n, statistic in enumerate(self.statistics):
            yield Use("statistic", statistic.id, ("statistics", n, "id"))
