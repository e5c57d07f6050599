"""Why a text is no YAML, in an author's words: the line to look at, what is wrong there, what to do."""

from __future__ import annotations

import re
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Safe YAML; the C parser where there is one, for speed."""

Told = tuple[int, str, str]
"""A line, counted from 0; what is wrong; what to do."""

CUT = ("everything after ` #` is a comment to YAML", "put the text in quotes")
HASH = re.compile(r"[ \t]+#(?=\S)")
"""What a writer means as part of a sentence; a comment has a space after its `#`."""
FIELD = re.compile(r"\s*(?:- +)*[\w-]+:(?:\s|$)")
START = re.compile(r"\s*(?:- |[\w-]+:(?:\s|$))")
"""How a line begins that is an item or a field."""
NAME = re.compile(r"\s*(?:- +)*[\w-]+$")
NO_SPACE = re.compile(r"\s*(?:- +)*[\w-]+:(?!//)\S")
NO_SPACE_AFTER_DASH = re.compile(r"\s*-[^\s-]")


def broken(error: yaml.MarkedYAMLError, text: str) -> Told:
    """What a person would say about the parser's error: it often stops far below what is wrong."""
    at = error.problem_mark or error.context_mark
    if at is None:
        return 0, "broken YAML", "compare the file with another one of its kind"
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", text)  # as the parser counts them
    line = lines[at.line] if at.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return at.line, "a tab in the indentation", "use two spaces for each step"
    last = _last(text)
    if _is_plain(last) and HASH.match(text, last.end_mark.index):
        return last.end_mark.line, *CUT
    return (
        _opened(error, last, text)
        or _goes_on(at, last, text, lines)
        or _begins(error, at, text)
        or _misplaced(error, at, last, text, lines)
        or (at.line, f"broken YAML: {error.problem}", "compare the indentation and quotes with the lines around it")
    )


def begins_with(sign: str) -> tuple[str, str]:
    """What is wrong with plain text that begins with a sign of YAML's own."""
    remedy = "put the text in quotes, or begin a list on the next line" if sign == "-" else "put the text in quotes"
    return f"text that begins with {'a backtick' if sign == '`' else f'`{sign}`'}", remedy


def _last(text: str) -> Any:
    """What the parser understood last; the end of a block is no text."""
    event: Any
    last = None
    try:
        for event in yaml.parse(text, Loader=LOADER):
            last = event if event.start_mark.index < event.end_mark.index else last
    except yaml.YAMLError:
        pass
    return last


def _is_plain(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.style


def _opened(error: yaml.MarkedYAMLError, last: Any, text: str) -> Told | None:
    """Quotes and brackets that the parser was in."""
    context, mark = error.context or "", error.context_mark
    if mark is None:
        return None
    if "quoted scalar" in context or "-quoted" in context:  # the parsers in C and in Python say it differently
        if re.search("stream|document", error.problem or ""):
            return mark.line, "a quote that is opened here is not closed", "close it at the end of the text"
        return (error.problem_mark or mark).line, "a backslash in double quotes", "write it twice, or put the text in single quotes"
    if "flow" in context:
        opening: Any = last.start_mark if isinstance(last, yaml.CollectionStartEvent) and "node" in context else mark
        sign = text[opening.index : opening.index + 1]
        if sign in ("[", "{"):
            return opening.line, f"a `{sign}` that is opened here is not closed", "put the text in quotes, or close the bracket"
    return None


def _goes_on(at: Any, last: Any, text: str, lines: list[str]) -> Told | None:
    """Text that goes on where quotes, brackets or a name of YAML's own have ended."""
    if last is None:
        return None
    end: Any = last.end_mark
    if end.line != at.line or text[end.index : at.index].strip(" \t"):
        return None
    if getattr(last, "style", None) in ("'", '"'):
        first = last.start_mark.line
        if any(map(START.match, lines[first + 1 : at.line + 1])):
            return first, "a quote that is opened here is not closed", "close it at the end of the text"
        return at.line, "text after a closing quote", "put the whole text in the other kind of quotes"
    if isinstance(last, yaml.AliasEvent):
        return at.line, *begins_with("*")
    if isinstance(last, yaml.CollectionEndEvent) and (sign := text[end.index - 1]) in "]}":
        return at.line, f"text after a closing `{sign}`", "put the whole text in quotes"
    return None


def _begins(error: yaml.MarkedYAMLError, at: Any, text: str) -> Told | None:
    """Text that begins with a sign of YAML's own."""
    context, problem = error.context or "", error.problem or ""
    mark: Any = error.context_mark
    if "block scalar" in context and mark:
        sign = text[mark.index : mark.index + 1]
        return at.line, f"text on the line of its `{sign}`", "write it on the next line, or put all of it in quotes"
    begun = mark if mark and re.search("alias|anchor|tag|directive", context) else at
    sign = text[begun.index : begun.index + 1]
    if sign and (sign in "*&!%@`" or (sign in "]},?-" and re.search("node content|not allowed", problem))):
        return begun.line, *begins_with(sign)
    return None


def _misplaced(error: yaml.MarkedYAMLError, at: Any, last: Any, text: str, lines: list[str]) -> Told | None:
    """Lines that YAML cannot fit in: names, colons, dashes and indentation."""
    problem = error.problem or ""
    if "mapping values" in problem:
        return _colon(at, lines)
    if "document" in problem:
        return at.line, "something after the end of what the file holds", "remove it: a file begins once, and `---` or `...` end it"
    begun: Any = error.context_mark if "could not find expected ':'" in problem and error.context_mark else at
    line = lines[begun.line] if begun.line < len(lines) else ""
    if _is_plain(last) and not FIELD.match(line) and re.match(r"[ \t]+#", text[last.end_mark.index :]):
        return last.end_mark.line, *CUT
    if NO_SPACE_AFTER_DASH.match(line):
        return begun.line, "no space after the dash", "write one"
    if NO_SPACE.match(line):
        return begun.line, "no space after the colon", "write one"
    if begun is not at:
        return begun.line, "a line that is no field", "write its name and a colon before it, or indent it below the text that it belongs to"
    if re.search("expected (key|'-' indicator|<block end>)", problem):
        return at.line, "a line that is indented unlike those around it", "line it up with the fields or items that it belongs to"
    return None


def _colon(at: Any, lines: list[str]) -> Told:
    """A colon where none is allowed: in a text, or after a name that became part of the text above."""
    line = lines[at.line]
    if NAME.match(line[: at.column]):
        number = next((n for n in range(at.line - 1, -1, -1) if lines[n].strip()), at.line)
        above = lines[number]
        if NO_SPACE_AFTER_DASH.match(above):
            return number, "no space after the dash", "write one"
        if NO_SPACE.match(above):
            return number, "no space after the colon", "write one"
        if re.match(r"\s*[\w-]+\s*$", above) and _indent(above) < _indent(line) + line.lstrip().startswith("- "):
            return number, f"no colon after `{above.strip()}`", "write one"
        remedy = "line it up with the field above, or put the text in quotes"
        return at.line, "a field that is indented too far, or a colon inside plain text", remedy
    return at.line, "a colon inside plain text", "put the text in quotes, or after `>-` on the next line"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
