"""The drawings that slides and PDF files show, as PNG: `make pictures` draws them from the site's own, in Chromium.

Each file says what it was drawn from, so that a test finds one that is out of date.
"""

from __future__ import annotations

import hashlib
import re
import struct
import sys
import tempfile
import zlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import sync_playwright

from macros import slides
from macros.library import Library
from macros.site import Macros

from . import chromium

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 760
"""Width of a drawing in CSS pixels; a picture has twice as many dots."""
KEY = b"drawn from"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><link rel="stylesheet" href="{root}/overrides/assets/styles/tokens.css">
<link rel="stylesheet" href="{root}/overrides/assets/styles/diagram.css">
<style>body {{ background: #fff; inline-size: {width}px; margin: 0; --site-ground: #fff }}</style>
<body data-md-color-scheme="default"><div class="md-typeset">{figure}</div></body></html>"""


def wanted(library: Library) -> dict[str, Path]:
    """Name of each drawing that stands in a lesson, and its picture's file beside that lesson."""
    found = {}
    for module in library.course.modules:
        for path in module.lessons:
            for call in library.pages[path].calls:
                if call.name == "diagram" and call.arguments:
                    found[str(call.arguments[0])] = (ROOT / "docs" / path).with_name(f"{call.arguments[0]}.png")
    return found


def drawing(library: Library, name: str) -> str:
    """A drawing's HTML as its lesson holds it."""
    env: Any = SimpleNamespace(conf={"use_directory_urls": True}, page=SimpleNamespace(file=SimpleNamespace(src_uri="index.md")))
    return Macros(library, env).diagram(name)


def digest(figure: str) -> str:
    """What a picture was drawn from: the wide arrangement, and nothing around it."""
    wide = re.search(r"<svg.*?</svg>", figure, re.DOTALL)
    assert wide, "a drawing begins with its wide arrangement"
    return hashlib.sha256(wide[0].encode()).hexdigest()


def said(picture: bytes) -> str:
    """What a picture says it was drawn from."""
    found = re.search(rb"tEXt" + KEY + rb"\0([0-9a-f]{64})", picture)
    return found[1].decode() if found else ""


def signed(picture: bytes, digest: str) -> bytes:
    """A PNG that says what it was drawn from, in a text chunk before its end."""
    chunk = b"tEXt" + KEY + b"\0" + digest.encode()
    return picture[:-12] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + picture[-12:]


def main() -> int:
    """Draw every picture that is out of date."""
    for deck in (ROOT / "docs").rglob(slides.NAME):  # a picture that is not drawn yet must not stop us from drawing it
        for _, file in slides.PICTURE.findall(deck.read_text(encoding="utf-8")):
            deck.with_name(file).touch()
    library = Library.open(ROOT)
    path = chromium.find()
    if path is None:
        sys.exit(chromium.MISSING)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.arguments())
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=2)
        for name, file in wanted(library).items():
            figure = drawing(library, name)
            if file.is_file() and said(file.read_bytes()) == digest(figure):
                continue
            document = Path(folder) / "drawing.html"
            document.write_text(PAGE.format(root=ROOT.as_uri(), width=WIDTH, figure=figure), encoding="utf-8")
            page.goto(document.as_uri())
            file.write_bytes(signed(page.locator("svg").first.screenshot(), digest(figure)))
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1024:.0f} kB")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
