"""All content, opened once: every file read, every id resolved, every mistake in one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from . import checks, course, glossary, help_lines, language, matrix, quiz, references, resources, slides, statistics, tools
from .calls import DIAGRAMS, MACROS
from .markup import Call
from .page_file import PageFile, TornError, read_page
from .source import Content, ContentError, Document, Mistake, Rest, read, read_text

NOUNS: dict[str, type[Content]] = {
    matrix.FILE: matrix.Matrix,
    references.FILE: references.References,
    glossary.FILE: glossary.Glossary,
    language.FILE: language.Language,
    statistics.FILE: statistics.Statistics,
    help_lines.FILE: help_lines.HelpLines,
    course.FILE: course.Course,
    resources.FILE: resources.Resources,
    tools.FILE: tools.Tool,
}
"""Path of a file of facts to its model; a path with a star may stand for several files, or for none."""


def noun(file: str) -> str:
    """What a path of `NOUNS` holds: the file's name, or its folder's where each file there is one of a kind."""
    path = Path(file)
    return path.parent.name if path.stem == "*" else path.stem


@dataclass(frozen=True, repr=False)  # the plugin writes out its variables at every build, and all content is long
class Library:
    """Everything authored, checked. Open it with `Library.open(root)`."""

    root: Path
    documents: Mapping[str, Document[Any]]
    pages: Mapping[str, PageFile] = field(default_factory=dict)
    checks: Mapping[str, Document[quiz.Check]] = field(default_factory=dict)
    decks: Mapping[str, slides.Deck] = field(default_factory=dict)
    rests: Sequence[Rest] = ()
    """What is right in files with mistakes."""
    torn: Sequence[PageFile] = ()
    """Pages whose front matter is wrong: their text can be read all the same."""
    complete: bool = True
    """Whether each file of facts, check and deck was read: else an id or an anchor may be there although nobody knows it."""

    @classmethod
    def open(cls, root: Path) -> Library:
        """Read all content under `root`.

        Raises:
            ContentError: with every mistake of every file.
        """
        mistakes: list[Mistake] = []
        rests: list[Rest] = []
        torn: list[PageFile] = []
        complete = True

        @contextmanager
        def told() -> Iterator[None]:
            nonlocal complete
            try:
                yield
            except TornError as error:
                mistakes.extend(error.mistakes)
                torn.append(error.page)
            except ContentError as error:
                mistakes.extend(error.mistakes)
                rests.extend([error.rest] if error.rest else [])
                complete = False

        documents: dict[str, Document[Any]] = {}
        for name, model in NOUNS.items():
            for file in sorted(root.glob(name)) if "*" in name else [root / name]:
                with told():
                    documents[file.relative_to(root).as_posix()] = read(file, model, root)
        pages: dict[str, PageFile] = {}
        decks: dict[str, slides.Deck] = {}
        for file in sorted((root / "docs").rglob("*.md")):
            with told():
                if file.name == slides.NAME:
                    decks[file.parent.name] = slides.read_deck(read_text(file, root), file.relative_to(root).as_posix())
                else:
                    found = read_page(file, root)
                    pages[found.path] = found
        asked: dict[str, Document[quiz.Check]] = {}
        for file in sorted((root / quiz.FOLDER).rglob("*.y*ml")):
            with told():
                asked[file.relative_to(root / quiz.FOLDER).with_suffix("").as_posix()] = read(file, quiz.Check, root)
        library = cls(root, documents, pages, asked, decks, rests, torn, complete)
        mistakes += checks.mistakes(library)
        if mistakes:
            raise ContentError(mistakes)
        return library

    @cached_property
    def texts(self) -> Mapping[str, PageFile]:
        """Every page whose text can be read, also where its front matter cannot."""
        return {**self.pages, **{one.path: one for one in self.torn}}

    @property
    def matrix(self) -> matrix.Matrix:
        """The Progress Matrix."""
        return cast(matrix.Matrix, self.documents[matrix.FILE].model)

    @property
    def references(self) -> references.References:
        """Works cited."""
        return cast(references.References, self.documents[references.FILE].model)

    @property
    def glossary(self) -> glossary.Glossary:
        """Terms and abbreviations."""
        return cast(glossary.Glossary, self.documents[glossary.FILE].model)

    @property
    def language(self) -> language.Language:
        """Words we use."""
        return cast(language.Language, self.documents[language.FILE].model)

    @property
    def statistics(self) -> statistics.Statistics:
        """National figures."""
        return cast(statistics.Statistics, self.documents[statistics.FILE].model)

    @property
    def help_lines(self) -> help_lines.HelpLines:
        """Crisis and help lines."""
        return cast(help_lines.HelpLines, self.documents[help_lines.FILE].model)

    @property
    def course(self) -> course.Course:
        """The training's subjects."""
        return cast(course.Course, self.documents[course.FILE].model)

    @property
    def resources(self) -> Mapping[str, resources.Resources]:
        """Module to what to read beyond its lessons."""
        return {Path(path).parent.name: d.model for path, d in self.documents.items() if isinstance(d.model, resources.Resources)}

    @cached_property
    def tools(self) -> Mapping[str, tools.Tool]:
        """Id of a tool for teams, which is its file's name, to the tool."""
        return {Path(path).stem: d.model for path, d in self.documents.items() if isinstance(d.model, tools.Tool)}

    @cached_property
    def cited_by(self) -> Mapping[str, list[PageFile]]:
        """Reference key to the pages that cite it, a figure's source included."""
        found: dict[str, list[PageFile]] = defaultdict(list)
        for one in self.pages.values():
            for key in self.cited_on(one):
                found[key].append(one)
        return found

    def cited_on(self, one: PageFile) -> list[str]:
        """Reference keys behind a page: cited in its text, or behind its figures, terms, timeline and matrix."""
        keys = list(one.citations)
        sources = {s.id: s.reference for s in self.statistics.statistics}
        for call in one.calls:
            if call.name == "statistic" and call.arguments:
                keys.append(sources[str(call.arguments[0])])
            elif call.name == "statistics" and call.arguments is not None:
                keys += sources.values()
            elif call.name == "timeline" and call.arguments is not None:
                keys += [e.reference for e in one.meta.events if e.reference]
            elif call.name == "glossary" and call.arguments is not None:
                keys += [t.reference for t in self.glossary.terms if t.reference]
            elif call.name == "matrix" and call.arguments is not None:
                keys.append(self.matrix.source)
            elif call.name == "resources" and call.arguments:
                keys += [use.id for use in self.resources[str(call.arguments[0])].uses()]
            elif call.name == "talking_points" and call.arguments and str(call.arguments[0]) in self.decks:
                keys += [key for slide in self.decks[str(call.arguments[0])].slides for key in slide.cited]
            elif call.name == "team_tool" and call.arguments and str(call.arguments[0]) in self.tools:
                keys += [use.id for use in self.tools[str(call.arguments[0])].uses()]
            for check in self.asked_by(call).values():
                keys += [key for question in check.questions for key in question.references]
        return list(dict.fromkeys(keys))

    @cached_property
    def shown_on(self) -> Mapping[str, str]:
        """Check to the page that shows it."""
        calls = ((path, call) for path, one in self.pages.items() for call in one.calls if call.name == "knowledge_check")
        return {str(call.arguments[0]): path for path, call in calls if call.arguments}

    def page_with(self, macro: str, argument: str | None = None) -> str | None:
        """The first page that calls a macro, with this first value if one is given."""
        calls = ((path, call) for path, one in self.texts.items() for call in one.calls if call.name == macro)
        return next((path for path, call in calls if argument in (None, *(call.arguments or ())[:1])), None)

    def checks_of(self, module: str) -> list[tuple[str, quiz.Check]]:
        """Id and check of each check of a module: in the order of its lessons, the final last."""
        lessons = self.course.module(module).lessons
        places = {path: n for n, path in enumerate(lessons)}
        found = [(id, document.model) for id, document in self.checks.items() if id.startswith(f"{module}/")]
        return sorted(found, key=lambda one: (places.get(self.shown_on.get(one[0], ""), len(places)), one[0]))

    def reflections(self, module: str) -> list[tuple[str, list[tuple[str, quiz.AnyQuestion]]]]:
        """Lessons of a module, each with what its checks ask learners to write for themselves: id of the check, question."""
        asked: dict[str, list[tuple[str, quiz.AnyQuestion]]] = defaultdict(list)
        for id, check in self.checks_of(module):
            asked[self.shown_on.get(id, "")] += [(id, question) for question in check.questions if question.type == "reflection"]
        return [(page, asked[page]) for page in self.course.module(module).lessons if asked.get(page)]

    def asked_by(self, call: Call) -> dict[str, quiz.Check]:
        """Id and check of the checks whose questions a macro call prints."""
        named = str(call.arguments[0]) if call.arguments else ""
        if call.name == "check_example":
            named = f"{quiz.EXAMPLES}/{named}"
        if call.name in ("knowledge_check", "check_example"):
            return {id: document.model for id, document in self.checks.items() if id == named}
        if call.name == "review" and course.FILE in self.documents:
            return {id: d.model for id, d in self.checks.items() if id.startswith(f"{named}/") and d.model.kind == "practice"}
        return {}

    @cached_property
    def known(self) -> Mapping[str, Mapping[str, str]]:
        """Kind to id to the file that gives it."""
        known: dict[str, dict[str, str]] = defaultdict(dict)
        for document in self.documents.values():
            for use in document.model.defines():
                known[use.kind].setdefault(use.id, document.path)
        known["page"] = {path: path for path in self.pages}
        known["check"] = {id: document.path for id, document in self.checks.items()}
        known["example"] = {id.partition("/")[2]: d.path for id, d in self.checks.items() if id.startswith(f"{quiz.EXAMPLES}/")}
        known["deck"] = {module: deck.path for module, deck in self.decks.items()}
        known["slide"] = {f"{module}/{slide.id}": deck.path for module, deck in self.decks.items() for slide in deck.slides}
        known["resources"] = {file.parent.name: file.relative_to(self.root).as_posix() for file in self.root.glob(resources.FILE)}
        known["tool"] = {file.stem: file.relative_to(self.root).as_posix() for file in self.root.glob(tools.FILE)}
        known["diagram"] = dict.fromkeys(DIAGRAMS, "macros/templates")
        return known

    def anchors(self, path: str) -> frozenset[str]:
        """Anchors of a page: its headings, and the ids that its block macros print."""
        return self.printed(self.pages[path]) | self.pages[path].markup.anchors.keys()

    def printed(self, one: PageFile) -> frozenset[str]:
        """Ids that the block macros of a page print."""
        found: set[str] = set()
        for call in one.calls:
            kind = MACROS[call.name].anchors if call.name in MACROS else ""
            found |= set(self.known.get(kind, {}))
            for id, check in self.asked_by(call).items():
                found |= {quiz.anchor(id, question.id) for question in check.questions if question.counts or call.name != "review"}
                found.add(f"{call.name}-{id.partition('/')[0]}" if call.name == "review" else f"check-{id.replace('/', '-')}")
            if call.name == "talking_points" and call.arguments and str(call.arguments[0]) in self.decks:
                found |= {"title-slide", *(slide.id for slide in self.decks[str(call.arguments[0])].slides)}
            if call.name == "timeline":
                found |= {event.id for event in one.meta.events}
            elif call.name == "resources" and call.arguments and (listed := self.resources.get(str(call.arguments[0]))):
                found |= {group.id for group in listed.groups}
            elif call.name in ("matrix_element", "matrix_level") and call.arguments and matrix.FILE in self.documents:
                part = {call.name.removeprefix("matrix_"): str(call.arguments[0])}
                found |= {indicator.id for indicator in self.matrix.indicators(**part)}
        return frozenset(found)
