"""How fast it feels on a slow phone: first content on the screen, and the matrix filter as one types."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as Stalled

from .host import Host
from .report import Figure
from .weight import PAGES

LOADS, PASSES = 5, 5
DOWN, UP, LATENCY = 1_600_000 / 8, 750_000 / 8, 150  # bytes a second, milliseconds
SLOWER = 4
KEYSTROKE = 50  # ms
# Narrowing first, then widening again: the last keys bring the whole matrix back, which is the most to paint.
KEYS = [*"substances", *["Backspace"] * 10]
PATIENCE, ATTEMPTS = 30_000, 4  # ms; Chromium's throttled line stalls for good once in some fifty loads
SETTLE = 1000  # ms after loading, in which nothing new should appear
REST = 250  # ms between keys, so that each is painted before the next

LARGEST_PAINT = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""

# The time from a key to the frame that shows its result. A task that a frame's callback posts runs when that
# frame is painted; the observer catches results that come later than the frame after the key.
WATCH_KEYS = """() => {
  let begin = 0;
  let within = false;
  window.benchPainted = 0;
  const frame = () => {
    within = true;
    const after = new MessageChannel();
    after.port1.onmessage = () => { within = false; window.benchPainted = performance.now() - begin; };
    after.port2.postMessage(0);
  };
  addEventListener("keydown", (event) => {
    begin = event.timeStamp;
    window.benchPainted = 0;
    requestAnimationFrame(frame);
  }, true);
  new MutationObserver(() => { if (!within) requestAnimationFrame(frame); })
    .observe(document.querySelector("matrix-filter"), { attributes: true, childList: true, characterData: true, subtree: true });
}"""


def figures(browser: Browser, host: Host) -> Iterator[Figure]:
    """Rows for the three pages and for the filter."""
    for title, path in PAGES.items():
        paints = [_largest_paint(browser, f"http://{host.name}{path}") for _ in range(LOADS)]
        yield Figure(f"largest contentful paint: {title}", median(paints), "ms", note=f"median of {LOADS}, worst {max(paints):.0f} ms")
    # Each key's own median of several passes: other work on the machine comes and goes.
    times = [median(key) for key in zip(*(_keystrokes(browser, f"http://{host.name}/matrix/") for _ in range(PASSES)), strict=True)]
    yield Figure("a key in the matrix filter to its result: median", median(times), "ms", KEYSTROKE)
    yield Figure("a key in the matrix filter to its result: worst", max(times), "ms", KEYSTROKE, f"of {len(times)} keys")


@contextmanager
def _slow_phone(browser: Browser, address: str) -> Iterator[Page]:
    """A page loaded for the first time, behind a slow line, on a slow processor."""
    for attempt in range(1, ATTEMPTS + 1):
        with browser.new_context(viewport={"width": 412, "height": 823}, device_scale_factor=1.75) as context:
            page = context.new_page()
            _slow_down(page)
            try:
                page.goto(address, wait_until="load", timeout=PATIENCE)
            except Stalled:
                if attempt < ATTEMPTS:
                    continue
                raise
            page.wait_for_timeout(SETTLE)
            yield page
            return


def _slow_down(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    line = {"offline": False, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _largest_paint(browser: Browser, address: str) -> float:
    with _slow_phone(browser, address) as page:
        return float(page.evaluate(LARGEST_PAINT))


def _keystrokes(browser: Browser, address: str) -> list[float]:
    with _slow_phone(browser, address) as page:
        page.locator("matrix-filter input[name=words]").click()
        page.evaluate(WATCH_KEYS)
        times = []
        for key in KEYS:
            page.keyboard.press(key)
            page.wait_for_timeout(REST)
            page.wait_for_function("window.benchPainted > 0")
            times.append(float(page.evaluate("window.benchPainted")))
        return times
