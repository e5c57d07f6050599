"""A learner in a real page: the record is filled through the site's own script, saved and opened through *My training*."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from macros.course import Module
from macros.library import Library
from macros.quiz import Check
from macros.site_map import page_url

HOME = "training/my-training/"
PAPERS = "training/certificate/"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError'); };"
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no access', 'SecurityError'); } });"


def module_of(library: Library) -> Module:
    """The module that has lessons."""
    return next(module for module in library.course.modules if module.lessons)


def check_of(library: Library, module: Module) -> tuple[str, Check]:
    """The check of its first lesson, with its id."""
    return library.checks_of(module.id)[0]


def place(path: str) -> str:
    """Address of a page under docs/, relative to the site."""
    return page_url(path, directories=True)


def record(page: Page, work: str, **given: Any) -> Any:
    """Run lines of script with the learner's `record`, in the page as it stands; they see the keywords as `given`."""
    opened = """
      const { openRecord } = await import('/assets/lib/record.mjs');
      const { openResults } = await import('/assets/lib/results.mjs');
      const record = { ...openRecord(), ...openResults(openRecord()) };"""
    return page.evaluate(f"async (given) => {{ {opened} {work} }}", given)


def live(page: Page, module: Module) -> None:
    """A learner halfway: two lessons done, an answer right and one missed, a check, the first round, a note, a name."""
    work = """
      for (const lesson of given.lessons) record.finishLesson(lesson);
      record.setLast({ page: given.lessons[1], title: "Second", url: "/" });
      record.answer(given.check, "one", { revision: 1, answer: "a", points: 1, right: true });
      record.answer(given.check, "two", { revision: 1, answer: ["b"], points: 0, right: false, sure: 3 });
      const marks = { edition: "2026", objectives: { levels: [4, 5] }, sureWrong: ["two"], questions: ["one", "two"] };
      record.attempt(given.check, { kind: "practice", points: 4, max: 5, percent: 80, passed: false, ...marks });
      record.attempt(given.final, { kind: "before", points: 2, max: 5, percent: 40, passed: false, ...marks });
      record.reflect(given.check, "note", "Ask the clinic about rides.", "What would you ask first?");
      record.setSetting("name", "Ana Ruiz");
      record.saveDraft(given.check, { phase: "", drawn: ["one"], order: {}, answers: { one: "a" }, sure: {}, at: "one" });"""
    record(page, work, lessons=module.lessons[:2], check=f"{module.id}/{Path(module.lessons[0]).stem}", final=module.final)


def complete(page: Page, module: Module, *, edition: str = "2026") -> None:
    """A learner at the end: all lessons done, the final missed once and then passed with 13 of 15."""
    work = """
      for (const lesson of given.lessons) record.finishLesson(lesson);
      const attempt = (points, percent) => record.attempt(given.final, { kind: "final", edition: given.edition, points, max: 15, percent,
        passed: percent >= 80, objectives: {}, sureWrong: [], questions: [] });
      attempt(9, 60);
      attempt(13, 86);"""
    record(page, work, lessons=module.lessons, final=module.final, edition=edition)


def stored(page: Page) -> dict[str, str]:
    """All that the site keeps of a learner in this browser."""
    return page.evaluate("() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('toolkit:')))")


def filed(page: Page) -> dict[str, Any]:
    """The entries of which a file keeps a copy: no drafts, and not the lesson opened last."""
    private = ("toolkit:draft:", "toolkit:last", "toolkit:format")
    return {key: json.loads(text) for key, text in stored(page).items() if not key.startswith(private)}


def blank(page: Page, address: str) -> Page:
    """A place of the site without a page, where a record can be filled."""
    page.goto(f"{address}assets/lib/record.mjs")
    return page


def home(page: Page, address: str) -> Page:
    """*My training*, ready to be used."""
    page.goto(f"{address}{HOME}")
    expect(page.locator(".training__keep")).to_be_visible()
    return page


def ready(page: Page) -> None:
    """Waits until every element of the page has come to life."""
    page.wait_for_function("() => !document.querySelector('article :not(:defined), knowledge-check:not([data-live])')")


def save(page: Page) -> tuple[str, dict[str, Any]]:
    """Saves the record to a file as a learner does: its name and what it holds."""
    with page.expect_download() as download:
        page.locator(".training__keep [data-act=save]").click()
    return download.value.suggested_filename, json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def offer(page: Page, content: dict[str, Any] | str | bytes, name: str = "record.json") -> None:
    """Chooses a file to open."""
    text = json.dumps(content) if isinstance(content, dict) else content
    buffer = text.encode() if isinstance(text, str) else text
    page.locator("#training-file").set_input_files({"name": name, "mimeType": "application/json", "buffer": buffer})


def status(page: Page) -> Locator:
    """Where *My training* says what was done."""
    return page.locator("my-training > .training__status")


def box(page: Page, lesson: str) -> Locator:
    """The box that says whether a lesson is done."""
    return page.locator(f'input[data-done="{lesson}"]')


def clear(page: Page) -> None:
    """Clears the record, and confirms it."""
    page.get_by_role("button", name="Clear from this computer").click()
    page.get_by_role("button", name="Clear everything").click()
    expect(status(page)).to_have_text("Your record is cleared from this computer.")


def halfway(page: Page, address: str, module: Module) -> Page:
    """*My training* of a learner who is halfway."""
    live(blank(page, address), module)
    home(page, address)
    expect(page.locator(".training__progress")).to_contain_text("2 of 8 lessons done")
    return page
