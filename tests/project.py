"""A tiny complete project, written to a folder with a case's changes made to it.

Its files stand in `cases/project`, so that a writer can open them and count lines.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, StrictUndefined

from macros.calls import MACROS
from macros.library import Library
from macros.site import Macros
from macros.source import ContentError

TINY = Path(__file__).parent / "cases" / "project"


def write(
    folder: Path,
    change: Mapping[str, Mapping[str, str]] | None = None,
    files: Mapping[str, str] | None = None,
    remove: tuple[str, ...] = (),
) -> Path:
    """Write the tiny project: `change` is path to old text and new, `files` path to whole text."""
    shutil.copytree(TINY, folder, dirs_exist_ok=True)
    for path, pairs in (change or {}).items():
        text = (folder / path).read_text(encoding="utf-8")
        for old, new in pairs.items():
            assert text.count(old) == 1, f"the case wants to change `{old}`, which stands {text.count(old)} times in {path}"
            text = text.replace(old, new)
        (folder / path).write_text(text, encoding="utf-8")
    for path, text in (files or {}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for path in remove:
        (folder / path).unlink()
    return folder


def mistakes(folder: Path) -> list[str]:
    """What a writer reads after `make check`: one line a mistake, none if all is well."""
    try:
        Library.open(folder)
    except ContentError as error:
        return str(error).split("\n")
    return []


def call(folder: Path, text: str, page: str = "index.md", *, directories: bool = True) -> str:
    """The macros in a piece of text, run as on a page of the project; no site builder takes part."""
    here = SimpleNamespace(file=SimpleNamespace(src_uri=page))
    env: Any = SimpleNamespace(conf={"use_directory_urls": directories}, page=here)
    macros = Macros(Library.open(folder), env)
    jinja = Environment(undefined=StrictUndefined)  # noqa: S701 — as the macros plugin: what macros return is HTML
    return jinja.from_string(text).render({name: getattr(macros, name) for name in MACROS})
