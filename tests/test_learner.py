"""The learner's pages: what a host's settings put on a certificate, and what frames a lesson."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from macros.library import Library
from macros.site import Macros, on_post_page_macros

from . import project
from .test_cases import LOADED

CASE = LOADED["course/a-certificate-is-self-reported-and-names-its-module"]


def macros(folder: Path, page: str = "record.md", **agency: str) -> Macros:
    project.write(folder, CASE.change, CASE.files)
    here = SimpleNamespace(file=SimpleNamespace(src_uri=page))
    conf = {"use_directory_urls": True, "site_name": "The Toolkit", "extra": {"agency": agency}}
    env: Any = SimpleNamespace(conf=conf, page=here)
    return Macros(Library.open(folder), env)


def test_a_certificate_of_an_unnamed_host_carries_the_name_of_the_site(tmp_path: Path) -> None:
    html = macros(tmp_path).certificate()
    assert "<span>The Toolkit</span>" in html
    assert "It carries no continuing-education credit." in html
    assert "<img" not in html


def test_a_certificate_carries_the_hosts_name_mark_and_own_words_on_credit(tmp_path: Path) -> None:
    (tmp_path / "docs/images").mkdir(parents=True)
    (tmp_path / "docs/images/lake.svg").write_text("<svg/>", encoding="utf-8")
    html = macros(tmp_path, name="Lake & Co", mark="images/lake.svg", credit="Lake counts 2 hours.").certificate()
    assert "<span>Lake &amp; Co</span>" in html
    assert 'src="../images/lake.svg" alt=""' in html
    assert "Self-reported" in html
    assert html.count("Lake counts 2 hours.") == 2
    assert "no continuing-education credit" not in html.lower()


def test_a_mark_that_is_not_there_stops_the_build_and_says_where(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"mkdocs\.yml: `mark` is `images/no\.svg`"):
        macros(tmp_path, mark="images/no.svg").certificate()


def test_a_lesson_is_framed_and_another_page_is_left_alone(tmp_path: Path) -> None:
    for page, framed in {"training/second.md": True, "record.md": False}.items():
        ours = macros(tmp_path, page)
        env: Any = SimpleNamespace(variables={"toolkit_lesson": ours._lesson}, markdown="# One\n\nText.\n")
        on_post_page_macros(env)
        env.markdown = ours._aside.back(env.markdown)
        assert env.markdown.count('<lesson-marker data-lesson="training/second.md"') == (2 if framed else 0)
        assert ("lesson 2 of 2 · 50 minutes" in env.markdown) == framed
        assert env.markdown.startswith("# One\n\n")
