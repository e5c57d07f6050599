"""What the README and the authors' page promise is so."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.library import Library
from macros.source import ContentError

from .conftest import ROOT

SAID = re.compile(r"^docs/matrix/matrix\.yml:\d+: no level `fundamental` .*$", re.MULTILINE)


@pytest.mark.parametrize("place", ["README.md", "docs/about/authoring.md"])
def test_the_mistake_that_is_shown_is_the_one_that_the_build_reports(place: str, tmp_path: Path) -> None:
    for folder in ("docs", "quizzes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    matrix = tmp_path / "docs/matrix/matrix.yml"
    before, after = matrix.read_text(encoding="utf-8").split("- id: values-02\n", 1)
    matrix.write_text(f"{before}- id: values-02\n{after.replace('level: fundamentals', 'level: fundamental', 1)}", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        Library.open(tmp_path)
    assert SAID.findall((ROOT / place).read_text(encoding="utf-8")) == str(caught.value).splitlines()


def test_every_command_of_the_readme_is_a_target_of_make() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?m)^(?:.*`)?make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"))) <= targets
