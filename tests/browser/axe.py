"""axe-core in a page: every rule of WCAG 2.2 A and AA and of best practice, none switched off; and one rule of our own."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.conftest import ROOT

from .conftest import lay_out

SOURCE = (ROOT / "tests/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run({ runOnly: tags, resultTypes: ['violations'] })"
# A style that sets `display` undoes `hidden`. The theme's own parts outside the article are hidden by other means.
SEEN = """() => [...document.querySelectorAll('article [hidden]')]
  .filter((element) => getComputedStyle(element).display !== 'none')
  .map((element) => `hidden, yet displayed: ${element.tagName}.${element.className}`)"""


def faults(page: Page) -> list[str]:
    """What axe finds on the page as it stands: rule, element and reason, one line each; and what is hidden in name only."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE)
        lay_out(page)
    found = page.evaluate(RUN, TAGS)["violations"]
    seen: list[str] = page.evaluate(SEEN)
    return seen + [f"{rule['id']}: {' '.join(map(str, node['target']))}: {_line(node)}" for rule in found for node in rule["nodes"]]


def _line(node: dict[str, str]) -> str:
    return " ".join(node["failureSummary"].split())
