"""`make bench`: what the site costs to build, to load and to use, beside the limits that we set ourselves.

A measurement, not a test: it ends well whatever it finds, and fails only when it cannot measure.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from . import build, projects
from .report import show


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure build time, page weight and speed.")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 50], help="how many times over the pages are built")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="toolkit-bench-") as folder:
        site = _builds(Path(folder), options.times)
        _browser(site)
    return 0


def _builds(folder: Path, sizes: list[int]) -> Path:
    """Build all sizes; returns the folder of the site itself, built."""
    once = None
    for times in sorted({1, *sizes}):
        pair = projects.pair(folder, times)
        rows, each = build.figures(pair, times, once)
        once = once or each
        if times == 1:
            rows += build.first(pair)
        show(f"Build: {pair.pages} pages" + (f", the site {times} times over" if times > 1 else ""), rows)
    return folder / "ours-1" / "site"


def _browser(site: Path) -> None:
    # Loaded only now: a child's peak memory counts from its parent's, so the parent stays small while it builds.
    from playwright.sync_api import sync_playwright

    from tests.browser import chromium

    from . import checks, speed, teams, weight
    from .host import serving

    path = chromium.find()
    if path is None:
        sys.exit(chromium.MISSING)
    with serving(site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.arguments())
        for title, rows in weight.figures(browser, host):
            show(title, rows)
        show("Slow phone: 1.6 Mbit/s, 150 ms, processor four times slower", speed.figures(browser, host))
        with serving(checks.project(site.parent)) as asked:
            show("A page of forty questions", checks.figures(browser, asked))
        show("A tool's page: its own scripts and styles, gzipped", teams.weights(site))
        show("Partners side by side, from the choice of files", teams.speed(browser, host))
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
