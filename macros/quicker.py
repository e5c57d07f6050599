"""A hook of MkDocs that makes builds quicker and changes nothing else; a builder that knows no hooks does without.

Templates, the theme's and ours, stay compiled between builds in `.cache/templates`: Jinja itself sees when one has
changed. Python looks for garbage less often: a build makes much and drops little before it ends. The theme's
14,000 icons, which lie in a folder that MkDocs never publishes, are not listed one by one at every build. And where
the search plugin compares the elements of a page, a million times over, Python's own strings do the comparing.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any, Self

from jinja2 import Environment, FileSystemLoader
from material.plugins.search import plugin as search

from macros.render import compiled

gc.set_threshold(50_000, 20, 50)


class Visible(FileSystemLoader):
    """Loads like its parent, and lists no folder whose name begins with a dot: MkDocs leaves those out anyway."""

    def list_templates(self) -> list[str]:
        """Names of all files in the visible folders, sorted."""
        found = set()
        for place in self.searchpath:
            for folder, folders, files in os.walk(place, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found |= {(Path(folder) / name).relative_to(place).as_posix() for name in files}
        return sorted(found)


class Element(str):
    """An element of a page as the search plugin keeps it: equal to its tag. The plugin's own class does that in Python."""

    tag: str
    attrs: dict[str, str | None]

    def __new__(cls, tag: str, attrs: dict[str, str | None] | None = None) -> Self:
        """An element by its tag and its attributes."""
        self = super().__new__(cls, tag)
        self.tag, self.attrs = tag, attrs or {}
        return self

    def is_excluded(self) -> bool:
        """Whether the page's author keeps it out of the index."""
        return "data-search-exclude" in self.attrs


def _nowhere(_parser: object, _start: int, end: int) -> int:
    """In place of counting lines at each tag: the index does not say on which line a word stands."""
    return end


def on_pre_build(config: Any) -> None:
    """Have the theme's files listed by what can be published, and pages indexed quicker."""
    search.Element, search.Parser.updatepos = Element, _nowhere
    ordinary = config.theme.get_env

    def environment() -> Environment:
        env: Environment = ordinary()
        env.loader = Visible(config.theme.dirs)
        return env

    config.theme.get_env = environment


def on_env(env: Environment, config: Any, files: object) -> None:  # noqa: ARG001 — MkDocs names them
    """Keep what the theme's templates compile to."""
    env.bytecode_cache = compiled(Path(config.config_file_path).parent)
