"""Our own scripts and styles without comments and layout: what is written for people to read is not sent to every phone."""

from __future__ import annotations

from pathlib import Path

import rcssmin  # type: ignore[import-untyped]
import rjsmin  # type: ignore[import-untyped]

FOLDERS = ("assets/components", "assets/lib", "assets/styles", "assets/theme")


def write(site: Path) -> list[Path]:
    """Rewrite our scripts and styles in a built site; returns those written. The theme's own come minified."""
    written = []
    for path in sorted(path for folder in FOLDERS for path in (site / folder).glob("*.*")):
        shrink = rcssmin.cssmin if path.suffix == ".css" else rjsmin.jsmin if path.suffix in (".js", ".mjs") else None
        if shrink:
            path.write_text(str(shrink(path.read_text(encoding="utf-8"))) + "\n", encoding="utf-8")
            written.append(path)
    return written
