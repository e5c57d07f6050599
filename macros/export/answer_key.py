"""A module's answer key for facilitators: one HTML document without scripts, to read or to print."""

from __future__ import annotations

from ..library import Library
from ..render import Renderer, compiled


def path(module: str) -> str:
    """Where a module's key stands in the site."""
    return f"training/answer-key-{module}.html"


def pages(library: Library, site_name: str) -> dict[str, str]:
    """Path to document, for each module that has checks."""
    renderer = Renderer(kept=compiled(library.root))
    citations = library.references.citations()
    found = {}
    for module in library.course.modules:
        checks = library.checks_of(module.id)
        if checks:
            found[path(module.id)] = renderer.render(
                "answer_key",
                module=module,
                checks=checks,
                home="../",
                site_name=site_name,
                citation=citations.__getitem__,
                objective=lambda module, id: next(o.text for o in module.objectives if o.id == id),
            )
    return found
