"""A tool for teams is of one of seven kinds; its ids are permanent, and files name their answers by them."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from typing import Any, get_args

import pytest

from macros.library import Library
from macros.source import Use
from macros.tool_parts import Column
from macros.tools import KINDS, NEEDS, Checklist, Funnel, MatrixTool, Ratings, Table, Tool, Unknown, View, mark

COMMON = {"title": "A tool", "edition": "2026-11", "summary": "What you hold.", "privacy": "No names.", "minutes": 10}
ITEM = {"id": "asks", "text": "Staff ask.", "cite": ("wells-2011",)}
CHECKLIST = {
    "kind": "checklist",
    "notice": "The rule as of November 2026.",
    "form": "Which form is this?",
    "form_help": "Its title.",
    "found": "For counsel",
    "complete": "Every line is there.",
    "answers": ({"id": "yes", "text": "It is there"}, {"id": "no", "text": "It is missing"}),
    "sections": ({"id": "form", "title": "The form", "items": (ITEM,)},),
    "limits": ({"id": "court", "text": "It opens no file to a court.", "cite": ("usc-1",)},),
}
STAGE = {"title": "A step", "help": "Who counts."}


def made(model: type[Any], **more: Any) -> Any:
    """A tool with what every tool has."""
    return model.model_validate({**COMMON, **more})


def columns(*names: str) -> tuple[dict[str, str], ...]:
    """Columns of text."""
    return tuple({"id": name, "title": name, "kind": "text"} for name in names)


@pytest.mark.parametrize(("kind", "model"), KINDS.items())
def test_a_file_is_read_as_the_kind_that_it_says_it_is(kind: str, model: type[Tool]) -> None:
    assert Tool.fitting({"kind": kind}) is model
    assert get_args(model.model_fields["kind"].annotation) == (kind,)


@pytest.mark.parametrize("data", [None, [], {}, {"kind": None}, {"kind": ["table"]}, {"kind": "tables"}, "table"])
def test_a_file_of_no_known_kind_is_told_the_kinds(data: object) -> None:
    assert Tool.fitting(data) is Unknown
    assert set(get_args(Unknown.model_fields["kind"].annotation)) == set(KINDS)


def test_files_that_were_asked_the_same_carry_the_same_mark(library: Library) -> None:
    asked = library.matrix.indicators()
    assert mark(reversed(asked)) == mark(asked)
    assert re.fullmatch("[0-9a-f]{16}", mark(asked))
    assert mark(asked[1:]) != mark(asked)
    assert mark([asked[0].model_copy(update={"revision": 2}), *asked[1:]]) != mark(asked)
    assert mark([]) == hashlib.sha256(b"").hexdigest()[:16]


def test_the_schema_that_editors_use_has_all_kinds() -> None:
    schema = Tool.json_schema()
    assert set(schema["discriminator"]["mapping"]) == set(KINDS)
    assert {name.rpartition("/")[2] for name in schema["discriminator"]["mapping"].values()} == {model.__name__ for model in KINDS.values()}


def test_a_checklist_names_the_works_behind_its_lines_and_limits_with_their_places() -> None:
    assert list(made(Checklist, **CHECKLIST).uses()) == [
        Use("reference", "wells-2011", ("sections", 0, "items", 0, "cite", 0)),
        Use("reference", "usc-1", ("limits", 0, "cite", 0)),
    ]


def test_an_item_starts_at_its_first_revision_and_a_column_asks_for_nothing_that_must_be() -> None:
    assert made(Checklist, **CHECKLIST).sections[0].items[0].revision == 1
    assert Column(id="fact", title="Fact", kind="text").needed is False


@pytest.mark.parametrize("view", NEEDS)
def test_a_view_is_content_with_the_columns_that_it_reads(view: str) -> None:
    table = made(Table, kind="table", adds="Add", blank=3, views=(view,), columns=columns(*sorted(NEEDS[view]), "more"))
    assert list(table.problems()) == []


def test_every_view_but_that_of_gaps_says_what_it_reads() -> None:
    assert {"gaps", *NEEDS} == set(get_args(View))


def test_counts_of_a_funnel_may_stay_as_they_are_from_step_to_step() -> None:
    stages = tuple({"id": name, **STAGE} for name in ("report", "screen", "start"))
    assert list(made(Funnel, kind="funnel", threshold=11, stages=stages, example={"report": 9, "screen": 9, "start": 0}).problems()) == []


def test_the_library_knows_tools_by_the_names_of_their_files(library: Library) -> None:
    assert set(library.tools) == {path.stem for path in (library.root / "docs/tools").glob("*.yml")}


# -- what the tools of this site promise


def test_the_matrix_has_one_tool_and_no_tool_has_a_copy_of_its_items(library: Library) -> None:
    assert [name for name, tool in library.tools.items() if isinstance(tool, MatrixTool)] == ["matrix-self-assessment"]
    sections = [section for tool in library.tools.values() if isinstance(tool, Ratings | Checklist) for section in tool.sections]
    texts = {item.text for section in sections for item in section.items}
    assert not texts & {indicator.text for element in library.matrix.elements for indicator in element.indicators}


def test_the_works_behind_a_tool_are_works_that_its_page_cites(library: Library) -> None:
    for name, tool in library.tools.items():
        page = library.page_with("team_tool", name)
        assert page, name
        assert {use.id for use in tool.uses()} <= set(library.cited_on(library.pages[page])), name


def test_an_invented_example_could_be_shown_outside_the_team(library: Library) -> None:
    for tool in library.tools.values():
        if isinstance(tool, Funnel):
            counts = [tool.example[stage.id] for stage in tool.stages]
            assert min(*counts, *(more - less for more, less in pairwise(counts))) >= tool.threshold
