"""Where a page under docs/ stands in the built site."""

from __future__ import annotations

import posixpath


def page_url(path: str, *, directories: bool) -> str:
    """Address of a page, relative to the site's root; any other file stands where it is."""
    if not path.endswith(".md"):
        return path
    folder, name = posixpath.split(path.removesuffix(".md"))
    if not directories:
        return posixpath.join(folder, f"{name}.html")
    return f"{folder}/" * bool(folder) if name == "index" else posixpath.join(folder, f"{name}/")
