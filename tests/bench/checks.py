"""A page of forty questions, beside the same page without a check, and beside a form written by hand: the physical limit."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser, Page

from . import build
from .host import LEVEL, Host
from .projects import ROOT
from .report import Figure
from .weight import CODE

QUESTIONS = 40
ADDED, ONE_FRAME, SLOW_FEEDBACK, LATER = 12, 16, 50, 1.1  # kB, ms, ms at a processor four times slower, ratio
LOADS, CLICKS, SLOWER = 7, 9, 4
PLAIN_PAGE = "/model/elements/values/"
FRONT = """---
title: {0}
description: A page of forty questions, made for a measurement and for nothing else.
reviewed: 2026-11-21
---

# {0}

"""
SITUATION = "A counselor whom you do not know leaves a message about parent number {0}."
PROMPT = "What do you do first, in case {0}?"
CHOICES = ("Wait for the monthly report on attendance.", "Call the counselor back and ask what they know.", "Write to the court at once.")
WHY = "It feels safe, and it comes too late to mend anything."
OURS = (".question", "Check answer", ".question__verdict")
HAND = ("form.by-hand", "Check", "p[role=status]")
STEM = ".question__prompt, article ol > li strong, legend"

# From the click to the first moment at which the feedback is visible, and to the frame that shows it.
WATCH = """([place, part, selector]) => {
  const watched = document.querySelectorAll(part)[place].querySelector(selector);
  window.benchVisible = window.benchPainted = 0;
  addEventListener("click", (event) => {
    const look = () => {
      if (!watched.checkVisibility() || !watched.textContent) return setTimeout(look);
      watched.getBoundingClientRect();
      window.benchVisible = performance.now() - event.timeStamp;
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => { window.benchPainted = performance.now() - event.timeStamp; };
        after.port2.postMessage(0);
      });
    };
    look();
  }, { once: true });
}"""

# The frame after the first in which a question's words have a place on the screen.
FIRST_SEEN = """(selector) => {
  const look = () => {
    const node = document.querySelector(selector);
    if (node && node.checkVisibility() && node.getBoundingClientRect().height > 0) window.benchSeen ??= performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""

BY_HAND = """<!doctype html><html lang="en"><meta charset="utf-8"><title>By hand</title><h1>By hand</h1>{0}<script>
document.addEventListener("click", (event) => {{
  if (event.target.tagName !== "BUTTON") return;
  const form = event.target.form;
  const right = form.elements.answer.value === "1";
  form.querySelector("p[role=status]").textContent = right ? "Right. {1}" : "Not this. {1}";
}});</script></html>"""


def project(ours: Path) -> Path:
    """The site with three pages more, built; returns its folder."""
    folder = ours.parent / "checks"
    shutil.copytree(ours, folder, ignore=shutil.ignore_patterns("site", "keep.yml"))
    settings = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["nav"] = [*settings["nav"], {"Forty": ["forty.md", "without.md"]}]
    (folder / "mkdocs.yml").write_text(yaml.dump(settings, sort_keys=False), encoding="utf-8")
    questions = [_question(number) for number in range(1, QUESTIONS + 1)]
    check = {"title": "Forty", "kind": "practice", "show": "all", "shuffle": [], "questions": questions}
    (folder / "quizzes/module-7/forty.yml").write_text(yaml.safe_dump(check, sort_keys=False), encoding="utf-8")
    call = '{{ knowledge_check("module-7/forty") }}\n'
    (folder / "docs/forty.md").write_text(FRONT.format("Forty questions") + call, encoding="utf-8")
    (folder / "docs/without.md").write_text(FRONT.format("Forty without") + "\n".join(map(_as_text, questions)), encoding="utf-8")
    build.run(folder)
    forms = "".join(map(_as_form, questions))
    (folder / "site/by-hand.html").write_text(BY_HAND.format(forms, WHY), encoding="utf-8")
    return folder / "site"


def figures(browser: Browser, host: Host) -> Iterator[Figure]:
    """Weight, time to the first question, time to feedback."""
    yield from _lessons(browser, host)
    seen = {path: [_seen(browser, host, path) for _ in range(LOADS)] for path in ("/forty/", "/without/", "/by-hand.html")}
    least = {path: min(times) for path, times in seen.items()}
    yield Figure("first question on the screen", least["/forty/"], "ms", note="processor four times slower")
    yield Figure("the same page without a check", least["/without/"], "ms")
    yield Figure("by hand", least["/by-hand.html"], "ms")
    yield Figure("with a check / without", least["/forty/"] / least["/without/"], "", LATER)
    for title, slower, limit in (("", 1, ONE_FRAME), (f", processor {SLOWER} times slower", SLOWER, SLOW_FEEDBACK)):
        for name, path, names, bound in (("click to feedback", "/forty/", OURS, limit), ("by hand", "/by-hand.html", HAND, None)):
            visible, painted = _feedback(browser, host, path, slower, *names)
            yield Figure(f"{name}{title}", visible, "ms", bound, f"median of {CLICKS}; painted after {painted:.0f} ms")


def _lessons(browser: Browser, host: Host) -> Iterator[Figure]:
    """The lesson with a check that loads most, in gzipped styles and scripts, every page's apart.

    What marks an answer is fetched when a check is first touched. Who only reads goes without, so the limit is for what comes on
    arrival; what a learner has loaded once an answer is marked stands beside it.
    """
    training = sorted((ROOT / "docs/training").rglob("*.md"))
    addresses = [f"/{page.relative_to(ROOT / 'docs').with_suffix('').as_posix()}/" for page in training]
    loads = {address: _added(browser, host, address) for address in addresses if _is_lesson(host.file(address))}
    for place, (moment, limit) in enumerate((("on arrival", ADDED), ("after the first answer", None))):
        worst = max(loads, key=lambda address: loads[address][place])
        yield Figure(f"a lesson's own code, {moment}", loads[worst][place], "kB", limit, f"the most of {len(loads)} lessons: {worst}")


def _is_lesson(file: Path | None) -> bool:
    text = file.read_text(encoding="utf-8") if file else ""
    return "<lesson-marker" in text and "<knowledge-check" in text


def _added(browser: Browser, host: Host, address: str) -> tuple[float, float]:
    """In kB: on arrival, and once an answer was to be checked."""
    with browser.new_context() as context:
        host.sent.clear()
        context.new_page().goto(f"http://{host.name}{PLAIN_PAGE}", wait_until="networkidle")
        every = {one.path for one in host.sent}
    with browser.new_context() as context:
        page = context.new_page()
        host.sent.clear()
        page.goto(f"http://{host.name}{address}", wait_until="networkidle")
        page.locator("knowledge-check[data-live]").wait_for()
        arrived = _code(host, every)
        page.locator(".question:visible [data-action]:visible").first.click()
        page.wait_for_load_state("networkidle")
        return arrived, _code(host, every)


def _code(host: Host, every: set[str]) -> float:
    """The styles and scripts sent, without their headers, those of every page apart; in kB."""
    files = [host.file(path) for path in {one.path for one in host.sent} - every if path.endswith(CODE)]
    return sum(len(gzip.compress(file.read_bytes(), LEVEL, mtime=0)) for file in files if file) / 1000


@contextmanager
def _slowed(browser: Browser, slower: int) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 412, "height": 823}) as context:
        page = context.new_page()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        yield page


def _seen(browser: Browser, host: Host, path: str) -> float:
    with _slowed(browser, SLOWER) as page:
        page.add_init_script(f"({FIRST_SEEN})({STEM!r})")
        page.goto(f"http://{host.name}{path}")
        page.wait_for_function("window.benchSeen > 0")
        return float(page.evaluate("window.benchSeen"))


def _feedback(browser: Browser, host: Host, path: str, slower: int, part: str, button: str, answer: str) -> tuple[float, float]:
    with _slowed(browser, slower) as page:
        page.goto(f"http://{host.name}{path}", wait_until="networkidle")
        visible, painted = [], []
        for number in range(0, QUESTIONS, QUESTIONS // CLICKS):
            one = page.locator(part).nth(number)
            one.locator("input[type=radio]").first.check()
            page.wait_for_timeout(100)
            page.evaluate(WATCH, [number, part, answer])
            one.get_by_role("button", name=button, exact=True).click()
            page.wait_for_function("window.benchPainted > 0")
            visible.append(float(page.evaluate("window.benchVisible")))
            painted.append(float(page.evaluate("window.benchPainted")))
        return median(visible), median(painted)


def _question(number: int) -> dict[str, Any]:
    choices = [{"id": str(n), "text": text, "why": WHY} | ({"correct": True} if n == 1 else {}) for n, text in enumerate(CHOICES)]
    return {
        "id": f"case-{number}",
        "type": "single-choice",
        "objective": "levels",
        "situation": SITUATION.format(number),
        "prompt": PROMPT.format(number),
        "choices": choices,
        "explanation": WHY,
    }


def _as_text(question: dict[str, Any]) -> str:
    choices = "".join(f"    - {choice['text']} {choice['why']}\n" for choice in question["choices"])
    return f"1. {question['situation']} **{question['prompt']}**\n\n{choices}\n    {question['explanation']}\n"


def _as_form(question: dict[str, Any]) -> str:
    choices = "".join(
        f'<label><input type="radio" name="answer" value="{choice["id"]}"> {choice["text"]}</label><br>' for choice in question["choices"]
    )
    return (
        f'<form class="by-hand"><p>{question["situation"]}</p><fieldset><legend>{question["prompt"]}</legend>{choices}</fieldset>'
        f'<button type="button">Check</button><p role="status"></p><details><summary>Answer</summary>{WHY}</details></form>'
    )
