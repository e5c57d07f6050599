"""A module's slides: one Markdown file with what stands on each slide and what the facilitator says, asks and does.

The deck in the site, the PowerPoint file, the facilitator's talking points and the agendas all come from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .source import FRONT, Content, ContentError, Document, Field, Mistake, Text, parse

NAME = "slides.md"
HEADING = re.compile(r"^(#{1,6})\s+(.*?)(?:\s*\{([^{}]*)\})?\s*$")
FENCE = re.compile(r"^:::\s*(.*)$")
LABEL = re.compile(r"\A\*\*(Ask|Activity|Sources|Minutes)(?: \((\d+) minutes?\))?:\*\*\s*")
CITED = re.compile(r"(?<![\w@])@([a-z0-9]+(?:-[a-z0-9]+)*)")
ATTRIBUTE = re.compile(r'([#.])([\w-]+)|([\w-]+)="([^"]*)"')
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
SESSIONS = 4


class Head(Content):
    """Front matter of a module's slides."""

    subtitle: Text = Field(description="Whom the session is for, under the module's title.")
    notes: Text = Field(description="What the facilitator does while the title is on the screen.")


@dataclass(frozen=True)
class Slide:
    """One slide: what is shown, and the notes that go with it; texts in Markdown, `minutes` as planned."""

    id: str
    title: str
    line: int
    section: bool = False
    part: str = ""
    """Title of the part of the agenda that begins here, if one does."""
    lunch: int | None = None
    """Which of the lunch sessions shows it, if one does."""
    body: str = ""
    points: str = ""
    ask: str = ""
    activity: str = ""
    activity_minutes: int = 0
    sources: str = ""
    minutes: int = 0

    @property
    def pictures(self) -> list[tuple[str, str]]:
        """Text alternative and file of each picture."""
        return PICTURE.findall(self.body)

    @property
    def cited(self) -> list[str]:
        """Reference keys named under `Sources`."""
        return CITED.findall(self.sources)


@dataclass(frozen=True)
class Part:
    """A part of the agenda: its title, and its slides with their numbers."""

    title: str
    start: int
    slides: tuple[tuple[int, Slide], ...]

    @property
    def minutes(self) -> int:
        """Minutes of its slides."""
        return sum(slide.minutes for _, slide in self.slides)


@dataclass(frozen=True)
class Deck:
    """A module's slides in order. The title slide is number 1, so the first of `slides` is number 2."""

    path: str
    head: Head
    slides: tuple[Slide, ...]

    @property
    def numbered(self) -> list[tuple[int, Slide]]:
        """Number and slide, as the decks count."""
        return list(enumerate(self.slides, 2))

    def number(self, id: str) -> int:
        """A slide's number by its id."""
        return next(number for number, slide in self.numbered if slide.id == id)

    @property
    def minutes(self) -> int:
        """Minutes of the whole session."""
        return sum(slide.minutes for slide in self.slides)

    @property
    def parts(self) -> list[Part]:
        """The agenda: a part begins with a section, or where a slide says so."""
        parts: list[tuple[str, list[tuple[int, Slide]]]] = []
        for number, slide in self.numbered:
            if slide.section or slide.part or not parts:
                parts.append((slide.part or slide.title, []))
            parts[-1][1].append((number, slide))
        found, clock = [], 0
        for title, slides in parts:
            found.append(Part(title, clock, tuple(slides)))
            clock += found[-1].minutes
        return found

    @property
    def sessions(self) -> list[list[tuple[int, Slide]]]:
        """The slides of each lunch session."""
        return [[(number, slide) for number, slide in self.numbered if slide.lunch == session] for session in range(1, SESSIONS + 1)]

    def titles(self, slides: list[tuple[int, Slide]]) -> list[str]:
        """Titles of the parts from which some slides come."""
        return [part.title for part in self.parts if not set(slides).isdisjoint(part.slides)]


def plainly(sources: str, citation: Callable[[str], str]) -> str:
    """A slide's sources with each key's citation in words."""
    return CITED.sub(lambda key: citation(key[1]), sources)


def spans(numbers: list[int]) -> str:
    """Numbers as a reader would write them: 2–5, 7–10."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def read_deck(text: str, path: str) -> Deck:
    """The text of a module's slides to a deck.

    Raises:
        ContentError: with every mistake of the file.
    """
    front = FRONT.match(text)
    if not front:
        raise ContentError([Mistake(path, 1, "the slides have no front matter", "begin with `---`, subtitle, notes, `---`")])
    mistakes: list[Mistake] = []
    head: Document[Head] | None = None
    try:
        head = parse(front[1], Head, path, first_line=2)
    except ContentError as error:
        mistakes += error.mistakes
    slides = []
    for line, lines in _slides(text[front.end() :], front[0].count("\n") + 1):
        slide, wrong = _slide(line, lines)
        slides.append(slide)
        mistakes += [Mistake(path, at, what, todo) for at, what, todo in wrong]
    mistakes += [Mistake(path, at, what, todo) for at, what, todo in _together(slides)]
    if mistakes or head is None:
        raise ContentError(mistakes)
    return Deck(path, head.model, tuple(slides))


Wrong = tuple[int, str, str]
"""A line, what is wrong there, and what to do."""


def _slides(text: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
    """The lines of each slide, its heading first, with that heading's line in the file."""
    found: list[str] = []
    start = first_line
    for number, line in enumerate(text.split("\n"), first_line):
        if HEADING.match(line):
            if found:
                yield start, found
            start, found = number, []
        if found or HEADING.match(line) or line.strip():
            found.append(line)
    if found:
        yield start, found


def _slide(line: int, lines: list[str]) -> tuple[Slide, list[Wrong]]:
    heading = HEADING.match(lines[0])
    if not heading:
        return Slide("", "", line), [(line, "text before the first slide", "begin each slide with `## Title {#id}`")]
    wrong: list[Wrong] = []
    if len(heading[1]) > 2:
        wrong.append((line, f"a heading of level {len(heading[1])}", "use `#` for a section and `##` for a slide"))
    given: dict[str, str] = {}
    for mark, name, key, value in ATTRIBUTE.findall(heading[3] or ""):
        given[{"#": "id", ".": "class", "": key}[mark]] = name or value
    id, lunch = given.get("id", ""), re.fullmatch(r"lunch-(\d)", given.get("class", "lunch-0"))
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        wrong.append((line, f"the slide `{heading[2]}` has no id", "write `{#an-id}` behind its title, in lower case"))
    if not lunch or int(lunch[1]) > SESSIONS:
        wrong.append((line, f"`.{given['class']}` is no lunch session", "write `.lunch-1` to `.lunch-4`, or nothing"))
    for key in given.keys() - {"id", "class", "part"}:
        wrong.append((line, f"a slide has no `{key}`", "write an id, a lunch session, or `part=\"Title\"`"))
    body, notes, start = _split(lines)
    labelled, points = _notes(notes, line + start, wrong)
    if not notes:
        wrong.append((line, f"the slide `{heading[2]}` has no notes", "write `::: notes`, what to say, `**Minutes:** 3`, `:::` under it"))
    elif not labelled.get("Minutes", "").isdigit():
        wrong.append((line, f"the slide `{heading[2]}` has no minutes", "end its notes with a line such as `**Minutes:** 3`"))
    for text, file in PICTURE.findall(body):
        if not text.strip():
            wrong.append((line, f"the picture {file} has no text alternative", "say in `![…]` what it shows"))
    return (
        Slide(
            id=id,
            title=heading[2],
            line=line,
            section=len(heading[1]) == 1,
            part=given.get("part", ""),
            lunch=int(lunch[1]) or None if lunch else None,
            body=body,
            points=points,
            ask=labelled.get("Ask", ""),
            activity=labelled.get("Activity", ""),
            activity_minutes=int(labelled.get("activity minutes", "0")),
            sources=labelled.get("Sources", ""),
            minutes=int(labelled["Minutes"]) if labelled.get("Minutes", "").isdigit() else 0,
        ),
        wrong,
    )


def _split(lines: list[str]) -> tuple[str, str, int]:
    """What is shown, the notes, and the line within the slide on which the notes begin."""
    marks = [n for n, line in enumerate(lines) if FENCE.match(line)]
    if len(marks) < 2:
        return "\n".join(lines[1:]).strip(), "", 0
    return "\n".join(lines[1 : marks[0]]).strip(), "\n".join(lines[marks[0] + 1 : marks[1]]).strip(), marks[0] + 1


def _notes(notes: str, line: int, wrong: list[Wrong]) -> tuple[dict[str, str], str]:
    """The labelled paragraphs by label, and the rest as talking points."""
    labelled: dict[str, str] = {}
    points = []
    for paragraph in re.split(r"\n\s*\n", notes):
        label = LABEL.match(paragraph)
        if not label:
            points.append(paragraph.strip())
            continue
        if label[1] in labelled:
            wrong.append((line, f"`{label[1]}` is given twice in these notes", "put both into one paragraph"))
        labelled[label[1]] = paragraph[label.end() :].strip()
        if label[1] == "Activity":
            labelled["activity minutes"] = label[2] or "0"
            if not label[2]:
                wrong.append((line, "an activity without minutes", "write `**Activity (4 minutes):**`"))
    return labelled, "\n\n".join(point for point in points if point)


def _together(slides: list[Slide]) -> Iterator[Wrong]:
    """What is wrong between slides: ids and titles given twice."""
    for name in ("id", "title"):
        first: dict[str, int] = {}
        for slide in slides:
            value = getattr(slide, name)
            if value and value in first:
                yield slide.line, f"the {name} `{value}` is already on line {first[value]}", f"give the slide another {name}"
            first.setdefault(value, slide.line)


__all__ = ["NAME", "Deck", "Head", "Part", "Slide", "plainly", "read_deck", "spans"]
