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

FENCE = re.compile(r"^\s*(```+|~~~+)")
HEADING = re.compile(r"^(#{1,6})\s*([^#\s].*?)\s*(?:(?<!\\)#+)?$")
NOTE = re.compile(r"\[\^[^\]]+\]")
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]*)>?(?:\s+\"[^\"]*\")?\s*\)")
CODE = re.compile(r"(`+).+?\1", re.DOTALL)
RAW = re.compile(r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", re.DOTALL)
OPENING = re.compile(r"\{[{%#]")
MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
HTML = re.compile(r"</?([a-zA-Z][\w-]*)(\s[^<>]*)?/?>|<!--")
_VALUE = r'(?:\w+=)?(?:"[^"\\{}\n]*"|[Tt]rue|[Ff]alse)'
PLAIN = re.compile(rf"\{{\{{ *(\w+)\( *((?:{_VALUE}(?: *, *{_VALUE})*)?) *\) *\}}\}}")
GIVEN = re.compile(r'(?:(\w+)=)?(?:"([^"]*)"|(\w+))')
PLAIN_TEXT = re.compile(r"(?:[^\W_]|[ ,.:;?!'()/-])+")
_JINJA = Environment()  # noqa: S701 — parses only, renders nothing


class Call(NamedTuple):
    """A macro call, or a bare name (`arguments` is None then); a value that is not literal is None."""

    name: str
    arguments: tuple[object, ...] | None
    keywords: dict[str, object]
    line: int


class Link(NamedTuple):
    """A link or a picture."""

    text: str
    target: str
    picture: bool
    line: int


class Broken(NamedTuple):
    """A macro expression that cannot be parsed."""

    problem: str
    line: int


@dataclass(frozen=True)
class Markup:
    """The body of a page; `first_line` is the file's line on which the body begins."""

    text: str
    first_line: int = 1

    @cached_property
    def calls(self) -> tuple[Call, ...] | Broken:
        """Macro calls and bare names in the order of the page."""
        plain = list(PLAIN.finditer(self.text))
        if len(plain) == len(OPENING.findall(self.text)):  # nearly always, and far quicker than Jinja
            return tuple(Call(call[1], *given(call), self.first_line + self.text.count("\n", 0, call.start())) for call in plain)
        try:
            tree = _JINJA.parse(self.text)
        except TemplateSyntaxError as error:
            return Broken(error.message or "broken macro", error.lineno + self.first_line - 1)
        except (RecursionError, ValueError):  # brackets or digits without end
            return Broken("too long to be meant", self.first_line)
        return tuple(_calls(tree, self.first_line - 1))

    @cached_property
    def headings(self) -> tuple[tuple[int, str, int], ...]:
        """Level, text and line of each heading."""
        found = []
        for number, line in self._lines:
            match = HEADING.match(line) if line.startswith("#") else None
            if match:
                found.append((len(match[1]), MACRO.sub("", match[2]), number))
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
            for match in LINK.finditer(text) if "](" in text else ():
                yield Link(match[2], match[3], match[1] == "!", line + text.count("\n", 0, match.start()))

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
            yield LINK.sub(_words, text) if "](" in text else text, line

    @cached_property
    def _paragraphs(self) -> tuple[tuple[str, int], ...]:
        """Lines that belong together, without code, and the line on which they begin: links and words may be broken between lines."""
        found: list[tuple[list[str], int]] = []
        after = 0  # the line that would go on with the last paragraph
        for number, line in self._lines:
            if line.strip():
                if number != after:
                    found.append(([], number))
                found[-1][0].append(line)
                after = number + 1
        return tuple((_without_code("\n".join(lines)), first) for lines, first in found)

    @cached_property
    def _lines(self) -> tuple[tuple[int, str], ...]:
        text = MACRO.sub(_blank, RAW.sub(_blank, self.text))
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


def _calls(tree: nodes.Template, offset: int) -> Iterator[Call]:
    seen = set()  # names that are told as part of their call
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            seen |= {id(call.node), *map(id, call.args), *(id(k.value) for k in call.kwargs)}
            arguments = tuple(_literal(a) for a in call.args)
            yield Call(call.node.name, arguments, {k.key: _literal(k.value) for k in call.kwargs}, call.lineno + offset)
    for name in tree.find_all(nodes.Name):
        if id(name) not in seen:
            yield Call(name.name, None, {}, name.lineno + offset)


def _literal(node: nodes.Expr) -> object:
    return node.value if isinstance(node, nodes.Const) else None


def _words(link: re.Match[str]) -> str:
    """A link's words, and as many lines as there were."""
    return f" {link[2]} " + "\n" * (link[0].count("\n") - link[2].count("\n"))


def _without_code(text: str) -> str:
    return CODE.sub(_blank, text) if "`" in text else text


def _blank(match: re.Match[str]) -> str:
    """Nothing, but as many lines as there were, so that line numbers hold."""
    return "\n" * match[0].count("\n")

