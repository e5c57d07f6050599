"""The built site: what every page gives, that every link leads somewhere, and that one change moves everything."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urldefrag

import openpyxl
import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import html

from macros.calls import MACROS
from macros.library import Library
from macros.quicker import Visible
from macros.site import Macros, on_pre_page_macros
from macros.site_map import page_url

from .conftest import ROOT, build, is_page

Element = html.HtmlElement
Pages = dict[str, Element]
LOADED = ".//script[@src] | .//link[@rel!='canonical' and @href] | .//img[@src] | .//iframe[@src] | .//source[@src] | .//object[@data]"


def built(path: str) -> str:
    """File of the built site for a page under docs/."""
    return posixpath.join(page_url(path, directories=True), "index.html")


def article(page: Element) -> Element:
    """What the author wrote, without the frame around it."""
    (found,) = page.xpath(".//article")
    return found


def text(element: Element) -> str:
    return " ".join(element.text_content().split())


def one(page: Element, path: str) -> Element:
    (found,) = page.xpath(path)
    return found


# -- every page


def test_every_page_of_the_docs_is_built_and_no_other(site: Path, library: Library, pages: Pages) -> None:
    assert set(pages) == {built(path) for path in library.pages} | {"404.html"}


def test_every_page_has_one_top_heading(pages: Pages) -> None:
    assert {name: len(page.xpath(".//h1")) for name, page in pages.items() if len(page.xpath(".//h1")) != 1} == {}


def test_no_page_skips_a_level_of_headings(pages: Pages) -> None:
    skips = {}
    for name, page in pages.items():
        levels = [int(heading.tag[1]) for heading in article(page).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        if any(after > before + 1 for before, after in pairwise(levels)):
            skips[name] = levels
    assert skips == {}


def test_every_page_has_a_title_of_its_own(pages: Pages) -> None:
    titles = Counter(text(one(page, "./head/title")) for page in pages.values())
    assert [title for title, times in titles.items() if times > 1] == []


def test_no_title_says_the_name_of_the_site_twice(pages: Pages) -> None:
    assert [name for name, page in pages.items() if text(one(page, "./head/title")).count("Collaborative Practice Toolkit") > 1] == []


def test_every_page_has_a_description_of_its_own(pages: Pages, library: Library) -> None:
    found = {path: one(pages[built(path)], ".//meta[@name='description']").get("content") for path in library.pages}
    assert found == {path: page.meta.description for path, page in library.pages.items()}
    assert len(set(found.values())) == len(found)
    assert {path: len(words) for path, words in found.items() if not 50 <= len(words) <= 170} == {}


def test_every_page_names_its_language_and_its_main_part(pages: Pages) -> None:
    for name, page in pages.items():
        assert page.get("lang") == "en", name
        assert len(page.xpath(".//main")) == 1, name


def test_every_page_says_when_it_was_reviewed(pages: Pages, library: Library) -> None:
    found = {path: pages[built(path)].xpath(".//*[@class='reviewed']/time/@datetime") for path in library.pages}
    assert found == {path: [page.meta.reviewed.isoformat()] for path, page in library.pages.items()}


def test_every_page_offers_help_at_its_foot(pages: Pages, library: Library) -> None:
    wanted = {f"tel:{line.tel}" for line in library.help_lines.help_lines if line.footer}
    assert wanted
    assert [name for name, page in pages.items() if not wanted <= set(page.xpath(".//footer//a/@href"))] == []


def test_no_id_stands_twice_on_a_page(pages: Pages) -> None:
    twice = {name: [key for key, times in Counter(page.xpath(".//@id")).items() if times > 1] for name, page in pages.items()}
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_every_table_has_headings_with_a_scope_or_stands_under_a_head(pages: Pages) -> None:
    for name, page in pages.items():
        for table in page.iter("table"):
            assert table.xpath(".//thead//th"), name
            assert not table.xpath(".//tbody//th[not(@scope)]"), name


def test_every_picture_has_a_text_alternative(pages: Pages) -> None:
    assert [(name, image.get("src")) for name, page in pages.items() for image in page.iter("img") if image.get("alt") is None] == []
    drawings = [(name, drawing) for name, page in pages.items() for drawing in article(page).xpath(".//svg[@role='img']")]
    assert drawings
    for name, drawing in drawings:
        keys = drawing.get("aria-labelledby", "").split()
        assert keys or drawing.get("aria-label"), name
        for key in keys:
            assert text(one(drawing, f".//*[@id='{key}']")), name


def test_what_a_drawing_shows_is_said_in_its_description_and_in_the_text_beside_it(pages: Pages) -> None:
    drawings = [one for page in pages.values() for one in page.xpath(".//figure[contains(@class, 'diagram')]/svg")]
    assert drawings
    for drawing in drawings:
        shown, said = words(drawing, ".//text//text()"), words(drawing, "./title/text() | ./desc/text()")
        beside = words(drawing, "ancestor::article//text()[not(ancestor::svg)]")
        assert len(shown) > 5
        assert (shown - said, shown - beside) == (set(), set()), drawing.get("aria-labelledby")


def words(element: Element, path: str) -> set[str]:
    """Words and numbers of the texts that `path` finds, in lower case."""
    return set(re.findall(r"[a-z'-]+|[0-9]+", " ".join(element.xpath(path)).lower()))


def test_no_macro_and_no_template_mark_is_left_in_a_page(pages: Pages, library: Library) -> None:
    for name, page in pages.items():
        if name not in (built("about/authoring.md"), built("about/authoring-checks.md")):  # show macros to authors
            assert not re.search(r"\{\{|\}\}|\{%|%\}|Undefined|None\b(?=,? n\.d\.)", text(article(page))), name


# -- links


@pytest.fixture(scope="module")
def anchors(pages: Pages) -> dict[str, set[str]]:
    return {name: set(page.xpath(".//@id | .//a/@name")) for name, page in pages.items()}


def target(name: str, address: str, site: Path) -> tuple[str, str]:
    """File and anchor that an address on a page leads to."""
    path, anchor = urldefrag(address)
    here = posixpath.dirname(name)
    joined = posixpath.normpath(posixpath.join("" if path.startswith("/") else here, unquote(path).lstrip("/"))) if path else name
    if (site / joined).is_dir():
        joined = posixpath.normpath(posixpath.join(joined, "index.html"))
    return joined, anchor


def inner(page: Element) -> Iterator[str]:
    """Addresses within the site that a page links to or loads."""
    for address in page.xpath(f".//a/@href | .//form/@action | ({LOADED})/@src | .//link[@rel!='canonical']/@href"):
        if not re.match(r"[a-z][a-z0-9+.-]*:", address):
            yield address


def test_every_link_leads_to_a_file_and_an_anchor_that_are_there(pages: Pages, anchors: dict[str, set[str]], site: Path) -> None:
    broken, there = [], cache(lambda file: (site / file).is_file())
    for name, page in pages.items():
        for address in set(inner(page)):
            file, anchor = target(name, address, site)
            if not there(file) or (anchor and file in anchors and unquote(anchor) not in anchors[file]):
                broken.append(f"{name}: {address}")
    assert broken == []


def test_every_page_can_be_reached_from_the_front_page(pages: Pages, site: Path) -> None:
    seen, wanted = {"404.html"}, ["index.html"]
    while wanted:
        name = wanted.pop()
        if name in pages and name not in seen:
            seen.add(name)
            wanted += [target(name, address, site)[0] for address in inner(pages[name])]
    assert set(pages) - seen == set()


def test_every_anchor_that_the_check_accepts_is_on_the_built_page(library: Library, anchors: dict[str, set[str]]) -> None:
    gone = {path: sorted(library.anchors(path) - anchors[built(path)]) for path in library.pages}
    assert {path: ids for path, ids in gone.items() if ids} == {}


def test_every_heading_and_every_entry_with_an_id_can_be_linked_to(library: Library, pages: Pages) -> None:
    for path in library.pages:
        ids = article(pages[built(path)]).xpath(".//h1/@id | .//h2/@id | .//li[@data-level]/@id | .//dl/div/@id")
        assert set(ids) <= library.anchors(path), path


# -- nothing from elsewhere


def test_nothing_is_loaded_from_another_host(pages: Pages) -> None:
    for name, page in pages.items():
        loaded = [element.get("src") or element.get("href") or element.get("data") for element in page.xpath(LOADED)]
        assert [address for address in loaded if re.match(r"([a-z]+:)?//", address)] == [], name
        assert page.xpath(".//link[@rel='preconnect' or @rel='dns-prefetch' or @rel='prefetch']") == [], name
        assert page.xpath(".//iframe | .//object | .//embed") == [], name
        assert page.xpath(".//*[@srcset or @ping] | .//meta[@http-equiv='refresh']") == [], name


def test_no_page_carries_a_script_a_style_or_a_handler_of_its_own(pages: Pages) -> None:
    for name, page in pages.items():
        assert page.xpath(".//script[not(@src) and not(@type='application/json')]") == [], name
        assert page.xpath(".//style") == [], name
        assert page.xpath(".//*[@style]") == [], name
        assert page.xpath(".//@*[starts-with(name(), 'on')]") == [], name
        assert [address for address in page.xpath(".//a/@href") if address.startswith("javascript:")] == [], name


def test_style_sheets_load_nothing_from_another_host(site: Path) -> None:
    for path in site.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?([a-z]+:)?//", path.read_text(encoding="utf-8")), path.name
        assert "@import" not in path.read_text(encoding="utf-8"), path.name


def test_our_scripts_and_styles_are_sent_without_comments_and_mean_the_same(site: Path) -> None:
    every = [path for path in (ROOT / "overrides/assets").rglob("*") if path.suffix in (".mjs", ".js", ".css")]
    together = ("vendor", "bundle")  # other people's files are sent as they came; what is put together has tests of its own
    ours = [path for path in every if path.parent.name not in together and not (ROOT / "overrides/assets/bundle" / path.name).is_file()]
    assert ours
    for source in ours:
        sent = site / source.relative_to(ROOT / "overrides")
        assert sent.stat().st_size < source.stat().st_size, sent.name
        assert "/*" not in sent.read_text(encoding="utf-8").replace("*/*", ""), sent.name
    scripts = [source for source in ours if source.suffix != ".css"]
    pairs = [str(path) for source in scripts for path in (source, site / source.relative_to(ROOT / "overrides"))]
    compare = [str(Path(sys.executable).with_name("node")), str(ROOT / "tests/scripts/same.mjs"), *pairs]
    result = subprocess.run(compare, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"{result.stdout}{result.stderr} (a template literal within another is not understood: name it first)"


def test_no_data_is_published_by_accident(site: Path) -> None:
    kinds = {path.suffix for path in site.rglob("*") if path.is_file()}
    look = {".html", ".css", ".js", ".mjs", ".ts", ".map", ".svg", ".png", ".woff2"}
    assert kinds <= look | {".json", ".csv", ".xlsx", ".pptx", ".pdf", ".zip", ".txt", ".xml", ".gz"}


# -- the matrix


@pytest.fixture(scope="module")
def table(pages: Pages) -> Element:
    return one(pages[built("matrix/index.md")], ".//table[contains(@class, 'matrix__table')]")


def test_the_matrix_is_a_table_with_a_caption_and_headings_that_have_a_scope(table: Element, library: Library) -> None:
    matrix = library.matrix
    assert text(one(table, "./caption"))
    assert [text(cell) for cell in table.xpath("./thead/tr/th[@scope='col']")] == ["Element", *(level.title for level in matrix.levels)]
    assert [text(one(cell, ".//a")) for cell in table.xpath("./tbody/tr/th[@scope='row']")] == [row.title for row in matrix.elements]
    assert {len(row.xpath("./td")) for row in table.xpath("./tbody/tr")} == {3}
    assert len(table.xpath("./tbody/tr")) == 10


def test_each_of_the_88_indicators_stands_once_in_its_row_and_its_column(table: Element, library: Library) -> None:
    found = [
        (item.get("id"), row.get("data-element"), cell.get("data-level"), text(one(item, "./*[@class='matrix__text']")))
        for row in table.xpath("./tbody/tr")
        for cell in row.xpath("./td")
        for item in cell.xpath("./ul/li")
    ]
    assert found == [
        (i.id, e.id, level.id, i.text) for e in library.matrix.elements for level in library.matrix.levels for i in e.at(level.id)
    ]
    assert len(found) == 88


def test_each_indicator_carries_what_a_script_needs(table: Element, library: Library) -> None:
    found = {item.get("id"): (item.get("data-level"), item.get("data-element")) for item in table.xpath(".//li")}
    assert found == {i.id: (i.level, e.id) for e in library.matrix.elements for i in e.indicators}


def test_an_indicator_that_each_partner_must_meet_says_so(table: Element, library: Library) -> None:
    marked = {item.get("id") for item in table.xpath(".//li[.//*[@class='matrix__scope']]")}
    assert marked == {i.id for i in library.matrix.indicators() if i.scope == "each-partner"}


def rows(page: Element) -> list[tuple[str, str, str, str]]:
    """Level, id, sentence and evidence of each indicator that a page explains."""
    found = []
    for item in page.xpath(".//li[@class='indicator']"):
        evidence = text(one(item, "./*[@class='indicator__evidence']")).removeprefix("Point to ")
        found.append((item.get("data-level"), item.get("id"), text(one(item, "./*[@class='indicator__text']")), evidence))
    return found


def test_each_elements_page_shows_its_row(pages: Pages, library: Library) -> None:
    for element in library.matrix.elements:
        expected = [(i.level, i.id, i.text, i.evidence) for level in library.matrix.levels for i in element.at(level.id)]
        assert rows(pages[built(element.page)]) == expected, element.id


def test_each_levels_page_shows_its_column(pages: Pages, library: Library) -> None:
    for level in library.matrix.levels:
        expected = [(i.level, i.id, i.text, i.evidence) for element in library.matrix.elements for i in element.at(level.id)]
        assert rows(pages[built(f"matrix/{level.id}.md")]) == expected, level.id


def test_the_print_view_has_a_box_for_each_indicator(pages: Pages, library: Library) -> None:
    items = pages[built("matrix/print.md")].xpath(".//table//li[./span[@class='matrix-print__box']]")
    assert {item.get("id") for item in items} == {i.id for i in library.matrix.indicators()}
    assert len(items) == 88


def test_the_counts_on_the_front_page_are_those_of_the_data(pages: Pages, library: Library) -> None:
    matrix = library.matrix
    home = pages["index.html"]
    glance = one(home, ".//table[@class='matrix-glance__table']")
    counts = [[int(text(cell)) for cell in row.xpath("./td")] for row in glance.xpath(".//tbody/tr | .//tfoot/tr")]
    assert counts == [
        *([*(len(e.at(level.id)) for level in matrix.levels), len(e.indicators)] for e in matrix.elements),
        [*(len(matrix.indicators(level.id)) for level in matrix.levels), len(matrix.indicators())],
    ]
    assert f"has {len(matrix.indicators())} indicators" in text(article(home))


# -- references


def works(page: Element, name: str, site: Path) -> set[str]:
    """Keys of the works that the text of a page cites."""
    found = set()
    cites = ".//*[@class='citation']//a/@href | .//*[@class='statistic']/a/@href | .//*[@class='figures']//dd/a/@href"
    for address in article(page).xpath(cites):
        file, anchor = target(name, address, site)
        if file == built("reference/references.md"):
            found.add(anchor)
        elif anchor.startswith("ref-"):
            found.add(anchor.removeprefix("ref-"))
    return found


def test_a_page_with_a_list_of_references_lists_what_it_cites(pages: Pages, site: Path) -> None:
    lists = 0
    for name, page in pages.items():
        listed = {key.removeprefix("ref-") for key in page.xpath(".//li[starts-with(@id, 'ref-')]/@id")}
        lists += bool(listed)
        if listed:
            assert works(page, name, site) - listed == set(), name
    assert lists > 20


def test_the_references_page_leads_back_to_every_page_that_cites_a_work(pages: Pages, site: Path) -> None:
    name = built("reference/references.md")
    back = {
        item.get("id"): {target(name, address, site)[0] for address in item.xpath(".//*[@class='references__pages']/a/@href")}
        for item in pages[name].xpath(".//li[@class='references__work']")
    }
    cited = {(key, one_name) for one_name, page in pages.items() for key in works(page, one_name, site)}
    assert len(cited) > 100
    assert [(key, one_name) for key, one_name in sorted(cited) if one_name not in back[key]] == []


def test_every_work_is_printed_once_on_the_references_page(pages: Pages, library: Library) -> None:
    ids = pages[built("reference/references.md")].xpath(".//li[@class='references__work']/@id")
    assert sorted(ids) == sorted(reference.id for reference in library.references.references)


def test_no_printed_work_shows_a_slip_of_the_formatter(pages: Pages) -> None:
    for item in pages[built("reference/references.md")].xpath(".//li[@class='references__work']"):
        entry = text(item)
        assert not re.search(r"\.\.(?!\.)|\?\.|!\.|Retrieved http| V\. [A-Z][a-z]| ,|\(\)|&amp;|None|\bn\.d\.\)\.\.", entry), entry


# -- downloads and search


def test_the_downloads_are_there_and_linked(pages: Pages, site: Path) -> None:
    name = built("matrix/index.md")
    linked = {target(name, a.get("href"), site)[0] for a in pages[name].xpath(".//a[@download]")}
    assert linked == {f"matrix/progress-matrix.{ending}" for ending in ("csv", "xlsx", "json")}
    assert all((site / path).stat().st_size > 1000 for path in linked)


@pytest.fixture(scope="module")
def docs(site: Path) -> list[dict[str, str]]:
    return json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]


def test_every_search_result_leads_to_a_place_that_is_there(docs: list[dict[str, str]], anchors: dict[str, set[str]], site: Path) -> None:
    wrong = []
    for entry in docs:
        file, anchor = target("index.html", entry["location"] or ".", site)
        if file not in anchors or (anchor and anchor not in anchors[file]):
            wrong.append(entry["location"])
    assert wrong == []


def test_every_page_indicator_and_term_can_be_found(docs: list[dict[str, str]], library: Library) -> None:
    places = {entry["location"] for entry in docs}
    assert {page_url(path, directories=True) for path in library.pages} <= places
    assert {f"matrix/#{i.id}" for i in library.matrix.indicators()} <= places
    assert {f"reference/glossary/#{term.id}" for term in library.glossary.terms} <= places


def test_search_words_that_the_site_does_not_print_are_never_shown_as_text(docs: list[dict[str, str]], library: Library) -> None:
    by_place = {entry["location"]: entry for entry in docs}
    for term in library.glossary.terms:
        entry = by_place[f"reference/glossary/#{term.id}"]
        assert entry["text"] == term.definition
        assert entry["title"] in (term.heading, f"{term.heading} ({term.abbreviation})")


def test_a_search_result_shows_words_and_not_marks(docs: list[dict[str, str]]) -> None:
    for entry in docs:
        assert not re.search(r"\{\{|&lt;/?[a-z]+&gt;|\]\(|\*\*", entry["title"]), entry["location"]
        if "#" in entry["location"] and "authoring" not in entry["location"]:
            assert "{{" not in entry["text"], entry["location"]


# -- not found


def test_a_page_that_is_not_there_gets_the_sites_own_answer(pages: Pages) -> None:
    page = pages["404.html"]
    assert "not" in text(one(page, ".//h1"))
    sheets = [posixpath.basename(address) for address in page.xpath(".//link[@rel='stylesheet']/@href")]
    assert {"tokens.css", "page.css"} <= set(sheets)
    assert page.xpath(".//header") and page.xpath(".//footer") and page.xpath(".//form[@name='search']")
    assert len(article(page).xpath(".//a[@href]")) >= 3


# -- the quick way


def test_a_page_reads_the_same_whether_its_macros_are_run_quickly_or_by_jinja(library: Library) -> None:
    here = SimpleNamespace(file=SimpleNamespace(src_uri=""), meta={})
    env: Any = SimpleNamespace(conf={"use_directory_urls": True}, page=here, markdown="")
    macros = Macros(library, env)
    env.macros = {name: getattr(macros, name) for name in MACROS}
    env.variables = {"toolkit_texts": {}, "toolkit_aside": macros._aside}
    jinja = Environment(keep_trailing_newline=True)  # noqa: S701 — as the macros plugin: what macros return is HTML
    quick = 0
    for path, page in library.pages.items():
        here.file.src_uri, here.meta, env.markdown = path, {}, page.markup.text
        on_pre_page_macros(env)
        quick += here.meta.get("render_macros") is False
        rest = env.markdown if here.meta.get("render_macros") is False else jinja.from_string(env.markdown).render(env.macros)
        assert macros._aside.back(rest) == jinja.from_string(page.markup.text).render(env.macros), path
    assert quick > 0.9 * len(library.pages)


def test_a_macro_that_breaks_is_left_to_jinja_which_says_where() -> None:
    def cite(key: str) -> str:
        raise LookupError(key)

    call = '{{ cite("casey-2021") }}'
    here = SimpleNamespace(file=SimpleNamespace(src_uri="index.md"), meta={})
    env: Any = SimpleNamespace(markdown=f"Text {call}", page=here, macros={"cite": cite}, variables={"toolkit_texts": {}})
    on_pre_page_macros(env)
    assert env.markdown == f"Text {call}"
    assert "render_macros" not in env.page.meta


def test_the_quick_listing_leaves_out_hidden_folders_only(tmp_path: Path) -> None:
    for name in ("main.html", "assets/page.css", ".icons/a.svg", "assets/.hidden/b.css", "assets/.dot"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    ordinary, quick = FileSystemLoader(tmp_path).list_templates(), Visible(tmp_path).list_templates()
    assert quick == ["assets/.dot", "assets/page.css", "main.html"]
    assert set(ordinary) - set(quick) == {".icons/a.svg", "assets/.hidden/b.css"}


# -- other builds


def copy(target: Path) -> Path:
    """The project's own content, code and look, to be changed by a test."""
    for name in ("docs", "quizzes", "macros", "overrides", ".cache"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def change(path: Path, pattern: str, new: str) -> None:
    before = path.read_text(encoding="utf-8")
    after, times = re.subn(pattern, new, before, count=1)
    assert times == 1, f"`{pattern}` is not in {path.name}"
    path.write_text(after, encoding="utf-8")


def digest(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    result = build(tmp_path / "elsewhere")
    assert result.returncode == 0, result.stderr
    first, second = digest(site), digest(tmp_path / "elsewhere")
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_a_builder_that_knows_no_hooks_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    root = copy(tmp_path / "project")
    change(root / "mkdocs.yml", r"hooks:\n  - macros/quicker\.py\n", "")
    result = build(tmp_path / "site", config=root / "mkdocs.yml", cwd=root)
    assert result.returncode == 0, result.stderr
    first, second = digest(site), digest(tmp_path / "site")
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_nothing_that_was_set_aside_is_left_behind(site: Path) -> None:
    assert [path.name for path in site.rglob("*.html") if "data-aside" in path.read_text(encoding="utf-8")] == []


def test_a_site_with_an_address_says_so_on_every_page(tmp_path: Path, library: Library) -> None:
    address = "https://example.org/toolkit/"
    result = build(tmp_path, SITE_URL=address)
    assert result.returncode == 0, result.stderr
    for path in library.pages:
        page = html.parse(tmp_path / built(path)).getroot()
        assert page.xpath(".//link[@rel='canonical']/@href") == [address + page_url(path, directories=True)]
    missing = html.parse(tmp_path / "404.html").getroot()
    local = [one for one in inner(missing) if not one.startswith("#")]
    assert local
    assert [one for one in local if not one.startswith("/toolkit/")] == []
    assert address in (tmp_path / "sitemap.xml").read_text(encoding="utf-8")


def test_a_new_level_for_one_indicator_moves_it_everywhere(tmp_path: Path, site: Path, library: Library) -> None:
    element = library.matrix.elements[0]
    moved = element.at("fundamentals")[0]
    root = copy(tmp_path / "project")
    change(root / "docs/matrix/matrix.yml", rf"(- id: {moved.id}\n\s+level: )fundamentals", r"\1best")
    out = tmp_path / "site"
    result = build(out, config=root / "mkdocs.yml", cwd=root)
    assert result.returncode == 0, result.stderr

    def page(path: str) -> Element:
        return html.parse(out / built(path)).getroot()

    was = {level.id: len(library.matrix.indicators(level.id)) for level in library.matrix.levels}
    cell = page("matrix/index.md").xpath(f".//li[@id='{moved.id}']/ancestor::td/@data-level")
    assert cell == ["best"]
    assert ("best", moved.id) in [row[:2] for row in rows(page(element.page))]
    assert ("best", moved.id) in [row[:2] for row in rows(page("matrix/best.md"))]
    assert moved.id not in [row[1] for row in rows(page("matrix/fundamentals.md"))]
    assert page("matrix/print.md").xpath(f".//li[@id='{moved.id}']/ancestor::td/@data-level") == ["best"]
    foot = [int(text(cell)) for cell in page("index.md").xpath(".//tfoot//td")]
    assert foot == [was["fundamentals"] - 1, was["good"], was["best"] + 1, 88]
    table = list(csv.DictReader(io.StringIO((out / "matrix/progress-matrix.csv").read_text(encoding="utf-8-sig"))))
    assert [row["Level"] for row in table if row["Id"] == moved.id] == [library.matrix.level("best").title]
    sheet = openpyxl.load_workbook(out / "matrix/progress-matrix.xlsx")["Matrix"]
    assert [row[3].value for row in sheet.iter_rows() if row[0].value == moved.id] == [library.matrix.level("best").title]
    authored = json.loads((out / "matrix/progress-matrix.json").read_text(encoding="utf-8"))
    assert [i["level"] for e in authored["elements"] for i in e["indicators"] if i["id"] == moved.id] == ["best"]
    entries = json.loads((out / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    (found,) = (entry for entry in entries if entry["location"] == f"matrix/#{moved.id}")
    assert library.matrix.level("best").title in found["text"]
    assert library.matrix.level("fundamentals").title not in found["text"]


def test_a_cache_that_cannot_be_kept_stops_no_build(tmp_path: Path, site: Path) -> None:
    root = copy(tmp_path / "project")
    shutil.rmtree(root / ".cache", ignore_errors=True)
    (root / ".cache").write_text("a file in the way")
    result = build(tmp_path / "site", config=root / "mkdocs.yml", cwd=root)
    assert result.returncode == 0, result.stdout + result.stderr
    assert (tmp_path / "site/matrix/progress-matrix.xlsx").read_bytes() == (site / "matrix/progress-matrix.xlsx").read_bytes()


def test_three_mistakes_in_three_files_stop_the_build_and_are_all_told(tmp_path: Path, library: Library) -> None:
    root = copy(tmp_path / "project")
    first = library.matrix.indicators()[0].id
    change(root / "docs/matrix/matrix.yml", rf"(- id: {first}\n\s+level: )\w+", r"\1fundamental")
    change(root / "docs/reference/glossary.yml", r"\n    definition: ", "\n    definitoin: ")
    change(root / "docs/index.md", r"\{\{ matrix_glance\(\) \}\}", "{{ matrix_glanse() }}")
    result = build(tmp_path / "site", config=root / "mkdocs.yml", cwd=root)
    said = result.stdout + result.stderr
    assert result.returncode != 0
    assert re.search(r"^docs/matrix/matrix\.yml:\d+: no level `fundamental` \(did you mean `fundamentals`\?\)$", said, re.MULTILINE)
    assert re.search(r"^docs/reference/glossary\.yml:\d+: unknown field `definitoin` \(did you mean `definition`\?\)$", said, re.MULTILINE)
    assert re.search(r"^docs/index\.md:\d+: no macro `matrix_glanse` \(did you mean `matrix_glance`\?\)$", said, re.MULTILINE)
    assert "Traceback" not in said
    assert not (tmp_path / "site" / "index.html").exists()


def test_the_agency_that_hosts_the_site_stands_at_the_foot_of_every_page(tmp_path: Path) -> None:
    root = copy(tmp_path / "project")
    change(root / "mkdocs.yml", r'name: ""', 'name: "Wells County & Partners"')
    change(root / "mkdocs.yml", r'contact: ""', 'contact: "help@example.org"')
    result = build(tmp_path / "site", config=root / "mkdocs.yml", cwd=root)
    assert result.returncode == 0, result.stderr
    for path in filter(is_page, (tmp_path / "site").rglob("*.html")):
        assert "hosted by Wells County & Partners, help@example.org" in text(one(html.parse(path).getroot(), ".//footer"))


