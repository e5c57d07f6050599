"""The built pages are valid HTML, by html-validate's standard, accessibility and document rules."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .conftest import ROOT

NODE = Path(sys.executable).with_name("node")
VALIDATOR = ROOT / "tests/node_modules/html-validate/bin/html-validate.mjs"
CONFIG = ROOT / "tests/htmlvalidate.json"


@dataclass(frozen=True)
class Known:
    """What the validator says of something that is right as it is, or that the theme prints and hurts nobody."""

    rule: str
    message: str
    reason: str
    where: str = ".*"

    def covers(self, fault: dict[str, str]) -> bool:
        """Whether a fault is this one."""
        said = fault["ruleId"] == self.rule and re.fullmatch(self.message, fault["message"])
        return bool(said and re.fullmatch(self.where, fault["selector"] or ""))


SIDEBARS = r".*main > div > div:nth-child\([12]\) > div > div > nav.*"
KNOWN = [
    Known(
        "no-redundant-role",
        'Redundant role "(table|rowgroup|row|cell|columnheader|rowheader)" on <.*>',
        reason="a table that the style sheet makes a list on a phone is a table to a screen reader only if its roles are written",
    ),
    Known(
        "wcag/h32",
        "<form> element must have a submit button",
        reason="colors, search and filter act at every change; there is nothing to send",
    ),
    Known(
        "unique-landmark",
        "Landmarks must have .*",
        reason="the theme prints a page's contents twice, in the menu and beside the text, and shows one of them; "
        "sections of the menu have their names from a title, which axe counts and this rule does not",
        where=SIDEBARS,
    ),
    Known(
        "no-missing-references",
        'Element references missing id "__toc"',
        reason="the theme: the heading over a page's contents is a label for a switch that only the phone's menu has",
        where=SIDEBARS,
    ),
    Known(
        "input-missing-label",
        "<input> element has <label> but <label> has no text",
        reason="the theme's switches for menu and search are never shown or focused; their labels are icons",
    ),
    Known(
        "valid-autocomplete",
        'autocomplete attribute cannot be used on <input type="checkbox">',
        reason="the theme's two switches tell the browser not to restore them on a reload",
    ),
]


def test_every_built_page_is_valid_html(site: Path, tmp_path: Path) -> None:
    command = [str(NODE), str(VALIDATOR), "--config", str(CONFIG), "--formatter", "json", str(site / "**/*.html")]
    report = tmp_path / "report.json"
    with report.open("w", encoding="utf-8") as out:  # a file: the validator ends before a pipe is read to its end
        result = subprocess.run(command, cwd=ROOT / "tests", stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert result.returncode in {0, 1}, result.stderr
    faults = []
    used = set()
    for page in json.loads(report.read_text(encoding="utf-8")):
        for fault in page["messages"]:
            known = next((known for known in KNOWN if known.covers(fault)), None)
            if known:
                used.add(known)
            else:
                path = Path(page["filePath"]).relative_to(site)
                faults.append(f"{path}:{fault['line']}: {fault['ruleId']}: {fault['message']} ({fault['selector']})")
    assert not faults, "\n".join(faults)
    assert not set(KNOWN) - used, "no longer said of any page: take these out of KNOWN"
