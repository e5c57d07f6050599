"""All content is opened once; works know the pages behind which they stand; the commands answer in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.__main__ import main
from macros.library import Library

from . import project


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return project.write(tmp_path)


def cited(root: Path, page: str) -> list[str]:
    library = Library.open(root)
    return library.cited_on(library.pages[page])


def test_a_page_cites_what_its_text_names_once_and_in_order(tmp_path: Path) -> None:
    project.write(tmp_path, {"docs/index.md": {"Read about": '{{ cite("usc-1", "wells-2011") }} {{ cite("wells-2011") }} Read about'}})
    assert cited(tmp_path, "index.md") == ["usc-1", "wells-2011"]


def test_a_page_cites_the_source_of_each_figure_it_gives(tiny: Path) -> None:
    assert cited(tiny, "model/elements/screening.md") == ["okafor-2019"]


@pytest.mark.parametrize(("macro", "work"), [("statistics()", "okafor-2019"), ("matrix()", "wells-2011"), ("glossary()", "usc-1")])
def test_a_page_cites_the_sources_of_the_tables_it_prints(tmp_path: Path, macro: str, work: str) -> None:
    project.write(tmp_path, {"docs/index.md": {"Read about": f"{{{{ {macro} }}}}\n\nRead about"}})
    assert cited(tmp_path, "index.md") == [work]


def test_a_page_cites_the_law_behind_its_timeline(tmp_path: Path) -> None:
    event = "events:\n  - id: a\n    title: A\n    day: 0\n    when: Day 0\n    law: L\n    text: T.\n    reference: usc-1\n---\n\n# A tiny"
    project.write(tmp_path, {"docs/index.md": {"---\n\n# A tiny": event, "Read about": "{{ timeline() }}\n\nRead about"}})
    assert cited(tmp_path, "index.md") == ["usc-1"]


def test_a_work_knows_the_pages_that_cite_it(tiny: Path) -> None:
    by = {key: [page.path for page in pages] for key, pages in Library.open(tiny).cited_by.items()}
    assert by == {"okafor-2019": ["model/elements/screening.md"], "wells-2011": ["model/elements/values.md"]}


def test_every_page_and_no_other_file_is_read(tiny: Path) -> None:
    assert sorted(Library.open(tiny).pages) == ["index.md", "model/elements/screening.md", "model/elements/values.md", "tools/meeting.md"]


def test_a_page_that_windows_wrote_is_read_like_any_other(tiny: Path) -> None:
    page = tiny / "docs" / "index.md"
    before = Library.open(tiny).pages["index.md"]
    page.write_bytes(b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n"))
    after = Library.open(tiny).pages["index.md"]
    assert (after.meta, after.markup) == (before.meta, before.markup)


# -- python -m macros


def test_a_check_without_mistakes_counts_what_there_is(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tiny), "check"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "4 pages",
        "3 indicators in 2 elements (2 Fundamentals, 1 Good)",
        "3 references, 2 of them cited",
        "2 terms, 2 swaps of words",
        "1 figures, 2 help lines",
        "no mistakes",
    ]


def test_a_check_with_mistakes_prints_them_all_counts_them_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project.write(tmp_path, {"docs/matrix/matrix.yml": {"level: good": "level: goood"}, "docs/index.md": {"#how": "#who"}})
    assert main(["--root", str(tmp_path), "check"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "docs/index.md:10: `model/elements/screening.md` has no anchor `#who` (did you mean `how`?)",
        "docs/matrix/matrix.yml:25: no level `goood` (did you mean `good`?)",
    ]
    assert said.err.strip() == "2 mistakes"


def test_an_export_writes_the_downloads_where_it_is_told(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tiny), "export", "--to", str(tmp_path / "out")]) == 0
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == [
        "progress-matrix.csv", "progress-matrix.xlsx", "progress-matrix.json"
    ]
    assert b"values-02" in (tmp_path / "out" / "matrix" / "progress-matrix.csv").read_bytes()


def test_an_export_of_content_with_mistakes_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project.write(tmp_path, {"docs/matrix/matrix.yml": {"level: good": "level: goood"}})
    assert main(["--root", str(tmp_path), "export", "--to", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()


def test_schemas_are_written_even_when_the_content_has_mistakes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path), "schema"]) == 0
    assert "macros/schemas/matrix.schema.json" in capsys.readouterr().out
