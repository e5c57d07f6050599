"""Golden cases: YAML files in `cases/`, which a writer can read; the name of each says what is promised.

A case holds one of three inputs: `yaml` (the text of one file of facts), or the tiny project of `cases/project`
with changes (`change`: path, old text, new text; `files`: path, whole text; `remove`: paths), or with these a
`macro` as a page calls it. And it holds what comes out: `mistakes`, line by line, or `html`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from lxml import etree, html
from pydantic import BaseModel, ConfigDict, Field

from macros.library import NOUNS, noun
from macros.quiz import Check
from macros.source import Content, ContentError, parse

from . import project

CASES = Path(__file__).parent / "cases"
MODELS: dict[str, tuple[str, type[Content]]] = {
    noun(name).replace("-", "_"): (name.replace("/*.", "/one."), model) for name, model in NOUNS.items()
}
MODELS["quiz"] = ("quizzes/check.yml", Check)


class Case(BaseModel):
    """One golden case; a field that is not known here is a slip of the case's author."""

    model_config = ConfigDict(extra="forbid")

    noun: str = Field("", description="Which facts `yaml` holds; the folder's name when left out.")
    yaml: str | None = Field(None, description="Text of one file of facts.")
    change: dict[str, dict[str, str]] = Field({}, description="Path in the tiny project, old text, new text.")
    files: dict[str, str] = Field({}, description="Path in the tiny project, whole text.")
    remove: tuple[str, ...] = Field((), description="Files that the tiny project lacks.")
    macro: str | None = Field(None, description="Text with macros, as it stands in a page.")
    page: str = Field("index.md", description="The page that the macro stands in.")
    part: str = Field(".", description="XPath of the part of the HTML that the case is about.")
    mistakes: tuple[str, ...] | None = Field(None, description="What a writer reads.")
    html: str | None = Field(None, description="What a reader's browser gets.")


FOUND = {f"{path.parent.name}/{path.stem}": path for path in sorted(CASES.glob("*/*.yml"))}
LOADED = {name: Case.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))) for name, path in FOUND.items()}


def cases(kind: str) -> pytest.MarkDecorator:
    """The cases of one kind, as parameters."""
    mine = [name for name, case in LOADED.items() if kind == _kind(case)]
    return pytest.mark.parametrize("name", mine)


def _kind(case: Case) -> str:
    if case.html is not None:
        return "html"
    return "file" if case.yaml is not None else "project"


@cases("file")
def test_a_file_of_facts_is_answered_with(name: str) -> None:
    case = LOADED[name]
    path, model = MODELS[case.noun or name.partition("/")[0]]
    try:
        parse(case.yaml or "", model, path)
        found = ()
    except ContentError as error:
        found = tuple(map(str, error.mistakes))
    assert found == case.mistakes


@cases("project")
def test_a_project_is_answered_with(name: str, tmp_path: Path) -> None:
    case = LOADED[name]
    project.write(tmp_path, case.change, case.files, case.remove)
    assert tuple(project.mistakes(tmp_path)) == case.mistakes


@cases("html")
def test_a_macro_prints(name: str, tmp_path: Path) -> None:
    case = LOADED[name]
    project.write(tmp_path, case.change, case.files, case.remove)
    assert case.macro is not None, "a case with `html` needs a `macro`"
    printed = project.call(tmp_path, case.macro, case.page)
    assert normal(part(printed, case.part)) == normal(case.html or "")


def test_every_case_says_what_comes_out() -> None:
    assert [name for name, case in LOADED.items() if (case.mistakes is None) == (case.html is None)] == []


def part(text: str, path: str) -> str:
    """The elements that an XPath finds in HTML, without what stands around them."""
    if path == ".":
        return text
    found = html.fragment_fromstring(text, create_parent="div").xpath(path)
    return "".join(html.tostring(element, encoding="unicode", with_tail=False) for element in found)


def normal(text: str) -> list[str]:
    """HTML without the layout of its source: one line an element, attributes in order."""
    lines: list[str] = []
    _lines(html.fragment_fromstring(text, create_parent="div"), 0, lines)
    return lines


def _lines(element: html.HtmlElement, depth: int, lines: list[str]) -> None:
    if isinstance(element, etree._Comment):
        return
    attributes = "".join(f' {key}="{value}"' for key, value in sorted(element.attrib.items()))
    lines.append(f"{'  ' * depth}<{element.tag}{attributes}>{_squeezed(element.text)}")
    for child in element:
        _lines(child, depth + 1, lines)
        if after := _squeezed(child.tail):
            lines.append(f"{'  ' * (depth + 1)}{after}")


def _squeezed(text: str | None) -> str:
    """Text with single spaces; a line break beside a tag is layout, a space is not."""
    return re.sub(r"\s+", " ", re.sub(r"^\s*\n\s*|\s*\n\s*$", "", text or ""))
