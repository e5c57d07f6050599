"""The site's pages, known before it is built, so that each page can be a test of its own."""

from __future__ import annotations

from macros.site_map import page_url
from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(page_url(path.relative_to(DOCS).as_posix(), directories=True) for path in DOCS.rglob("*.md") if path.name != "slides.md")
MISSING = "no/such/page"
"""An address that does not exist: the server answers it with the site's own page for that."""
EVERY = [*PAGES, MISSING]


def name(address: str) -> str:
    """An address as a test's name."""
    return address.strip("/") or "home"
