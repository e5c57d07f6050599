"""Nothing leaves the page's own host, and little is fetched: what a host and a reader are promised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import ROOT, build

from .places import EVERY, MISSING, PAGES, name
from .server import Served, serve

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)


def _advised() -> str:
    """The policy that the page for hosts gives: what is tested here is what they copy."""
    text = (ROOT / "docs/about/hosting.md").read_text(encoding="utf-8")
    return re.findall(r"^Content-Security-Policy: (.+)$", text, flags=re.M)[0]


def _secure(_: str) -> dict[str, str]:
    return {"Content-Security-Policy": _advised(), "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[Served]:
    """The site under the policy that hosts are advised to send."""
    with serve(site, headers=_secure) as served:
        yield served


class Watch:
    """What a profile's pages ask for and complain about."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self._home = urlsplit(home).netloc
        context.on("request", self._request)
        context.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        context.on("console", lambda message: self._console(message.type, message.text, message.location["url"]))
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))

    def _request(self, request: object) -> None:
        url = str(request.url)  # type: ignore[attr-defined]
        if not url.startswith(("data:", "blob:")) and urlsplit(url).netloc != self._home:
            self.foreign.append(url)

    def _console(self, kind: str, text: str, url: str) -> None:
        the_404_itself = url.endswith(MISSING) and "404" in text
        if kind in {"error", "warning"} and not the_404_itself:
            self.complaints.append(f"{kind}: {text} ({url})")


def _stored(page: Page) -> list[str]:
    return page.evaluate("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]")


def test_the_policy_that_hosts_are_advised_to_send_is_a_strict_one() -> None:
    assert {part.strip() for part in _advised().split(";")} <= {part.strip() for part in STRICT.split(";")}
    assert "default-src 'none'" in _advised()


@pytest.mark.parametrize("place", EVERY, ids=name)
def test_a_page_asks_no_other_host_stores_only_colors_and_the_last_lesson_and_complains_of_nothing(
    context: BrowserContext, strict: Served, place: str
) -> None:
    """Under the strict policy: anything that it blocks is an error in the console."""
    watch = Watch(context, strict.address)
    page = context.new_page()
    page.goto(strict.address + place, wait_until="networkidle")
    assert not watch.foreign
    assert not watch.complaints
    assert not context.cookies()
    lesson = {"toolkit:format", "toolkit:last"} if page.locator("lesson-marker").count() else set()
    assert set(_stored(page)) - lesson == {"/.__palette"}


def test_colors_search_and_filter_work_under_the_strict_policy(context: BrowserContext, strict: Served) -> None:
    watch = Watch(context, strict.address)
    page = context.new_page()
    page.add_init_script("addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective))")
    page.goto(f"{strict.address}matrix/")
    page.locator("#__palette_0 + label").click()
    page.locator("#__palette_1 + label").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.select_option("#filter-element", "values")
    expect(page.locator("#training-01")).to_be_hidden()
    page.locator(".md-search__input").focus()
    page.keyboard.type("subpoena")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/reference/**")
    page.locator("abbr[title]").first.hover()
    expect(page.locator("h1")).to_be_visible()
    assert not watch.foreign
    assert not watch.complaints
    assert not context.cookies()
    assert _stored(page) == ["/.__palette"]


MAKE = """async () => {
  const [{ drawn }, { workbook }] = await Promise.all(["qr", "workbook"].map((name) => import(`/assets/lib/${name}.mjs`)));
  const { size, path } = await drawn("K7Q2-99AB");
  return [size, path.length, (await workbook([{ name: "One", rows: [["=1+1"]] }])).size];
}"""


def test_codes_and_workbooks_are_made_under_the_strict_policy(context: BrowserContext, strict: Served) -> None:
    watch = Watch(context, strict.address)
    page = context.new_page()
    page.add_init_script("addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective))")
    page.goto(f"{strict.address}about/")
    size, path, workbook = page.evaluate(MAKE)
    assert size == 29
    assert path > 1000
    assert workbook > 2000
    assert not watch.foreign
    assert not watch.complaints


def _caching(path: str) -> dict[str, str]:
    """As the page for hosts advises: files of the site for an hour, pages checked each time."""
    return {"Cache-Control": "max-age=3600" if path.startswith("/assets/") else "no-cache"}


def test_the_second_page_of_a_visit_fetches_only_itself(context: BrowserContext, site: Path, pages: dict[str, html.HtmlElement]) -> None:
    with serve(site, headers=_caching) as served:
        page = context.new_page()
        page.goto(served.address, wait_until="networkidle")
        element = {"/assets/components/matrix-filter.mjs", "/assets/components/matrix-filter.css", "/assets/lib/words.mjs"}
        for place, more in (("model/", set()), ("reference/glossary/", set()), ("matrix/", element), ("matrix/?again", set())):
            served.log.clear()
            page.goto(served.address + place, wait_until="networkidle")
            here = place.partition("?")[0]
            own = {f"/{here}{source}" for source in pages[f"{here}index.html"].xpath("//article//img/@src")}
            assert {one.partition("?")[0] for one in served.log} - own == {f"/{here}", *more}, place


@contextmanager
def _below(folder: Path, host: Path) -> Iterator[Served]:
    """A built site served at a folder below the root of its host."""
    (host / "toolkit").symlink_to(folder, target_is_directory=True)
    with serve(host, missing=folder / "404.html") as served:
        yield Served(f"{served.address}toolkit/", served.log)


def test_the_site_works_below_the_root_of_its_host(context: BrowserContext, site: Path, tmp_path: Path) -> None:
    with _below(site, tmp_path) as below:
        watch = Watch(context, below.address)
        page = context.new_page()
        page.goto(f"{below.address}model/elements/values/")
        page.locator(".md-tabs").get_by_role("link", name="Progress Matrix").click()
        page.wait_for_url(f"{below.address}matrix/")
        page.select_option("#filter-element", "values")
        expect(page.locator("#training-01")).to_be_hidden()
        page.locator(".md-search__input").focus()
        page.keyboard.type("subpoena")
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url(f"{below.address}reference/**")
        page.locator("#__palette_0 + label").click()
        assert _stored(page) == ["/toolkit/.__palette"]
        assert not watch.foreign
        assert not watch.complaints
        assert all(path.startswith("/toolkit/") for path in below.log)


def test_built_for_its_address_the_page_for_a_missing_one_works_at_any_depth(context: BrowserContext, tmp_path: Path) -> None:
    result = build(tmp_path / "built", SITE_URL="https://www.example.gov/toolkit/")
    assert result.returncode == 0, result.stderr
    (tmp_path / "host").mkdir()
    with _below(tmp_path / "built", tmp_path / "host") as below:
        watch = Watch(context, below.address)
        page = context.new_page()
        answer = page.goto(below.address + MISSING)
        assert answer and answer.status == 404
        assert not watch.foreign
        assert not watch.complaints
        for link in page.locator("article a").all():
            address = link.evaluate("link => link.href")
            assert address.startswith(below.address)
            assert page.request.get(address).ok, address


def test_the_page_for_a_missing_address_leads_on(page: Page, address: str) -> None:
    page.goto(address + MISSING)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("not here"))
    for link in page.locator("article a").all():
        assert page.request.get(link.evaluate("link => link.href")).ok, link.get_attribute("href")


def test_a_visit_works_where_the_browser_stores_nothing(profile: Callable[..., BrowserContext], address: str) -> None:
    """As in some private windows: the very name of the storage throws."""
    context = profile()
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })")
    watch = Watch(context, address)
    page = context.new_page()
    page.goto(f"{address}matrix/")
    expect(page.locator("form.matrix-filter")).to_be_visible()
    assert not watch.complaints


def test_every_page_of_the_site_is_tested(pages: dict[str, html.HtmlElement]) -> None:
    assert {f"{place}index.html" for place in PAGES} | {"404.html"} == set(pages)
