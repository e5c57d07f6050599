"""One YAML file in, one checked model out; every mistake with its place and its remedy.

Nothing here knows what the site is about. Nouns bring a pydantic model; this module reads the text
strictly and turns whatever is wrong into `path:line: what is wrong (what to do)`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

Place = tuple[str | int, ...]
"""Where a value stands in a file: field names and list positions, from the top."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Content(BaseModel):
    """Base of everything an author writes: frozen, and no field that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def uses(self) -> Iterator[Use]:
        """Ids of other things that this content names, each with its place."""
        return iter(())

    def defines(self) -> Iterator[Use]:
        """Ids that this content gives to its own things, each with its place."""
        return iter(())


class Use(NamedTuple):
    """An id of a kind ("reference", "indicator" …), named or given at a place of its file."""

    kind: str
    id: str
    place: Place


class Mistake(NamedTuple):
    """One thing to mend: `path:line: what is wrong (what to do)`."""

    path: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what} ({self.remedy})"


class ContentError(Exception):
    """Every mistake found in one run, in the order of the files."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(map(str, self.mistakes)))


M = TypeVar("M", bound=Content)


@dataclass(frozen=True)
class Document(Generic[M]):
    """A file that was read: its model, and the line of each place in it."""

    path: str
    model: M
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(path: Path, model: type[M], root: Path) -> Document[M]:
    """Read one YAML file strictly.

    Raises:
        ContentError: with every mistake of the file.
    """
    name = path.relative_to(root).as_posix()
    return parse(read_text(path, root), model, name)


def read_text(path: Path, root: Path) -> str:
    """A file's text; a missing file or one that is not UTF-8 is a mistake, not a traceback."""
    name = path.relative_to(root).as_posix()
    try:
        raw = path.read_bytes()
    except OSError:
        raise ContentError([Mistake(name, 1, "the file is missing", "create it or restore it")]) from None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError([Mistake(name, line, "not UTF-8 text", "save the file as UTF-8")]) from None


def parse(text: str, model: type[M], name: str, first_line: int = 1) -> Document[M]:
    """YAML text to a document; `first_line` is the line of the file on which the text begins."""
    reader = _Reader(name, first_line)
    data = reader.load(text)
    if reader.mistakes:
        raise ContentError(reader.mistakes)
    try:
        return Document(name, model.model_validate(data), reader.lines)
    except ValidationError as error:
        document = Document(name, model.model_construct(), reader.lines)
        raise ContentError(_explain(problem, model, document) for problem in error.errors()) from None


def suggest(word: str, known: Iterable[str], otherwise: str) -> str:
    """A remedy: the nearest known word, or `otherwise`."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else otherwise


class _Reader:
    """Builds plain data from YAML nodes and notes where each value stands."""

    def __init__(self, name: str, first_line: int) -> None:
        self.name = name
        self.offset = first_line
        self.lines: dict[Place, int] = {(): first_line}
        self.mistakes: list[Mistake] = []
        self.seen: set[int] = set()

    def load(self, text: str) -> object:
        try:
            node = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._mistake(mark.line if mark else 0, *_syntax(error, text))
            return None
        except yaml.YAMLError as error:
            self._mistake(0, f"not readable as YAML: {str(error).splitlines()[0]}", "remove the odd character")
            return None
        if node is None:
            self._mistake(0, "the file is empty", "write its first field")
            return None
        return self._value(node, ())

    def _mistake(self, line: int, what: str, remedy: str) -> None:
        self.mistakes.append(Mistake(self.name, line + self.offset, what, remedy))

    def _value(self, node: yaml.Node, place: Place) -> object:
        self.lines.setdefault(place, node.start_mark.line + self.offset)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self.seen:  # an alias; one that points to its own parent would never end
            self._mistake(node.start_mark.line, "an anchor (`&`) is used again", "write the value out where it is needed")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        return tuple(self._value(child, (*place, index)) for index, child in enumerate(node.value))

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line
            if key in found:
                self._mistake(line, f"`{key}` is given twice", "keep one of the two")
                continue
            self.lines[*place, key] = line + self.offset
            found[key] = self._value(value_node, (*place, key))
        return found

    def _scalar(self, node: yaml.Node) -> object:
        try:
            return _Loader("").construct_object(node)
        except (ValueError, yaml.YAMLError):
            self._mistake(node.start_mark.line, f"`{node.value}` cannot be read", "put it in quotes if it is text")
            return None


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML without anchors' surprises; the C parser where there is one, for speed."""


def _syntax(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str]:
    line = error.problem_mark.line if error.problem_mark else 0
    lines = text.splitlines()
    if line < len(lines) and "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]:
        return "a tab in the indentation", "use two spaces for each step"
    problem = error.problem or "broken YAML"
    if "mapping values are not allowed" in problem:
        return "a colon inside plain text", "put the text in quotes, or after `>-` on the next line"
    return f"broken YAML: {problem}", "compare the indentation and quotes with the lines around it"


def _explain(problem: Any, model: type[BaseModel], document: Document[Any]) -> Mistake:
    place: Place = tuple(problem["loc"])
    what, remedy = _words(problem, place, model)
    return Mistake(document.path, document.line(place), what, remedy)


def _words(problem: Any, place: Place, model: type[BaseModel]) -> tuple[str, str]:
    kind, field = problem["type"], _name(place)
    context = problem.get("ctx", {})
    if kind == "missing":
        return f"{_owner(place)} has no `{place[-1]}`", f"add `{place[-1]}:`"
    if kind == "extra_forbidden":
        known = _fields(model, place[:-1])
        return f"unknown field `{place[-1]}`", suggest(str(place[-1]), known, f"use one of: {', '.join(sorted(known))}")
    if kind == "string_too_short":
        return f"{field} is empty", "write the text or remove the field"
    if kind == "string_type":
        return f"{field} must be text", "put the value in quotes"
    if kind == "string_pattern_mismatch":
        return f"{field} is `{problem['input']}`, which does not fit `{context['pattern']}`", "ids are lower-case words joined by hyphens"
    if kind == "string_too_long":
        return f"{field} is longer than {context['max_length']} characters", "shorten it"
    if kind in ("literal_error", "enum"):
        allowed = re.findall(r"'([^']+)'", context["expected"])
        return f"{field} is `{problem['input']}`", suggest(str(problem["input"]), allowed, f"use one of: {', '.join(allowed)}")
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"{field} must be a block of fields", "write `name: value` lines below it"
    if kind == "tuple_type":
        return f"{field} must be a list", "begin each item with `- `"
    if kind == "too_short":
        return f"{field} has too few items", f"give at least {context['min_length']}"
    if kind == "too_long":
        return f"{field} has too many items", f"give at most {context['max_length']}"
    if kind == "value_error":
        what, _, remedy = str(context["error"]).partition(" | ")
        return what, remedy or "correct it"
    return f"{field}: {problem['msg'][0].lower()}{problem['msg'][1:]}", "correct the value"


def _name(place: Place) -> str:
    last = next((part for part in reversed(place) if isinstance(part, str)), None)
    position = place[-1] if place and isinstance(place[-1], int) else None
    if last is None:
        return "the file"
    return f"item {position + 1} of `{last}`" if position is not None else f"`{last}`"


def _owner(place: Place) -> str:
    return _name(place[:-1])


@cache
def _fields(model: type[BaseModel], place: Place) -> frozenset[str]:
    """Names of the fields known at a place of a model."""
    types: list[Any] = [model]
    for part in place:
        types = [inner for outer in types for inner in _step(outer, part)]
    return frozenset(field.alias or name for t in types if _is_model(t) for name, field in t.model_fields.items())


def _step(outer: Any, part: str | int) -> list[Any]:
    if not _is_model(outer):
        return [outer]
    field = outer.model_fields.get(str(part))
    return list(_models(field.annotation)) if field else [outer]


def _models(annotation: Any) -> Iterator[Any]:
    """The models inside an annotation such as `tuple[Level, ...] | None`."""
    if _is_model(annotation):
        yield annotation
    elif get_origin(annotation) in (tuple, list, Union, UnionType, Annotated):
        for inner in get_args(annotation):
            yield from _models(inner)


def _is_model(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, BaseModel)


__all__ = [
    "Content", "ContentError", "Document", "Field", "Id", "Mistake", "Place", "Text", "Use",
    "parse", "read", "read_text", "suggest",
]
