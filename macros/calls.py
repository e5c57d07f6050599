"""The macros that an author can call, and what each takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Takes(NamedTuple):
    """What a macro takes: the kind of id of each argument; `more` when it takes any number of the last."""

    arguments: tuple[str, ...] = ()
    more: bool = False
    keywords: Mapping[str, str] = {}
    anchors: str = ""
    """Kind of ids that the macro's output gives to the page as anchors."""
    needs: str = ""
    """Field of the page's front matter that the macro draws."""
    inline: bool = False
    """Whether it stands inside a sentence; all others print a block."""
    ids: bool = False
    """Whether its block carries ids of its own, which a page can hold once only."""


MACROS: dict[str, Takes] = {
    "agenda": Takes(("deck",), keywords={"lunch": "flag"}),
    "answer_keys": Takes(),
    "bibliography": Takes(anchors="reference", ids=True),
    "check_example": Takes(("example",), ids=True),
    "certificate": Takes(ids=True),
    "cite": Takes(("reference",), more=True, inline=True),
    "continue_training": Takes(),
    "course": Takes(anchors="module", ids=True),
    "diagram": Takes(("diagram",), ids=True),
    "doors": Takes(needs="ways_in"),
    "glossary": Takes(anchors="term", ids=True),
    "help_lines": Takes(anchors="help-line", ids=True),
    "indicator": Takes(("indicator",), inline=True),
    "knowledge_check": Takes(("check",), ids=True),
    "language": Takes(anchors="language", ids=True),
    "legal_note": Takes(),
    "matrix": Takes(keywords={"print": "flag"}, anchors="indicator", ids=True),
    "matrix_count": Takes(keywords={"level": "level", "element": "element"}, inline=True),
    "matrix_downloads": Takes(),
    "matrix_element": Takes(("element",), ids=True),
    "matrix_glance": Takes(),
    "matrix_level": Takes(("level",), ids=True),
    "module": Takes(("module",), inline=True),
    "module_overview": Takes(("module",), ids=True),
    "my_training": Takes(ids=True),
    "old_term": Takes(("text",), inline=True),
    "references": Takes(ids=True),
    "resources": Takes(("resources",), ids=True),
    "review": Takes(("module",), ids=True),
    "review_dates": Takes(),
    "slide": Takes(("slide",), inline=True),
    "statistic": Takes(("statistic",), inline=True),
    "statistics": Takes(anchors="statistic", ids=True),
    "talking_points": Takes(("deck",), ids=True),
    "teaching_files": Takes(("deck",)),
    "team_tool": Takes(("tool",), ids=True),
    "term": Takes(("term",), inline=True),
    "timeline": Takes(anchors="event", needs="events", ids=True),
    "word_swaps": Takes(("language",), more=True),
    "workbook": Takes(("module",)),
}
DIAGRAMS = ("drop-off", "one-plan", "request-path", "rungs", "ten-elements", "thursday")
"""Names that `diagram` takes; each is a template."""
