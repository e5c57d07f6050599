"""The matrix as CSV, XLSX and JSON: the same rows, the same order, the same bytes every time."""

from __future__ import annotations

import csv
import datetime
import io
import json
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..matrix import Matrix
from .kept import kept

NAME = "progress-matrix"
COLUMNS = ("id", "number", "element", "level", "scope", "indicator", "evidence")
HEADINGS = ("Id", "No.", "Element", "Level", "Scope", "Indicator", "What a team could point to")
WIDTHS = (18, 5, 26, 16, 13, 62, 52)
SCOPES = {"joint": "Joint", "each-partner": "Each partner"}
RISKY = ("=", "+", "-", "@", "\t", "\r")


@lru_cache(maxsize=1)
def files(matrix: Matrix, cache: Path | None = None) -> dict[str, bytes]:
    """File ending to content; `cache` is a folder that keeps the workbook, the slow one, between builds."""
    return {"csv": to_csv(matrix), "xlsx": _kept(matrix, cache) if cache else to_xlsx(matrix), "json": to_json(matrix)}


def _kept(matrix: Matrix, cache: Path) -> bytes:
    made_from = to_json(matrix) + Path(__file__).read_bytes() + version("xlsxwriter").encode()
    return kept(cache, NAME, "xlsx", made_from, lambda: to_xlsx(matrix))


def rows(matrix: Matrix) -> list[tuple[str | int, ...]]:
    """One row an indicator, in the columns of `COLUMNS`."""
    return [
        (i.id, number, element.title, matrix.level(i.level).title, SCOPES[i.scope], i.text, i.evidence)
        for number, element in enumerate(matrix.elements, 1)
        for i in element.indicators
    ]


def neutral(value: str | int) -> str | int:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it.

    See OWASP, CSV Injection.
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value


def to_csv(matrix: Matrix) -> bytes:
    """CSV with a byte order mark, so that Excel reads it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows([neutral(value) for value in row] for row in rows(matrix))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_json(matrix: Matrix) -> bytes:
    """The matrix as it is authored."""
    return (json.dumps(matrix.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()


def to_xlsx(matrix: Matrix) -> bytes:
    """A workbook: the matrix with a frozen header, filters and a column for notes, set up to print."""
    import xlsxwriter  # type: ignore[import-untyped]  # slow to load, and only a build or an export needs it

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        # A fixed date: the file's bytes must not depend on the day of the build.
        book.set_properties({"title": matrix.title, "comments": f"Edition {matrix.edition}", "created": datetime.datetime(2026, 1, 1)})
        _matrix_sheet(book, matrix)
        _about_sheet(book, matrix)
    return out.getvalue()


def _matrix_sheet(book: Any, matrix: Matrix) -> None:
    sheet = book.add_worksheet("Matrix")
    head = book.add_format({"bold": True, "bg_color": "#17423F", "font_color": "#FFFFFF", "text_wrap": True, "border": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9C2B4"})
    headings = (*HEADINGS, "Our notes")
    sheet.write_row(0, 0, headings, head)
    table = rows(matrix)
    for number, row in enumerate(table, 1):
        for column, value in enumerate((*row, "")):
            sheet.write(number, column, neutral(value), cell)
    for column, width in enumerate((*WIDTHS, 34)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table), len(headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(1)  # Letter; "fit to one page wide" holds on A4 as well
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer(f"&L{matrix.title}, edition {matrix.edition}&RPage &P of &N")


def _about_sheet(book: Any, matrix: Matrix) -> None:
    sheet = book.add_worksheet("About")
    bold, wrap = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    lines = [
        ("Edition", matrix.edition),
        ("Wording", "The words and the evidence lines are this site's own. The level of each indicator is our reading of the source."),
        ("Source", "Collaborative Practice Model for Child Safety, Permanency, and Family Recovery: Progress Matrix (no date)."),
        *((level.title, level.summary) for level in matrix.levels),
        ("Joint", "The partners do it together."),
        ("Each partner", "In place only when every partner says that it is."),
    ]
    for number, (name, text) in enumerate(lines):
        sheet.write(number, 0, neutral(name), bold)
        sheet.write(number, 1, neutral(text), wrap)
