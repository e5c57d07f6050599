"""What a page's Markdown says, with line numbers: macro calls, links, pictures, headings, prose.

A reader for the checks, not a renderer: MkDocs renders. It knows the few forms that authors use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes
from markdown import markdown
from markdown.extensions.toc import slugify, unique

from .brackets import HELD, LINK, NOTE, Link, links, unread, words

FENCE = re.compile(r"^\s*(```+|~~~+)")
HEADING = re.compile(r"^(#{1,6})\s*([^#\s].*?)\s*(?:(?<!\\)#+)?$")
CODE = re.compile(r"(`+).+?\1", re.DOTALL)
RAW = re.compile(r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", re.DOTALL)
RAW_BEGINS = re.compile(r"\{%-?\s*raw\s*-?%\}")
TAG = re.compile(r"\{%(?:(?!\{[{%#]).)*?%\}", re.DOTALL)
ASIDE = re.compile(r"\{#.*?#\}", re.DOTALL)
STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
OPENING = re.compile(r"\{[{%#]")
MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
HTML = re.compile(r"</?([a-zA-Z][\w-]*)(\s[^<>]*)?/?>|<!--")
_VALUE = r'(?:\w+=)?(?:"[^"\\{}\n]*"|[Tt]rue|[Ff]alse)'
PLAIN = re.compile(rf"\{{\{{\s*(\w+)\(\s*((?:{_VALUE}(?:\s*,\s*{_VALUE})*)?)\s*\)\s*\}}\}}")
_STRING = r'"(?:[^"\\\n]|\\.|\n(?![ \t]*\n))*"'
_BETWEEN = r"[^\"'{}\n]|\n(?![ \t]*\n)|\{(?![{%#])|\}(?!\})"
EXPRESSION = re.compile(r"\{\{" + f"(?:{_STRING}|{_STRING.replace(chr(34), chr(39))}|{_BETWEEN})*" + r"\}\}", re.DOTALL)
CLOSED = re.compile(r"\{\{(?:(?!\{[{%#]|\n[ \t]*\n).)*?\}\}", re.DOTALL)
BELOW = re.compile(r"[ \t]*(?:\n[ \t]*(?:\n|\Z)|\Z)")
GIVEN = re.compile(r'(?:(\w+)=)?(?:"([^"]*)"|(\w+))')
PLAIN_TEXT = re.compile(r"(?:[^\W_]|[ ,.:;?!'()/-])+")
_JINJA = Environment()  # noqa: S701 — parses only, renders nothing


class Call(NamedTuple):
    """A macro call, or a bare name (`arguments` is None then); a value that is not literal is None."""

    name: str
    arguments: tuple[object, ...] | None
    keywords: dict[str, object]
    line: int


class Broken(NamedTuple):
    """What stands between braces or brackets and cannot be read, and what to do."""

    problem: str
    line: int
    remedy: str


@dataclass(frozen=True)
class Markup:
    """The body of a page; `first_line` is the file's line on which the body begins."""

    text: str
    first_line: int = 1

    @property
    def calls(self) -> tuple[Call, ...]:
        """Macro calls and bare names in the order of the page."""
        return self._macros[0]

    @property
    def broken(self) -> tuple[Broken, ...]:
        """What opens as a macro and is none that a page can hold."""
        return self._macros[1]

    @cached_property
    def crowded(self) -> frozenset[int]:
        """Lines on which a macro call begins that is no paragraph by itself."""
        plain = PLAIN.finditer(self.text)
        return frozenset(self._line(call.start()) for call in plain if not alone(self.text, call.start(), call.end()))

    @cached_property
    def _macros(self) -> tuple[tuple[Call, ...], tuple[Broken, ...]]:
        plain = list(PLAIN.finditer(self.text))
        if [call.start() for call in plain] == [opening.start() for opening in OPENING.finditer(self.text)]:
            return tuple(Call(call[1], *given(call), self._line(call.start())) for call in plain), ()  # nearly always
        found = tuple(self._opened())
        return tuple(one for one in found if isinstance(one, Call)), tuple(one for one in found if isinstance(one, Broken))

    def _opened(self) -> Iterator[Call | Broken]:
        """What each opening brace of the page opens; a sample in `raw` and a note open nothing."""
        at = 0
        while opening := OPENING.search(self.text, at):
            line = self._line(opening.start())
            match = _ends(self.text, opening)
            at = match.end() if match else opening.end()
            if RAW_BEGINS.match(self.text, opening.start()) and not match:
                yield Broken("a sample that is not closed", line, "write `{% endraw %}` below it")
                return  # all that follows is part of the sample
            if not match:
                yield _not_closed(opening[0], line)
            elif match.re is PLAIN:
                yield Call(match[1], *given(match), line)
            elif match.re is TAG:
                yield Broken(f"`{_shown(match[0])}` is no macro", line, "take it out; `{% raw %}` and `{% endraw %}` stand around a sample")
            elif match.re in (EXPRESSION, CLOSED) and (found := _expression(match[0], line)):
                yield found

    def _line(self, place: int) -> int:
        return self.first_line + self.text.count("\n", 0, place)

    @cached_property
    def headings(self) -> tuple[tuple[int, str, int], ...]:
        """Level, text and line of each heading."""
        found = []
        for number, line in self._lines:
            match = HEADING.match(line.replace(HELD, "")) if line.startswith("#") else None
            if match:
                found.append((len(match[1]), match[2], number))
        return tuple(found)

    @cached_property
    def anchors(self) -> dict[str, int]:
        """Ids that the headings get, each with its line: the renderer itself gives them."""
        texts = [NOTE.sub("", text) for _, text, _ in self.headings]
        if all(map(PLAIN_TEXT.fullmatch, texts)):  # nearly always, and far quicker
            used: set[str] = set()
            ids = [unique(slugify(text, "-"), used) for text in texts]
        else:
            headings = "\n\n".join(f"{'#' * level} {text}" for (level, _, _), text in zip(self.headings, texts, strict=True))
            ids = re.findall(r'<h[1-6] id="([^"]+)"', markdown(headings, extensions=["attr_list", "toc"]))
        return {anchor: line for anchor, (_, _, line) in zip(ids, self.headings, strict=False)}

    @property
    def links(self) -> Iterator[Link]:
        """Links and pictures in Markdown form."""
        for text, line in self._paragraphs:
            if "](" in text:
                yield from links(text, line)

    @property
    def unread(self) -> Iterator[Broken]:
        """Links and pictures in a form that no check reads."""
        for text, line in self._paragraphs:
            if "](" in text or "][" in text or "]:" in text:
                yield from (Broken(*found) for found in unread(text, line))

    @property
    def html(self) -> Iterator[tuple[str, int]]:
        """HTML tags and comments, which prose does not need."""
        for text, line in self._paragraphs:
            for match in HTML.finditer(text) if "<" in text else ():
                yield " ".join(match[0].split()), line + text.count("\n", 0, match.start())

    @property
    def prose(self) -> Iterator[tuple[str, int]]:
        """Paragraphs of running text, with their first lines: no code, no macro calls, no addresses of links."""
        for text, line in self._paragraphs:
            yield (LINK.sub(words, text) if "](" in text else text).replace(HELD, ""), line

    @cached_property
    def _paragraphs(self) -> tuple[tuple[str, int], ...]:
        """Lines that belong together, without code, and the line on which they begin: links and words may be broken between lines."""
        found: list[tuple[list[str], int]] = []
        after = 0  # the line that would go on with the last paragraph
        for number, line in self._lines:
            if line.replace(HELD, "").strip():
                if number != after:
                    found.append(([], number))
                found[-1][0].append(line)
                after = number + 1
        return tuple((_without_code("\n".join(lines)), first) for lines, first in found)

    @cached_property
    def _lines(self) -> tuple[tuple[int, str], ...]:
        text = MACRO.sub(_held, RAW.sub(_blank, self.text))
        if "```" not in text and "~~~" not in text:
            return tuple(enumerate(text.split("\n"), self.first_line))
        found, fence = [], ""
        for number, line in enumerate(text.split("\n"), self.first_line):
            mark = FENCE.match(line)
            if mark and (not fence or line.strip().startswith(fence)):
                fence = "" if fence else mark[1]
            elif not fence:
                found.append((number, line))
        return tuple(found)


def framed(text: str, head: str, foot: str) -> str:
    """A page's Markdown with something under its title, and something before its references or at its end."""
    title, _, body = text.partition("\n")
    body, references, works = body.partition("\n## References\n")
    return f"{title}\n\n{head}\n{body}\n\n{foot}\n{references}{works}"


def given(plain: re.Match[str]) -> tuple[tuple[object, ...], dict[str, object]]:
    """Values and named values of a plain call: texts in double quotes, true or false."""
    values, named = [], {}
    for name, text, flag in GIVEN.findall(plain[2]):
        value = flag.lower() == "true" if flag else text
        if name:
            named[name] = value
        else:
            values.append(value)
    return tuple(values), named


def _ends(text: str, opening: re.Match[str]) -> re.Match[str] | None:
    """What an opening brace opens, up to its end, if it has one."""
    forms = {"{{": (PLAIN, EXPRESSION, CLOSED), "{%": (RAW,) if RAW_BEGINS.match(text, opening.start()) else (TAG,), "{#": (ASIDE,)}
    found = (form.match(text, opening.start()) for form in forms[opening[0]])
    return next((match for match in found if match), None)


def _not_closed(opening: str, line: int) -> Broken:
    if opening == "{%":
        return Broken("`{%` begins nothing that a page can hold", line, "take it out; `{% raw %}` and `{% endraw %}` stand around a sample")
    if opening == "{#":
        return Broken("a note that is not closed", line, "close it with `#}`; a heading's own id is written `{: #id }`")
    return Broken("a macro that is not closed", line, "close it with `}}`")


def _expression(text: str, line: int) -> Call | Broken | None:
    """A call that is read but for its values, or what is wrong; nothing where a text is printed as it is."""
    outside = STRING.sub("", text)
    if text.startswith("{{{") or not text.strip("{} \n"):
        return Broken(f"`{_shown(text)}` calls no macro", line, "write two braces, a macro's name, and its values in parentheses")
    if set(outside) & set("“”„‘’"):
        return Broken("curly quotes in a macro", line, 'use straight quotes: `"`')
    try:
        output = _JINJA.parse(text).body[0]
    except TemplateSyntaxError as error:
        if outside.count('"') % 2:
            return Broken("a macro in which a quotation mark is missing", line, 'put `"` on both sides of each value')
        if outside.count("(") != outside.count(")"):
            return Broken("a macro in which a parenthesis is missing", line, "write `(` before the values and `)` after them")
        return Broken(f"a macro that cannot be read: {error.message}", line, "compare it with docs/about/authoring.md")
    except (RecursionError, ValueError):  # brackets or digits without end
        return Broken("a macro that is too long to be meant", line, "compare it with docs/about/authoring.md")
    (node,) = output.nodes if isinstance(output, nodes.Output) else (output,)
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return None
    if isinstance(node, nodes.Name):
        return Call(node.name, None, {}, line)
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
        return Broken(f"`{_shown(text)}` is more than a macro call", line, "call one macro, and do nothing else in the braces")
    values = tuple(_literal(value) for value in node.args)
    named = {keyword.key: _literal(keyword.value) for keyword in node.kwargs}
    if all(isinstance(value, str | bool) for value in (*values, *named.values())):
        what = f"`{_shown(text)}` is not in the form of a macro call"
        return Broken(what, line, 'write `{{ name("value") }}`, with straight double quotes')
    return Call(node.node.name, values, named, line)


def _shown(text: str) -> str:
    """A piece of a page as a message shows it."""
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:57]}…"


def _literal(node: nodes.Expr) -> object:
    return node.value if isinstance(node, nodes.Const) else None


def alone(text: str, start: int, end: int) -> bool:
    """Whether a part of a page stands between empty lines and is not indented."""
    above = not start or (text[start - 1] == "\n" and not text[text.rfind("\n", 0, start - 1) + 1 : start - 1].strip())
    return above and bool(BELOW.match(text, end))


def _without_code(text: str) -> str:
    return CODE.sub(_held, text) if "`" in text else text


def _held(match: re.Match[str]) -> str:
    """One character, and as many lines as there were."""
    return HELD + _blank(match)


def _blank(match: re.Match[str]) -> str:
    """Nothing, but as many lines as there were, so that line numbers hold."""
    return "\n" * match[0].count("\n")

