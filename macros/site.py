"""The adapter: one macro per noun. The only module that knows MkDocs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.utils import get_relative_url

from . import apa, export, quiz
from .calls import MACROS
from .course import Module
from .library import Library, PageFile
from .markup import OPENING, PLAIN, framed, given
from .render import Renderer, compiled
from .site_map import page_url
from .source import ContentError
from .stacked import StackedTables
from .tooltips import Tooltips


def define_env(env: Any) -> None:
    """Open the content and give the macros to the plugin; runs at every build, so edits show at once."""
    root = Path(env.project_dir)
    try:
        library = Library.open(root)
    except ContentError as error:
        count = len(error.mistakes)
        raise Abort(f"\n{error}\n\n{count} mistake{'s' if count > 1 else ''} in the content; nothing was built.") from None
    macros = Macros(library, env)
    for name in MACROS:
        env.macro(getattr(macros, name), name)
    env.conf["markdown_extensions"] += [Tooltips(library.glossary.abbreviations()), StackedTables()]
    env.conf["extra"]["help_lines"] = [line for line in library.help_lines.help_lines if line.footer]
    env.variables["toolkit_library"] = library
    env.variables["toolkit_lesson"] = macros._lesson


def on_pre_page_macros(env: Any) -> None:
    """Render the calls that need no Jinja, which is nearly all; Jinja renders what is left, errors included."""
    text = env.markdown
    if "{%" not in text and "{#" not in text:
        env.markdown = PLAIN.sub(lambda call: _called(env.macros, call), text)
    if not OPENING.search(env.markdown):
        env.page.meta["render_macros"] = False


def _called(macros: Any, call: re.Match[str]) -> str:
    macro = macros.get(call[1]) if call[1] in MACROS else None
    if macro is None:
        return call[0]
    values, named = given(call)
    try:
        html = str(macro(*values, **named))
    except Exception:  # Jinja meets the fault again, and the plugin says on which page.
        return call[0]
    return call[0] if OPENING.search(html) else html


def on_post_page_macros(env: Any) -> None:
    """Give a lesson its place in the module and the ways on."""
    env.markdown = env.variables["toolkit_lesson"](env.markdown)


def on_post_build(env: Any) -> None:
    """Write the downloads and finish the search index."""
    library, site = env.variables["toolkit_library"], Path(env.conf["site_dir"])
    export.write(library, site, directories=env.conf["use_directory_urls"], name=env.conf["site_name"])


class Macros:
    """What authors write between double braces. Each method is one macro; `calls.py` lists what it takes."""

    def __init__(self, library: Library, env: Any) -> None:
        self._library = library
        self._env = env
        self._renderer = Renderer(kept=compiled(library.root))
        self._citations = library.references.citations()
        self._entries = apa.format_entries(
            (r.csl() for r in library.references.references), library.root / ".cache" / "apa.json"
        )
        self._suffixed = {r.id: apa.lettered(self._entries[r.id], r.year, self._citations[r.id]) for r in library.references.references}

        self._order = {key: place for place, key in enumerate(sorted(self._entries, key=lambda key: apa.plain(self._entries[key])))}
        notes = {r.id: r.note for r in library.references.references}
        self._shared = {
            "link": self._link,
            "title": lambda path: library.pages[path].meta.title,
            "work": self._work,
            "entry": self._suffixed.__getitem__,
            "citation": self._citations.__getitem__,
            "note": notes.get,
            "page_with": library.page_with,
            "checks_of": library.checks_of,
            "shown_on": library.shown_on,
            "minutes": lambda path: library.pages[path].meta.minutes,
            "anchor": quiz.anchor,
            "lessons_of": lambda module, objective: [p for p in module.lessons if objective in library.pages[p].meta.objectives],
        }

    # -- the matrix

    def matrix(self, print: bool = False) -> str:
        """The whole matrix as a table; `print=True` for paper."""
        return self._render("matrix_print" if print else "matrix", matrix=self._library.matrix)

    def matrix_element(self, element: str) -> str:
        """One row of the matrix at its three levels, with evidence."""
        matrix = self._library.matrix
        return self._render("matrix_element", matrix=matrix, element=matrix.element(element))

    def matrix_level(self, level: str) -> str:
        """One column of the matrix, by element."""
        matrix = self._library.matrix
        return self._render("matrix_level", matrix=matrix, level=matrix.level(level))

    def matrix_count(self, level: str | None = None, element: str | None = None) -> int:
        """How many indicators: in all, at a level, in an element."""
        return len(self._library.matrix.indicators(level, element))

    def matrix_glance(self) -> str:
        """Counts by element and level, each leading to its place in the matrix."""
        return self._render("matrix_glance", matrix=self._library.matrix)

    def matrix_downloads(self) -> str:
        """The matrix as files."""
        return self._render("matrix_downloads", files=export.downloads(self._library))

    def indicator(self, indicator: str) -> str:
        """An indicator's sentence, quoted, with a link to it."""
        return self._render("indicator", indicator=self._library.matrix.indicator(indicator))

    # -- references and figures

    def cite(self, *keys: str) -> str:
        """Works in parentheses, as APA cites them."""
        return self._render("cite", keys=keys)

    def references(self) -> str:
        """The works behind this page."""
        works = sorted(self._library.cited_on(self._here), key=self._order.__getitem__)
        return self._render("references", keys=works)

    def bibliography(self) -> str:
        """All works, each with the pages that cite it."""
        return self._render("bibliography", keys=list(self._order), cited_by=self._library.cited_by)

    def statistic(self, statistic: str) -> str:
        """A figure with its year and its source."""
        found = next(s for s in self._library.statistics.statistics if s.id == statistic)
        return self._render("statistic", statistic=found)

    def statistics(self) -> str:
        """All figures: what each says and does not say."""
        return self._render("statistics", statistics=self._library.statistics.statistics)

    # -- words

    def term(self, term: str) -> str:
        """A glossary term's name, linked."""
        return self._render("term", term=next(t for t in self._library.glossary.terms if t.id == term))

    def glossary(self) -> str:
        """All terms, by letter."""
        return self._render("glossary", glossary=self._library.glossary, names={t.id: t.heading for t in self._library.glossary.terms})

    def language(self) -> str:
        """Say this, not that, and why."""
        return self._render("language", language=self._library.language)

    def old_term(self, text: str) -> str:
        """A word that we name but do not use."""
        return self._render("old_term", text=text)

    # -- training, help, upkeep

    def course(self) -> str:
        """The training's subjects as a reading plan."""
        return self._render("course", course=self._library.course)

    def module(self, module: str) -> str:
        """A training subject's title, linked."""
        return self._render("module", module=self._library.course.module(module))

    def module_overview(self, module: str) -> str:
        """A module's objectives and lessons, with the learner's progress."""
        found = self._library.course.module(module)
        return self._render("module_overview", module=found)

    def my_training(self) -> str:
        """The learner's record: lessons, scores, notes, what to review; save, open and clear it."""
        return self._render("my_training", course=self._library.course)

    def certificate(self) -> str:
        """A certificate and a transcript for each module that the learner has completed."""
        conf = self._env.conf
        agency = {"name": "", "mark": "", "credit": "", **conf.get("extra", {}).get("agency", {})}
        mark = agency["mark"]
        if mark and not any((self._library.root / folder / mark).is_file() for folder in ("docs", "overrides")):
            raise FileNotFoundError(f"mkdocs.yml: `mark` is `{mark}`, and there is no such file under docs/ or overrides/")
        return self._render("certificate", modules=self._library.course.taught, agency=agency, site_name=conf.get("site_name", ""))

    def workbook(self, module: str) -> str:
        """The questions of a module to which learners write for themselves, with their notes or room to write."""
        return self._render("workbook", module=self._library.course.module(module), parts=self._library.reflections(module))

    def continue_training(self) -> str:
        """Leads a learner back to the lesson they stopped at; shows nothing to others."""
        return self._render("continue_training", modules=self._library.course.taught)

    def knowledge_check(self, check: str) -> str:
        """A knowledge check: its questions, with their answers folded away."""
        module = self._library.course.module(check.partition("/")[0])
        lesson = self._here.path if self._here.path in module.lessons else ""
        return self._render("knowledge_check", id=check, check=self._library.checks[check].model, module=module, lesson=lesson)

    def check_example(self, example: str) -> str:
        """A check that shows authors a type of question: its file, and what it becomes."""
        id = f"{quiz.EXAMPLES}/{example}"
        document = self._library.checks[id]
        source = (self._library.root / document.path).read_text(encoding="utf-8")
        nobody = Module.model_construct(id=quiz.EXAMPLES, edition="", objectives=(), lessons=())
        return self._render("check_example", id=id, check=document.model, module=nobody, lesson="", source=source)

    def review(self, module: str) -> str:
        """The practice questions of a module; those that a learner missed come back when they are due."""
        checks = [(id, check) for id, check in self._library.checks_of(module) if check.kind == "practice"]
        return self._render("review", module=self._library.course.module(module), checks=checks)

    def answer_keys(self) -> str:
        """The answer keys on offer for facilitators."""
        modules = [module for module in self._library.course.modules if self._library.checks_of(module.id)]
        keys = [(export.answer_key.path(module.id), module) for module in modules]
        return self._render("answer_keys", keys=keys)

    def help_lines(self) -> str:
        """Crisis and help lines."""
        return self._render("help_lines", lines=self._library.help_lines.help_lines)

    def legal_note(self) -> str:
        """General information as of the page's review; ask counsel."""
        return self._render("legal_note", reviewed=self._here.meta.reviewed)

    def review_dates(self) -> str:
        """Every page with its review date and when the next is due."""
        pages = sorted(self._library.pages.values(), key=lambda p: (p.meta.due, p.path))
        return self._render("review_dates", pages=pages)

    # -- drawings and the front page

    def diagram(self, name: str) -> str:
        """A drawing with its text alternative."""
        return self._render(f"diagram_{name.replace('-', '_')}", matrix=self._library.matrix)

    def timeline(self) -> str:
        """The events of this page's front matter, drawn to scale and as a table."""
        return self._render("timeline", events=self._here.meta.events)

    def doors(self) -> str:
        """The ways in, from this page's front matter."""
        return self._render("doors", doors=self._here.meta.ways_in)

    # -- what templates may call

    def _lesson(self, text: str) -> str:
        """A lesson's text with its place in the module under its title, and the ways on before its references."""
        page = self._here.path
        place = self._library.course.place(page)
        if not place:
            return text
        return framed(text, self._render("lesson_head", place=place, page=page), self._render("lesson_foot", place=place, page=page))

    @property
    def _here(self) -> PageFile:
        return self._library.pages[self._env.page.file.src_uri]

    def _render(self, template: str, **context: Any) -> str:
        return self._renderer.render(template, **self._shared, **context)

    def _link(self, path: str, anchor: str = "") -> str:
        """Address of a page (a path under docs/) or of a file of the site, from the current page."""
        target = page_url(path, directories=self._env.conf["use_directory_urls"])
        here = page_url(self._here.path, directories=self._env.conf["use_directory_urls"])
        return get_relative_url(target, here) + (f"#{anchor}" if anchor else "")

    def _work(self, key: str) -> str:
        """Address of a work: in this page's own list where it has one, else on the references page."""
        calls = self._here.markup.calls
        if any(getattr(call, "name", "") == "references" for call in calls):
            return f"#ref-{key}"
        return self._link("reference/references.md", key)
