"""A workbook that a tool for teams makes in the browser, opened as other programs open it: the same texts, and nothing runs."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook

from . import office
from .conftest import ROOT

NODE = Path(sys.executable).with_name("node")
PARTNER = 'Children\'s "Family" Court – Ñ'
FORMULAS = ["=1+1", "+1 555 0100", "-2", "@SUM(1)", "\t=1", "=HYPERLINK(\"https://example.org\")", "=cmd|' /C calc'!A0", "'=1", "＝1"]
TEXTS = [PARTNER, "👩‍👧‍👦 🏳️‍🌈", "بيت العائلة", "one\ntwo", "  spaces  ", "<b>&amp;</b>", "_x0041_", "0.50", "2026-11-22", "TRUE"]
SHEETS: list[dict[str, Any]] = [
    {"name": PARTNER, "rows": [["Text", "Count", "=1+1"], *([text, n, None] for n, text in enumerate([*FORMULAS, *TEXTS]))]},
    {"name": "Plan [1]: what/when?", "rows": [["What"]]},
    {"name": PARTNER, "rows": [["Other"], [-1.5]]},
]
SCRIPT = """
import { workbook } from "./overrides/assets/lib/workbook.mjs";
import { writeFileSync } from "node:fs";
const [sheets, path] = process.argv.slice(1);
writeFileSync(path, Buffer.from(await (await workbook(JSON.parse(sheets))).arrayBuffer()));
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of `SHEETS`."""
    path = tmp_path_factory.mktemp("made") / "made.xlsx"
    subprocess.run([str(NODE), "--input-type=module", "-e", SCRIPT, json.dumps(SHEETS), str(path)], cwd=ROOT, check=True)
    return path


def test_each_text_and_number_is_read_back_as_it_was(file: Path) -> None:
    sheets = load_workbook(file).worksheets
    assert [[[cell.value for cell in row] for row in sheet.rows] for sheet in sheets] == [one["rows"] for one in SHEETS]
    assert {cell.data_type for sheet in sheets for row in sheet.rows for cell in row} == {"s", "n"}
    assert [cell.quotePrefix for cell in sheets[0]["A"][1:6]] == [True] * 5


def test_the_first_row_is_bold_stays_in_sight_and_is_repeated_on_paper(file: Path) -> None:
    for sheet in load_workbook(file):
        assert all(cell.font.b == (cell.row == 1) for row in sheet.rows for cell in row)
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == ("landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_partners_name_is_the_name_of_a_sheet(file: Path) -> None:
    with zipfile.ZipFile(file) as parts:
        book = etree.fromstring(parts.read("xl/workbook.xml"))
        assert parts.testzip() is None
    names = book.xpath("//*[local-name()='sheet']/@name")
    assert names == [PARTNER, "Plan 1 what when", 'Children\'s "Family" Court – (2)']
    assert book.xpath("//*[local-name()='definedName']/text()")[0] == "'Children''s \"Family\" Court – Ñ'!$1:$1"


def test_libreoffice_shows_what_was_written_and_runs_none_of_it(file: Path, tmp_path: Path) -> None:
    shown = office.to_csv(file, tmp_path)
    written = [["" if value is None else str(value) for value in row] for row in SHEETS[0]["rows"]]
    assert list(csv.reader(io.StringIO(shown[PARTNER]))) == written
    assert len(shown) == len(SHEETS)
