"""What all tests share: the project's content, and one build of the site per run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from lxml import html

from macros.library import Library

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def library() -> Library:
    """The real content, read once."""
    return Library.open(ROOT)


def build(target: Path, *, config: Path = ROOT / "mkdocs.yml", cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a site as `make build` does; returns what the builder said."""
    command = [sys.executable, "-m", "mkdocs", "build", "--clean", "--config-file", str(config), "--site-dir", str(target)]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(cwd)}
    return subprocess.run(command, cwd=cwd, env={**os.environ, **quiet, **environment}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site's folder: one build a run, shared by the workers of a parallel run."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        target = tmp_path_factory.mktemp("site")
        return _built(target)
    target = Path(tempfile.gettempdir()) / f"toolkit-site-{run}"
    mark = target.with_suffix(".done")
    try:
        os.close(os.open(target.with_suffix(".lock"), os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return _awaited(target, mark)
    try:
        _built(target)
        mark.write_text("built")
    except BaseException:
        mark.write_text("failed")
        raise
    return target


def _built(target: Path) -> Path:
    result = build(target)
    assert result.returncode == 0, result.stderr
    return target


def _awaited(target: Path, mark: Path) -> Path:
    import time

    for _ in range(1200):
        if mark.is_file():
            assert mark.read_text() == "built", "the site could not be built; see the worker that built it"
            return target
        time.sleep(0.1)
    raise AssertionError("the site was not built in two minutes")


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Address of each built page (relative to the site) to its parsed HTML."""
    return {path.relative_to(site).as_posix(): html.parse(path).getroot() for path in sorted(site.rglob("*.html")) if is_page(path)}


def is_page(path: Path) -> bool:
    """Whether a file is a page in the theme's frame; answer keys and slides are files on offer."""
    return not path.name.startswith("answer-key-") and not path.name.endswith("-slides.html")
