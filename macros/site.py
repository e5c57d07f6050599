"""The adapter: one macro per noun. The only module that knows MkDocs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.utils import get_relative_url

from . import export, tools
from .aside import PutBack
from .calls import MACROS
from .library import Library
from .markup import OPENING, PLAIN, framed, given
from .source import ContentError
from .stacked import StackedTables
from .teaching import Teaching
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
    env.conf["markdown_extensions"] += [Tooltips(library.glossary.abbreviations()), StackedTables(), PutBack(macros._aside)]
    env.conf["extra"]["help_lines"] = [line for line in library.help_lines.help_lines if line.footer]
    env.variables["toolkit_library"] = library
    env.variables["toolkit_lesson"] = macros._lesson
    env.variables["toolkit_texts"] = macros._texts
    env.variables["toolkit_aside"] = macros._aside
    env.variables["toolkit_files"] = macros._files


def on_pre_page_macros(env: Any) -> None:
    """Render the calls that need no Jinja, which is nearly all; Jinja renders what is left, errors included."""
    text, texts, path = env.markdown, env.variables["toolkit_texts"], env.page.file.src_uri
    if path in texts:
        env.markdown = texts[path]
    elif "{%" not in text and "{#" not in text:
        env.markdown = texts[path] = PLAIN.sub(lambda call: _called(env, call), text)
    if not OPENING.search(env.markdown):
        env.page.meta["render_macros"] = False


def _called(env: Any, call: re.Match[str]) -> str:
    macro = env.macros.get(call[1]) if call[1] in MACROS else None
    if macro is None:
        return call[0]
    values, named = given(call)
    try:
        html = str(macro(*values, **named))
    except Exception:  # Jinja meets the fault again, and the plugin says on which page.
        return call[0]
    return call[0] if OPENING.search(html) else str(env.variables["toolkit_aside"].printed(call, html))


def on_post_page_macros(env: Any) -> None:
    """Give a lesson its place in the module and the ways on."""
    env.markdown = env.variables["toolkit_lesson"](env.markdown)


def on_post_build(env: Any) -> None:
    """Write the downloads and finish the search index."""
    library, site = env.variables["toolkit_library"], Path(env.conf["site_dir"])
    try:
        files = env.variables["toolkit_files"]()
    except ContentError as error:
        raise Abort(f"\n{error}") from None
    export.write(library, site, directories=env.conf["use_directory_urls"], name=env.conf["site_name"], files=files)


class Macros(Teaching):
    """What authors write between double braces. Each method is one macro; `calls.py` lists what it takes."""

    @staticmethod
    def _relative(target: str, here: str) -> str:
        return get_relative_url(target, here)

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

    # -- tools for teams

    def team_tool(self, tool: str) -> str:
        """A tool for teams: a form to fill in, here or on paper, and what follows from it."""
        found, matrix = self._library.tools[tool], self._library.matrix
        mark = tools.mark(matrix.indicators() if isinstance(found, tools.MatrixTool) else found.asked())
        return self._render("tools", id=tool, tool=found, mark=mark, tools=self._library.tools, matrix=matrix)

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
        known = self._library.glossary.abbreviations()
        return self._render("statistics", statistics=self._library.statistics.statistics, abbreviations=known)

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

    def word_swaps(self, *entries: str) -> str:
        """Some of these swaps as a table: say, instead of, why."""
        found = {entry.id: entry for entry in self._library.language.entries}
        return self._render("word_swaps", entries=[found[id] for id in entries])

    def old_term(self, text: str) -> str:
        """A word that we name but do not use."""
        return self._render("old_term", text=text)

    # -- help, upkeep

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

    # -- beside the pages

    def _lesson(self, text: str) -> str:
        """A lesson's text with its place in the module under its title, and the ways on before its references."""
        page = self._here.path
        place = self._library.course.place(page)
        if not place:
            return text
        head = self._render("lesson_head", place=place, page=page)
        foot = self._render("lesson_foot", place=place, page=page)
        return framed(text, self._aside.put(head), self._aside.put(foot))
