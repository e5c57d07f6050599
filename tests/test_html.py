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
    """What the validator says of something that is right, or that the theme prints and nobody is hurt by."""

    rule: str
    message: str
    reason: str


KNOWN: list[Known] = []


def test_every_built_page_is_valid_html(site: Path) -> None:
    command = [str(NODE), str(VALIDATOR), "--config", str(CONFIG), "--formatter", "json", str(site / "**/*.html")]
    result = subprocess.run(command, cwd=ROOT / "tests", capture_output=True, text=True, check=False)
    assert result.stdout.startswith("["), result.stderr
    faults = []
    used = set()
    for page in json.loads(result.stdout):
        for fault in page["messages"]:
            known = next((k for k in KNOWN if k.rule == fault["ruleId"] and re.fullmatch(k.message, fault["message"])), None)
            if known:
                used.add(known)
            else:
                path = Path(page["filePath"]).relative_to(site)
                faults.append(f"{path}:{fault['line']}: {fault['ruleId']}: {fault['message']} ({fault['selector']})")
    assert not faults, "\n".join(faults)
    assert not set(KNOWN) - used, "no longer said of any page: take these out of KNOWN"
