"""What a model finds wrong, in an author's words: what is wrong and what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

Place = tuple[str | int, ...]
"""Where a value stands in a file: field names and list positions, from the top."""

Found = tuple[Place, str, str]
"""A place, what is wrong there, and what to do."""

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""The form of an id."""

EMPTY = object()
"""What stands where a field or an item is given with nothing in it; no model takes it, be the field optional or not."""


FILL = "filled-in"
"""Stands for a text or an id that is missing or wrong, so that the rest of its file can be looked at."""


class Problems(ValueError):  # noqa: N818 — they are several
    """What a model finds wrong in itself as a whole; places are those below the model."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.found = tuple(found)
        super().__init__("; ".join(what for _, what, _ in self.found))


def suggest(word: str, known: Iterable[str], otherwise: str) -> str:
    """A remedy: the nearest known word, capitals or not, or `otherwise`."""
    near = _nearest(word, known)
    return f"did you mean `{near}`?" if near else otherwise


def _nearest(word: str, known: Iterable[str]) -> str | None:
    lower = {one.lower(): one for one in sorted(known)}
    near = difflib.get_close_matches(word.lower(), lower, n=1, cutoff=0.6)
    return lower[near[0]] if near else None


def explain(problems: Sequence[Any], model: type[BaseModel]) -> Iterator[Found]:
    """Place, what is wrong and what to do, for each of pydantic's problems."""
    found = [(problem, _written(model, problem["loc"])) for problem in _own(problems)]
    unknown = [place for problem, place in found if problem["type"] == "extra_forbidden"]
    misspelled = {(*place[:-1], _nearest(str(place[-1]), _fields(model, place[:-1]))) for place in unknown}
    for problem, place in found:
        error = problem.get("ctx", {}).get("error")
        if isinstance(error, Problems):
            yield from ((place + inner, what, remedy) for inner, what, remedy in error.found)
        elif problem["type"] != "missing" or place not in misspelled:
            yield place, *_words(problem, place, model)


def stand_ins(problems: Sequence[Any], model: type[BaseModel]) -> Iterator[tuple[Place, object]]:
    """For each of pydantic's problems a place, and what may stand there instead; None where nothing may."""
    for problem in _own(problems):
        kind, place = problem["type"], _written(model, problem["loc"])
        error = problem.get("ctx", {}).get("error")
        if isinstance(error, Problems):
            yield from ((place + inner, None) for inner, _, _ in error.found)
        elif kind in ("literal_error", "enum"):
            yield place, re.findall(r"'([^']+)'", problem["ctx"]["expected"])[0]
        elif kind == "missing" or kind.startswith("string_"):
            yield place, FILL
        else:
            yield place, 1 if kind.startswith("int_") else None


def _own(problems: Sequence[Any]) -> Iterator[Any]:
    """Problems but the echo of another: a list whose only item is wrong is not too short."""
    places = [problem["loc"] for problem in problems]
    for problem in problems:
        place = problem["loc"]
        if problem["type"] != "too_short" or not any(other[: len(place)] == place != other for other in places):
            yield problem


TYPES = {
    "string_type": ("text", "put the value in quotes"),
    "int_type": ("a whole number", "write digits only, without quotes"),
    "bool_type": ("true or false", "write one of the two without quotes"),
    "date_type": ("a date", "write it as 2026-11-21 without quotes"),
}

LIMITS = {"greater_than": ("more than", "gt"), "greater_than_equal": ("at least", "ge"), "less_than_equal": ("at most", "le")}


def _words(problem: Any, place: Place, model: type[BaseModel]) -> tuple[str, str]:
    kind, field = problem["type"], _name(place)
    context = problem.get("ctx", {})
    if kind == "missing":
        return f"{_owner(place)} has no `{place[-1]}`", f"add `{place[-1]}:`"
    if kind == "extra_forbidden":
        known = _fields(model, place[:-1])
        return f"unknown field `{place[-1]}`", suggest(str(place[-1]), known, f"use one of: {', '.join(sorted(known))}")
    if problem["input"] is EMPTY:
        return f"{field} is empty", _fill(kind, place)
    if kind == "string_too_short" and context["min_length"] > 1:
        return f"{field} is shorter than {context['min_length']} characters", "say more"
    if kind == "string_too_short":
        return f"{field} is empty", _fill(kind, place)
    if kind in TYPES and isinstance(problem["input"], tuple):
        return f"{field} must be {TYPES[kind][0]}, not a list", "remove the brackets or dashes"
    if kind in TYPES and isinstance(problem["input"], dict):
        return f"{field} must be {TYPES[kind][0]}, not a block of fields", "remove the braces, or put the text in quotes"
    if kind in TYPES:
        return f"{field} must be {TYPES[kind][0]}", TYPES[kind][1]
    if kind == "string_pattern_mismatch":
        return f"{field} is `{problem['input']}`, which does not fit", _form(problem["input"], context["pattern"], model, place)
    if kind == "string_too_long":
        return f"{field} is longer than {context['max_length']} characters", "shorten it"
    if kind in ("literal_error", "enum"):
        allowed = re.findall(r"'([^']+)'", context["expected"])
        if isinstance(problem["input"], (tuple, dict)):
            return f"{field} must be one word", f"use one of: {', '.join(allowed)}"
        return f"{field} is `{problem['input']}`", suggest(str(problem["input"]), allowed, f"use one of: {', '.join(allowed)}")
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"{field} must be a block of fields", "write `name: value` lines below it"
    if kind == "tuple_type":
        return f"{field} must be a list", "begin each item with `- `"
    if kind == "too_short":
        return f"{field} has too few items", f"give at least {context['min_length']}"
    if kind == "too_long":
        return f"{field} has too many items", f"give at most {context['max_length']}"
    if kind == "union_tag_not_found":
        return f"{field} has no `type`", f"add `type:`, one of: {', '.join(_tags(_at(model, place)))}"
    if kind == "union_tag_invalid":
        tags = _tags(_at(model, place))
        return f"the type `{context['tag']}` of {field} is not known", suggest(context["tag"], tags, f"use one of: {', '.join(tags)}")
    if kind in LIMITS:
        words, bound = LIMITS[kind]
        return f"{field} must be {words} {context[bound]}", "correct the number"
    if kind == "value_error":
        what, _, remedy = str(context["error"]).partition(" | ")
        return what, remedy or "correct it"
    return f"{field}: {problem['msg'][0].lower()}{problem['msg'][1:]}", "correct the value"


def _fill(kind: str, place: Place) -> str:
    what = "text" if kind.startswith("string") else "items" if kind == "tuple_type" else "value"
    if not place:
        return "write its first field"
    return f"write the {what} or remove the {'item' if isinstance(place[-1], int) else 'field'}"


def _name(place: Place) -> str:
    last = next((part for part in reversed(place) if isinstance(part, str)), None)
    position = place[-1] if place and isinstance(place[-1], int) else None
    if last is None:
        return "the file"
    return f"item {position + 1} of `{last}`" if position is not None else f"`{last}`"


def _owner(place: Place) -> str:
    return _name(place[:-1])


def _form(given: str, pattern: str, model: type[BaseModel], place: Place) -> str:
    if pattern == ID:
        words = re.findall("[a-z0-9]+", given.lower()) if given.isascii() else []
        return "ids are lower-case words joined by hyphens" + (f": `{'-'.join(words)}`" if words else "")
    described = _fields(model, place[:-1]).get(str(place[-1]), "")
    return f"it holds: {described.rstrip('.')}"


@cache
def _fields(model: type[BaseModel], place: Place) -> dict[str, str]:
    """Names of the fields known at a place of a model, and what each holds."""
    return {field.alias or name: field.description or "" for t in _at(model, place) for name, field in t.model_fields.items()}


def _written(model: type[BaseModel], place: Place) -> Place:
    """A place as the author wrote it: pydantic puts the type of a question between its number and its fields."""
    kept: list[str | int] = []
    types: list[Any] = [model]
    for part in place:
        if kept and isinstance(kept[-1], int) and part in _tags(types):
            types = [one for one in types if part in _tags([one])]
        else:
            kept.append(part)
            types = [inner for outer in types for inner in _step(outer, part)]
    return tuple(kept)


@cache
def _at(model: type[BaseModel], place: Place) -> list[Any]:
    """The models that may stand at a place."""
    types: list[Any] = [model]
    for part in place:
        types = [inner for outer in types for inner in _step(outer, part)]
    return [one for one in types if _is_model(one)]


def _tags(types: Iterable[Any]) -> list[str]:
    """What the field `type` of these models may be."""
    fields = [one.model_fields.get("type") for one in types if _is_model(one)]
    return [str(tag) for field in fields if field and get_origin(field.annotation) is Literal for tag in get_args(field.annotation)]


def _step(outer: Any, part: str | int) -> list[Any]:
    if not _is_model(outer) or isinstance(part, int):
        return [outer]
    field = outer.model_fields.get(part)
    return list(_models(field.annotation)) if field else []


def _models(annotation: Any) -> Iterator[Any]:
    """The models inside an annotation such as `tuple[Level, ...] | None`."""
    if _is_model(annotation):
        yield annotation
    elif get_origin(annotation) in (tuple, list, Union, UnionType, Annotated):
        for inner in get_args(annotation):
            yield from _models(inner)


def _is_model(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, BaseModel)
