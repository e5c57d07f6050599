"""The downloads and the search index say what the matrix says, in the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from macros.export import answer_key, downloads, search, tables, write
from macros.library import Library
from macros.matrix import Element, Indicator, Level, Matrix
from macros.site_map import page_url

from .conftest import ROOT

RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def as_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def as_sheet(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))["Matrix"]


@pytest.fixture(scope="module")
def files(library: Library) -> dict[str, bytes]:
    return tables.files(library.matrix)


@pytest.fixture(scope="module")
def expected(library: Library) -> list[tuple[str, str, str, str]]:
    """Id, element, level and text of each indicator, in the order of the source."""
    matrix = library.matrix
    return [(i.id, e.title, matrix.level(i.level).title, i.text) for e in matrix.elements for i in e.indicators]


def matrix_of(text: str) -> Matrix:
    """A matrix of one indicator with this text; made without the checks, which would take spaces off."""
    one = Indicator.model_construct(id="values-01", level="good", text=text, evidence=text, scope="joint")
    level = Level(id="good", title="Good Practice", short="Good", summary="A summary.")
    element = Element.model_construct(id="values", title=text, short="Values", summary="A summary.", indicators=(one,))
    return Matrix.model_construct(title="Matrix", edition="2026-11", source="wells", levels=(level,), elements=(element,))


# -- the same rows


def test_every_indicator_is_a_row_of_the_csv(files: dict[str, bytes], expected: list[tuple[str, ...]]) -> None:
    rows = as_csv(files["csv"])
    assert tuple(rows[0]) == tables.HEADINGS
    assert [(row[0], row[2], row[3], row[5]) for row in rows[1:]] == expected


def test_every_indicator_is_a_row_of_the_workbook(files: dict[str, bytes], expected: list[tuple[str, ...]]) -> None:
    rows = list(as_sheet(files["xlsx"]).iter_rows(values_only=True))
    assert rows[0] == (*tables.HEADINGS, "Our notes")
    assert [(row[0], row[2], row[3], row[5]) for row in rows[1:]] == expected
    assert {row[7] for row in rows[1:]} == {None}


def test_csv_and_workbook_hold_the_same_cells(files: dict[str, bytes]) -> None:
    from_csv = as_csv(files["csv"])
    from_xlsx = [["" if cell is None else str(cell) for cell in row[:7]] for row in as_sheet(files["xlsx"]).iter_rows(values_only=True)]
    assert from_csv == from_xlsx


def test_the_json_is_the_matrix_as_it_is_authored(files: dict[str, bytes], library: Library) -> None:
    assert Matrix.model_validate_json(files["json"], strict=False) == library.matrix


def test_the_matrix_has_88_indicators_and_so_has_every_file(files: dict[str, bytes]) -> None:
    in_json = [one for element in json.loads(files["json"])["elements"] for one in element["indicators"]]
    assert [len(as_csv(files["csv"])) - 1, as_sheet(files["xlsx"]).max_row - 1, len(in_json)] == [88, 88, 88]


def test_every_row_names_its_element_by_number_and_its_scope_in_words(files: dict[str, bytes], library: Library) -> None:
    rows = as_csv(files["csv"])[1:]
    assert [row[1] for row in rows] == [str(n) for n, e in enumerate(library.matrix.elements, 1) for _ in e.indicators]
    assert {row[4] for row in rows} == {"Joint", "Each partner"}


# -- no text runs as a formula


@pytest.mark.parametrize("text", RISKY)
def test_text_like_a_formula_is_neutral_in_the_csv(text: str) -> None:
    row = as_csv(tables.to_csv(matrix_of(text)))[1]
    assert [row[2], row[5], row[6]] == [f"'{text}"] * 3


@pytest.mark.parametrize("text", RISKY)
def test_text_like_a_formula_is_text_in_the_workbook(text: str) -> None:
    cells = as_sheet(tables.to_xlsx(matrix_of(text)))[2]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    assert [cell.data_type for cell in cells if cell.value == 1] == ["n"]
    for cell in (cells[2], cells[5], cells[6]):
        assert cell.data_type == "s"
        assert str(cell.value).startswith("'")


@pytest.mark.parametrize("text", ["Plain.", "1 - 1", "a=b", "“quoted”, with a comma", "two\nlines", "naïve"])
def test_other_text_is_written_as_it_is(text: str) -> None:
    assert as_csv(tables.to_csv(matrix_of(text)))[1][5] == text
    assert as_sheet(tables.to_xlsx(matrix_of(text)))["F2"].value == text


def test_an_address_in_a_text_is_no_link_in_the_workbook() -> None:
    assert as_sheet(tables.to_xlsx(matrix_of("https://example.org/x")))["F2"].hyperlink is None


# -- ready to read and to print


def test_the_csv_opens_in_excel_as_utf_8_with_windows_line_ends(files: dict[str, bytes]) -> None:
    assert files["csv"].startswith(b"\xef\xbb\xbf")
    assert files["csv"].count(b"\r\n") == 89


def test_the_workbook_is_ready_to_read(files: dict[str, bytes]) -> None:
    sheet = as_sheet(files["xlsx"])
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:H89"
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGH"]
    assert [round(width) for width in widths] == [19, 6, 27, 17, 14, 63, 53, 35]
    assert all(cell.font.bold for cell in sheet[1])
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)


def test_the_workbook_is_ready_to_print(files: dict[str, bytes]) -> None:
    sheet = as_sheet(files["xlsx"])
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # one page wide, as many as it takes


def test_the_workbook_says_where_it_comes_from(files: dict[str, bytes], library: Library) -> None:
    about = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))["About"]
    facts = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert facts["Edition"] == library.matrix.edition
    assert [facts[level.title] for level in library.matrix.levels] == [level.summary for level in library.matrix.levels]


# -- the same bytes


def test_two_exports_are_the_same_bytes(library: Library) -> None:
    matrix = library.matrix
    assert [tables.to_csv(matrix), tables.to_xlsx(matrix), tables.to_json(matrix)] == [
        tables.to_csv(matrix), tables.to_xlsx(matrix), tables.to_json(matrix)
    ]


def test_no_day_of_the_build_stands_in_the_workbook(files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    assert (book.properties.created.year, book.properties.created.month, book.properties.created.day) == (2026, 1, 1)


def test_the_files_on_offer_are_the_files_that_are_written(library: Library, tmp_path: Path) -> None:
    written = {path.relative_to(tmp_path).as_posix(): path.stat().st_size for path in write(library, tmp_path)}
    keys = {answer_key.path(module.id) for module in library.course.modules if library.checks_of(module.id)}
    assert {one.path: one.size for one in downloads(library)} == {path: size for path, size in written.items() if path not in keys}
    assert keys <= set(written)


def test_a_kept_workbook_is_used_until_the_matrix_changes(tmp_path: Path) -> None:
    tables.files.cache_clear()
    first = tables.files(matrix_of("One."), tmp_path)["xlsx"]
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes() == first
    kept.write_bytes(b"kept")
    tables.files.cache_clear()
    assert tables.files(matrix_of("One."), tmp_path)["xlsx"] == b"kept"
    assert as_sheet(tables.files(matrix_of("Two."), tmp_path)["xlsx"])["F2"].value == "Two."
    assert len(list(tmp_path.iterdir())) == 1


def test_a_workbook_that_cannot_be_kept_is_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    tables.files.cache_clear()
    assert tables.files(matrix_of("One."), tmp_path / "file")["xlsx"] == tables.to_xlsx(matrix_of("One."))


# -- the search index


@pytest.fixture(scope="module")
def index(library: Library) -> dict[str, Any]:
    """What the theme gives us: here two pages, one with a section."""
    docs = [
        {"location": "", "title": "Home", "text": "Welcome"},
        {"location": "reference/glossary/", "title": "Glossary", "text": "Terms"},
        {"location": "reference/glossary/#letter-a", "title": "A", "text": ""},
        {"location": "reference/laws-and-timelines/", "title": "Laws", "text": "Dates"},
        {"location": "matrix/print/", "title": "Print", "text": "Paper"},
    ]
    return search.enrich({"config": {"lang": ["en"]}, "docs": docs}, library)


def entries(index: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {entry["location"]: entry for entry in index["docs"]}


def test_each_indicator_is_found_at_its_anchor(index: dict[str, Any], library: Library) -> None:
    found = entries(index)
    for one in library.matrix.indicators():
        entry = found[f"matrix/#{one.id}"]
        assert entry["title"] == f"{one.text} ({one.id})"


def test_each_term_is_found_at_its_anchor_with_its_abbreviation(index: dict[str, Any], library: Library) -> None:
    found = entries(index)
    for term in library.glossary.terms:
        entry = found[f"reference/glossary/#{term.id}"]
        assert entry["text"] == term.definition
        assert term.heading in entry["title"] and (term.abbreviation or "") in entry["title"]


def test_each_swap_and_each_figure_is_found_at_its_anchor(index: dict[str, Any], library: Library) -> None:
    found = entries(index)
    assert all(found[f"reference/words/#{entry.id}"]["text"] == entry.why for entry in library.language.entries)
    assert all(figure.value in found[f"reference/national-figures/#{figure.id}"]["title"] for figure in library.statistics.statistics)


def test_words_that_people_type_are_tags_and_never_text(index: dict[str, Any], library: Library) -> None:
    found = entries(index)
    for term in library.glossary.terms:
        entry = found[f"reference/glossary/#{term.id}"]
        typed = search._words(term.aliases)
        assert typed <= set(entry["tags"])
        assert entry["text"] == term.definition and term.heading in entry["title"]
    for entry in library.language.entries:
        assert search._words(entry.instead_of) <= set(found[f"reference/words/#{entry.id}"]["tags"])


def test_the_page_that_treats_a_term_best_is_found_by_its_search_words(index: dict[str, Any], library: Library) -> None:
    tags = set(entries(index)["reference/laws-and-timelines/"]["tags"])
    for term in library.glossary.terms:
        if term.page == "reference/laws-and-timelines.md":
            assert search._words(term.aliases) <= tags


def test_the_small_words_that_are_no_tags_are_not_asked_for_either() -> None:
    asked = (ROOT / "overrides/assets/theme/base.js").read_text(encoding="utf-8")
    small = " ".join(re.findall(r'"([a-z ]+)"', asked)).split()
    assert {word for word in search.COMMON if len(word) > 1} <= set(small)


def test_a_page_is_found_by_the_search_words_of_its_front_matter(index: dict[str, Any], library: Library) -> None:
    words = library.pages["matrix/print.md"].meta.found_by
    assert words
    assert entries(index)["matrix/print/"]["tags"] == sorted(search._words(words))


def test_a_tag_is_one_word_that_means_something(index: dict[str, Any]) -> None:
    tags = {tag for entry in index["docs"] for tag in entry.get("tags", ())}
    assert [tag for tag in tags if not tag.isalnum() or tag != tag.lower() or len(tag) < 2 or tag in search.COMMON] == []


def test_sections_follow_their_page_and_no_place_stands_twice(index: dict[str, Any]) -> None:
    places = [entry["location"] for entry in index["docs"]]
    assert len(places) == len(set(places))
    seen: set[str] = set()
    for place in places:
        page, _, anchor = place.partition("#")
        if anchor and page in {"", "reference/glossary/", "reference/laws-and-timelines/"}:
            assert page in seen, f"{place} stands before its page"
        seen.add(place)


def test_the_rest_of_the_index_is_kept(index: dict[str, Any]) -> None:
    assert index["config"] == {"lang": ["en"]}
    assert entries(index)[""]["text"] == "Welcome"


@pytest.mark.parametrize(
    ("path", "folders", "files"),
    [
        ("index.md", "", "index.html"),
        ("matrix/index.md", "matrix/", "matrix/index.html"),
        ("matrix/print.md", "matrix/print/", "matrix/print.html"),
        ("about.md", "about/", "about.html"),
        ("matrix/progress-matrix.csv", "matrix/progress-matrix.csv", "matrix/progress-matrix.csv"),
    ],
)
def test_a_page_has_the_address_that_the_builder_gives_it(path: str, folders: str, files: str) -> None:
    assert page_url(path, directories=True) == folders
    assert page_url(path, directories=False) == files


def test_a_site_without_folders_gets_the_same_entries_under_file_names(library: Library) -> None:
    docs = search.enrich({"docs": []}, library, directories=False)["docs"]
    assert f"matrix/index.html#{library.matrix.indicators()[0].id}" in {entry["location"] for entry in docs}


def test_an_export_without_a_built_site_writes_the_downloads_alone(library: Library, tmp_path: Path) -> None:
    write(library, tmp_path / "new")
    names = sorted(path.name for path in (tmp_path / "new").rglob("*.*"))
    keys = [Path(answer_key.path(module.id)).name for module in library.course.modules if library.checks_of(module.id)]
    assert names == [*keys, "progress-matrix.csv", "progress-matrix.json", "progress-matrix.xlsx"]
