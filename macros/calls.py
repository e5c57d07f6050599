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


MACROS: dict[str, Takes] = {
    "agenda": Takes(("deck",), keywords={"lunch": "flag"}),
    "answer_keys": Takes(),
    "bibliography": Takes(anchors="reference"),
    "check_example": Takes(("example",)),
    "certificate": Takes(),
    "cite": Takes(("reference",), more=True),
    "continue_training": Takes(),
    "course": Takes(anchors="module"),
    "diagram": Takes(("diagram",)),
    "doors": Takes(needs="ways_in"),
    "glossary": Takes(anchors="term"),
    "help_lines": Takes(anchors="help-line"),
    "indicator": Takes(("indicator",)),
    "knowledge_check": Takes(("check",)),
    "language": Takes(anchors="language"),
    "legal_note": Takes(),
    "matrix": Takes(keywords={"print": "flag"}, anchors="indicator"),
    "matrix_count": Takes(keywords={"level": "level", "element": "element"}),
    "matrix_downloads": Takes(),
    "matrix_element": Takes(("element",)),
    "matrix_glance": Takes(),
    "matrix_level": Takes(("level",)),
    "module": Takes(("module",)),
    "module_overview": Takes(("module",)),
    "my_training": Takes(),
    "old_term": Takes(("text",)),
    "references": Takes(),
    "resources": Takes(("resources",)),
    "review": Takes(("module",)),
    "review_dates": Takes(),
    "slide": Takes(("slide",)),
    "statistic": Takes(("statistic",)),
    "statistics": Takes(anchors="statistic"),
    "talking_points": Takes(("deck",)),
    "teaching_files": Takes(("deck",)),
    "team_tool": Takes(("tool",)),
    "term": Takes(("term",)),
    "timeline": Takes(anchors="event", needs="events"),
    "word_swaps": Takes(("language",), more=True),
    "workbook": Takes(("module",)),
}
DIAGRAMS = ("drop-off", "one-plan", "request-path", "rungs", "ten-elements", "thursday")
"""Names that `diagram` takes; each is a template."""
