"""Other people's code that the site ships: what the registry has, byte for byte, under a license that stands beside it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import ROOT

VENDOR = ROOT / "overrides/assets/vendor"
PACKAGES = ROOT / "tests/node_modules"
TAKEN = {"lean-qr": ("nano.mjs", "LICENSE")}
"""Package to the file of it that we ship, and its license."""
LOCKED = json.loads((ROOT / "tests/package-lock.json").read_text(encoding="utf-8"))["packages"]


def test_there_is_nothing_but_the_files_of_known_packages() -> None:
    assert {path.name for path in VENDOR.iterdir()} == {f"{name}{end}" for name in TAKEN for end in (".mjs", ".license.txt")}


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_is_that_of_the_locked_package_below_a_line_that_says_so(name: str) -> None:
    head, _, code = (VENDOR / f"{name}.mjs").read_bytes().partition(b"\n")
    assert code == (PACKAGES / name / TAKEN[name][0]).read_bytes()
    assert head.decode() == f"// @ts-nocheck: this is {name} {LOCKED[f'node_modules/{name}']['version']}, MIT: {name}.license.txt"


@pytest.mark.parametrize("name", TAKEN)
def test_a_version_is_pinned_exactly(name: str) -> None:
    wanted = LOCKED[""]["devDependencies"][name]
    assert wanted == LOCKED[f"node_modules/{name}"]["version"]
    assert LOCKED[f"node_modules/{name}"]["license"] == "MIT"
    assert json.loads((PACKAGES / name / "package.json").read_text(encoding="utf-8"))["version"] == wanted


@pytest.mark.parametrize("name", TAKEN)
def test_the_license_stands_beside_the_file_and_on_the_page_of_licenses(name: str) -> None:
    text = (VENDOR / f"{name}.license.txt").read_bytes()
    assert text == (PACKAGES / name / TAKEN[name][1]).read_bytes()
    assert b"Permission is hereby granted, free of charge" in text
    assert name in (ROOT / "docs/about/license.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_and_its_license_are_sent_as_they_are(name: str, site: Path) -> None:
    for file in (f"{name}.mjs", f"{name}.license.txt"):
        assert (site / "assets/vendor" / file).read_bytes() == (VENDOR / file).read_bytes()


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_stands_alone_and_asks_nothing_of_a_strict_policy(name: str) -> None:
    code = (VENDOR / f"{name}.mjs").read_text(encoding="utf-8")
    assert not re.search(r"\bimport\b|\brequire\(|\bfrom\s*[\"']", code)
    assert not re.search(r"\beval\b|new Function|\bWorker\b|WebAssembly|innerHTML|\bfetch\b|https?:", code)
    assert not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie", code)
