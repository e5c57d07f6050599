"""What is left of a file's data without what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .explain import FILL, Place


def mended(
    data: Any, wrong: Mapping[Place, object], lines: Mapping[Place, int], kept: dict[Place, int], old: Place = (), new: Place = ()
) -> Any:
    """Data with other values at the places of `wrong`, or without them where the value is None.

    `kept` gets the lines of what is left, by its new place.
    """
    if old in wrong:
        return wrong[old]
    if not isinstance(data, (dict, tuple)):
        return data
    added = {place[-1]: value for place, value in wrong.items() if place[:-1] == old and place}
    pairs = list({**added, **data}.items()) if isinstance(data, dict) else list(enumerate(data))
    left = [(key, value) for key, value in pairs if wrong.get((*old, key), FILL) is not None]
    found = []
    for n, (key, value) in enumerate(left):
        before, after = (*old, key), (*new, key if isinstance(data, dict) else n)
        if before in lines:
            kept[after] = lines[before]
        found.append((key, mended(value, wrong, lines, kept, before, after)))
    return dict(found) if isinstance(data, dict) else tuple(value for _, value in found)


def ids(data: Any) -> Iterator[str]:
    """Every id in a file's data."""
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield data["id"]
        data = tuple(data.values())
    if isinstance(data, tuple):
        for value in data:
            yield from ids(value)
