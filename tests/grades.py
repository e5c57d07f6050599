"""How hard each lesson is to read; `make grades` prints it. The grade is Flesch and Kincaid's, measured by textstat."""

from __future__ import annotations

import re
import statistics
import sys
from pathlib import Path
from types import ModuleType

from markdown import Markdown

from macros.library import Library
from macros.page_file import PageFile

sys.modules.setdefault("pkg_resources", ModuleType("pkg_resources"))  # textstat 0.7.4 imports it, and needs it for word lists only
from textstat import textstat  # noqa: E402

textstat.set_lang("en_US")


def grade(page: PageFile) -> float:
    """The US school grade at which a page's running text reads."""
    return float(textstat.flesch_kincaid_grade(prose(page)))


def prose(page: PageFile) -> str:
    """A page's running text: no code, headings, tables or lists of links; macros in a sentence give one word."""
    text = re.sub(r"\{%\s*raw\s*%\}.*?\{%\s*endraw\s*%\}|^ *(```|~~~).*?^ *\1", "", page.markup.text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\s*\{\{\s*cite\(.*?\)\s*\}\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{\{\s*(?:old_term|term)\(\"([^\"]+)\"\)\s*\}\}", lambda m: m[1].replace("-", " "), text)
    text = re.sub(r"^\{\{.*?\}\}$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\{\{.*?\}\}", "ten", text, flags=re.DOTALL)
    html = Markdown(extensions=["tables", "admonition", "def_list", "pymdownx.details", "footnotes"]).convert(text)
    blocks = re.findall(r"<(p|li|dd)(?:\s[^>]*)?>(.*?)(?=</?(?:p|li|dd|ul|ol)\b)", html, flags=re.DOTALL)
    sentences = (" ".join(re.sub(r"<[^>]+>", "", block).split()) for _, block in blocks)
    return " ".join(one if one.endswith((".", "!", "?", ":", "”", '"')) else f"{one}." for one in sentences if one)


def main() -> None:
    """Print the grade of each lesson, and the median of each module."""
    library = Library.open(Path(__file__).resolve().parent.parent)
    for module in library.course.taught:
        grades = {path: grade(library.pages[path]) for path in module.lessons}
        print(f"{module.label}: median {statistics.median(grades.values()):.1f}")
        for path, found in grades.items():
            print(f"{found:6.1f}  {library.pages[path].meta.title}")


if __name__ == "__main__":
    main()
