"""A knowledge check in a page, as its learner meets it: what can be pressed, chosen, typed and read."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

EXAMPLES = "about/authoring-checks/"
LESSON = "training/module-7/two-levels/"
FINAL = "training/module-7/final/"
REVIEW = "training/module-7/review/"
TEXTS = ("fill-in", "numeric", "reflection")
HEAR = """() => {
  window.heard = [];
  for (const type of ['check-answered', 'check-finished']) addEventListener(type, ({ type, detail }) => heard.push([type, detail]));
}"""
LISTEN = """status => {
  window.listening?.disconnect();
  window.said = [];
  window.listening = new MutationObserver(() => said.push(status.textContent));
  listening.observe(status, { childList: true, characterData: true, subtree: true });
}"""
RIGHT = """question => {
  const key = (name) => [...question.querySelectorAll(`.key [data-${name}]`)].map((node) => node.dataset[name]);
  const right = [...question.querySelectorAll('.key [data-correct]')].map((node) => node.dataset.choice);
  return { 'multiple-choice': right, matching: Object.fromEntries(key('pair').map((id) => [id, id])), ordering: key('item'),
    'fill-in': key('answer')[0], numeric: key('answer')[0] }[question.dataset.type] ?? right[0];
}"""
KEYS = """items => items.filter((item) => item.checkVisibility())
  .map(({ dataset: { choice, pair, extra, item, wrong } }) => choice ?? pair ?? extra ?? item ?? wrong)"""
# What an assistive technology or a translator may do to a page: each text stands in two new elements, in other words.
TRANSLATE = """root => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode.textContent.trim()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (text.parentElement.closest('option, textarea, script')) continue;
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.textContent = `«${text.textContent}»`;
    outer.append(inner);
    text.replaceWith(outer);
  }
}"""


class Question:
    """One question of a check."""

    def __init__(self, root: Locator) -> None:
        self.root = root
        self.verdict = root.locator(".question__verdict")
        self.answer_box = root.locator(".question__answer")
        self.reasons = root.locator(".key__item")
        self.explanation = root.locator(".question__explanation")
        self.inputs = root.locator(".choices input")
        self.text = root.get_by_role("textbox")

    @property
    def type(self) -> str:
        """One of the nine."""
        return self.root.get_attribute("data-type") or ""

    def button(self, name: str) -> Locator:
        """One of its buttons that can be seen."""
        return self.root.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        """Press one of its buttons."""
        self.button(name).click()

    def choice(self, value: str) -> Locator:
        """A choice, as large as it can be pressed."""
        return self.root.locator(f'.choice:has(input[value="{value}"])')

    def box(self, value: str) -> Locator:
        """The radio button or tick box of a choice."""
        return self.root.locator(f'input[value="{value}"]')

    def step(self, name: str) -> Locator:
        """A step of a scenario."""
        return self.root.locator(f'.scenario__step[data-step="{name}"]')

    def select(self, pair: str) -> Locator:
        """What a pair's left side goes with."""
        return self.root.locator(f'.match__select[data-pair="{pair}"]')

    def move(self, item: str, way: str) -> Locator:
        """The button that moves an item up or down."""
        return self.root.locator(f'.order__item[data-item="{item}"] [data-move={way}]')

    def order(self) -> list[str]:
        """The items as they stand."""
        return self.root.locator(".order__item").evaluate_all("items => items.map(({ dataset }) => dataset.item)")

    def sure(self, name: str) -> None:
        """Say how sure."""
        self.root.get_by_role("group", name="How sure are you?").get_by_label(name, exact=True).check()

    def seen(self) -> list[str]:
        """The parts of the key that can be read now, by their ids."""
        return self.reasons.evaluate_all(KEYS)

    def right(self) -> Any:
        """The right answer, from the key."""
        return self.root.evaluate(RIGHT)

    def give(self, answer: Any) -> None:
        """Answer with the mouse, without having it checked; a scenario is walked."""
        kind = self.type
        if kind in TEXTS:
            self.text.fill(answer)
        elif kind == "matching":
            for pair, right in answer.items():
                self.select(pair).select_option(right)
        elif kind == "ordering":
            for place, item in enumerate(answer):
                while self.order().index(item) > place:
                    self.move(item, "up").click()
        elif kind == "scenario":
            for step, choice in answer:
                self.step(step).locator(f'.choice:has(input[value="{choice}"])').click()
                self.step(step).get_by_role("button", name="Go on").click()
        else:
            for choice in [answer] if isinstance(answer, str) else answer:
                self.choice(choice).click()

    def key_in(self, answer: Any) -> None:
        """Answer from the keyboard, without having it checked; no scenario."""
        page, kind = self.root.page, self.type
        if kind in TEXTS:
            tab_to(page, self.text)
            page.keyboard.type(answer)
        elif kind == "matching":
            for pair, right in answer.items():
                tab_to(page, self.select(pair))
                while self.select(pair).input_value() != right:
                    page.keyboard.press("ArrowDown")
        elif kind == "ordering":
            for place, item in enumerate(answer):
                while (at := self.order().index(item)) > place:
                    up = self.move(item, "up")
                    if not focused(up):
                        tab_to(page, up)
                    page.keyboard.press("Enter")
                    expect(up).to_be_focused()
                    assert self.order().index(item) == at - 1
        elif kind == "multiple-choice":
            for box in self.inputs.all():
                tab_to(page, box, most=10)
                if box.input_value() in answer:
                    page.keyboard.press("Space")
        else:
            tab_to(page, self.inputs.first)
            page.keyboard.press("Space")
            for _ in range(self.inputs.count()):
                if self.box(answer).is_checked():
                    break
                page.keyboard.press("ArrowDown")
            expect(self.box(answer)).to_be_focused()
            expect(self.box(answer)).to_be_checked()

    def answer(self, answer: Any) -> None:
        """Answer with the mouse and have it checked."""
        self.give(answer)
        if self.type not in ("scenario", "reflection"):
            self.press("Check answer")
        if self.type != "reflection":
            expect(self.verdict).not_to_have_attribute("data-tone", "note")  # what marks it may have to be fetched


class Check:
    """One check of a page."""

    def __init__(self, page: Page, name: str) -> None:
        self.page, self.name = page, name
        self.root = page.locator(f'knowledge-check[data-check="{name}"]')
        self.status = self.root.get_by_role("status")
        self.start = self.root.locator(".check__start")
        self.progress = self.root.locator(".check__progress")
        self.notice = self.root.locator(".check__notice")
        self.result = self.root.locator(".check__result")
        self.score = self.root.locator(".check__score")
        self.shown = self.root.locator(".question:visible")

    def open(self, address: str) -> Check:
        """Go to the page and wait until the check can be used."""
        self.page.goto("about:blank")  # else an address that differs behind `#` only would not load the page anew
        self.page.goto(address)
        return self.ready()

    def reload(self) -> Check:
        """Load the page anew."""
        self.page.reload()
        return self.ready()

    def ready(self) -> Check:
        """Wait until the check can be used."""
        expect(self.root).to_have_attribute("data-live", "")
        return self

    def question(self, name: str) -> Question:
        """One of its questions."""
        return Question(self.root.locator(f'.question[data-question="{name}"]'))

    def questions(self) -> list[Question]:
        """The questions that are shown now."""
        return [self.question(name) for name in self.names()]

    def names(self) -> list[str]:
        """The ids of the questions that are shown now."""
        return self.shown.evaluate_all("questions => questions.map(({ dataset }) => dataset.question)")

    def button(self, name: str) -> Locator:
        """One of the buttons that can be seen."""
        return self.root.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        """Press one of the buttons."""
        self.button(name).click()

    def listen(self) -> None:
        """From now on, note what is announced."""
        self.status.evaluate(LISTEN)

    def said(self) -> list[str]:
        """What was announced."""
        return self.page.evaluate("said")

    def stored(self, kind: str) -> dict[str, Any]:
        """The learner's record: the entries of a kind, by what follows it in the key."""
        start = f"toolkit:{kind}:"
        entries = self.page.evaluate("Object.entries({ ...localStorage })")
        return {key.removeprefix(start): json.loads(value) for key, value in entries if key.startswith(start)}

    def entry(self, question: str) -> dict[str, Any]:
        """What the record holds of an answer."""
        return self.stored("answer")[f"{self.name}#{question}"]


def focused(target: Locator) -> bool:
    """Whether an element has the focus."""
    return bool(target.evaluate("element => element === document.activeElement"))


def tab_to(page: Page, target: Locator, key: str = "Tab", most: int = 30) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(most):
        page.keyboard.press(key)
        if focused(target):
            return
    raise AssertionError(f"{target} was not reached with {most} times {key}")
