"""The menu in `mkdocs.yml`: it lists every page, and no page that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import yaml

from .source import ContentError, Mistake, read_text, suggest
from .syntax import LOADER

if TYPE_CHECKING:
    from .library import Library

FILE = "mkdocs.yml"


def mistakes(library: Library) -> Iterator[Mistake]:
    """What is wrong between the menu and the pages; a project that has no menu of its own has nothing wrong in it."""
    if not (library.root / FILE).is_file():
        return
    try:
        settings = yaml.compose(read_text(library.root / FILE, library.root), Loader=LOADER)  # runs no tag
    except ContentError as error:
        yield from error.mistakes
        return
    except yaml.YAMLError:
        return  # the site builder says so
    fields = {key.value: (key, value) for key, value in settings.value} if isinstance(settings, yaml.MappingNode) else {}
    if "nav" not in fields:
        return
    key, menu = fields["nav"]
    listed = {entry.value: entry.start_mark.line + 1 for entry in _entries(menu)}
    for path, line in listed.items():
        if "://" not in path and path not in library.pages and not (library.root / "docs" / path).is_file():
            yield Mistake(FILE, line, f"the menu names `{path}`, which is not there", suggest(path, library.pages, "take the line out"))
    for path in library.pages.keys() - listed.keys() if "not_in_nav" not in fields else ():
        yield Mistake(FILE, key.start_mark.line + 1, f"the menu does not list docs/{path}", f"add `{path}` below `nav:`")


def _entries(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """What the menu leads to, however deep."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from _entries(inner)
    elif isinstance(node, yaml.MappingNode):
        for _, inner in node.value:
            yield from _entries(inner)
