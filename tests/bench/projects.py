"""Projects to build: this site once, ten and fifty times over, and the same text under plain Material.

A copy holds all pages and no YAML: its macros read the one set of facts, its links stay inside it. Two
macros list every page of a site. A site has one such list of each, whatever its size, so copies go
without; else fifty lists of fifty sites would be measured, and no site has those. A knowledge check and
what is made of a module's slides stand on one page of a site, so copies go without those too.
"""

from __future__ import annotations

import copy
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).resolve().parents[2]
LISTS = ("agenda", "bibliography", "check_example", "knowledge_check", "review", "review_dates", "talking_points", "teaching_files")
ONCE = re.compile(rf'\{{\{{\s*({"|".join(LISTS)})\("?[^)]*\)\s*\}}\}}')
TITLES = re.compile(r"^(title: |# ).*$", re.MULTILINE)
ELEMENT = re.compile(r"^element: .*\n", re.MULTILINE)
OURS = ("custom_dir", "logo", "favicon")  # of the theme's settings
OUR_EXTRAS = ("extra", "extra_css", "extra_javascript", "hooks", "watch")

# Keeps each page as it stands once its macros are rendered, then stops: the pages themselves are not needed.
KEEPER = """
import os
from pathlib import Path

def on_page_markdown(markdown, page, config, files):
    source = Path(page.file.abs_src_path).read_text(encoding="utf-8")
    front = source[: source.index("\\n---\\n") + 5]
    target = Path({docs!r}) / page.file.src_uri
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(front + config.plugins["macros"].variables["toolkit_aside"].back(markdown), encoding="utf-8")
    return ""

def on_env(env, config, files):
    os._exit(0)
"""


class Pair(NamedTuple):
    """The site and its plain twin, with as many pages each."""

    pages: int
    ours: Path
    plain: Path


def pair(folder: Path, times: int) -> Pair:
    """Write the project `times` over, and its twin, under `folder`."""
    ours, plain = folder / f"ours-{times}", folder / f"plain-{times}"
    settings = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    for name in ("docs", "quizzes", "macros", "overrides"):
        shutil.copytree(ROOT / name, ours / name, ignore=shutil.ignore_patterns("__pycache__"))
    if (ROOT / ".cache").is_dir():  # what a second build has at hand
        shutil.copytree(ROOT / ".cache", ours / ".cache")
    nav = settings["nav"]
    copies = [_copy(ours / "docs", f"copy-{number:02}") for number in range(2, times + 1)]
    if copies:
        settings["nav"] = [*nav, {"Copies": [{name: _inside(nav, name)} for name in copies]}]
    _write(ours, settings)
    _write(plain, _plainly(settings))
    _keep_text(ours, plain, settings)
    return Pair(len(list((ours / "docs").rglob("*.md"))), ours, plain)


def _copy(docs: Path, name: str) -> str:
    for page in (ROOT / "docs").rglob("*.md"):
        target = docs / name / page.relative_to(ROOT / "docs")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = ONCE.sub("", page.read_text(encoding="utf-8"))
        if page.name != "slides.md":
            own = target.relative_to(docs).with_suffix("").as_posix()  # no two pages have the same title
            text = ELEMENT.sub("", TITLES.sub(rf"\g<1>{own}", text, count=2), count=1)
        target.write_text(text, encoding="utf-8")
    return name


def _inside(nav: Any, name: str) -> Any:
    """A menu whose pages stand in a folder."""
    if isinstance(nav, str):
        return f"{name}/{nav}"
    if isinstance(nav, dict):
        return {title: _inside(entry, name) for title, entry in nav.items()}
    return [_inside(entry, name) for entry in nav]


def _plainly(settings: dict[str, Any]) -> dict[str, Any]:
    """The same settings without what is ours: macros, theme blocks, styles, scripts."""
    plain = {key: value for key, value in copy.deepcopy(settings).items() if key not in OUR_EXTRAS}
    plain["theme"] = {key: value for key, value in plain["theme"].items() if key not in OURS}
    plain["plugins"] = [plugin for plugin in plain["plugins"] if "macros" not in plugin]
    return plain


def _write(folder: Path, settings: dict[str, Any], name: str = "mkdocs.yml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(yaml.dump(settings, sort_keys=False), encoding="utf-8")
    return path


def _keep_text(ours: Path, plain: Path, settings: dict[str, Any]) -> None:
    """Render all macros once and give the text to the twin; this also fills our caches."""
    keeper = plain / "keeper.py"
    keeper.write_text(KEEPER.format(docs=str(plain / "docs")), encoding="utf-8")
    config = _write(ours, {**settings, "hooks": [*settings.get("hooks", ()), str(keeper)]}, "keep.yml")
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--config-file", config.name], cwd=ours, capture_output=True, text=True, check=False
    )
    if result.returncode:
        sys.exit(f"The pages could not be rendered, so nothing was measured.\n{result.stderr}")
