"""`python -m macros check | schema | export`: the content's tools without the site builder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import export, schemas, training
from .library import Library
from .source import ContentError

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 well, 1 mistakes in the content."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Check, describe and export the content.")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="read all content and report every mistake")
    commands.add_parser("schema", help="write the JSON Schemas that editors use")
    to_files = commands.add_parser("export", help="write the downloads and finish the search index of a built site")
    to_files.add_argument("--to", type=Path, default=Path("site"), help="the built site's folder (default: site)")
    options = parser.parse_args(arguments)
    if options.command == "schema":
        for path in schemas.write(options.root):
            print(path.relative_to(options.root))
        return 0
    try:
        library = Library.open(options.root)
    except ContentError as error:
        print(error)
        count = len(error.mistakes)
        print(f"\n{count} mistake{'s' if count > 1 else ''}", file=sys.stderr)
        return 1
    if options.command == "export":
        for path in export.write(library, options.to):
            print(path)
    else:
        for one in training.advice(library):
            print(f"advice: {one}")
        print(_summary(library))
    return 0


def _summary(library: Library) -> str:
    matrix = library.matrix
    levels = ", ".join(f"{len(matrix.indicators(level.id))} {level.short}" for level in matrix.levels)
    return "\n".join(
        (
            f"{len(library.pages)} pages",
            f"{len(matrix.indicators())} indicators in {len(matrix.elements)} elements ({levels})",
            f"{len(library.references.references)} references, {len(library.cited_by)} of them cited",
            f"{len(library.glossary.terms)} terms, {len(library.language.entries)} swaps of words",
            f"{len(library.statistics.statistics)} figures, {len(library.help_lines.help_lines)} help lines",
            *training.coverage(library),
            "no mistakes",
        )
    )


if __name__ == "__main__":
    sys.exit(main())
