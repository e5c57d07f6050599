"""A team at a tool: what it enters, saves and opens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

MATRIX = "tools/matrix-self-assessment/"
NAME = "Children's \"Family\" Court – Ñ"
"""A partner whose name has all that breaks careless programs."""


def visit(page: Page, address: str, place: str = MATRIX) -> Page:
    """A tool's page, ready to be used."""
    page.goto(f"{address}{place}")
    page.locator("team-tool[data-live]").wait_for()
    return page


def about(page: Page, partner: str = NAME, round: str = "Fall 2026", date: str = "2026-11-20") -> None:
    """Says whose file it is."""
    for name, text in {"partner": partner, "round": round, "date": date}.items():
        page.fill(f"#tool-{name}", text)


def item(page: Page, id: str) -> Locator:
    """A thing to rate; its section is opened if it is not on the screen."""
    found = page.locator(f'[data-item="{id}"]')
    if not found.is_visible():
        section = found.locator("xpath=ancestor::*[@data-section]").get_attribute("data-section")
        places = page.locator("[data-section]").evaluate_all("all => all.map((one) => one.dataset.section)")
        page.locator(".tool-steps__step").nth(places.index(section)).click()
    return found


def answer(page: Page, id: str, value: str) -> None:
    """Chooses an answer."""
    item(page, id).locator(f'[value="{value}"]').check()


def chosen(page: Page, id: str) -> str | None:
    """The answer that is chosen."""
    found: list[str] = page.locator(f'[data-item="{id}"] :checked').evaluate_all("all => all.map((one) => one.value)")
    return found[0] if found else None


def save(page: Page) -> tuple[str, dict[str, Any]]:
    """Saves to a file: its name and what it holds."""
    with page.expect_download() as download:
        page.locator("[data-act=save]").click()
    return download.value.suggested_filename, json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def choose(page: Page, *files: Mapping[str, Any] | bytes) -> None:
    """Chooses files to open."""
    contents = [file if isinstance(file, bytes) else json.dumps(file).encode() for file in files]
    named = [{"name": f"file-{n}.json", "mimeType": "application/json", "buffer": content} for n, content in enumerate(contents, 1)]
    page.locator(".tool__file [type=file]").set_input_files(named)


def open_here(page: Page, file: Mapping[str, Any]) -> None:
    """Opens a file in place of the work on the page."""
    choose(page, file)
    page.get_by_role("button", name="Open it here").click()


def status(page: Page) -> Locator:
    """Where the tool says what was done."""
    return page.locator(".tool__status")


def kept(page: Page) -> dict[str, str]:
    """All that the tools keep in this browser, in the tab and beyond it."""
    areas = "[localStorage, sessionStorage].flatMap((area) => Object.entries(area))"
    return page.evaluate(f"() => Object.fromEntries({areas}.filter(([key]) => key.startsWith('toolkit-team:')))")


def keep_on_computer(page: Page) -> None:
    """Has the draft kept on this computer."""
    page.locator(".tool__where summary").click()
    page.locator("[name=tool-kept][value=computer]").check()
    expect(status(page)).to_have_text("Your draft is now kept on this computer.")


def clear(page: Page) -> None:
    """Clears the tool from this computer, and confirms it."""
    page.get_by_role("button", name="Clear from this computer").click()
    page.get_by_role("button", name="Clear it").click()
    expect(status(page)).to_have_text("Cleared. A tab with a draft of its own keeps it.")


def work(partner: str, answers: Mapping[str, str], *, round: str = "Fall 2026", **more: Any) -> dict[str, Any]:
    """A partner's file of the matrix self-assessment, written by hand."""
    return {
        "kind": "collaborative-practice-toolkit/team-tool", "format": 1, "tool": "matrix-self-assessment", "edition": "2026-11",
        "hash": "", "saved": "2026-11-20T10:00:00.000Z", "about": {"partner": partner, "role": "", "round": round, "date": "2026-11-20"},
        "answers": {id: {"answer": value, "revision": 1} for id, value in answers.items()},
        "agreed": {}, "rows": [], "actions": [], "stages": {}, **more,
    }  # fmt: skip
