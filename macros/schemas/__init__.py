"""JSON Schemas of what authors write, generated from the models; editors show them as they type."""

from __future__ import annotations

import json
from pathlib import Path

from ..library import NOUNS, noun
from ..quiz import Check

FOLDER = Path("macros/schemas")


def generate() -> dict[Path, str]:
    """Path to the text of its schema: one for each YAML file of facts, and one for all knowledge checks."""
    models = {noun(name): model for name, model in NOUNS.items()} | {"quiz": Check}
    return {
        FOLDER / f"{name}.schema.json": json.dumps(model.json_schema(), indent=2, ensure_ascii=False) + "\n"
        for name, model in models.items()
    }


def write(root: Path) -> list[Path]:
    """Write all schemas under `root`; returns their paths."""
    written = []
    for name, text in generate().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written
