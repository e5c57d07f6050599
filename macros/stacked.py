"""Tables that can stand as a list on a phone: each cell of a Markdown table carries its column's heading."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


class Labels(Treeprocessor):
    """Adds `data-label` to cells, and the roles that keep a table a table when the style sheet makes it a list."""

    def run(self, root: Element) -> None:
        """Label every table under `root`."""
        for table in root.iter("table"):
            headings = ["".join(cell.itertext()).strip() for cell in table.iterfind("thead/tr/th")]
            for element in table.iter():
                if element.tag in ROLES:
                    element.set("role", ROLES[element.tag])
            for row in table.iterfind("tbody/tr"):
                for heading, cell in zip(headings, row.iterfind("td"), strict=False):
                    cell.set("data-label", heading)


class StackedTables(Extension):
    """Registers the labels, after inline Markdown has made the headings' text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — Python-Markdown's name
        """Run late: the headings' text must be ready."""
        md.treeprocessors.register(Labels(md), "table-labels", 6)
