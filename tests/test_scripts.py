"""The library of the scripts, tested where it needs no page: by Node's own test runner."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

NODE = Path(sys.executable).with_name("node")
TESTS = sorted((ROOT / "tests/scripts").glob("*.test.mjs"))


def test_there_are_script_tests_to_run() -> None:
    assert TESTS


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name.removesuffix(".test.mjs"))
def test_the_script_library_does_what_a_learner_relies_on(path: Path) -> None:
    command = [str(NODE), "--test", "--test-reporter=dot", str(path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
