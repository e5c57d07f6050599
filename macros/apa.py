"""Bibliography entries in APA style, by citeproc-py and the CSL style file beside this package.

Formatting a hundred works takes the processor more than a second, so each entry's result is kept in
`.cache/`, named by a hash of all that it depends on: a changed entry is formatted anew, nothing else is.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

STYLE = Path(__file__).parent / "styles" / "apa.csl"
FINGERPRINT = hashlib.sha256(STYLE.read_bytes() + Path(__file__).read_bytes()).hexdigest()


def format_entries(entries: Iterable[dict[str, Any]], store: Path | None = None) -> dict[str, str]:
    """CSL-JSON entries to HTML, by id; `store` is a JSON file that keeps results between builds."""
    kept = _kept(store) if store else {}
    wanted = {entry["id"]: (_hash(entry), entry) for entry in entries}
    fresh = {mark: kept.get(mark) or _format(entry) for mark, entry in wanted.values()}
    if store and fresh != kept:
        with contextlib.suppress(OSError):  # a cache that cannot be kept is only slow, never wrong
            _keep(fresh, store)
    return {key: fresh[mark] for key, (mark, _) in wanted.items()}


def _kept(store: Path) -> dict[str, str]:
    try:
        found = json.loads(store.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _keep(results: dict[str, str], store: Path) -> None:
    store.parent.mkdir(parents=True, exist_ok=True)
    beside = store.with_suffix(f".{os.getpid()}")  # written whole, then moved: two builds may run at once
    beside.write_text(json.dumps(results, ensure_ascii=False, sort_keys=True, indent=0), encoding="utf-8")
    beside.replace(store)


def _hash(entry: dict[str, Any]) -> str:
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{FINGERPRINT}{text}".encode()).hexdigest()


@cache
def _style() -> Any:
    from citeproc import CitationStylesStyle  # type: ignore[import-untyped]  # slow to load, seldom needed

    return CitationStylesStyle(str(STYLE), validate=False)


def lettered(entry: str, year: str, citation: str) -> str:
    """The letter that tells works of one author and year apart, in the entry too."""
    letter = citation.rpartition(year)[2] if year in citation else ""
    return entry.replace(f"({year}", f"({year}{letter}", 1) if letter else entry


def plain(entry: str) -> str:
    """An entry as it sorts: letters and digits only."""
    return re.sub(r"[^\w ]|_", "", entry.replace("<i>", "").replace("</i>", "").lower())


def _format(entry: dict[str, Any]) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]

    bibliography = CitationStylesBibliography(_style(), CiteProcJSON([entry]), formatter.html)
    bibliography.register(Citation([CitationItem(entry["id"])]))
    return _mend(str(bibliography.bibliography()[0]), case=entry["type"] == "legal_case")


def _mend(text: str, *, case: bool = False) -> str:
    """Slips of the processor, each met in our own list; `tests/test_references.py` shows them."""
    text = text.replace("Retrieved http", "http").replace("..", ".")
    if case:
        text = text.replace(" V. ", " v. ")
    text = re.sub(r"&(?!#?\w+;)", "&amp;", text)
    text = re.sub(r"([?!])(</i>)?\.(?= |$)", r"\1\2", text)  # a title's own mark ends it
    text = re.sub(r"<i>(\[[^<\]]*\])</i>", r"\1", text)  # a description in brackets is no title
    text = re.sub(r"^(<i>.+?</i>\.) (\([^()]+\)\.) \1", r"\1 \2", text)  # no author: the title stands first, once
    return re.sub(r"(?<![\"=>])(https?://[^\s<]+)", r'<a href="\1" rel="noopener">\1</a>', text)
