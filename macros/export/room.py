"""All that a module offers for the room: slides, facilitator's guide, handouts, answer key."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from ..library import Library
from ..render import Renderer, compiled
from ..slides import plainly
from . import answer_key, paper, slides

CREDIT = (
    "Based on the Child Welfare Training Toolkit of the National Center on Substance Abuse and Child Welfare. "
    "The words are this site's own; it is no publication of the center."
)


QUESTION = re.compile(
    r'<(?:legend|p) class="question__prompt">(?P<prompt>.*?)</(?:legend|p)>.*?'
    r'<details class="question__answer"><summary>[^<]*</summary>(?P<reasons>.*?)</details>',
    re.DOTALL,
)


class Format(NamedTuple):
    """One form in which something is on offer: `size` in bytes, None for a page of the site; `content` if it is written here."""

    path: str
    name: str
    size: int | None = None
    content: bytes | None = None
    saved: bool = False
    """Whether a browser saves it rather than shows it."""


class Offer(NamedTuple):
    """One thing for the room, in its forms."""

    title: str
    formats: tuple[Format, ...]
    use: str = ""


def slides_page(module: str) -> str:
    """Where a module's slides stand in the site."""
    return f"training/{module}/{module}-slides.html"


def lessons_file(module: str) -> str:
    """Where a module's lessons stand as one PDF."""
    return f"training/{module}/{module}-lessons.pdf"


def offers(library: Library, module: str, text: Callable[[str], str], *, site_name: str, agency: dict[str, str]) -> list[Offer]:
    """What a module with slides offers; `text` gives a page's Markdown with its macros rendered."""
    subject, deck = library.course.module(module), library.decks[module]
    name = posixpath.basename(slides_page(module)).removesuffix(".html")
    citation = library.references.citations().__getitem__
    renderer = Renderer(kept=compiled(library.root))
    facts: dict[str, Any] = {"module": subject, "deck": deck, "site_name": site_name, "agency": agency, "credit": CREDIT}
    facts["cited"] = lambda sources: plainly(sources, citation)
    page = renderer.render("slides", home="../../", **facts)
    offline = slides.folder(name, renderer.render("slides", home="", **facts), deck, library.root, agency["mark"])
    credit = f"{agency['name'] or site_name}. {CREDIT.partition('. ')[0]}."
    powerpoint = slides.powerpoint(name, subject, deck, library.root, citation, credit=credit)
    place = posixpath.splitext(slides_page(module))[0]
    found = [
        Offer(
            "Slides",
            (
                _file(f"{place}.html", "in the browser", page.encode()),
                _file(f"{place}.pptx", "PowerPoint", powerpoint, saved=True),
                _file(f"{place}.zip", "folder for a computer without internet (ZIP)", offline, saved=True),
            ),
        )
    ]
    guide = library.page_with("talking_points", module)
    for path in (*((guide,) if guide else ()), *subject.handouts):
        title = library.pages[path].meta.title
        stem = f"{module}-{posixpath.basename(path).removesuffix('.md')}"
        footer = f"{title}. {site_name}, edition {subject.edition}."
        made = paper.pdf(path, text(path), title, footer=footer, root=library.root, compact=path in subject.handouts)
        found.append(Offer(title, (Format(path, "page"), _file(f"training/{module}/{stem}.pdf", "PDF", made))))
    if library.checks_of(module):
        found.append(Offer("Answer key", (Format(answer_key.path(module), "page"),)))
    return found


def _file(path: str, name: str, content: bytes, *, saved: bool = False) -> Format:
    return Format(path, name, len(content), content, saved)


def lessons(library: Library, module: str, text: Callable[[str], str], *, site_name: str) -> Format:
    """A module's lessons as one PDF: their questions to answer on paper, the answers with their reasons at the end."""
    subject = library.course.module(module)
    facts = f"{subject.label}, edition {subject.edition}. {subject.minutes} minutes."
    goals = "\n".join(f"- {objective.text}" for objective in subject.objectives)
    parts = [f"# {subject.title}\n\n{facts}\n\n## When you have finished, you can\n\n{goals}"]
    answers = ["# Answers and reasons"]
    for number, path in enumerate(subject.lessons, 1):
        lesson = text(path).lstrip()
        title, _, body = lesson.removeprefix("# ").partition("\n")
        heading = f"{subject.number}.{number} {title}" if subject.number else title
        parts.append(f"# {heading}\n{body}")
        answers.append(f"## {heading}")
        answers += [f"<div><p><strong>{one['prompt']}</strong></p>{one['reasons']}</div>" for one in QUESTION.finditer(lesson)]
    footer = f"{subject.title}. {site_name}, edition {subject.edition}."
    page = posixpath.join(posixpath.dirname(subject.lessons[0]), "lessons.md")
    made = paper.pdf(page, "\n\n".join(parts + answers), f"{subject.label}: all lessons", footer=footer, root=library.root)
    return _file(lessons_file(module), "PDF", made)
