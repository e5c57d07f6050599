"""A page as PDF, for whoever prints or sends it: pandoc turns the page's HTML into Typst's markup, Typst sets it."""

from __future__ import annotations

import json
import posixpath
import re
from html import unescape
from importlib.metadata import version
from pathlib import Path

import markdown

from ..source import ContentError, Mistake
from .kept import kept

TEMPLATE = Path(__file__).parent.parent / "templates" / "paper.typ"
FIGURE = re.compile(r'<figure class="diagram".*?<title id="([\w-]+)-wide-title">.*?</figure>', re.DOTALL)
ON_PAPER = (  # what a page shows on the screen alone, and what stands on paper instead
    (re.compile(r'<a\b[^>]*\bhref="(?!https?:|mailto:|tel:)[^"]*"[^>]*>(.*?)</a>', re.DOTALL), r"\1"),
    (re.compile(r'<details class="question__(?:answer|hint)">.*?</details>', re.DOTALL), ""),
    (re.compile(r"<(\w+)\b[^>]*\shidden\b[^>]*>.*?</\1>", re.DOTALL), ""),
    (re.compile(r'<p class="(?:check__plain|reflection__note)"[^>]*>.*?</p>', re.DOTALL), ""),
    (re.compile(r'<label class="choice">\s*<input\b[^>]*>(.*?)</label>', re.DOTALL), r"<p>☐ \1</p>"),
    (re.compile(r'<(legend|p) class="question__prompt">(.*?)</\1>', re.DOTALL), r"<p><strong>\2</strong></p>"),
    (re.compile(r"<select\b.*?</select>", re.DOTALL), " ____"),
    (re.compile(r"<input\b[^>]*>|<textarea\b.*?</textarea>", re.DOTALL), "________________________________"),
)
TABLE = re.compile(r"(<table\b[^>]*>(?:\s*<caption>.*?</caption>)?)(.*?</table>)", re.DOTALL)
CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
PICTURE = re.compile(r'<img src="/([^"]+)" alt="([^"]*)">')
TAGS = re.compile(r"<[^>]+>")
MARKDOWN = ("admonition", "attr_list", "def_list", "tables", "pymdownx.details", "pymdownx.superfences")


def pdf(page: str, text: str, title: str, *, footer: str, root: Path, compact: bool = False) -> bytes:
    """Markdown, its macros rendered, as a tagged PDF on Letter; `compact` for a handout of one sheet.

    `page` is the page's path under docs/; drawings lie beside it as PNG. Links within the site become plain text: on
    paper, and beside the site, they lead nowhere.

    Raises:
        ContentError: when the page holds what cannot be set, such as a letter that no font has.
    """
    folder = root / "docs" / posixpath.dirname(page)
    facts = {"title": title, "footer": footer, "compact": "yes" if compact else ""}
    words = json.dumps([text, facts, version("pypandoc_binary"), version("typst")]).encode()
    drawn = (file.read_bytes() for file in sorted(folder.glob("*.png")))
    made_from = b"".join((words, TEMPLATE.read_bytes(), Path(__file__).read_bytes(), *drawn))
    name = page.removesuffix(".md").replace("/", "-")
    return kept(root / ".cache", f"paper-{name}", "pdf", made_from, lambda: _set(page, text, facts, root))


def _picture(figure: re.Match[str], root: Path, folder: str) -> str:
    """A drawing's picture if there is one beside the page, with its text alternative; else its words."""
    words = " ".join(TAGS.sub(" ", " ".join(re.findall(r"<(?:title|desc)[^>]*>(.*?)</", figure[0])[:2])).split())
    file = f"{folder}/{figure[1]}.png"
    return f'<p><img src="/{file}" alt="{words}"></p>' if (root / file).is_file() else f"<p>{words}</p>"


def _columns(table: re.Match[str]) -> str:
    """A table as wide as the page; long texts and lines to write on get more of it."""
    rows = [CELL.findall(row) for row in table[2].split("</tr>")]
    lengths = [[len(TAGS.sub("", cell)) + 4 * cell.count("_") for cell in row] for row in rows if row]
    weights = [max(column) ** 0.5 for column in zip(*lengths, strict=False)]
    widths = "".join(f'<col style="width: {100 * weight / sum(weights):.1f}%">' for weight in weights)
    return f"{table[1]}<colgroup>{widths}</colgroup>{table[2]}"


def _set(page: str, text: str, facts: dict[str, str], root: Path) -> bytes:
    import pypandoc  # type: ignore[import-untyped]  # both slow to load, and only a changed page needs them
    import typst

    folder = posixpath.join("docs", posixpath.dirname(page))
    html = markdown.markdown(text, extensions=MARKDOWN)
    for form, instead in ON_PAPER:
        html = form.sub(instead, html)
    html = TABLE.sub(_columns, FIGURE.sub(lambda figure: _picture(figure, root, folder), html))
    body = pypandoc.convert_text(html, "typst", "html", extra_args=["--wrap=none"])
    body = body.replace("align(center)[#table", "align(left)[#table")
    for file, words in PICTURE.findall(html):  # pandoc gives no text alternative
        body = body.replace(f'#box(image("/{file}"))', f'#image("/{file}", alt: {json.dumps(unescape(words), ensure_ascii=False)})')
    source = TEMPLATE.read_text(encoding="utf-8") + body
    try:
        return bytes(typst.compile(source.encode(), root=str(root), sys_inputs=facts, pdf_standards="ua-1"))
    except typst.TypstError as error:
        what = f"the page cannot be made a PDF: {' '.join(str(error).split())}"
        raise ContentError([Mistake(f"docs/{page}", 1, what, "leave out or reword what it names")]) from None
