"""One YAML file in, one checked model out; every mistake with its place and its remedy.

Nothing here knows what the site is about. Nouns bring a pydantic model; this module reads the text
strictly and turns whatever is wrong into `path:line: what is wrong (what to do)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, NamedTuple, Self, TypeVar, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, ValidationInfo, model_validator

from .explain import EMPTY, ID, Found, Place, Problems, explain, stand_ins, suggest
from .rest import ids, mended
from .syntax import CUT, HASH, LOADER, begins_with, broken

ROUNDS = 9  # what is left of a file may itself lack something, but not without end
TEXT = "tag:yaml.org,2002:str"
NOTHING = "tag:yaml.org,2002:null"
SIGNS = ("&", "!")
"""What YAML takes from the beginning of a text without a word."""
BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")
"""What nobody can see, spaces without width among it."""
WORDS = frozenset(form for word in ("yes", "no", "true", "false", "on", "off", "null") for form in (word, word.title(), word.upper()))
"""What YAML reads as true, false or nothing."""
FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
"""Front matter, as a Markdown file begins."""
REST = {"rest": True}
"""Context of what is left of a file with mistakes: sums and counts would come out wrong, so nobody checks them."""
Id = Annotated[str, StringConstraints(pattern=ID)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Content(BaseModel):
    """Base of everything an author writes: frozen, and no field that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    @classmethod
    def fitting(cls, _data: object) -> type[Content]:
        """The model of a file that holds these data; files of one noun may be of several kinds."""
        return cls

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The JSON Schema that editors use."""
        return cls.model_json_schema(by_alias=True)

    def problems(self) -> Iterator[Found]:
        """What is wrong although each field by itself is right: place below this content, what, what to do."""
        return iter(())

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> Self:
        found = () if info.context == REST else tuple(self.problems())
        if found:
            raise Problems(found)
        return self

    def uses(self) -> Iterator[Use]:
        """Ids of other things that this content names, each with its place."""
        return iter(())

    def defines(self) -> Iterator[Use]:
        """Ids that this content gives to its own things, each with its place."""
        return iter(())


class Use(NamedTuple):
    """An id of a kind ("reference", "indicator" …), named or given at a place of its file."""

    kind: str
    id: str
    place: Place


class Mistake(NamedTuple):
    """One thing to mend: `path:line: what is wrong (what to do)`."""

    path: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what} ({self.remedy})"


class ContentError(Exception):
    """Every mistake found in one run, in the order of the files; of one file, also what is right in it."""

    def __init__(self, mistakes: Iterable[Mistake], rest: Rest | None = None) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        self.rest = rest
        super().__init__("\n".join(map(str, self.mistakes)))


M = TypeVar("M", bound=Content)


@dataclass(frozen=True)
class Document(Generic[M]):
    """A file that was read: its model, and the line of each place in it."""

    path: str
    model: M
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class Rest(NamedTuple):
    """What is right in a file with mistakes, and every id that stands in it."""

    document: Document[Any]
    ids: frozenset[str]


def read(path: Path, model: type[M], root: Path) -> Document[M]:
    """Read one YAML file strictly.

    Raises:
        ContentError: with every mistake of the file.
    """
    name = path.relative_to(root).as_posix()
    return parse(read_text(path, root), model, name)


def read_text(path: Path, root: Path) -> str:
    """A file's text; a missing file or one that is not UTF-8 is a mistake, not a traceback."""
    name = path.relative_to(root).as_posix()
    try:
        raw = path.read_bytes()
    except OSError:
        raise ContentError([Mistake(name, 1, "the file is missing", "create it or restore it")]) from None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError([Mistake(name, line, "not UTF-8 text", "save the file as UTF-8")]) from None


def parse(text: str, model: type[M], name: str, first_line: int = 1) -> Document[M]:
    """YAML text to a document; `first_line` is the line of the file on which the text begins."""
    reader = _Reader(name, first_line)
    data = reader.load(text)
    if reader.mistakes and data is None:
        raise ContentError(reader.mistakes)
    fitting = cast(type[M], model.fitting(data))
    try:
        document = Document(name, fitting.model_validate(data), reader.lines)
    except ValidationError as error:
        bare = Document(name, fitting.model_construct(), reader.lines)
        told = list(explain(error.errors(), fitting))
        lines = {mistake.line for mistake in reader.mistakes}  # what is wrong there is told already
        found = [Mistake(name, bare.line(place), what, remedy) for place, what, remedy in told if bare.line(place) not in lines]
        raise ContentError([*reader.mistakes, *found], _rest(bare, data, error.errors())) from None
    if reader.mistakes:
        raise ContentError(reader.mistakes, Rest(document, frozenset(ids(data))))
    return document


def _rest(bare: Document[M], data: Any, problems: Sequence[Any]) -> Rest | None:
    """What is left of a file without what is wrong in it; nothing where that is its very frame."""
    model, lines, known = type(bare.model), bare.lines, frozenset(ids(data))
    tried: set[tuple[Place, object]] = set()
    for _ in range(ROUNDS):
        wrong: dict[Place, object] = {}
        for place, value in stand_ins(problems, model):
            if value is None or (place, value) not in tried:
                wrong[place] = value
            else:  # nothing fits there: what holds it goes as a whole
                wrong[place[:-1]] = None
            tried.add((place, value))
        if () in wrong:
            break
        kept: dict[Place, int] = {(): lines[()]}
        data = mended(data, wrong, lines, kept)
        lines = kept
        try:
            return Rest(Document(bare.path, model.model_validate(data, context=REST), kept), known)
        except ValidationError as error:
            problems = error.errors()
    return None


class _Reader:
    """Builds plain data from YAML nodes and notes where each value stands."""

    def __init__(self, name: str, first_line: int) -> None:
        self.name = name
        self.offset = first_line
        self.lines: dict[Place, int] = {(): first_line}
        self.mistakes: list[Mistake] = []
        self.seen: set[int] = set()
        self.text = ""

    def load(self, text: str) -> object:
        self.text = text
        try:
            node = yaml.compose(text, Loader=_Loader)
            if node is not None:
                return self._value(node, ())
        except yaml.MarkedYAMLError as error:
            self._mistake(*broken(error, text))
        except yaml.YAMLError:
            odd = yaml.SafeLoader.NON_PRINTABLE.search(text)
            self._mistake(text.count("\n", 0, odd.start()) if odd else 0, "a character that YAML does not allow", "remove it")
        except RecursionError:
            self._mistake(0, "lists or fields within each other without end", "mend the brackets or the indentation")
        else:
            self._mistake(0, "the file is empty", "write its first field")
        return None

    def _mistake(self, line: int, what: str, remedy: str) -> None:
        self.mistakes.append(Mistake(self.name, line + self.offset, what, remedy))

    def _value(self, node: yaml.Node, place: Place) -> object:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self.seen:  # an alias; one that points to its own parent would never end
            self._mistake(node.start_mark.line, "an anchor (`&`) is used again", "write the value out where it is needed")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        return self._sequence(node, place)

    def _sequence(self, node: yaml.Node, place: Place) -> tuple[object, ...]:
        found = []
        for index, child in enumerate(node.value):
            inner = (*place, index)
            self.lines[inner] = child.start_mark.line + self.offset
            found.append(self._value(child, inner))
        return tuple(found)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode):  # `text: {{ … }}` reads as fields within fields
                self._mistake(line, "brackets where a field's name belongs", "put the text in quotes; macros run in pages only")
                continue
            if key in found:
                self._mistake(line, f"`{key}` is given twice", "keep one of the two")
                continue
            inner = (*place, key)
            self.lines[inner] = line + self.offset
            found[key] = self._value(value_node, inner)
        return found

    def _scalar(self, node: yaml.ScalarNode) -> object:
        line = node.start_mark.line
        if not node.style:
            if HASH.match(self.text, node.end_mark.index):
                self._mistake(node.end_mark.line, *CUT)
                return node.value
            if self.text.startswith(SIGNS, node.start_mark.index) and not self.text.startswith("!!", node.start_mark.index):
                self._mistake(line, *begins_with(self.text[node.start_mark.index]))
                return node.value
        if node.tag == NOTHING or BLANK.fullmatch(node.value):
            return EMPTY
        if node.tag == TEXT:
            return node.value
        try:
            return _Loader("").construct_object(node)
        except (ValueError, LookupError, AttributeError, ArithmeticError, yaml.YAMLError):  # what a wrong `!!tag` can raise
            self._mistake(line, f"`{node.value}` cannot be read", "put it in quotes if it is text")
            return None


class _Loader(LOADER):  # type: ignore[misc]
    """Safe YAML, quick to resolve: no value of ours depends on where it stands."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        """The tag of a value; what begins with a letter is text but for a few words, which is quick to see."""
        if kind is yaml.ScalarNode and value[:1].isalpha() and (len(value) > 5 or value not in WORDS):
            return TEXT
        return str(super().resolve(kind, value, implicit))

    def descend_resolver(self, parent: yaml.Node, index: object) -> None:
        """Nothing: what a value is depends on its place in no file of ours."""

    def ascend_resolver(self) -> None:
        """Nothing, likewise."""


__all__ = [
    "FRONT", "Content", "ContentError", "Document", "Field", "Found", "Id", "Mistake", "Place", "Rest", "Text", "Use",
    "parse", "read", "read_text", "suggest",
]
