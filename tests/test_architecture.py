"""Who may know whom, and what each noun must bring. Each failure is a sentence that says what to do."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from pathlib import Path

import pytest

from macros import calls
from macros.library import NOUNS, noun
from macros.site import Macros
from macros.tools import KINDS

from .conftest import ROOT

MACROS = ROOT / "macros"
OVERRIDES = ROOT / "overrides"
MODULES = {path.relative_to(MACROS).with_suffix("").as_posix().removesuffix("/__init__"): path for path in MACROS.rglob("*.py")}
MODULES["__init__"] = MACROS / "__init__.py"
NAMES = {noun(name).replace("-", "_") for name in NOUNS}

# What a module may import beside the standard library; its own package's modules by name.
LAYERS: dict[str, set[str]] = {
    "explain": {"pydantic"},
    "rest": {".explain"},
    "syntax": {"yaml"},
    "source": {".explain", ".rest", ".syntax", "yaml", "pydantic"},
    "page": {".source", "pydantic"},
    "page_file": {".page", ".markup", ".source"},
    **{name: {".source", "pydantic"} for name in NAMES},
    "tools": {".source", ".tool_parts", "pydantic"},
    "tool_parts": {".source"},
    "calls": set(),
    "site_map": set(),
    "brackets": set(),
    "markup": {".brackets", "jinja2", "markdown"},
    "quiz": {".quiz/check", ".quiz/lint", ".quiz/question", ".quiz/scenario"},
    "quiz/question": {".source"},
    "quiz/scenario": {".source", ".quiz/question"},
    "quiz/check": {".source", ".quiz/question", ".quiz/scenario"},
    "quiz/lint": {".source", ".quiz/check", ".quiz/question"},
    "training": {".source", ".explain", ".library", ".course", ".quiz"},
    "sentences": {".source"},
    "menu": {".library", ".source", ".syntax", "yaml"},
    "links": {".brackets", ".library", ".page_file", ".source"},
    "checks": {
        ".source", ".explain", ".calls", ".links", ".markup", ".menu", ".library", ".page_file", ".quiz", ".sentences",
        ".training", *(f".{name}" for name in NAMES),
    },
    "library": {".source", ".calls", ".markup", ".checks", ".page_file", ".quiz", ".slides", *(f".{name}" for name in NAMES)},
    "render": {".stacked", "jinja2", "markdown", "markupsafe"},
    "quicker": {"jinja2", "macros", "material"},
    "aside": {".markup", "markdown"},
    "apa": {"citeproc"},
    "tooltips": {"markdown"},
    "stacked": {"markdown"},
    "schemas": {".library", ".quiz"},
    "slides": {".source"},
    "export": {
        ".library", ".source", ".site_map",
        ".export/answer_key", ".export/room", ".export/search", ".export/slim", ".export/tables",
    },
    "export/answer_key": {".library", ".render"},
    "export/search": {".library", ".source", ".site_map"},
    "export/slim": {"rcssmin", "rjsmin"},
    "export/kept": set(),
    "export/paper": {".export/kept", ".source", "markdown", "pypandoc", "typst"},
    "export/room": {".library", ".render", ".slides", ".export/answer_key", ".export/paper", ".export/slides"},
    "export/slides": {".course", ".slides", ".export/kept", "pptx", "pypandoc"},
    "export/tables": {".matrix", ".export/kept", "xlsxwriter"},
    "macro": {".apa", ".aside", ".export/room", ".library", ".markup", ".page_file", ".quiz", ".render", ".site_map", ".slides"},
    "teaching": {".course", ".export", ".export/room", ".macro", ".quiz", ".slides"},
    "site": {
        ".aside", ".calls", ".export", ".library", ".markup", ".source", ".stacked", ".teaching", ".tools", ".tooltips",
        "mkdocs",
    },
    "__main__": {".export", ".library", ".schemas", ".source", ".training"},
    "__init__": {".site"},
}
# Facts do not depend on the day, on chance, on the machine or on the network.
NEVER = {"random", "secrets", "uuid", "time", "socket", "ssl", "urllib", "http", "ftplib", "smtplib", "subprocess", "locale", "getpass"}
NO_FILES = {"pathlib", "os", "io", "shutil", "tempfile", "glob"}


def imports(path: Path) -> set[str]:
    """Top-level packages, and our own modules with a dot before them; also those of functions and type checks."""
    package = path.relative_to(MACROS).parts[:-1]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = [*package[: len(package) - node.level + 1], *(node.module or "").split(".")]
            base = [part for part in base if part]
            names = ["/".join([*base, alias.name]) for alias in node.names]
            inner = [name for name in names if name in MODULES]
            found |= {f".{name}" for name in (inner or ["/".join(base)])}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


# -- modules


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_what_its_layer_may_know(name: str) -> None:
    assert name in LAYERS, f"macros/{name}.py is new: say in LAYERS what it may import"
    foreign = {one for one in imports(MODULES[name]) if one.startswith(".") or one not in sys.stdlib_module_names}
    assert foreign - LAYERS[name] == set()


def test_only_the_adapter_knows_the_site_builder() -> None:
    assert {name for name, path in MODULES.items() if "mkdocs" in imports(path)} == {"site"}


@pytest.mark.parametrize("name", MODULES)
def test_no_module_depends_on_chance_the_network_or_the_clock(name: str) -> None:
    assert imports(MODULES[name]) & NEVER == set()
    assert not re.search(r"\b(today|now|utcnow)\(", MODULES[name].read_text(encoding="utf-8"))


WITHOUT_FILES = NAMES | {"page", "explain", "calls", "markup", "checks", "render", "site_map", "tool_parts", "tooltips"}


@pytest.mark.parametrize("name", sorted(WITHOUT_FILES))
def test_a_module_that_has_no_business_with_files_opens_none(name: str) -> None:
    allowed = {"pathlib", "os"} if name == "render" else set()  # the templates' folder, and where they are kept compiled
    assert imports(MODULES[name]) & NO_FILES <= allowed


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_short_enough_to_be_read_at_a_sitting(name: str) -> None:
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= 300


# -- nouns


@pytest.mark.parametrize("file", NOUNS)
def test_a_noun_has_the_same_name_everywhere(file: str) -> None:
    stem = noun(file)
    name = stem.replace("-", "_")
    missing = [
        what
        for what, there in {
            f"the facts, {file}": any(ROOT.glob(file)),
            f"a model, macros/{name}.py with FILE": f'FILE = "{file}"' in _text(MACROS / f"{name}.py"),
            f"a template, macros/templates/{name}.html.jinja": (MACROS / "templates" / f"{name}.html.jinja").is_file(),
            f"a schema, macros/schemas/{stem}.schema.json (make schema)": (MACROS / "schemas" / f"{stem}.schema.json").is_file(),
            f"a test, tests/test_{name}.py": (ROOT / "tests" / f"test_{name}.py").is_file(),
            f"a golden case of a mistake, tests/cases/{name}/*.yml": "mistakes:" in _cases(name),
            f"a golden case of HTML, tests/cases/{name}/*.yml": "html:" in _cases(name),
            f"facts in the tiny project, tests/cases/project/{file}": any((ROOT / "tests/cases/project").glob(file)),
        }.items()
        if not there
    ]
    assert missing == [], f"the noun `{stem}` lacks {', '.join(missing)}"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _cases(name: str) -> str:
    return "\n".join(_text(path) for path in (ROOT / "tests/cases" / name).glob("*.yml"))


def test_every_file_of_facts_under_docs_belongs_to_a_noun() -> None:
    found = {path for path in (ROOT / "docs").rglob("*.y*ml") if path.name != "coverage.yml"}  # test_coverage.py reads that one
    assert found == {path for name in NOUNS for path in ROOT.glob(name)}


# -- macros and templates


def test_the_macros_that_authors_may_call_are_the_methods_of_the_adapter() -> None:
    methods = {name for name, _ in inspect.getmembers(Macros, inspect.isfunction) if not name.startswith("_")}
    assert methods == set(calls.MACROS)


@pytest.mark.parametrize("name", calls.MACROS)
def test_a_macro_takes_what_the_list_of_macros_says(name: str) -> None:
    takes = calls.MACROS[name]
    parameters = list(inspect.signature(getattr(Macros, name)).parameters.values())[1:]
    starred = any(one.kind is one.VAR_POSITIONAL for one in parameters)
    required = [one.name for one in parameters if one.default is one.empty]
    assert starred == takes.more
    assert len(required) == len(takes.arguments)
    assert {one.name for one in parameters if one.default is not one.empty} == set(takes.keywords)


@pytest.mark.parametrize("name", calls.MACROS)
def test_a_macro_is_shown_to_authors(name: str) -> None:
    assert f"{{{{ {name}(" in _text(ROOT / "docs/about/authoring.md"), f"show `{name}` in docs/about/authoring.md"


@pytest.mark.parametrize("name", calls.MACROS)
def test_authors_are_told_whether_a_macro_stands_inside_a_sentence(name: str) -> None:
    inside = _text(ROOT / "docs/about/authoring.md").partition("## Macros on a line of their own")[0]
    assert (f"| `{{{{ {name}(" in inside) == calls.MACROS[name].inline


@pytest.mark.parametrize("name", calls.MACROS)
def test_a_macro_says_in_a_sentence_what_it_prints(name: str) -> None:
    assert (getattr(Macros, name).__doc__ or "").strip().endswith(".")


def test_every_template_is_rendered_and_every_rendered_template_is_there() -> None:
    rendered = set(re.findall(r'_render\(\s*"(\w+)"', _text(MACROS / "site.py") + _text(MACROS / "teaching.py")))
    rendered |= {"matrix_print", "matrix", "agenda", "lunches"}  # chosen by what an author says
    rendered |= {f"diagram_{name.replace('-', '_')}" for name in calls.DIAGRAMS}
    rendered |= set(re.findall(r'\.render\(\s*"(\w+)"', "".join(_text(path) for path in (MACROS / "export").glob("*.py"))))
    there = {path.relative_to(MACROS / "templates").as_posix().removesuffix(".html.jinja") for path in JINJA}
    used = r'(?:include|from) "((?:tool/)?\w+)\.html'
    included = {name for path in JINJA for name in re.findall(used, _text(path))}
    included |= {f"tool/{kind}" for kind in KINDS}  # by the kind of the tool
    assert there == rendered | included


JINJA = sorted([*(MACROS / "templates").glob("*.jinja"), *(MACROS / "templates/tool").glob("*.jinja")])
TEMPLATES = [*JINJA, *sorted(OVERRIDES.rglob("*.html"))]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_style_script_or_handler_in_its_html(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", _text(path), flags=re.DOTALL)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    inline = [tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag and "application/json" not in tag]
    assert inline == []


@pytest.mark.parametrize("path", JINJA, ids=lambda path: path.name)
def test_a_template_begins_with_what_it_is_for_and_what_it_is_given(path: Path) -> None:
    comment = re.match(r"\{#(.*?)#\}", _text(path), flags=re.DOTALL)
    assert comment and re.search(r"[Cc]ontext", comment[1])


# -- prose


PAGES = sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_a_page_holds_no_html(path: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]+`|\{%\s*raw.*?endraw\s*%\}", "", _text(path), flags=re.DOTALL)
    assert re.findall(r"<[a-zA-Z/!][^>\s]*", re.sub(r"<(https?|mailto):[^>]+>", "", prose)) == []


def test_docs_hold_prose_facts_and_pictures_and_no_code() -> None:
    kinds = {path.suffix for path in (ROOT / "docs").rglob("*") if path.is_file()}
    assert kinds <= {".md", ".yml", ".svg", ".png", ".jpg", ".webp", ".pdf"}


# -- scripts


WRITTEN_ELSEWHERE = {"bundle", "vendor"}
"""Folders of what is made of our scripts, and of other people's files: tests/test_bundle.py and tests/test_vendor.py hold them to it."""
SCRIPTS = sorted(path for path in [*OVERRIDES.rglob("*.mjs"), *OVERRIDES.rglob("*.js")] if path.parent.name not in WRITTEN_ELSEWHERE)
DOCUMENTS = "".join(_text(MACROS / f"templates/{name}.html.jinja") for name in ("answer_key", "slides"))
"""Templates of documents that stand outside the theme and name their own styles and scripts."""
ALONE = set(re.findall(r'<script defer src="[^"]*assets/components/([a-z-]+\.mjs)"', DOCUMENTS))
"""Elements of these documents: classic scripts, which the theme's pages do not use and `index.mjs` does not register."""


def code(path: Path) -> str:
    """A script or style sheet without its comments."""
    text = re.sub(r"/\*.*?\*/", "", _text(path), flags=re.DOTALL)
    return re.sub(r"(?<![:\"'])//.*$", "", text, flags=re.MULTILINE) if path.suffix != ".css" else text


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_an_element_knows_the_library_and_no_other_element(path: Path) -> None:
    known = re.findall(r"(?:\sfrom|\bimport)\s*\(?\s*[\"']([^\"'\n]+)[\"']", code(path))
    if path.name in ALONE:
        assert known == [] and "export " not in code(path), "a document that opens from a folder loads no modules"
    elif path.name == "index.mjs":
        elements = {f"./{one.name}" for one in path.parent.glob("*.mjs") if one.name not in {path.name, *ALONE}}
        assert sorted(known) == sorted(elements), "register every element"
        lazily = re.findall(r'^ +"([a-z-]+)": \(\) => import\("\./([a-z-]+)\.mjs"\),$', code(path), flags=re.MULTILINE)
        assert [(tag, name) for tag, name in lazily if tag != name] == []
        assert len(lazily) == len(known), "fetch an element only where a page holds it"
    elif path.name == "team-tool.mjs":
        assert [one for one in known if not re.fullmatch(r"\.\./(lib|tools)/[a-z-]+\.mjs", one)] == []
        assert {f"../tools/{kind}.mjs" for kind in KINDS} <= set(known), "each kind of tool has a part"
    elif path.parent.name == "components":
        assert [one for one in known if not re.fullmatch(r"\.\./lib/[a-z-]+\.mjs", one)] == []
    elif path.parent.name == "tools":
        assert [one for one in known if not re.fullmatch(r"(\.\./lib|\.)/[a-z-]+\.mjs", one)] == []
    elif path.parent.name == "lib":
        assert [one for one in known if not re.fullmatch(r"(\.|\.\./vendor)/[a-z-]+\.mjs", one)] == []
    else:
        assert known == [], "a classic script imports nothing"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_writes_text_and_never_html(path: Path) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", code(path))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_only_the_storage_module_and_the_themes_own_helpers_touch_storage(path: Path) -> None:
    if path.parent.name != "theme" and path.name != "store.mjs":
        assert not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie", code(path))


NAMESPACES = ("http://schemas.openxmlformats.org", "http://www.w3.org/2000/svg")
"""Names of formats that look like addresses; nothing is ever fetched from there."""


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_talks_to_no_other_host(path: Path) -> None:
    text = re.sub("|".join(NAMESPACES), "", code(path))
    assert not re.search(r"https?://|sendBeacon|WebSocket|EventSource|\bfetch\(|new XMLHttpRequest", text)
    if path.name != "base.js":  # holds the theme's own request for the search index until it is used
        assert "XMLHttpRequest" not in code(path)


@pytest.mark.parametrize("path", sorted((OVERRIDES / "assets/lib").glob("*.mjs")), ids=lambda path: path.name)
def test_the_library_does_not_know_the_page(path: Path) -> None:
    assert not re.search(r"\b(document|window|HTMLElement|customElements)\b", code(path))


# -- styles


STYLES = sorted(OVERRIDES.rglob("*.css"))


def selectors(path: Path) -> list[str]:
    """What stands before each block, at-rules left out."""
    found = [part.strip() for part in re.findall(r"([^{};]+)\{", code(path))]
    return [one for one in found if not one.startswith("@")]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_overrules_nothing_by_force_and_fetches_nothing_from_elsewhere(path: Path) -> None:
    text = code(path)
    assert "!important" not in text
    assert "@import" not in text
    assert "@layer" not in text
    assert [url for url in re.findall(r"url\(\s*[\"']?([^)\"']+)", text) if re.match(r"([a-z]+:)?//", url)] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_selects_by_class_and_never_by_id(path: Path) -> None:
    assert [one for one in selectors(path) if re.search(r"#[A-Za-z_-]", one)] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_every_style_sheet_is_loaded(path: Path) -> None:
    page = _text(OVERRIDES / "main.html") + DOCUMENTS
    name = path.relative_to(OVERRIDES).as_posix()
    if path.parent.name == "tools":
        assert path.stem in {sheet for sheets in listed("kind, sheets").values() for sheet in sheets}
    else:
        assert name in _text(ROOT / "mkdocs.yml") + page or (path.parent.name == "components" and path.stem in listed("sheet, tags"))


def listed(names: str) -> dict[str, list[str]]:
    """A table of `main.html`: what it loads for what a page holds."""
    table = re.search(rf"for {names} in (\{{.*?\}})\.items\(\)", _text(OVERRIDES / "main.html"), flags=re.DOTALL)
    assert table, f"overrides/main.html has no table of {names}"
    return ast.literal_eval(table[1])


def test_each_kind_of_tool_has_style_sheets_that_are_there() -> None:
    assert set(listed("kind, sheets")) == set(KINDS)
    sheets = {sheet for sheets in listed("kind, sheets").values() for sheet in sheets}
    assert sheets == {path.stem for path in (OVERRIDES / "assets/tools").glob("*.css")}


def test_a_style_sheet_waits_for_elements_that_are_registered() -> None:
    sheets = listed("sheet, tags")
    tags = {tag for tags in sheets.values() for tag in tags}
    assert [name for name in sheets if not (OVERRIDES / f"assets/components/{name}.css").is_file()] == []
    assert [tag for tag in tags if not (OVERRIDES / f"assets/components/{tag}.mjs").is_file()] == []


def test_the_files_that_the_settings_name_are_there() -> None:
    named = re.findall(r"assets/[\w/.-]+", _text(ROOT / "mkdocs.yml"))
    assert [name for name in named if not (OVERRIDES / name).is_file()] == []
