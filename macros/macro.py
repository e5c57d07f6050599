"""What every macro needs: the content, the page that calls it, a template to render."""

from __future__ import annotations

import re
from typing import Any

from . import apa, quiz
from .aside import Aside
from .export.room import Offer
from .library import Library
from .markup import PLAIN, given
from .page_file import PageFile
from .render import Renderer, compiled
from .site_map import page_url
from .slides import plainly


class Base:
    """Base of the macros' classes. `env` is the plugin's: settings in `env.conf`, the page being built in `env.page`."""

    @staticmethod
    def _relative(target: str, here: str) -> str:
        """Address from one page to another, both given from the site's root."""
        raise NotImplementedError

    def __init__(self, library: Library, env: Any) -> None:
        self._library = library
        self._env = env
        self._at: str | None = None
        self._texts: dict[str, str] = {}
        self._aside = Aside()
        self._made: dict[str, list[Offer]] = {}
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
            "cited": lambda sources: plainly(sources, self._citations.__getitem__),
            "anchor": quiz.anchor,
            "lessons_of": lambda module, objective: [p for p in module.lessons if objective in library.pages[p].meta.objectives],
        }

    @property
    def _here(self) -> PageFile:
        return self._library.pages[self._at or self._env.page.file.src_uri]

    def _render(self, template: str, **context: Any) -> str:
        return self._renderer.render(template, **self._shared, **context)

    def _text(self, path: str) -> str:
        """A page's Markdown with its macros rendered, once a build: for what is made of it beside the site, and for the page."""
        if path not in self._texts:
            self._at, before = path, self._at
            try:
                self._texts[path] = PLAIN.sub(self._called, self._library.pages[path].markup.text)
            finally:
                self._at = before
        return self._aside.back(self._texts[path])

    def _called(self, call: re.Match[str]) -> str:
        values, named = given(call)
        return self._aside.printed(call, str(getattr(self, call[1])(*values, **named)))

    def _link(self, path: str, anchor: str = "") -> str:
        """Address of a page (a path under docs/) or of a file of the site, from the current page."""
        target = page_url(path, directories=self._env.conf["use_directory_urls"])
        here = page_url(self._here.path, directories=self._env.conf["use_directory_urls"])
        return self._relative(target, here) + (f"#{anchor}" if anchor else "")

    def _work(self, key: str) -> str:
        """Address of a work: in this page's own list where it has one, else on the references page."""
        calls = self._here.markup.calls
        if any(getattr(call, "name", "") == "references" for call in calls):
            return f"#ref-{key}"
        return self._link("reference/references.md", key)
