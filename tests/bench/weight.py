"""What a first visit transfers, as a browser asks for it, and what a second page adds."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from .host import Host, Sent
from .projects import ROOT
from .report import Figure

PAGES = {"home page": "/", "an element page": "/model/elements/values/", "the whole matrix": "/matrix/"}
TOTAL, OWN = 110, 15  # kB
INDEX = "/search/search_index.json"
PATIENCE = 120_000  # ms: the machine may be busy with other work
CODE = (".css", ".js", ".mjs")


def figures(browser: Browser, host: Host) -> Iterator[tuple[str, list[Figure]]]:
    """Each page's title and rows, then those of the search."""
    strangers: set[str] = set()
    for title, path in PAGES.items():
        with browser.new_context() as context:
            page = context.new_page()
            page.on("request", lambda request: strangers.add(urlsplit(request.url).netloc))
            first = _visit(page, host, path)
            second = _visit(page, host, "/model/")
        yield f"First visit: {title}, gzipped", [*_rows(first), Figure("a second page adds", _kilobytes(second), "kB", note=_names(second))]
    strangers -= {host.name, ""}
    yield "Search and other hosts", [*_search(browser, host), Figure("other hosts asked", len(strangers), "hosts", 0, ", ".join(strangers))]


def _visit(page: Page, host: Host, path: str) -> list[Sent]:
    host.sent.clear()
    page.goto(f"http://{host.name}{path}", wait_until="networkidle", timeout=PATIENCE)
    return list(host.sent)


def _rows(sent: list[Sent]) -> list[Figure]:
    index = [one for one in sent if one.path == INDEX]
    rest = [one for one in sent if one.path != INDEX]
    own = [one for one in rest if one.path.endswith(CODE) and (ROOT / "overrides" / one.path.lstrip("/")).is_file()]
    return [
        Figure("all, the search index apart", _kilobytes(rest), "kB", TOTAL, f"{len(rest)} files"),
        Figure("our own styles and scripts", _kilobytes(own), "kB", OWN, f"{len(own)} files"),
        Figure("fonts", _kilobytes([one for one in rest if one.path.endswith(".woff2")]), "kB"),
        Figure("the page itself", _kilobytes(rest[:1]), "kB"),
        Figure("search index, before any search", _kilobytes(index), "kB", 0),
    ]


def _search(browser: Browser, host: Host) -> Iterator[Figure]:
    """What the first use of the search box fetches."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        _visit(page, host, "/")
        page.locator("input[name=query]").click()
        page.keyboard.type("consent")
        page.locator(".md-search-result__item").first.wait_for()
        index = [one for one in host.sent if one.path == INDEX]
        yield Figure("search index, at the first search", _kilobytes(index), "kB")


def _kilobytes(sent: list[Sent]) -> float:
    return sum(one.size for one in sent) / 1000


def _names(sent: list[Sent]) -> str:
    return ", ".join(one.path for one in sent[:4]) + (f" and {len(sent) - 4} more" if len(sent) > 4 else "")
