"""The learner's record: nothing that was done is lost, whatever storage does, and nothing leaves the browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from macros.course import Module
from macros.library import Library

from .learner import (
    BLOCKED,
    FULL,
    HOME,
    PAPERS,
    blank,
    box,
    check_of,
    clear,
    complete,
    filed,
    halfway,
    home,
    offer,
    place,
    record,
    save,
    status,
    stored,
)
from .server import serve
from .test_network import Watch, _secure


@pytest.fixture
def lived(page: Page, address: str, module: Module) -> Page:
    return halfway(page, address, module)


# -- two tabs, and storage that fails


def test_what_is_done_in_one_tab_shows_in_the_other(page: Page, context: BrowserContext, address: str, module: Module) -> None:
    other = home(context.new_page(), address)
    home(page, address)
    box(page, module.lessons[0]).check()
    expect(box(other, module.lessons[0])).to_be_checked()
    box(other, module.lessons[1]).check()
    for tab in (page, other):
        expect(tab.locator(".training__progress")).to_contain_text("2 of 8 lessons done")
    page.goto(address + place(module.lessons[2]))
    page.get_by_role("button", name="Mark as done", exact=True).click()
    expect(other.locator(".training__progress")).to_contain_text("3 of 8 lessons done")


def test_two_tabs_that_write_at_once_lose_no_change(page: Page, context: BrowserContext, address: str, module: Module) -> None:
    other = home(context.new_page(), address)
    home(page, address)
    work = """window.busy = (async () => {
      for (let round = 0; round < 40; round += 1) {
        record.answer("module-7/a", `${given.tab}-${round}`, { revision: 1, answer: "a", points: 1, right: true });
        record.attempt(`module-7/${given.tab}`, { kind: "practice", points: round, max: 40, percent: 0, questions: [`${given.tab}`] });
        record.finishLesson(given.lessons[round % given.lessons.length]);
        await new Promise((go) => setTimeout(go));
      }
    })();"""
    record(page, work, tab="one", lessons=module.lessons[::2])
    record(other, work, tab="two", lessons=module.lessons[1::2])
    for tab in (page, other):
        tab.evaluate("() => window.busy")
    for tab in (page, other):
        expect(tab.locator(".training__progress")).to_contain_text("8 of 8 lessons done")
        kept = "return ['lesson:', 'answer:', 'attempt:'].map((prefix) => record.entries(prefix).length)"
        assert record(tab, kept) == [8, 80, 80]


@pytest.mark.parametrize(("fault", "says"), [(FULL, "no room left"), (BLOCKED, "keeps nothing for this site")], ids=["full", "blocked"])
def test_where_nothing_can_be_kept_a_visit_works_and_is_told_so(
    page: Page, context: BrowserContext, address: str, module: Module, fault: str, says: str
) -> None:
    context.add_init_script(fault)
    home(page, address)
    notice = page.locator(".training__notices")
    expect(notice).to_contain_text(says)
    expect(notice).to_contain_text("only while this page is open")
    box(page, module.lessons[0]).check()
    expect(page.locator(".training__progress")).to_contain_text("1 of 8 lessons done")
    assert list(save(page)[1]["lessons"]) == [module.lessons[0]], "what was done in this visit can be saved"
    page.goto(address + place(module.lessons[0]))
    expect(page.locator(".check__notice")).to_contain_text(says)
    page.get_by_role("button", name="Mark as done", exact=True).click()
    expect(page.locator(".lesson__status")).to_contain_text(says)
    expect(page.locator(".lesson__state").locator("visible=true")).to_have_count(2)
    page.locator(".question input[type=radio]").locator("visible=true").first.check()
    page.locator("[data-action=check]").locator("visible=true").click()
    expect(page.locator(".question__verdict").locator("visible=true")).not_to_be_empty()


def test_storage_that_fills_up_during_a_visit_keeps_what_was_saved(lived: Page, module: Module) -> None:
    before = stored(lived)
    lived.evaluate(f"() => {{ {FULL} }}")
    box(lived, module.lessons[2]).check()
    expect(lived.locator(".training__progress")).to_contain_text("3 of 8 lessons done")
    for place_of_words in (lived.locator(".training__notices"), status(lived)):
        expect(place_of_words).to_contain_text("What was saved is still there")
    assert stored(lived) == before
    lived.reload()
    expect(lived.locator(".training__progress")).to_contain_text("2 of 8 lessons done")


def test_a_record_of_a_newer_edition_is_left_alone(page: Page, address: str, module: Module) -> None:
    lesson = module.lessons[0]
    newer = {"toolkit:format": "2", f"toolkit:lesson:{lesson}": '{"finished":"in a new way"}', "toolkit:last": "[7]"}
    blank(page, address)
    page.evaluate("(newer) => Object.entries(newer).forEach(([key, text]) => localStorage.setItem(key, text))", newer)
    home(page, address)
    expect(page.locator(".training__notices")).to_contain_text("newer edition of this site, so it is left alone")
    box(page, lesson).check()
    expect(page.locator(".training__progress")).to_contain_text("1 of 8 lessons done")
    page.goto(address + place(lesson))
    page.get_by_role("button", name="Mark as done", exact=True).click()
    expect(page.locator(".lesson__status")).to_contain_text("newer edition")
    assert stored(page) == newer
    clear(home(page, address))  # a shared computer must come clean
    assert stored(page) == {}
    box(page, lesson).check()
    assert list(filed(page)) == [f"toolkit:lesson:{lesson}"]


def test_what_cannot_be_read_is_set_aside_reported_never_overwritten_and_saved(page: Page, address: str, module: Module) -> None:
    first, second = module.lessons[:2]
    spoil = "([key, text]) => localStorage.setItem(key, text)"
    blank(page, address)
    page.evaluate(spoil, [f"toolkit:lesson:{first}", '{"at": "2026-'])
    page.evaluate(spoil, [f"toolkit:lesson:{second}", '{"at": 7}'])
    home(page, address)
    expect(page.locator(".training__notices")).to_contain_text("could not be read. It is set aside as it is")
    box(page, first).check()
    page.evaluate(spoil, [f"toolkit:lesson:{first}", "broken again"])
    page.reload()
    expect(page.locator(".training__notices")).to_contain_text("could not be read")
    aside = {
        f"lesson:{first}": '{"at": "2026-', f"lesson:{first}~2": "broken again", f"lesson:{second}": '{"at": 7}',
    }  # fmt: skip
    kept = {key.removeprefix("toolkit:aside:"): json.loads(text) if text[0] == '"' else text for key, text in stored(page).items()}
    assert {key: kept.get(key) for key in aside} == aside
    assert {part["key"]: part["text"] for part in save(page)[1]["aside"]} == aside
    page.reload()
    expect(page.locator(".training__notices")).to_contain_text("are part of the file when you save")


def test_an_answer_to_an_older_form_of_a_question_is_kept_and_marked(page: Page, address: str, library: Library, module: Module) -> None:
    check, questions = check_of(library, module)
    question = next(one for one in questions.questions if one.type == "single-choice")
    blank(page, address)
    work = "return record.answer(given.check, given.question, { revision: given.revision, answer: 'gone', points: 0, right: false })"
    before = record(page, work, check=check, question=question.id, revision=question.revision - 1)
    page.goto(f"{address}{place(module.lessons[0])}#q-{check.replace('/', '-')}-{question.id}")
    shown = page.locator(f".question[data-question={question.id}]")
    expect(shown.locator(".question__changed")).to_have_text("This question has changed since you answered it.")
    expect(shown.locator(".question__verdict")).to_be_hidden()
    assert shown.locator("input:checked").count() == 0
    shown.locator("input[type=radio]").first.check()
    shown.locator("[data-action=check]").click()
    expect(shown.locator(".question__verdict")).to_be_visible()
    kept = filed(page)
    assert kept[f"toolkit:answer:{check}#{question.id}"]["revision"] == question.revision
    old = kept[f"toolkit:earlier:{check}#{question.id}@{question.revision - 1}"]
    assert (old["answer"], old["right"], old["at"]) == ("gone", False, before["at"])
    assert save(home(page, address))[1]["earlier"] == {f"{check}#{question.id}@{question.revision - 1}": old}


# -- clearing, and what leaves the browser


def test_clearing_asks_first_and_then_clears_everything_in_every_tab(lived: Page, context: BrowserContext, address: str) -> None:
    lived.evaluate("() => { localStorage.setItem('toolkit:aside:lesson:x', 'odd'); localStorage.setItem('of-another', 'stays'); }")
    other = home(context.new_page(), address)
    before = stored(lived)
    ask, dialog = lived.get_by_role("button", name="Clear from this computer"), lived.locator("dialog")
    for leave in ("Escape", "Enter"):  # the first button keeps the record
        ask.click()
        expect(dialog).to_contain_text("2 finished lessons, 2 attempts at checks, 1 note")
        lived.keyboard.press(leave)
        expect(dialog).to_be_hidden()
        expect(ask).to_be_focused()
        assert stored(lived) == before
    clear(lived)
    assert stored(lived) == {}
    assert lived.evaluate("() => localStorage.getItem('of-another')") == "stays"
    for tab in (lived, other):
        expect(tab.locator(".training__progress")).to_contain_text("0 of 8 lessons done")
        expect(tab.locator(".training__notes")).to_be_hidden()


def test_a_learner_can_save_to_a_file_before_clearing(lived: Page) -> None:
    lived.get_by_role("button", name="Clear from this computer").click()
    with lived.expect_download() as download:
        lived.get_by_role("button", name="Save to a file first").click()
    expect(lived.locator("dialog").get_by_role("status")).to_have_text(re.compile(r"^Saved as training-record-.+\.json"))
    assert len(json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["lessons"]) == 2
    lived.get_by_role("button", name="Clear everything").click()
    expect(lived.locator(".training__progress")).to_contain_text("0 of 8 lessons done")


def test_nothing_leaves_the_browser_and_no_address_holds_what_was_entered(
    context: BrowserContext, site: Path, library: Library, module: Module
) -> None:
    """A whole visit under the policy that hosts are advised to send: nothing is asked of another host, nothing is in an address."""
    check, _ = check_of(library, module)
    asked: list[Request] = []
    with serve(site, headers=_secure) as served:
        watch = Watch(context, served.address)
        context.on("request", lambda request: asked.append(request))
        page = context.new_page()
        page.goto(served.address + place(module.lessons[0]))
        page.get_by_role("button", name="Show all questions").click()
        page.locator(f"[data-check='{check}'] textarea").fill("quillfeather")
        complete(page, module)
        home(page, served.address)
        expect(page.locator(".training__reflections")).to_contain_text("quillfeather")
        offer(page, save(page)[1], "quillfeather.json")
        expect(page.locator(".training__preview")).to_be_visible()
        page.goto(served.address + PAPERS)
        page.get_by_label("Your name").fill("Quillfeather")
        page.get_by_label("Keep my name").check()
        page.locator("a", has_text="My training").locator("visible=true").first.click()
        page.wait_for_url(f"**/{HOME}")
        assert not watch.foreign
        assert not watch.complaints
        assert not context.cookies()
        assert not [path for path in served.log if "quillfeather" in path.lower() or "?" in path]
    assert {request.method for request in asked} == {"GET"}
    assert not [request.url for request in asked if "quillfeather" in request.url.lower()]
