"""Partners see where they stand side by side: counts and names, never a score, and what is agreed is theirs alone to say."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.library import Library

from .axe import faults
from .team import about, answer, choose, chosen, open_here, save, status, visit, work

THREE = (
    work("Child welfare", {"values-01": "in-place", "values-02": "in-place", "values-03": "unknown", "children-01": "in-place"}),
    work("Treatment", {"values-01": "not-yet", "values-02": "in-place", "values-03": "unknown", "children-01": "not-yet"}),
    work("Court", {"values-01": "partly", "values-02": "in-place", "values-03": "in-place", "children-01": "in-place"}),
)


@pytest.fixture
def three(page: Page, address: str) -> Page:
    """Three partners' files, opened together."""
    visit(page, address)
    about(page, "All partners")
    choose(page, *THREE)
    expect(status(page)).to_have_text("Added: Child welfare, Treatment, Court.")
    return page


def panel(page: Page, name: str) -> Locator:
    """A part of the tool, opened."""
    page.locator(f"[data-panel={name}]").click()
    return page.locator(f'[data-panel-of="{name}"]')


def rating(page: Page) -> Page:
    """The page with its form in sight."""
    panel(page, "rate")
    return page


def discussed(page: Page) -> list[str]:
    """Ids of what is to be discussed first, in order."""
    first = page.locator(".tool-partners > .tool-views").first.locator("[data-view]")
    return first.evaluate_all("all => all.map((one) => one.dataset.view)")


# -- one partner


def test_each_level_of_each_element_is_counted_in_words_and_what_is_missing_is_named(page: Page, address: str, library: Library) -> None:
    visit(page, address)
    about(page, "Harbor Clinic")
    firsts = library.matrix.indicators("fundamentals", "values")
    for one in firsts:
        answer(page, one.id, "in-place")
    seconds = library.matrix.indicators("good", "values")
    answer(page, seconds[0].id, "in-place")
    answer(page, seconds[1].id, "partly")
    result = panel(page, "result")
    cells = result.locator("tbody tr").first.locator("td")
    expect(cells.nth(0)).to_have_text(f"{len(firsts)} of {len(firsts)} in placeComplete")
    expect(cells.nth(1)).to_have_text(f"1 of {len(seconds)} in place1 partly, {len(seconds) - 2} not answered")
    one = result.locator(".tool-result__one").first
    expect(one.locator("p").first).to_have_text("Fully in place through: Fundamentals. To complete Good:")
    names = [f"{indicator.name}" for indicator in seconds[1:]]
    assert [re.sub(r" \(.*", "", text) for text in one.locator("li").all_inner_texts()] == names
    expect(result).to_contain_text("They are not a grade.")
    assert not re.search(r"\d\s*%|average|score|rank", result.inner_text(), re.IGNORECASE)


def test_an_answer_that_does_not_apply_counts_only_with_its_reason(page: Page, address: str) -> None:
    visit(page, address)
    answer(page, "agencies-05", "does-not-apply")
    cell = page.locator(".tool-result tbody tr").nth(8).locator("td").nth(2)
    panel(page, "result")
    expect(cell).to_contain_text("1 not answered")
    panel(page, "rate")
    page.locator('[data-item="agencies-05"]').get_by_label("Why does it not apply?").fill("There is one agency here.")
    panel(page, "result")
    expect(cell).to_have_text("Does not apply here")


def test_progress_is_shown_for_each_element(page: Page, address: str) -> None:
    visit(page, address)
    answer(page, "values-01", "unknown")
    answer(page, "screening-01", "partly")
    counts = page.locator(".tool-steps__count")
    expect(counts.nth(0)).to_have_text("1 of 9 answered")
    expect(counts.nth(1)).to_have_text("1 of 7 answered")


# -- several partners


def test_what_partners_see_furthest_apart_comes_first_then_what_nobody_knows(three: Page) -> None:
    assert discussed(three) == ["values-01", "values-03"]
    first = three.locator(".tool-view").first
    expect(first.locator(".tool-view__marks li")).to_have_text(["A In place", "B Partly", "C Not yet"])
    expect(first).to_contain_text("Seen differently.")
    expect(three.locator(".tool-view").nth(1)).to_contain_text("2 of 3 cannot say.")


def test_the_order_of_opening_does_not_matter_and_a_file_twice_counts_once(three: Page, address: str) -> None:
    before = three.locator(".tool-partners").text_content()
    choose(three, *reversed(THREE), THREE[0])
    expect(status(three)).to_contain_text("Added: Court, Treatment, Child welfare")
    assert three.locator(".tool-partners").text_content() == before


def test_the_agreed_answer_is_never_filled_in_and_carries_its_date_and_note(three: Page) -> None:
    expect(three.locator(".tool-agreed select").first).to_have_value("")
    assert save(three)[1]["agreed"] == {}
    three.locator(".tool-agreed select").first.select_option("partly")
    three.locator("[data-agreed=note]").first.fill("We read the charter together.")
    agreed: dict[str, Any] = save(three)[1]["agreed"]
    assert list(agreed) == ["values-01"]
    assert agreed["values-01"] | {"date": ""} == {"answer": "partly", "revision": 1, "note": "We read the charter together.", "date": ""}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", agreed["values-01"]["date"])
    choose(three, THREE[1])
    three.get_by_role("button", name="Add as a partner").click()
    expect(three.locator(".tool-agreed select").first).to_have_value("partly")


def test_what_each_partner_answers_for_itself_is_in_place_only_if_all_say_so(three: Page) -> None:
    assert "children-01" not in discussed(three)
    three.get_by_role("button", name="Services to children").click()
    one = three.locator('[data-view="children-01"]')
    expect(one).to_contain_text("Not in place for: Treatment.")
    expect(one.locator("select")).to_have_count(0)
    result = panel(three, "result")
    expect(result.locator("select")).to_have_value("team")
    expect(result.locator("tbody tr").nth(3).locator("td").first).to_contain_text("0 of 4 in place")


def test_partners_and_decisions_travel_in_the_teams_file(three: Page) -> None:
    three.locator(".tool-agreed select").first.select_option("not-yet")
    before = three.locator(".tool-partners").text_content()
    file = save(three)[1]
    assert [view["about"]["partner"] for view in file["views"]] == ["Child welfare", "Court", "Treatment"]
    choose(three, file)
    expect(three.locator(".tool__preview")).to_contain_text("This file holds 3 partners' files, 1 agreed answer.")
    three.get_by_role("button", name="Leave everything as it is").click()
    three.get_by_role("button", name="Clear from this computer").click()
    three.get_by_role("button", name="Clear it").click()
    expect(three.locator(".tool-partners")).to_contain_text("No partner is open yet.")
    open_here(three, file)
    panel(three, "partners")
    assert three.locator(".tool-partners").text_content() == before


def test_two_groups_of_one_agency_stand_side_by_side_and_a_newer_file_takes_the_older_ones_place(page: Page, address: str) -> None:
    judges, clerks = (work("Court", {"values-01": value}) for value in ("in-place", "not-yet"))
    judges["about"]["role"], clerks["about"]["role"] = "judges", "clerks"
    visit(page, address)
    choose(page, judges, clerks)
    expect(page.locator(".tool-partners__list li")).to_have_count(2)
    choose(page, {**clerks, "saved": "2026-11-21T10:00:00.000Z"})
    page.get_by_role("button", name="Add as a partner").click()
    expect(status(page)).to_contain_text("The newer file of Court took the place of the older one.")
    expect(page.locator(".tool-partners__list li")).to_have_count(2)


def test_a_teams_file_among_others_brings_its_partners_and_one_without_answers_is_refused(three: Page) -> None:
    team = save(three)[1]
    three.get_by_role("button", name="Take Court off this page").click()
    choose(three, team, work("Nobody", {}))
    expect(status(three)).to_contain_text("All partners is a team’s file: its partners were added.")
    expect(status(three)).to_contain_text("Nobody: this file has no answers, so it was not added.")
    expect(three.locator(".tool-partners__list li")).to_have_count(3)


def test_a_partner_of_another_round_is_not_set_beside_this_one(three: Page) -> None:
    choose(three, work("Clinic", {"values-01": "partly"}, round="Spring 2026"))
    three.get_by_role("button", name="Add as a partner").click()
    expect(status(three)).to_contain_text("Clinic belongs to another round, Spring 2026.")
    expect(three.locator(".tool-partners__list li")).to_have_count(3)


def test_what_partners_wrote_is_there_when_they_talk(page: Page, address: str) -> None:
    clinic, court = work("Clinic", {"values-01": "in-place"}), work("Court", {"values-01": "not-yet"})
    clinic["answers"]["values-01"]["note"] = "The charter of May"
    visit(page, address)
    choose(page, clinic, court)
    expect(page.locator('[data-view="values-01"]')).to_contain_text("A The charter of May")


def test_the_teams_report_holds_what_partners_wrote_and_what_was_agreed(page: Page, address: str) -> None:
    clinic, court = work("Clinic", {"values-01": "in-place"}), work("Court", {"values-01": "not-yet"})
    clinic["answers"]["values-01"] |= {"note": "The charter of May", "lead": "Director"}
    visit(page, address)
    about(page, "All partners")
    choose(page, clinic, court)
    page.get_by_label("Agreed answer").first.select_option("partly")
    page.locator("[data-agreed=note]").first.fill("We read the charter together.")
    page.locator(".tool-partners__element").first.click()
    expect(page.locator('[data-view="values-02"]')).to_be_visible()
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print the report").click()
    page.emulate_media(media="print")
    notes = page.locator(".tool-notes li")
    expect(notes).to_have_count(1)
    expect(notes).to_contain_text("Clinic: The charter of May · Lead: Director")
    expect(notes).to_contain_text(re.compile(r"Agreed: Partly · \w+ \d+, \d{4} · We read the charter together\."))
    expect(page.locator(".tool-partners > .tool-views")).to_be_visible()
    expect(page.locator('[data-view="values-02"]')).to_be_hidden()


def test_an_agreed_answer_that_does_not_apply_waits_for_its_reason(three: Page) -> None:
    three.locator(".tool-agreed select").first.select_option("does-not-apply")
    told = three.locator(".tool-agreed__date").first
    expect(told).to_contain_text("Write why it does not apply.")
    three.locator("[data-agreed=note]").first.fill("We have no such law.")
    expect(told).not_to_contain_text("Write why")


def test_a_partner_can_be_taken_off_the_page(three: Page) -> None:
    three.get_by_role("button", name="Take Court off this page").click()
    expect(three.locator(".tool-partners__list li")).to_have_count(2)
    three.get_by_role("button", name="Go back to the work that was here before").click()
    expect(three.locator(".tool-partners__list li")).to_have_count(3)


def test_the_answers_of_a_page_stand_beside_the_first_partner_under_their_own_name(page: Page, address: str) -> None:
    visit(page, address)
    earlier = work("Treatment", {"values-01": "partly"}, round="Spring 2026")
    choose(page, THREE[1])
    page.get_by_role("button", name="Open it here").click()
    choose(page, earlier)
    page.get_by_role("button", name="Add as an earlier round").click()
    answer(rating(page), "values-05", "partly")
    choose(page, THREE[2])
    page.get_by_role("button", name="Add as a partner").click()
    expect(status(page)).to_contain_text("Court was added. This page is the team’s now, with Treatment as a partner.")
    expect(page.locator("#tool-partner")).to_have_value("All partners")
    page.fill("#tool-partner", "Alder County")
    choose(page, THREE[1])
    page.get_by_role("button", name="Add as a partner").click()
    expect(page.locator(".tool-partners__list b")).to_have_text(["A: Court", "B: Treatment"])
    file = save(page)[1]
    assert file["about"]["partner"] == "Alder County"
    assert {entry["answer"] for entry in file["answers"].values()} == {None}
    assert file["views"][1]["answers"]["values-05"]["answer"] == "partly", "what was changed after the file was saved"
    expect(panel(page, "rounds")).to_contain_text("start on clarifying partners' values: from partly to not yet.")


def test_adding_the_first_partner_can_be_undone(page: Page, address: str) -> None:
    visit(page, address)
    about(page, "Treatment")
    answer(page, "values-01", "partly")
    choose(page, THREE[2])
    page.get_by_role("button", name="Add as a partner").click()
    page.get_by_role("button", name="Go back to the work that was here before").click()
    expect(page.locator("#tool-partner")).to_have_value("Treatment")
    assert chosen(rating(page), "values-01") == "partly"


# -- next steps and rounds


def test_a_step_is_removed_without_a_question_only_while_nothing_is_written(three: Page) -> None:
    steps = panel(three, "actions").locator(".tool-actions__one")
    for _ in range(2):
        three.get_by_role("button", name="Add a step").click()
    steps.first.get_by_label("Who leads (a role)").fill("Court coordinator")
    steps.nth(1).get_by_role("button", name="Remove this step").click()
    expect(steps).to_have_count(1)
    steps.get_by_role("button", name="Remove this step").click()
    expect(three.locator(".tool__question")).to_have_text("Court coordinator")
    three.get_by_role("button", name="Keep it").click()
    expect(steps).to_have_count(1)


def test_a_gap_becomes_a_next_step(three: Page) -> None:
    three.locator(".tool-view [data-act=add-action]").first.click()
    step = three.locator(".tool-actions__one")
    expect(step).to_contain_text("From: start on clarifying partners' values")
    expect(step.get_by_label("What", exact=True)).to_be_focused()
    step.get_by_label("What", exact=True).fill("Meet twice on values")
    step.get_by_label("Who leads (a role)").fill("Court coordinator")
    step.get_by_label("By when").fill("2027-01-15")
    [action] = save(three)[1]["actions"]
    assert action["items"] == ["values-01"]
    assert (action["what"], action["lead"]) == ("Meet twice on values", "Court coordinator")
    assert (action["by"], action["state"]) == ("2027-01-15", "open")
    for _ in range(5):
        three.get_by_role("button", name="Add a step").click()
    expect(three.locator(".tool-actions__count")).to_contain_text("Groups seldom finish more than five.")


def test_a_round_is_compared_only_where_the_wording_is_the_same_and_open_steps_come_along(page: Page, address: str) -> None:
    earlier = work("Harbor Clinic", {"values-01": "partly", "values-02": "in-place"}, round="Spring 2026")
    earlier["answers"] |= {f"screening-0{n}": {"answer": None, "revision": 1} for n in range(1, 8)}
    earlier["actions"] = [
        {"id": "a1", "items": ["values-01"], "what": "Still to do", "state": "going"},
        {"id": "a2", "items": [], "what": "Finished", "state": "done"},
    ]
    visit(page, address)
    about(page, "Harbor Clinic")
    answer(page, "values-01", "in-place")
    answer(page, "values-03", "in-place")
    choose(page, earlier)
    page.get_by_role("button", name="Add as an earlier round").click()
    rounds = page.locator(".tool-rounds")
    expect(rounds).to_contain_text("Since Spring 2026, November 20, 2026")
    expect(rounds).to_contain_text("Comparable: 9 of 88.")
    expect(rounds).to_contain_text("start on clarifying partners' values: from partly to in place.")
    expect(rounds).to_contain_text("Answered then and not yet in this round: 1.")
    expect(rounds).not_to_contain_text("named barriers")
    expect(rounds).to_contain_text("Steps then: Finished (done).")
    choose(page, earlier)
    page.get_by_role("button", name="Add as an earlier round").click()
    expect(status(page)).to_contain_text("This round is on the page already.")
    choose(page, work("Another agency", {"values-01": "partly"}, round="Spring 2026"))
    page.get_by_role("button", name="Add as an earlier round").click()
    expect(status(page)).to_contain_text("Another agency is another partner than Harbor Clinic")
    panel(page, "actions")
    expect(page.locator(".tool-actions__one")).to_have_count(1)
    expect(page.get_by_label("Where it stands")).to_have_value("going")
    expect(page.get_by_label("What", exact=True)).to_have_value("Still to do")
    page.get_by_label("Where it stands").select_option("dropped")
    assert save(page)[1]["actions"][0]["state"] == "dropped"


def test_a_new_round_starts_from_this_one(three: Page) -> None:
    three.locator(".tool-agreed select").first.select_option("partly")
    panel(three, "rounds")
    three.get_by_role("button", name="Start a new round from this one").click()
    expect(three.locator(".tool__question")).to_contain_text("Partners’ files and agreed answers leave the page")
    three.get_by_role("button", name="Start it").click()
    expect(three.locator("#tool-round")).to_have_value("")
    expect(three.locator("#tool-round")).to_be_focused()
    file = save(three)[1]
    assert (file["agreed"], "views" in file) == ({}, False)
    [earlier] = file["earlier"]
    assert earlier["agreed"]["values-01"]["answer"] == "partly"
    assert len(earlier["views"]) == 3
    rounds = panel(three, "rounds")
    expect(rounds).to_contain_text("Answered then and not yet in this round: 2.")
    expect(rounds).not_to_contain_text("Nothing has changed")
    changed = [{**one, "about": {**one["about"], "round": "Spring 2027"}} for one in THREE]
    changed[1]["answers"] = {**changed[1]["answers"], "children-01": {"answer": "in-place", "revision": 1}}
    choose(three, *changed)
    expect(status(three)).to_contain_text("Added: Child welfare, Treatment, Court.")
    rounds = panel(three, "rounds")
    expect(rounds).to_contain_text("Compared is where all partners stand together.")
    expect(rounds).to_contain_text("assessment of how substance use affects children: from partly to in place.")


def test_a_round_in_which_nothing_is_answered_is_not_one_in_which_nothing_has_changed(page: Page, address: str) -> None:
    visit(page, address)
    choose(page, {**work("Clinic", {}), "answers": {"values-01": {"answer": None, "revision": 1}}})
    page.get_by_role("button", name="Add as an earlier round").click()
    expect(panel(page, "rounds")).to_contain_text("Nothing is answered in this round yet.")
    answer(rating(page), "values-01", "unknown")
    expect(panel(page, "rounds")).to_contain_text("from not answered to don't know.")


def test_a_round_is_taken_off_the_page_only_when_asked_and_comes_back(three: Page) -> None:
    panel(three, "rounds")
    three.get_by_role("button", name="Start a new round from this one").click()
    three.get_by_role("button", name="Start it").click()
    rounds = three.locator(".tool-rounds__one")
    for sure in ("Keep it", "Take it off"):
        expect(rounds).to_have_count(1)
        panel(three, "rounds")
        three.get_by_role("button", name="Take this round off the page").click()
        expect(three.locator(".tool__question")).to_have_text("It is in no file of its own.")
        three.get_by_role("button", name=sure).click()
    expect(rounds).to_have_count(0)
    three.get_by_role("button", name="Go back to the work that was here before").click()
    expect(rounds).to_have_count(1)


def test_the_file_of_this_very_round_is_no_earlier_one(page: Page, address: str) -> None:
    visit(page, address)
    for round in ("", "Fall 2026"):
        about(page, "Harbor Clinic", round)
        answer(rating(page), "values-01", "partly")
        file = save(page)[1]
        if round:
            answer(page, "values-01", "in-place")
        choose(page, file)
        page.get_by_role("button", name="Add as an earlier round").click()
        expect(status(page)).to_have_text("This round is on the page already. If not, change the round above.")
        expect(page.locator(".tool-rounds__one")).to_have_count(0)


def test_starting_a_new_round_can_be_undone(three: Page) -> None:
    panel(three, "rounds")
    three.get_by_role("button", name="Start a new round from this one").click()
    three.get_by_role("button", name="Start it").click()
    three.get_by_role("button", name="Go back to the work that was here before").click()
    panel(three, "partners")
    expect(three.locator(".tool-partners__list li")).to_have_count(3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_part_of_the_tool(three: Page, scheme: Any) -> None:
    three.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    three.locator(".tool-view [data-act=add-action]").first.click()
    choose(three, work("Court", {"values-01": "partly"}, round="Spring 2026"))
    assert faults(three) == []
    three.get_by_role("button", name="Add as an earlier round").click()
    for name in ("rate", "result", "partners", "actions", "rounds"):
        panel(three, name)
        assert faults(three) == [], name
    three.get_by_role("button", name="Clear from this computer").click()
    assert faults(three) == []
