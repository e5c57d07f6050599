"""A module's slides as files: a web page, the same for a computer without internet, and an editable PowerPoint."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..course import Module
from ..slides import Deck, Slide, plainly
from .kept import kept

TEMPLATE = Path(__file__).parent.parent / "templates" / "slides.pptx"
NEEDS = (
    "assets/components/slide-deck.css", "assets/components/slide-deck.mjs", "assets/styles/tokens.css",
    "assets/fonts/literata-600.woff2", "assets/fonts/OFL.txt",
)  # fmt: skip
DATE = "2026-01-01T00:00:00Z"  # the bytes of a file must not depend on the day of the build
STAMP = (2026, 1, 1, 0, 0, 0)
SIZES = (26, 24, 22, 20, 18)  # of a table's letters, in points
LETTER = 0.47  # width of a letter, in heights


def folder(name: str, page: str, deck: Deck, root: Path, mark: str = "") -> bytes:
    """The slides' page with all that it needs, the host's `mark` included, as a ZIP to unpack and open without internet."""
    beside = {file for slide in deck.slides for _, file in slide.pictures}
    files = {f"{name}.html": page.encode()}
    files |= {need: (root / "overrides" / need).read_bytes() for need in NEEDS}
    files |= {file: (root / deck.path).with_name(file).read_bytes() for file in sorted(beside)}
    marks = [place for place in (root / "overrides" / mark, root / "docs" / mark) if mark and place.is_file()]
    files |= {mark: place.read_bytes() for place in marks[:1]}  # noqa: B035 — one mark, or none
    return _zip(files)


def powerpoint(name: str, module: Module, deck: Deck, root: Path, citation: Callable[[str], str], *, credit: str) -> bytes:
    """The slides as PowerPoint with speaker notes, made by pandoc with our template; kept under `root`/.cache."""
    text = markdown(module, deck, citation, credit=credit)
    pictures = [(root / deck.path).with_name(file).read_bytes() for slide in deck.slides for _, file in slide.pictures]
    ours = version("pypandoc_binary").encode() + Path(__file__).read_bytes() + TEMPLATE.read_bytes()
    made_from = b"".join((text.encode(), ours, *pictures))
    return kept(root / ".cache", name, "pptx", made_from, lambda: _powerpoint(text, deck, (root / deck.path).parent))


def markdown(module: Module, deck: Deck, citation: Callable[[str], str], *, credit: str) -> str:
    """The slides in pandoc's Markdown, sources as citations."""
    subtitle = f"{module.label}. {deck.head.subtitle}"
    head = {"title": module.title, "subtitle": subtitle, "author": credit, "lang": "en-US", "notes": deck.head.notes}
    slides = (_slide(slide, citation) for slide in deck.slides)
    return "\n".join(("---", json.dumps(head, ensure_ascii=False, indent=1), "---", "", *slides))


def _slide(slide: Slide, citation: Callable[[str], str]) -> str:
    labelled = (
        ("Ask", slide.ask),
        (f"Activity ({slide.activity_minutes} min)", slide.activity),
        ("Sources", plainly(slide.sources, citation)),
        ("Minutes", str(slide.minutes)),
    )
    notes = [slide.points, *(f"**{label}:** {text}" for label, text in labelled if text)]
    heading = f"{'#' if slide.section else '##'} {slide.title}"
    return "\n\n".join((heading, slide.body, "::: notes", "\n\n".join(notes), ":::", ""))


def _powerpoint(text: str, deck: Deck, pictures: Path) -> bytes:
    import tempfile

    import pypandoc  # type: ignore[import-untyped]  # slow to load, and only changed slides need it
    from pptx import Presentation

    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "slides.pptx"
        arguments = ["--slide-level=2", f"--reference-doc={TEMPLATE}", f"--resource-path={pictures}"]
        pypandoc.convert_text(text, "pptx", "markdown-implicit_figures", outputfile=str(file), extra_args=arguments)
        made = Presentation(str(file))
        made.core_properties.language = "en-US"
        for slide, shown in zip(deck.slides, list(made.slides)[1:], strict=True):
            _finish(slide, shown)
        made.save(str(file))
        with zipfile.ZipFile(file) as packed:
            files = {name: packed.read(name) for name in packed.namelist()}
    core = files["docProps/core.xml"].decode()
    files["docProps/core.xml"] = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", DATE, core).encode()
    return _zip(files)


def _finish(slide: Slide, shown: Any) -> None:
    """What pandoc leaves undone: text alternatives as such, and pictures and tables that a room can read."""
    pictures = iter(slide.pictures)
    box = next((one for one in shown.slide_layout.placeholders if one.placeholder_format.idx == 1), None)
    for number, shape in enumerate(list(shown.shapes), 100):
        about = shape.element.xpath(".//p:cNvPr")[0]
        if shape.element.tag.endswith("}pic"):
            about.set("descr", next(pictures)[0])
            about.set("id", str(number))  # pandoc gives every picture the id 0
            _fill(shape, box)
        elif shape.has_table:
            about.set("descr", "Table: " + ", ".join(cell.text_frame.text for cell in shape.table.rows[0].cells))
            _fit(shape, box)
        elif slide.pictures and shape.element.xpath(".//p:cNvSpPr[@txBox='1']"):
            shape.element.getparent().remove(shape.element)  # the text alternative, printed as a caption


def _fill(picture: Any, box: Any) -> None:
    """A picture as large as the layout's content `box` allows, in its middle."""
    scale = min(box.width / picture.width, box.height / picture.height)
    picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)
    picture.left = box.left + (box.width - picture.width) // 2
    picture.top = box.top + (box.height - picture.height) // 2


def _fit(table: Any, box: Any) -> None:
    """A table over the width of the layout's content `box`, in the largest letters that fit; long texts get wider columns."""
    from pptx.util import Pt

    words = [[cell.text_frame.text for cell in row.cells] for row in table.table.rows]
    weights = [max(map(len, column)) ** 0.6 for column in zip(*words, strict=True)]
    widths = [box.width.pt * weight / sum(weights) for weight in weights]
    for size in SIZES:
        lines = [max(_lines(text, width - 16, size) for text, width in zip(row, widths, strict=True)) for row in words]
        heights = [count * size * 1.22 + 12 for count in lines]
        if sum(heights) <= box.height.pt:
            break
    table.left, table.top = box.left, box.top
    for column, width in zip(table.table.columns, widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(table.table.rows, heights, strict=True):
        row.height = Pt(height)
        for run in (run for cell in row.cells for part in cell.text_frame.paragraphs for run in part.runs):
            run.font.size = Pt(size)


def _lines(text: str, width: float, size: int) -> int:
    """Lines that a text takes in a column of `width` points."""
    room, lines, used = width / (LETTER * size), 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, len(word)
        else:
            used += len(word) + bool(used)
    return lines


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
