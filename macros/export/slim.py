"""Our own scripts and styles without comments and layout: what is written for people to read is not sent to every phone."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import rcssmin  # type: ignore[import-untyped]
import rjsmin  # type: ignore[import-untyped]

FOLDERS = ("components", "lib", "styles", "theme", "tools")
BUNDLE = "bundle"
"""Folder of the tools for teams as `make scripts` puts them together: one script a kind, in place of two dozen modules."""
MADE_FROM = "made-from.txt"


def write(site: Path) -> list[Path]:
    """Rewrite our scripts and styles in a built site; returns those written. The theme's own come minified."""
    written = []
    assets = site / "assets"
    bundled = _bundle(assets)
    for path in sorted(path for folder in FOLDERS for path in (assets / folder).glob("*.*")):
        shrink = rcssmin.cssmin if path.suffix == ".css" else rjsmin.jsmin if path.suffix in (".js", ".mjs") else None
        if shrink and path not in bundled:
            path.write_text(str(shrink(path.read_text(encoding="utf-8"))) + "\n", encoding="utf-8")
            written.append(path)
    return written + bundled


def sources(assets: Path) -> str:
    """What a bundle is made from, as a digest."""
    found = hashlib.sha256()
    for path in [one for name in ("lib", "tools", "vendor") for one in sorted((assets / name).glob("*.mjs"))]:
        found.update(f"{path.name}\n".encode() + path.read_bytes())
    return found.hexdigest()


def _bundle(assets: Path) -> list[Path]:
    """Put the bundle in the place of the modules it was made from; where a script has changed since, those do the same work."""
    folder = assets / BUNDLE
    if not folder.is_dir():
        return []
    made_from = (folder / MADE_FROM).read_text(encoding="utf-8").strip()
    fresh = sorted(folder.glob("*.mjs")) if made_from == sources(assets) else []
    moved = [path.replace(assets / "tools" / path.name) for path in fresh]
    shutil.rmtree(folder)
    return moved
