"""Library to files: the matrix as CSV, XLSX and JSON, answer keys, and a search index that knows the field's words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ..library import Library
from . import answer_key, room, search, slim, tables

__all__ = ["Download", "answer_key", "downloads", "room", "write"]

FOLDER = "matrix"


class Download(NamedTuple):
    """A file on offer."""

    path: str
    format: str
    use: str
    size: int


FORMATS = (
    ("csv", "CSV", "for any spreadsheet or database"),
    ("xlsx", "Excel workbook", "with a column for your team's notes, ready to print"),
    ("json", "JSON", "for programs"),
)


def downloads(library: Library) -> list[Download]:
    """The matrix files on offer, with their sizes in bytes."""
    files = tables.files(library.matrix, library.root / ".cache")
    return [Download(f"{FOLDER}/{tables.NAME}.{ending}", name, use, len(files[ending])) for ending, name, use in FORMATS]


def write(
    library: Library,
    site: Path,
    *,
    directories: bool = True,
    name: str = "Collaborative Practice Toolkit",
    files: Iterable[room.Format] = (),
) -> list[Path]:
    """Write every download into a built site and finish its search index; returns the files written.

    `files` are those that a build makes of its pages and slides.
    """
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    written = []
    for file in files:
        if file.content is not None:
            (site / file.path).parent.mkdir(parents=True, exist_ok=True)
            (site / file.path).write_bytes(file.content)
            written.append(site / file.path)
    for place, text in answer_key.pages(library, name).items():
        (site / place).parent.mkdir(parents=True, exist_ok=True)
        (site / place).write_text(text + "\n", encoding="utf-8")
        written.append(site / place)
    for ending, content in tables.files(library.matrix, library.root / ".cache").items():
        path = site / FOLDER / f"{tables.NAME}.{ending}"
        path.write_bytes(content)
        written.append(path)
    written += slim.write(site)
    index = site / "search" / "search_index.json"
    if index.is_file():
        data = json.loads(index.read_text(encoding="utf-8"))
        enriched = search.enrich(data, library, directories=directories)
        index.write_text(json.dumps(enriched, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        written.append(index)
    return written
