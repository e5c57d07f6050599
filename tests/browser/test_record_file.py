"""The record as a file: saved and opened again all is back; what is no record is refused, and nothing in it ever runs."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.course import Module

from .learner import PAPERS, clear, filed, halfway, home, offer, place, save, status, stored

EMPTY: dict[str, Any] = {
    "kind": "collaborative-practice-toolkit/learner-record", "format": 1, "saved": "2026-11-20T10:00:00.000Z",
    "lessons": {}, "answers": {}, "earlier": {}, "attempts": {}, "reflections": {}, "settings": {}, "aside": [],
}  # fmt: skip
AT = "2026-11-20T10:00:00.000Z"
WICKED = "<img src=x onerror=\"window.caught='image'\"><script>window.caught='script'</script>"


@pytest.fixture
def lived(page: Page, address: str, module: Module) -> Page:
    return halfway(page, address, module)


def test_a_record_saved_cleared_and_opened_again_is_all_back(lived: Page) -> None:
    before = filed(lived)
    name, file = save(lived)
    assert re.fullmatch(r"training-record-\d{4}-\d\d-\d\d\.json", name)
    expect(status(lived)).to_contain_text(name)
    clear(lived)
    assert stored(lived) == {}
    offer(lived, file, name)
    lived.get_by_role("button", name="Add to my record").click()
    expect(status(lived)).to_contain_text("Added to your record: 8 entries.")
    assert filed(lived) == before
    expect(lived.locator(".training__progress")).to_contain_text("2 of 8 lessons done")
    expect(lived.locator(".training__reflections")).to_contain_text("Ask the clinic about rides.")
    offer(lived, file, name)
    expect(lived.locator(".training__changes")).to_have_text("All that this file holds is here already. Nothing would change.")
    expect(lived.get_by_role("button", name="Add to my record")).to_be_hidden()


def test_opening_a_file_shows_first_what_would_change_and_cancelling_changes_nothing(lived: Page, module: Module) -> None:
    before = stored(lived)
    offer(lived, {**EMPTY, "lessons": {lesson: {"at": AT} for lesson in module.lessons[1:4]}})
    preview = lived.locator(".training__preview")
    expect(preview).to_be_focused()
    expect(preview.get_by_role("listitem").first).to_have_text("New here: 2 finished lessons.")
    expect(preview).to_contain_text("Different here and in the file: 1 finished lesson. The earlier date is kept.")
    expect(preview).to_contain_text("Nothing has changed yet.")
    assert stored(lived) == before
    lived.get_by_role("button", name="Leave my record as it is").click()
    expect(preview).to_be_hidden()
    expect(lived.locator("#training-file")).to_be_focused()
    expect(status(lived)).to_have_text("Your record is as it was.")
    assert stored(lived) == before


def test_merging_keeps_the_better_result_of_the_two(lived: Page, module: Module) -> None:
    file = copy.deepcopy(save(lived)[1])
    (right, missed), (note,) = sorted(file["answers"]), file["reflections"]
    here = copy.deepcopy(file)
    file["lessons"] = {module.lessons[0]: {"at": AT}, module.lessons[1]: {"at": "2099-01-01T00:00:00.000Z"}}
    file["answers"][right] |= {"answer": "z", "right": False, "points": 0, "at": "2099-01-01T00:00:00.000Z"}
    file["answers"][missed] |= {"answer": ["a"], "right": True, "points": 1}
    file["reflections"][note] |= {"text": "Call the school.", "at": "2099-01-01T00:00:00.000Z"}
    (final,) = (key for key in file["attempts"] if "/final:" in key)
    file["attempts"] = {f"{module.final}:{AT}": {**file["attempts"][final], "kind": "final", "percent": 90, "passed": True, "at": AT}}
    offer(lived, file)
    lived.get_by_role("button", name="Add to my record").click()
    expect(status(lived)).to_contain_text("Added to your record")
    both = save(lived)[1]
    assert both["lessons"] == {module.lessons[0]: {"at": AT}, module.lessons[1]: here["lessons"][module.lessons[1]]}
    assert {key: (entry["answer"], entry["right"]) for key, entry in both["answers"].items()} == {right: ("a", True), missed: (["a"], True)}
    assert set(both["attempts"]) == {*here["attempts"], *file["attempts"]}
    assert both["reflections"][note]["text"].startswith("Call the school.\n\n[")
    assert both["reflections"][note]["text"].endswith("]\nAsk the clinic about rides.")


def _with(**parts: Any) -> str:
    return json.dumps({**EMPTY, **parts})


HOSTILE = {
    "a photo": (b"\xff\xd8\xff\xe0 not text", "not JSON"),
    "an empty file": ("", "not JSON"),
    "a web page": (f"<!doctype html>{WICKED}", "not JSON"),
    "JSON of another program": ('{"kind": "bookmarks", "format": 1, "lessons": {}}', "not a learner's record of this site"),
    "a list": ("[]", "not a learner's record of this site"),
    "a newer format": (_with(format=2), "saved by a newer edition"),
    "a prototype": (_with().replace('"lessons": {}', '"lessons": {"__proto__": {"at": "2026"}}'), "that no record holds: __proto__"),
    "a constructor": (_with(settings={"name": {"value": "A", "constructor": {"prototype": {}}}}), "that no record holds: constructor"),
    "a lesson without a date": (_with(lessons={"a.md": {"at": "soon"}}), "not as this site writes it: lessons, a.md, at"),
    "a score of text": (
        _with(attempts={f"a/b:{AT}": {"at": AT, "kind": "final", "points": "15", "max": 15, "percent": 100}}), "attempts, a/b:"
    ),
    "a table where a list stands": (_with(aside={}), "not as this site writes it: aside"),
    "script as a name": (_with(lessons={WICKED: {"at": AT}}), "not as this site writes it: lessons"),
    "a very deep file": ('{"kind": "' + EMPTY["kind"] + '", "format": 1, "lessons": ' + "[" * 5000 + "]" * 5000 + "}", "nested deeper"),
    "more than five megabytes": (_with(saved=" " * 5_000_001), "larger than 5 MB"),
}  # fmt: skip


def test_a_file_that_is_no_record_is_refused_with_a_reason_and_nothing_is_lost(lived: Page) -> None:
    before = stored(lived)
    refused = lived.locator(".training__refused")
    for what, (content, reason) in HOSTILE.items():
        offer(lived, content, f"{what} <b>odd</b>.json")
        expect(refused).to_be_focused()
        expect(refused, what).to_contain_text(f"{what} <b>odd</b>.json was not opened.")
        expect(refused, what).to_contain_text(reason)
        expect(refused).to_contain_text("Your record is as it was.")
        expect(lived.locator(".training__preview")).to_be_hidden()
        assert stored(lived) == before, what
        _unharmed(lived)
        offer(lived, EMPTY)
        expect(refused).to_be_hidden()


def test_a_file_of_fifty_megabytes_is_refused_unread(lived: Page) -> None:
    lived.evaluate("""() => {
      Object.defineProperty(File.prototype, 'size', { get: () => 50_000_000 });
      for (const name of ['text', 'arrayBuffer', 'stream']) Blob.prototype[name] = () => { window.caught = name; throw new Error('read'); };
    }""")
    offer(lived, EMPTY)
    expect(lived.locator(".training__refused")).to_contain_text("larger than 5 MB")
    assert lived.evaluate("() => window.caught") is None


def test_script_text_in_a_file_is_shown_as_text_and_never_runs(page: Page, address: str, module: Module) -> None:
    lesson = f"{module.id}/{Path(module.lessons[0]).stem}"
    marks = {"kind": "final", "edition": WICKED, "points": 14, "max": 15, "percent": 93, "passed": True}
    file = {
        **EMPTY,
        "lessons": {lesson: {"at": AT} for lesson in module.lessons},
        "attempts": {f"{module.final}:{AT}": {"at": AT, **marks}, f"{lesson}:{AT}": {"at": AT, **marks, "kind": "practice"}},
        "reflections": {f"{lesson}#gone": {"text": WICKED, "prompt": f"Prompt {WICKED}", "at": AT}},
        "settings": {"name": {"value": WICKED}},
        "aside": [{"key": WICKED, "text": WICKED}],
    }
    home(page, address)
    offer(page, file)
    page.get_by_role("button", name="Add to my record").click()
    expect(page.locator(".training__reflections dd").first).to_have_text(WICKED)
    expect(page.locator(".training__reflections dt")).to_have_text(f"Prompt {WICKED}")
    expect(page.locator(".training__check").filter(has_text=WICKED)).to_have_count(2)
    _unharmed(page)
    page.goto(address + PAPERS)
    expect(page.locator(".certificate__name")).to_have_text(WICKED)
    _unharmed(page)
    page.goto(address + place(f"training/{module.id}/workbook.md"))
    expect(page.locator(".workbook__note").locator("visible=true")).to_have_text(WICKED)
    _unharmed(page)


def _unharmed(page: Page) -> None:
    assert page.evaluate("() => [window.caught, document.querySelectorAll('img[src=x], article script, my-training b').length, {}.at]") == [
        None,
        0,
        None,
    ]
