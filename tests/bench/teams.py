"""Tools for teams: what a tool's page loads of its own, and how soon three partners' files stand side by side."""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from macros.tools import KINDS

from .host import LEVEL, Host
from .report import Figure
from .weight import CODE

OWN, SIDE_BY_SIDE = 25, 100  # kB, ms
INDEX = "assets/components/index.mjs"
MATRIX = "/tools/matrix-self-assessment/"
PARTNERS = ("Child welfare", "Children's \"Family\" Court – Ñ", "Treatment")
PASSES, SLOWER = 9, 4
SETTLE = 400  # ms in which nothing more may change

# Files as the page itself writes them: each item answered, with a note of some length.
FILES = """async (partners) => {
  const { blank, stamped, toText } = await import("/assets/lib/team-file.mjs");
  const { tool: id, edition } = document.querySelector("team-tool").dataset;
  const asked = [...document.querySelectorAll("team-tool [data-item]")];
  const items = asked.map(({ dataset }) => ({ id: dataset.item, revision: Number(dataset.revision) }));
  const answers = [...asked[0].querySelectorAll("input[type=radio]")].map(({ value }) => value);
  const tool = { id, edition, items, answers };
  return partners.map((partner, number) => {
    const work = blank(tool);
    work.about.partner = partner;
    items.forEach(({ id, revision }, at) => {
      const answer = answers[(at * (number + 2) + number) % answers.length];
      work.answers[id] = { answer, revision, reason: "A reason.", note: "A note of some length, as people write it. ".repeat(4) };
    });
    return [items.length, toText(stamped(work, tool, "2026-11-22T00:00:00.000Z"))];
  });
}"""

# The time from the choice of files to the frame that shows the last change that came of it.
WATCH = """() => {
  let begin = 0;
  window.benchShown = 0;
  const painted = () => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => { window.benchShown = performance.now() - begin; };
    after.port2.postMessage(0);
  });
  addEventListener("input", (event) => { if (event.target.type === "file") begin = event.timeStamp; }, true);
  new MutationObserver(() => begin && painted())
    .observe(document.querySelector("team-tool"), { attributes: true, childList: true, characterData: true, subtree: true });
}"""


# -- weight


def weights(site: Path) -> Iterator[Figure]:
    """A row for each page with a tool: its own scripts and styles as it loads them, gzipped."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("index.html"))}
    named = {path: _named(site, path, text) for path, text in pages.items()}
    everywhere = set.intersection(*named.values())
    for path, text in pages.items():
        if kind := re.search(r'<team-tool [^>]*data-kind="([a-z]+)"', text):
            others = {f"../tools/{other}.mjs" for other in set(KINDS) - {kind[1]}}
            styles = {one for one in named[path] - everywhere if one.suffix == ".css"}
            elements = {file for tag, file in _elements(site).items() if f"<{tag}" in text}
            first, ever = (styles | _reached(elements, others, at_once=at_once) for at_once in (True, False))
            note = f"{len(first)} files; {_kilobytes(ever):.1f} kB with what writes a workbook, fetched by those who want one"
            yield Figure(path.parent.relative_to(site).as_posix(), _kilobytes(first), "kB", OWN, note)


def _named(site: Path, page: Path, text: str) -> set[Path]:
    """Scripts and styles that a page's HTML names."""
    addresses = re.findall(r'(?:href|src)="([^"?#:]+)"', text)
    return {(page.parent / address).resolve() for address in addresses if address.endswith(CODE)}


def _elements(site: Path) -> dict[str, Path]:
    """Tag to the script that registers it."""
    lazily = re.findall(r'"([a-z-]+)":\s*\(\)\s*=>\s*import\("\./([a-z-]+\.mjs)"\)', (site / INDEX).read_text(encoding="utf-8"))
    return {tag: (site / INDEX).parent / name for tag, name in lazily}


def _reached(files: set[Path], others: set[str], *, at_once: bool) -> set[Path]:
    """These scripts and all that they import, but for the parts of other kinds of tools."""
    found, open_ = set[Path](), list(files)
    while open_:
        file = open_.pop()
        if file in found:
            continue
        found.add(file)
        text = file.read_text(encoding="utf-8")
        imports = re.findall(r'\bfrom\s*"(\.[^"\n]+)"', text)
        later = re.findall(r'\bimport\("(\.[^"\n]+)"\)', text)
        imports += [name for name in later if not at_once or name.startswith("../tools/")]  # the part of a tool is awaited
        open_ += [(file.parent / name).resolve() for name in imports if name not in others]
    return found


def _kilobytes(files: set[Path]) -> float:
    return sum(len(gzip.compress(file.read_bytes(), LEVEL, mtime=0)) for file in files) / 1000


# -- speed


def speed(browser: Browser, host: Host) -> Iterator[Figure]:
    """Rows for three partners' files, read, merged and shown."""
    for title, slower, limit in (("shown", 1, SIDE_BY_SIDE), ("a processor four times slower", SLOWER, None)):
        times = [_side_by_side(browser, host, slower) for _ in range(PASSES)]
        note = f"median of {PASSES}, worst {max(times):.0f} ms"
        yield Figure(f"three files of 88 answers: {title}", median(times), "ms", limit, note)


def _side_by_side(browser: Browser, host: Host, slower: int) -> float:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"http://{host.name}{MATRIX}")
        page.locator("team-tool[data-live]").wait_for()
        made = page.evaluate(FILES, PARTNERS)
        if {count for count, _ in made} != {88}:
            sys.exit(f"The matrix tool does not ask 88 items but {made[0][0]}, so nothing was measured.")
        page.locator("[data-panel=partners]").click()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.evaluate(WATCH)
        files = [{"name": f"{n}.json", "mimeType": "application/json", "buffer": text.encode()} for n, (_, text) in enumerate(made)]
        page.locator(".tool__file input[type=file]").set_input_files(files)  # type: ignore[arg-type]
        return _settled(page)


def _settled(page: Page) -> float:
    """Milliseconds until the last change; the three partners have to stand there."""
    page.wait_for_function("window.benchShown > 0")
    before = -1.0
    while (shown := float(page.evaluate("window.benchShown"))) != before:
        before = shown
        page.wait_for_timeout(SETTLE)
    if page.locator(".tool-partners__list li").count() != len(PARTNERS) or not page.locator(".tool-view:visible").count():
        sys.exit("The partners do not stand side by side, so nothing was measured.")
    return shown
