"""Files that are slow to make, kept between builds under a name that says what they were made from."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path


def kept(folder: Path, name: str, ending: str, made_from: bytes, make: Callable[[], bytes]) -> bytes:
    """The file `name` made from `made_from`: as kept in `folder`, or made now and kept there for the next build."""
    path = folder / f"{name}-{hashlib.sha256(made_from).hexdigest()}.{ending}"
    with contextlib.suppress(OSError):
        return path.read_bytes()
    made = make()
    with contextlib.suppress(OSError):  # a file that cannot be kept is only slow, never wrong
        for old in folder.glob(f"{name}-*.{ending}"):
            old.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")  # written whole, then moved: two builds may run at once
        beside.write_bytes(made)
        beside.replace(path)
    return made
