"""The values survey: answers become codes, codes counts; nothing shows before the end or of too few, and nothing is kept of one person."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from .axe import faults
from .checks import focused, tab_to
from .conftest import DESKTOP, NARROW

SURVEY = "tools/values-inventory/"
CW, TX, CT = "child-welfare", "treatment", "courts"
AGREE, DISAGREE, UNSURE = "agree", "disagree", "unsure"
WICKED = "<img src=x onerror=\"window.caught='image'\">"
OWN = "Parents are partners.\nTime is on nobody's side.\n"
# All that a page can keep in a browser.
KEPT = """async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state, location.href,
  (await indexedDB.databases()).map(({ name }) => name), await caches.keys()])"""
CHOOSE = """([group, picks]) => {
  document.querySelector(`[name=tool-group][value=${group}]`).click();
  document.querySelectorAll('[data-item]').forEach((field, at) => picks[at] && field.querySelector(`[value=${picks[at]}]`).click());
}"""
LEAVING = "() => { const event = new Event('beforeunload', { cancelable: true }); return !dispatchEvent(event); }"


def open_survey(page: Page, address: str) -> Page:
    page.goto(address + SURVEY)
    expect(page.locator("team-tool")).to_have_attribute("data-live", "")
    return page


@pytest.fixture
def survey(page: Page, address: str) -> Page:
    """The tool, ready to be used."""
    return open_survey(page, address)


def press(within: Page | Locator, name: str) -> None:
    within.get_by_role("button", name=name, exact=True).locator("visible=true").click()


def way(page: Page, value: str) -> None:
    page.locator(f"[name=tool-way][value={value}]").check()


def choose(page: Page, group: str, *picks: str) -> None:
    """A group, and an answer to each of the first statements; "" leaves one blank."""
    page.evaluate(CHOOSE, [group, list(picks)])


def code(page: Page, group: str = CW, *picks: str, word: str = "Maple") -> str:
    """The code of a person, who then clears the device."""
    way(page, "answer")
    page.get_by_label("Session word").locator("visible=true").fill(word)
    choose(page, group, *picks)
    press(page, "Make my code")
    made = page.locator(".tool-survey__code").inner_text()
    press(page.locator(".tool-survey__made"), "Clear my answers from this device")
    return made


def begin(page: Page, word: str = "Maple") -> None:
    way(page, "collect")
    page.get_by_label("Session word").locator("visible=true").fill(word)
    press(page, "Start a session")
    expect(page.locator("#tool-codes")).to_be_focused()


def add(page: Page, *codes: str) -> None:
    page.locator("#tool-codes").fill("\n".join(codes))
    press(page, "Add to the counts")


def finish(page: Page) -> None:
    press(page, "Close the collection")
    press(page, "Close and show")
    expect(counted(page)).to_be_hidden()


def collect(page: Page, *codes: str) -> None:
    """A whole session."""
    begin(page)
    add(page, *codes)
    expect(counted(page)).to_contain_text(f"{len(codes)} people so far")
    finish(page)


def many(page: Page, number: int, group: str, *picks: str) -> list[str]:
    return [code(page, group, *picks) for _ in range(number)]


def counted(page: Page) -> Locator:
    return page.locator(".tool-survey__count")


def fault(page: Page) -> Locator:
    return page.locator(".tool-survey__fault")


def status(page: Page) -> Locator:
    return page.locator(".tool__status")


def results(page: Page) -> Locator:
    return page.locator(".tool-survey__results > li")


def save(page: Page) -> tuple[str, dict[str, Any]]:
    with page.expect_download() as download:
        press(page, "Save to a file")
    return download.value.suggested_filename, json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def offer(page: Page, file: dict[str, Any]) -> None:
    buffer = json.dumps(file).encode()
    page.locator(".tool__file [type=file]").set_input_files({"name": "results.json", "mimeType": "application/json", "buffer": buffer})


def test_who_answers_is_offered_no_file(survey: Page) -> None:
    files = survey.locator("[data-act=save], [data-act=csv], [data-act=report], .tool__saved, .tool__file")
    for file in files.all():
        expect(file).to_be_hidden()
    way(survey, "collect")
    expect(survey.get_by_role("button", name="Save to a file")).to_be_visible()


# -- nothing before the end, nothing of too few


def test_four_codes_show_nothing_and_leave_nothing_to_save(survey: Page) -> None:
    codes = many(survey, 4, CW, AGREE)
    begin(survey)
    add(survey, *codes)
    press(survey, "Close the collection")
    expect(survey.locator(".tool__question")).to_have_text("Only 4 people have answered. If you close now, nothing will be shown.")
    press(survey, "Close and show")
    expect(survey.locator(".tool-survey__ended")).to_contain_text("Fewer than five people answered, so nothing is shown")
    expect(results(survey)).to_have_count(0)
    expect(survey.locator(".tool__views")).to_be_hidden()
    press(survey, "Save to a file")
    expect(status(survey)).to_contain_text("There is nothing to save")


def test_five_codes_show_totals_and_no_roles(survey: Page) -> None:
    collect(survey, *many(survey, 3, CW, AGREE, "", UNSURE), *many(survey, 2, TX, DISAGREE))
    expect(results(survey)).to_have_count(16)
    expect(survey.locator(".tool-survey__people")).to_have_text("Closed, with 5 people.")
    first = results(survey).first
    expect(first.locator(".tool-survey__said")).to_have_text("3 agree, 2 disagree, 0 unsure.")
    expect(first.locator(".tool-survey__bars > li")).to_have_text(
        ["Strongly agree 0", "Agree 3", "Disagree 2", "Strongly disagree 0", "Unsure 0"]
    )
    expect(first.locator("[data-discuss] li")).not_to_have_count(0)
    expect(survey.locator(".tool-survey__split")).to_be_hidden()
    expect(survey.locator(".tool-survey__whole")).to_be_visible()
    expect(survey.locator(".tool-survey__parts div")).to_have_count(0)


def test_roles_show_where_each_has_five(survey: Page) -> None:
    collect(survey, *many(survey, 5, CW, AGREE), *many(survey, 5, TX, DISAGREE))
    parts = results(survey).first.locator(".tool-survey__parts > div")
    expect(parts).to_have_count(2)
    expect(parts.first).to_be_hidden()
    survey.get_by_label("Show by role").check()
    expect(parts.first).to_contain_text("Child welfare: 5 agree, 0 disagree, 0 unsure.")
    expect(parts.last).to_contain_text("Treatment: 0 agree, 5 disagree, 0 unsure.")
    expect(survey.locator(".tool-survey__roles")).to_have_text("People by role: Child welfare 5, Treatment 5.")


def test_roles_do_not_show_with_five_and_four(survey: Page) -> None:
    collect(survey, *many(survey, 5, CW, AGREE), *many(survey, 4, TX, DISAGREE))
    expect(results(survey).first).to_contain_text("5 agree, 4 disagree, 0 unsure.")
    expect(survey.locator(".tool-survey__split")).to_be_hidden()
    expect(survey.locator(".tool-survey__parts div")).to_have_count(0)
    assert "treatment" not in json.dumps(save(survey)[1]["tally"]["parts"][1:])


def test_the_most_divided_statement_comes_first_and_no_average_is_anywhere(survey: Page) -> None:
    collect(survey, *many(survey, 3, CW, AGREE, AGREE, AGREE), *many(survey, 3, CW, AGREE, DISAGREE, UNSURE))
    order = results(survey).locator("h4").all_inner_texts()
    page_order = survey.locator(".tool-survey__items legend").all_text_contents()
    assert order == [page_order[1], page_order[0], *page_order[2:]]
    expect(results(survey).nth(2).locator(".tool-survey__said")).to_have_text("3 agree, 0 disagree, 3 unsure.")
    expect(results(survey).last.locator(".tool-survey__said")).to_contain_text("6 left it blank")
    assert not re.search(r"\d\.\d|\d ?%|score", survey.locator(".tool__views").inner_text())


# -- codes


def test_a_code_counts_once_however_it_is_typed(survey: Page) -> None:
    one = code(survey, CW, AGREE)
    begin(survey)
    add(survey, one)
    expect(counted(survey)).to_contain_text("1 person so far. Nothing is shown until you close.")
    expect(survey.locator("#tool-codes")).to_have_value("")
    expect(survey.locator("#tool-codes")).to_be_focused()
    survey.keyboard.type(one.lower().replace("-", " "))
    survey.keyboard.press("Enter")
    expect(fault(survey)).to_contain_text("This code was added before")
    expect(counted(survey)).to_contain_text("1 person so far")


def test_a_mistyped_code_is_refused_at_its_place_and_the_others_count(survey: Page) -> None:
    good, bad = code(survey, CW, AGREE), code(survey, TX, DISAGREE)
    bad = bad[:-1] + ("0" if bad[-1] != "0" else "1")
    begin(survey)
    add(survey, bad, good, "MAPLE")
    expect(counted(survey)).to_contain_text("1 person so far")
    expect(survey.locator("#tool-codes")).to_have_value(f"{bad}\nMAPLE")
    expect(survey.locator("#tool-codes")).to_be_focused()
    expect(fault(survey).locator("span")).to_have_text([re.compile(f"{bad}: .*mistake"), re.compile("MAPLE: .*5 characters")])
    survey.keyboard.press("Control+a")
    survey.keyboard.type("A")
    expect(fault(survey)).to_have_count(0)


def test_a_code_of_another_session_word_is_refused(survey: Page) -> None:
    other = code(survey, CW, AGREE, word="Oak")
    begin(survey)
    add(survey, other)
    expect(fault(survey)).to_contain_text("another session word")
    expect(counted(survey)).to_contain_text("0 people so far")


def test_answers_corrected_after_the_code_was_made_count_once(survey: Page) -> None:
    survey.locator("#tool-word").fill("maple")
    choose(survey, CW, AGREE)
    press(survey, "Make my code")
    expect(survey.locator(".tool-survey__made")).to_be_focused()
    first = survey.locator(".tool-survey__code").inner_text()
    choose(survey, CW, DISAGREE)
    expect(survey.locator(".tool-survey__made")).to_be_hidden()
    press(survey, "Make my code")
    second = survey.locator(".tool-survey__code").inner_text()
    assert re.fullmatch(r"([0-9A-Z]{5}-){3}[0-9A-Z]{4}", second) and second != first
    press(survey.locator(".tool-survey__made"), "Clear my answers from this device")
    begin(survey)
    add(survey, first, second)
    expect(fault(survey)).to_contain_text("was added before")
    expect(counted(survey)).to_contain_text("1 person so far")


def test_a_code_waits_for_group_and_session_word_and_any_answer_may_stay_blank(survey: Page) -> None:
    press(survey, "Make my code")
    expect(fault(survey)).to_have_text("Choose your group first.")
    expect(survey.locator("[name=tool-group]").first).to_be_focused()
    choose(survey, TX, AGREE)
    press(survey, "Make my code")
    expect(fault(survey)).to_have_text("Type the session word first.")
    expect(survey.locator("#tool-word")).to_be_focused()
    survey.keyboard.type("Maple")
    expect(survey.locator(".tool-survey__answered")).to_contain_text("1 of 16 answered")
    press(survey, "Clear this answer")
    expect(survey.locator(".tool-survey__answered")).to_contain_text("0 of 16 answered")
    expect(survey.locator("[data-item] input").first).to_be_focused()
    press(survey, "Make my code")
    expect(survey.locator(".tool-survey__code")).to_be_visible()


def test_a_code_is_drawn_and_copied_and_cleared(profile: Callable[..., BrowserContext], address: str) -> None:
    context = profile(permissions=["clipboard-read", "clipboard-write"])
    page = open_survey(context.new_page(), address)
    page.locator("#tool-word").fill("Maple")
    choose(page, CW, AGREE)
    press(page, "Make my code")
    expect(page.get_by_role("img", name="The same code as a QR code")).to_be_visible()
    press(page, "Copy the code")
    expect(status(page)).to_contain_text("Copied.")
    made = page.locator(".tool-survey__code").inner_text()
    assert page.evaluate("() => navigator.clipboard.readText()") == made
    press(page.locator(".tool-survey__made"), "Clear my answers from this device")
    expect(status(page)).to_have_text("Your answers are gone from this page.")
    expect(page.locator("[type=radio]:checked:not([name=tool-way], [name=tool-kept])")).to_have_count(0)
    assert made not in page.content()
    assert page.evaluate(LEAVING) is False


# -- one device passed around


def test_the_next_person_is_added_forgotten_and_sees_a_blank_card(survey: Page) -> None:
    expect(survey.locator(".tool-survey__passed")).to_be_hidden()
    begin(survey)
    way(survey, "answer")
    expect(survey.locator(".tool-survey__passed")).to_be_visible()
    expect(survey.locator("#tool-word")).to_have_value("Maple")
    press(survey, "Next person")
    expect(fault(survey)).to_have_text("Choose your group first.")
    for picks in [(AGREE,)] * 3 + [(DISAGREE,)] * 2:
        choose(survey, CW, *picks)
        press(survey, "Next person")
        expect(survey.locator(".tool-survey__card :checked")).to_have_count(0)
        expect(survey.locator("[name=tool-group]").first).to_be_focused()
    expect(status(survey)).to_have_text("Added and forgotten. 5 people so far.")
    way(survey, "collect")
    finish(survey)
    expect(survey.locator(".tool-survey__title")).to_be_focused()
    expect(status(survey)).to_have_text("Closed. Save the results to a file.")
    expect(results(survey).first).to_contain_text("3 agree, 2 disagree, 0 unsure.")


# -- what is kept


def test_nothing_of_answers_or_of_an_open_collection_is_kept_in_the_browser(survey: Page) -> None:
    before = survey.evaluate(KEPT)
    codes = many(survey, 6, CW, AGREE, DISAGREE)
    choose(survey, TX, AGREE)
    assert survey.evaluate(KEPT) == before
    assert survey.evaluate(LEAVING) is True
    press(survey, "Clear my answers from this device")
    begin(survey)
    add(survey, *codes)
    assert survey.evaluate(KEPT) == before
    assert survey.evaluate(LEAVING) is True
    expect(results(survey)).to_have_count(0)
    assert not any(one in survey.content() for one in codes)
    press(survey, "Save to a file")
    expect(status(survey)).to_contain_text("an open collection goes into no file")
    finish(survey)
    kept = survey.evaluate(KEPT)
    assert kept != before and "Maple" not in kept
    assert not any(one in kept for one in codes)
    assert survey.evaluate(LEAVING) is True
    save(survey)
    assert survey.evaluate(LEAVING) is False


def test_results_saved_and_opened_in_another_profile_are_the_same(
    survey: Page, profile: Callable[..., BrowserContext], address: str
) -> None:
    collect(survey, *many(survey, 5, CW, AGREE, UNSURE), *many(survey, 6, TX, DISAGREE))
    survey.get_by_label("Show by role").check()
    shown = survey.locator(".tool__views").inner_text()
    name, file = save(survey)
    assert re.fullmatch(r"values-inventory-\d{4}-\d\d-\d\d\.json", name)
    assert file["answers"] == {} and set(file["tally"]) == {"survey", "parts", "closed"}
    other = open_survey(profile().new_page(), address)
    offer(other, file)
    press(other, "Open it here")
    other.get_by_label("Show by role").check()
    assert other.locator(".tool__views").inner_text() == shown
    other.reload()
    expect(results(other)).to_have_count(16)
    assert {**save(other)[1], "saved": ""} == {**file, "saved": ""}


def test_a_file_is_not_opened_over_a_session_and_a_changed_one_not_at_all(survey: Page) -> None:
    collect(survey, *many(survey, 5, CW, AGREE))
    file = save(survey)[1]
    few = json.loads(json.dumps(file))
    few["tally"]["parts"][0]["people"] = 4
    odd = json.loads(json.dumps(file))
    odd["tally"]["parts"][0]["counts"][0][0] = 99
    for broken in (few, odd):
        offer(survey, broken)
        expect(status(survey)).to_contain_text("The counts in it are not as this page writes them.")
    press(survey, "Clear from this computer")
    press(survey, "Clear it")
    begin(survey)
    offer(survey, file)
    expect(status(survey)).to_contain_text("A session is running here.")
    expect(counted(survey)).to_be_visible()


def test_script_text_in_a_file_is_shown_as_text(survey: Page) -> None:
    collect(survey, *many(survey, 5, CW, AGREE))
    file = save(survey)[1]
    for one in [*file["tally"]["survey"]["items"], *file["tally"]["survey"]["answers"], *file["tally"]["survey"]["groups"]]:
        one["text"] = WICKED
    offer(survey, file)
    press(survey, "Open it here")
    expect(results(survey).first.locator("h4")).to_have_text(WICKED)
    assert survey.evaluate("() => [window.caught, document.querySelectorAll('img[src=x]').length]") == [None, 0]


def test_a_new_session_asks_before_the_results_make_way(survey: Page) -> None:
    collect(survey, *many(survey, 5, CW, AGREE))
    survey.locator("#tool-begin").fill("Oak")
    press(survey, "Start a session")
    press(survey, "Keep the results")
    expect(results(survey)).to_have_count(16)
    press(survey, "Start a session")
    press(survey, "Start")
    expect(counted(survey)).to_contain_text("Session word: Oak. Collecting: 0 people so far.")
    expect(results(survey)).to_have_count(0)


def test_a_word_whose_results_were_shown_is_not_taken_again_here_or_where_they_are_opened(
    survey: Page, profile: Callable[..., BrowserContext], address: str
) -> None:
    collect(survey, *many(survey, 5, CW, AGREE))
    survey.locator("#tool-begin").fill("Oak")
    press(survey, "Start a session")
    press(survey, "Start")
    finish(survey)
    survey.locator("#tool-begin").fill(" MAPLE ")
    press(survey, "Start a session")
    refused = "Codes of a session that was closed would fit. Choose another word, and tell it to everyone."
    expect(fault(survey)).to_have_text(refused)
    begin(survey, "Oak")  # nothing was shown of too few people
    way(survey, "answer")
    for _ in range(5):
        choose(survey, TX, AGREE)
        press(survey, "Next person")
    way(survey, "collect")
    finish(survey)
    file = save(survey)[1]
    assert len(file["tally"]["closed"]) == 2
    other = open_survey(profile().new_page(), address)
    offer(other, file)
    press(other, "Open it here")
    for word in ("Maple", "oak"):
        other.locator("#tool-begin").fill(word)
        press(other, "Start a session")
        expect(fault(other)).to_have_text(refused)
    del file["tally"]["closed"]
    offer(other, file)  # as it was saved before this was kept
    press(other, "Open it here")
    expect(results(other)).to_have_count(16)


def test_clearing_leaves_nothing_of_a_session_or_of_answers(survey: Page) -> None:
    codes = many(survey, 2, CW, AGREE)
    begin(survey)
    add(survey, *codes)
    way(survey, "answer")
    choose(survey, TX, AGREE)
    press(survey, "Clear from this computer")
    press(survey, "Clear it")
    expect(survey.locator(".tool-survey__card :checked")).to_have_count(0)
    expect(survey.locator("#tool-word")).to_have_value("")
    way(survey, "collect")
    expect(survey.locator("#tool-begin")).to_be_visible()
    assert survey.evaluate(LEAVING) is False


def test_the_table_has_counts_once_the_collection_is_closed(survey: Page) -> None:
    collect(survey, *many(survey, 5, CW, AGREE), *many(survey, 5, TX, DISAGREE))
    with survey.expect_download() as download:
        press(survey, "Save as CSV")
    rows = list(csv.reader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["Statement", "Group", "People", "Strongly agree", "Agree", "Disagree", "Strongly disagree", "Unsure", "Left blank"]
    assert [row[1:] for row in rows[1:4]] == [
        ["All", "10", "0", "5", "5", "0", "0", "0"],
        ["Child welfare", "5", "0", "5", "0", "0", "0", "0"],
        ["Treatment", "5", "0", "0", "5", "0", "0", "0"],
    ]
    assert len(rows) == 1 + 3 * 16


# -- another set of statements


def _own(page: Page, text: str = OWN) -> None:
    page.locator(".tool-survey__load").evaluate("details => { details.open = true; }")
    page.locator(".tool-survey__load [type=file]").set_input_files({"name": "set.txt", "mimeType": "text/plain", "buffer": text.encode()})
    expect(page.locator("#tool-set")).to_have_value(text)


def test_another_set_opens_only_with_its_owners_permission_and_its_codes_are_its_own(survey: Page) -> None:
    ours = code(survey, CW, AGREE)
    _own(survey)
    press(survey, "Use these statements")
    expect(fault(survey)).to_contain_text("Tick this first.")
    expect(survey.locator("[data-item]")).to_have_count(16)
    survey.get_by_label("I have the owner’s permission to use this set").check()
    press(survey, "Use these statements")
    expect(status(survey)).to_have_text("2 statements to answer.")
    expect(survey.locator(".tool-survey__items legend")).to_have_text(OWN.strip().split("\n"))
    expect(survey.locator(".tool-survey__ours")).to_contain_text("are not ours")
    theirs = many(survey, 5, CW, AGREE, DISAGREE)
    begin(survey)
    expect(survey.locator(".tool-survey__set")).to_be_hidden()
    expect(survey.locator(".tool-survey__running")).to_be_visible()
    add(survey, ours)
    expect(fault(survey)).to_contain_text("another survey, another wording")
    add(survey, *theirs)
    finish(survey)
    expect(results(survey).locator("h4")).to_have_text(OWN.strip().split("\n"))
    press(survey, "Go back to our statements")
    expect(survey.locator("[data-item]")).to_have_count(16)
    expect(survey.locator(".tool-survey__ours")).to_contain_text("These statements are ours.")
    assert code(survey, CW, AGREE).count("-") == 3


def test_a_set_of_as_many_other_statements_makes_other_codes(survey: Page, profile: Callable[..., BrowserContext], address: str) -> None:
    other = open_survey(profile().new_page(), address)
    for page, text in ((survey, OWN), (other, OWN.replace("Time", "The clock"))):
        _own(page, text)
        page.get_by_label("I have the owner’s permission to use this set").check()
        press(page, "Use these statements")
    begin(survey)
    add(survey, code(other, CW, AGREE))
    expect(fault(survey)).to_contain_text("another survey, another wording")


def test_answers_on_the_card_are_not_cleared_without_a_question(survey: Page) -> None:
    _own(survey)
    survey.get_by_label("I have the owner’s permission to use this set").check()
    choose(survey, CW, AGREE)
    for what in ("Use these statements", "Start a session"):
        if what == "Start a session":
            way(survey, "collect")
            survey.locator("#tool-begin").fill("Maple")
        press(survey, what)
        expect(survey.locator(".tool__question")).to_have_text("1 answer would be cleared from this page, and the code if one was made.")
        press(survey, "Keep them")
        expect(survey.locator(".tool-survey__answered")).to_contain_text("1 of 16 answered")
    press(survey, "Use these statements")
    press(survey, "Clear them")
    expect(status(survey)).to_have_text("2 statements to answer.")
    way(survey, "answer")
    choose(survey, CW, AGREE)
    press(survey, "Go back to our statements")
    press(survey, "Keep them")
    expect(survey.locator("[data-item]")).to_have_count(2)
    press(survey, "Clear my answers from this device")
    begin(survey)
    way(survey, "answer")
    choose(survey, CW, AGREE)
    way(survey, "collect")
    press(survey, "Close the collection")
    expect(survey.locator(".tool__question")).to_contain_text("The answers on the card have not been added.")


def test_codes_not_added_and_statements_that_were_brought_are_not_left_without_a_warning(survey: Page) -> None:
    codes = many(survey, 5, CW, AGREE)
    begin(survey)
    assert survey.evaluate(LEAVING) is False
    survey.locator("#tool-codes").fill(codes[0])
    assert survey.evaluate(LEAVING) is True
    add(survey, *codes)
    finish(survey)
    save(survey)
    _own(survey)
    assert survey.evaluate(LEAVING) is True
    survey.locator("#tool-set").fill("")
    assert survey.evaluate(LEAVING) is False
    _own(survey)
    survey.get_by_label("I have the owner’s permission to use this set").check()
    press(survey, "Use these statements")
    theirs = [code(survey, CW, AGREE, word="Oak") for _ in range(5)]
    assert survey.evaluate(LEAVING) is True
    way(survey, "collect")
    survey.locator("#tool-begin").fill("Oak")
    press(survey, "Start a session")
    press(survey, "Start")
    add(survey, *theirs)
    finish(survey)
    save(survey)
    assert survey.evaluate(LEAVING) is False


# -- without scripts, on paper, by keyboard, on a phone


def test_without_scripts_it_is_a_card_to_read_and_print(profile: Callable[..., BrowserContext], address: str) -> None:
    page = profile(java_script_enabled=False).new_page()
    page.goto(address + SURVEY)
    card = page.locator(".tool-survey__card")
    assert card.locator("fieldset[data-item]").count() == 16
    assert card.locator("[data-item] input[type=radio]").count() == 80
    expect(page.locator(".tool-survey button").locator("visible=true")).to_have_count(0)
    expect(page.locator("#tool-word")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".tool-survey__paper")).to_be_visible()
    expect(page.locator(".tool-survey__talk")).to_be_hidden()


def test_a_blank_card_is_blank_whatever_stands_on_the_page_and_all_is_there_again_after(survey: Page) -> None:
    survey.evaluate("() => { window.print = () => {}; }")
    collect(survey, *many(survey, 5, CW, AGREE))
    way(survey, "answer")
    choose(survey, TX, AGREE, UNSURE)
    survey.emulate_media(media="print")
    survey.evaluate("() => document.querySelector('[data-act=blank]').click()")
    expect(survey.locator(".tool-survey__card")).to_be_visible()
    expect(survey.locator(".tool-survey__card :checked")).to_have_count(0)
    expect(survey.locator(".tool__views")).to_be_hidden()
    survey.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(survey.locator(".tool-survey__card :checked")).to_have_count(3)
    survey.evaluate("() => document.querySelector('[data-act=report]').click()")
    expect(survey.locator(".tool-survey__card")).to_be_hidden()
    expect(results(survey).first).to_be_visible()
    for furniture in (".tool-survey__desk", ".tool-survey__ways", ".tool-survey__load", ".tool-survey__talk", ".tool-survey__split"):
        expect(survey.locator(furniture)).to_be_hidden()


def test_a_whole_session_by_keyboard_alone(survey: Page) -> None:
    keys = survey.keyboard
    survey.locator("[name=tool-way]:checked").focus()
    keys.press("ArrowDown")
    tab_to(survey, survey.locator("#tool-begin"))
    keys.type("Maple")
    keys.press("Enter")
    expect(survey.locator("#tool-codes")).to_be_focused()
    survey.locator("[name=tool-way]:checked").focus()
    keys.press("ArrowUp")
    for _ in range(5):
        if not focused(survey.locator("[name=tool-group]").first):
            tab_to(survey, survey.locator("[name=tool-group]").first)
        keys.press("Space")
        keys.press("Tab")
        keys.press("Space")
        tab_to(survey, survey.locator(".tool-survey__send"))
        keys.press("Enter")
        expect(survey.locator("[name=tool-group]").first).to_be_focused()
    survey.locator("[name=tool-way]:checked").focus()
    keys.press("ArrowDown")
    tab_to(survey, survey.get_by_role("button", name="Close the collection"))
    keys.press("Enter")
    tab_to(survey, survey.get_by_role("button", name="Close and show"))
    keys.press("Enter")
    expect(survey.locator(".tool-survey__title")).to_be_focused()
    expect(results(survey).first).to_contain_text("5 agree")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, NARROW], ids=["desktop", "narrow"])
def test_axe_finds_nothing_at_any_step_and_nothing_is_wider_than_the_screen(
    profile: Callable[..., BrowserContext], address: str, scheme: str, viewport: dict[str, int]
) -> None:
    page = open_survey(profile(color_scheme=scheme, viewport=viewport, reduced_motion="reduce").new_page(), address)

    def sound(step: str) -> None:
        assert faults(page) == [], step
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0, step

    press(page, "Make my code")
    sound("a fault")
    page.locator("#tool-word").fill("Maple")
    choose(page, CW, AGREE, DISAGREE, UNSURE)
    press(page, "Make my code")
    expect(page.locator(".tool-survey__qr")).to_be_visible()
    page.locator(".tool-survey__load").evaluate("details => { details.open = true; }")
    sound("a code")
    press(page.locator(".tool-survey__made"), "Clear my answers from this device")
    codes = [*many(page, 5, CW, AGREE, DISAGREE), *many(page, 5, "other", DISAGREE)]
    begin(page)
    page.locator(".tool-survey__talk").evaluate("details => { details.open = true; }")
    add(page, "12345-12345-12345-1234", "12")
    sound("collecting")
    add(page, *codes)
    finish(page)
    page.get_by_label("Show by role").check()
    sound("results")
