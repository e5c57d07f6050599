"""Reading is strict and never ends in a traceback: a model, or every mistake with its place and its remedy."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.library import NOUNS
from macros.page import Page
from macros.quiz import Check
from macros.source import Content, ContentError, Document, Field, Mistake, Text, parse, read, read_text, suggest

from . import project


class Shelf(Content):
    """A small noun, for tests."""

    name: Text = Field(description="Name.")
    books: tuple[Text, ...] = Field((), description="Books.")


# -- the words of a mistake


def test_a_mistake_reads_as_path_line_what_and_remedy() -> None:
    assert str(Mistake("docs/a.yml", 7, "no level `god`", "did you mean `good`?")) == "docs/a.yml:7: no level `god` (did you mean `good`?)"


def test_mistakes_come_once_each_in_the_order_of_files_and_lines() -> None:
    late, early, other = Mistake("b.yml", 10, "x", "y"), Mistake("b.yml", 9, "x", "y"), Mistake("a.yml", 99, "x", "y")
    assert ContentError([late, other, early, late]).mistakes == (other, early, late)


def test_a_remedy_offers_the_nearest_word_or_says_what_else_to_do() -> None:
    assert suggest("fundamental", ["good", "fundamentals"], "add it") == "did you mean `fundamentals`?"
    assert suggest("GOOD", ["good", "fundamentals"], "add it") == "did you mean `good`?"
    assert suggest("url", ["URL", "author"], "add it") == "did you mean `URL`?"
    assert suggest("excellent", ["good", "fundamentals"], "add it") == "add it"
    assert suggest("good", [], "add it") == "add it"


# -- files


def test_a_missing_file_is_a_mistake_and_not_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^shelf\.yml:1: the file is missing \(create it or restore it\)$"):
        read(tmp_path / "shelf.yml", Shelf, tmp_path)


@pytest.mark.parametrize(
    ("raw", "line"),
    [(b"\xff\xfen\x00a\x00", 1), (b"name: ok\nbooks:\n  - caf\xe9\n", 3), (b"name: \xc3\x28", 1), (b"\n\n\x80", 3)],
)
def test_a_file_that_is_not_utf_8_is_shown_by_the_line_of_the_odd_byte(tmp_path: Path, raw: bytes, line: int) -> None:
    (tmp_path / "shelf.yml").write_bytes(raw)
    with pytest.raises(ContentError, match=rf"^shelf\.yml:{line}: not UTF-8 text \(save the file as UTF-8\)$"):
        read(tmp_path / "shelf.yml", Shelf, tmp_path)


def test_a_page_that_is_not_utf_8_is_a_mistake_among_others(tmp_path: Path) -> None:
    project.write(tmp_path, {"docs/matrix/matrix.yml": {"level: good": "level: goood"}})
    (tmp_path / "docs" / "extra.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    assert project.mistakes(tmp_path) == [
        "docs/extra.md:2: not UTF-8 text (save the file as UTF-8)",
        "docs/matrix/matrix.yml:25: no level `goood` (did you mean `good`?)",
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_welcome(tmp_path: Path) -> None:
    (tmp_path / "shelf.yml").write_bytes(b"\xef\xbb\xbfname: caf\xc3\xa9\r\nbooks:\r\n  - one\r\n")
    assert read(tmp_path / "shelf.yml", Shelf, tmp_path).model == Shelf(name="café", books=("one",))
    assert read_text(tmp_path / "shelf.yml", tmp_path) == "name: café\nbooks:\n  - one\n"
    (tmp_path / "old.yml").write_bytes(b"name: a\rbooks: [one]\r")
    assert read(tmp_path / "old.yml", Shelf, tmp_path).line(("books",)) == 2


# -- places


def test_each_value_has_the_line_on_which_it_stands() -> None:
    document = parse("name: a\n\nbooks:\n  - one\n  - >-\n    two\n", Shelf, "shelf.yml")
    assert [document.line(place) for place in [("name",), ("books",), ("books", 0), ("books", 1)]] == [1, 3, 4, 5]


def test_a_place_that_is_not_known_has_the_line_of_what_is_around_it() -> None:
    document: Document[Shelf] = parse("name: a\nbooks:\n  - one\n", Shelf, "shelf.yml")
    assert document.line(("books", 0, "title", "word")) == 3
    assert document.line(("books", 9)) == 2
    assert document.line(("nothing",)) == 1


def test_lines_are_those_of_the_file_when_the_text_begins_further_down() -> None:
    assert parse("name: a\nbooks: [one]", Shelf, "page.md", first_line=2).line(("books",)) == 3
    with pytest.raises(ContentError, match=r"^page\.md:3: "):
        parse("name: a\nbook: [one]", Shelf, "page.md", first_line=2)


def test_a_model_is_frozen_and_its_lists_too() -> None:
    model = parse("name: a\nbooks: [one]", Shelf, "shelf.yml").model
    assert model.books == ("one",)
    with pytest.raises(ValueError, match="frozen"):
        model.name = "b"


def test_lists_within_lists_without_end_are_a_mistake_and_not_a_traceback() -> None:
    steps = "".join(f"{' ' * n}a:\n" for n in range(2000))
    for text in ("- " * 5000, "[" * 5000 + "]" * 5000, "{a: " * 5000 + "}" * 5000, steps):
        with pytest.raises(ContentError, match=r"^shelf\.yml:\d+: "):
            parse(text, Shelf, "shelf.yml")


# -- any text at all

MODELS = pytest.mark.parametrize("model", [*NOUNS.values(), Page, Check], ids=lambda model: model.__name__)
PLENTY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True, database=None)

words = st.text(max_size=12) | st.sampled_from(["id", "good", "2026-11-21", "1:1", "0x_", "~", "*a", "&a", "!!bool x", "<<"])
scalars = st.none() | st.booleans() | st.integers() | st.floats() | words | st.dates() | st.datetimes() | st.binary(max_size=5)


def fields(model: type[Content]) -> st.SearchStrategy[Any]:
    """Nested data that often uses the names of the model's fields, so that it comes past the first check."""
    known = st.sampled_from(sorted({name for one in _models(model) for name in one.model_fields}))

    def around(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.lists(inner, max_size=3) | st.dictionaries(known | words, inner, max_size=5)

    return st.recursive(scalars, around, max_leaves=12)


def _models(model: type[Content]) -> set[type[Content]]:
    found, wanted = set(), [model]
    while wanted:
        one = wanted.pop()
        found.add(one)
        inner = {part for field in one.model_fields.values() for part in _parts(field.annotation)}
        wanted += inner - found
    return found


def _parts(annotation: Any) -> list[Any]:
    inner = [part for argument in getattr(annotation, "__args__", ()) for part in _parts(argument)]
    return [annotation, *inner] if isinstance(annotation, type) and issubclass(annotation, Content) else inner


def answer(text: str, model: type[Content]) -> None:
    """A model of the right kind, or mistakes that a person can act on; anything else fails the test."""
    try:
        document = parse(text, model, "docs/any.yml")
    except ContentError as error:
        assert error.mistakes
        for mistake in error.mistakes:
            assert mistake.path == "docs/any.yml"
            assert 1 <= mistake.line <= 2 + len(re.findall("[\n\r\x85\u2028\u2029]", text))
            assert mistake.what and mistake.remedy
    else:
        assert isinstance(document.model, model)


@MODELS
def test_any_text_gives_a_model_or_mistakes(model: type[Content]) -> None:
    @PLENTY
    @given(st.text() | st.text(alphabet="ab:-#&*!|>'\"%@`{}[],? \n\t0~<.\\x"))
    def check(text: str) -> None:
        answer(text, model)

    check()


@MODELS
def test_any_yaml_gives_a_model_or_mistakes(model: type[Content]) -> None:
    @PLENTY
    @given(fields(model))
    def check(data: Any) -> None:
        answer(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), model)

    check()


@pytest.mark.parametrize("name", NOUNS)
def test_real_facts_with_any_value_put_in_give_a_model_or_mistakes(name: str) -> None:
    data = yaml.safe_load(next(project.TINY.glob(name)).read_text(encoding="utf-8"))
    places = list(_places(data))

    @PLENTY
    @given(st.sampled_from(places), fields(NOUNS[name]))
    def check(place: tuple[Any, ...], value: Any) -> None:
        answer(yaml.safe_dump(_with(data, place, value), allow_unicode=True, sort_keys=False), NOUNS[name])

    check()


def _places(value: Any, place: tuple[Any, ...] = ()) -> Any:
    yield place
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _places(inner, (*place, key))


def _with(data: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[place[0]] = _with(copy[place[0]], place[1:], value)
    return copy


