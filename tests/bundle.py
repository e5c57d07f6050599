"""The scripts of the tools for teams, put together and shortened by esbuild: `make scripts` does it anew after a change of a script.

The result stands in the repository, so that a build needs no Node; a script that has changed since is served as it is written.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from macros.export import slim
from macros.tools import KINDS

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "overrides/assets"
BROWSERS = "chrome113,edge113,firefox113,safari17"
"""The oldest that the site promises to work in."""


def esbuild() -> Path:
    """The program that the lock file names, as it came for this machine."""
    packages = ROOT / "tests/node_modules/@esbuild"
    found = [*packages.glob("*/bin/esbuild"), *packages.glob("*/esbuild.exe")]
    assert found, "esbuild is missing: run `make test` once, which installs it"
    return found[0]


def make(target: Path) -> None:
    """Write the bundle into a folder of its own."""
    shutil.rmtree(target, ignore_errors=True)
    kinds = [f"tools/{kind}.mjs" for kind in sorted(KINDS)]
    options = ["--bundle", "--minify", "--format=esm", "--charset=utf8", f"--target={BROWSERS}", "--legal-comments=none"]
    options += ["--external:../lib/workbook.mjs"]  # fetched only by those who want a workbook
    names = ["--out-extension:.js=.mjs", f"--outdir={target}", "--log-level=warning"]
    subprocess.run([esbuild(), *kinds, *options, *names], cwd=ASSETS, check=True)
    (target / slim.MADE_FROM).write_text(slim.sources(ASSETS) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make(ASSETS / slim.BUNDLE)
    sys.exit(0)
