"""The schemas that editors show are those of the models, and every field says what it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from macros import schemas
from macros.library import NOUNS, noun
from macros.page import Page

from .conftest import ROOT


@pytest.mark.parametrize(("path", "text"), schemas.generate().items(), ids=lambda value: getattr(value, "name", ""))
def test_a_schema_is_as_the_models_are_now(path: Any, text: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == text, "run `make schema`"


def test_no_schema_is_left_over_from_a_noun_that_is_gone() -> None:
    assert {path.relative_to(ROOT) for path in (ROOT / schemas.FOLDER).glob("*.json")} == set(schemas.generate())


def test_schemas_are_written_where_editors_look_for_them(tmp_path: Any) -> None:
    written = schemas.write(tmp_path)
    assert {path.relative_to(tmp_path): path.read_text(encoding="utf-8") for path in written} == schemas.generate()


FILES = {path.relative_to(ROOT).as_posix(): noun(name) for name in NOUNS for path in ROOT.glob(name)}


@pytest.mark.parametrize("name", FILES)
def test_the_first_line_of_each_file_of_facts_names_its_schema(name: str) -> None:
    first = (ROOT / name).read_text(encoding="utf-8").split("\n")[0]
    prefix = "# yaml-language-server: $schema="
    assert first.startswith(prefix)
    named = ((ROOT / name).parent / first.removeprefix(prefix)).resolve()
    assert named == ROOT / schemas.FOLDER / f"{FILES[name]}.schema.json"
    assert named.is_file()


@pytest.mark.parametrize("model", [*NOUNS.values(), Page], ids=lambda model: model.__name__)
def test_every_field_says_what_it_holds(model: Any) -> None:
    schema = model.json_schema()
    silent = [
        f"{kind.get('title')}.{name}"
        for kind in (schema, *schema.get("$defs", {}).values())
        for name, field in kind.get("properties", {}).items()
        if not field.get("description")
    ]
    assert silent == []


@pytest.mark.parametrize("model", NOUNS.values(), ids=lambda model: model.__name__)
def test_an_unknown_field_is_refused_by_the_editor_too(model: Any) -> None:
    schema = model.json_schema()
    kinds = [schema, *schema.get("$defs", {}).values()]
    assert [kind["title"] for kind in kinds if kind.get("type") == "object" and kind.get("additionalProperties") is not False] == []


def test_a_field_with_a_hyphen_has_it_in_the_schema() -> None:
    text = json.loads(schemas.generate()[schemas.FOLDER / "references.schema.json"])
    assert "container-title" in text["$defs"]["Reference"]["properties"]
