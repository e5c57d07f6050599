"""Templates to HTML: the Jinja environment and the few filters that templates need."""

from __future__ import annotations

import contextlib
import datetime
import html
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import markdown as python_markdown
from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from .stacked import StackedTables

TEMPLATES = Path(__file__).parent / "templates"
TAGS = re.compile(r"<[^>]+>")
MARKS = re.compile(r"[*_`\[<&\\]")
BLOCKS = re.compile(r"\n|^[\s>#+-]|^\d+[.)]")
_MARKDOWN = python_markdown.Markdown(output_format="html")
_SLIDES = python_markdown.Markdown(
    output_format="html", extensions=["tables", StackedTables()], extension_configs={"tables": {"use_align_attribute": True}}
)


class Renderer:
    """Renders `templates/<name>.html.jinja`; everything is escaped but filtered Markdown."""

    def __init__(self, folder: Path = TEMPLATES, kept: BytecodeCache | None = None) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # each build has a renderer of its own, so an edit shows at the next
            bytecode_cache=kept,
        )
        self._environment.filters |= {
            "day": day, "inline": inline, "kilobytes": kilobytes, "month": month, "plain": plain, "prose": prose, "scaled": scaled,
            "slide_body": slide_body, "spread": spread,
        }

    def render(self, name: str, **context: Any) -> str:
        """One template's HTML, without blank lines: a blank line would end raw HTML for Markdown."""
        text = self._environment.get_template(f"{name}.html.jinja").render(**context)
        return "\n".join(line for line in text.splitlines() if line.strip())


def compiled(root: Path) -> BytecodeCache | None:
    """Where a project keeps its templates compiled between builds; nowhere if its folder cannot be written to."""
    folder = root / ".cache" / "templates"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


@cache  # a question is printed in its lesson, in the review and in the answer key
def inline(text: str) -> Markup:
    """A sentence with Markdown's marks (emphasis, code) to HTML, without the paragraph around it."""
    if not MARKS.search(text):
        return escape(text)
    whole = _html(text)
    return Markup(whole.removeprefix("<p>").removesuffix("</p>"))  # noqa: S704 — authored in this repository


@cache
def prose(text: str) -> Markup:
    """Paragraphs, lists and emphasis in Markdown to HTML."""
    if not MARKS.search(text) and not BLOCKS.search(text):
        return Markup(f"<p>{escape(text)}</p>")  # noqa: S704 — escaped
    return Markup(_html(text))  # noqa: S704 — authored in this repository


def _html(text: str) -> str:
    return _MARKDOWN.reset().convert(text)


@cache  # a deck is rendered for the site and for the folder
def slide_body(text: str) -> Markup:
    """What stands on a slide to HTML: lists, tables, pictures."""
    return Markup(_SLIDES.reset().convert(text))  # noqa: S704 — authored in this repository


def kilobytes(size: int) -> str:
    """A file's size as readers know it: 24 kB, 1.3 MB."""
    return f"{max(1, round(size / 1024))} kB" if size < 1_000_000 else f"{size / 1_048_576:.1f} MB"


@cache
def plain(text: str) -> str:
    """A sentence without Markdown's marks, for an attribute or an option."""
    return TAGS.sub("", html.unescape(str(inline(text))))


def day(date: datetime.date) -> str:
    """A date as US readers write it: November 21, 2026."""
    return f"{date:%B} {date.day}, {date.year}"


def month(date: datetime.date) -> str:
    """Month and year: November 2026."""
    return f"{date:%B %Y}"


def scaled(values: list[float], factor: float, offset: float) -> list[float]:
    """Values on a drawing's axis."""
    return [value * factor + offset for value in values]


def spread(wanted: list[float], gap: float) -> list[float]:
    """Positions at least `gap` apart, in order, each as near to the wanted one as those before allow."""
    placed: list[float] = []
    for position in wanted:
        placed.append(max(position, placed[-1] + gap) if placed else position)
    return placed
