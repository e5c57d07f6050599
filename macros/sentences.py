"""The sentences in a file of facts, which are read by people."""

from __future__ import annotations

from .source import Content, Place


def sentences(model: Content) -> list[tuple[Place, str]]:
    """The sentences in a model's data: not ids, not search words, not the source's own titles."""
    found: list[tuple[Place, str]] = []
    _collect(model.model_dump(), (), found)
    return found


def _collect(value: object, place: Place, found: list[tuple[Place, str]]) -> None:
    if isinstance(value, str):
        found.append((place, value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if inner and key not in ("id", "aliases", "found_by", "title", "url", "name", "wrong"):
                _collect(inner, (*place, key), found)
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            _collect(inner, (*place, n), found)
