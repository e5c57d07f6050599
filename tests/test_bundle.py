"""The tools for teams are sent as a few short scripts, which are those that stand in the repository as modules."""

from __future__ import annotations

import shutil
from pathlib import Path

from macros.export import slim

from . import bundle

HERE = bundle.ASSETS / slim.BUNDLE


def test_the_bundle_was_made_from_the_scripts_as_they_are() -> None:
    made_from = (HERE / slim.MADE_FROM).read_text(encoding="utf-8").strip()
    assert made_from == slim.sources(bundle.ASSETS), "a script has changed: run `make scripts`"


def test_anybody_gets_the_same_bundle_from_the_same_scripts(tmp_path: Path) -> None:
    bundle.make(tmp_path / "made")
    made = {path.name: path.read_bytes() for path in (tmp_path / "made").iterdir()}
    assert made == {path.name: path.read_bytes() for path in HERE.iterdir()}


def test_a_built_site_sends_the_bundle(site: Path) -> None:
    for path in HERE.glob("*.mjs"):
        assert (site / "assets/tools" / path.name).read_bytes() == path.read_bytes()
    assert not (site / "assets" / slim.BUNDLE).exists()


def test_a_script_that_has_changed_since_is_sent_as_it_is_written(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    shutil.copytree(bundle.ASSETS, assets)
    changed = assets / "lib/say.mjs"
    changed.write_text(changed.read_text(encoding="utf-8") + "export const told = 1;\n", encoding="utf-8")
    slim.write(tmp_path)
    assert 'from"./ratings.mjs"' in (assets / "tools/matrix.mjs").read_text(encoding="utf-8")
    assert "told=1" in changed.read_text(encoding="utf-8")
    assert not (assets / slim.BUNDLE).exists()
