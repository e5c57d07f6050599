"""Checks across all content: every id resolves, every link leads somewhere, no old word slips in."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from . import course, glossary, language, links, matrix, menu, quiz, references, statistics, tools, training
from .calls import MACROS, Takes
from .explain import FILL, ID
from .markup import Call, Markup
from .sentences import sentences
from .source import Document, Mistake, Place, Rest, Use, suggest

if TYPE_CHECKING:
    from .library import Library
    from .page_file import PageFile

WHERE = {
    "reference": references.FILE, "term": glossary.FILE, "statistic": statistics.FILE, "module": course.FILE,
    "language": language.FILE, "indicator": matrix.FILE, "element": matrix.FILE, "level": matrix.FILE, "check": quiz.FOLDER,
}

MARKS = re.compile(r"[*_`\\]|\[\^[^\]]+\]|\{:.*\}")

Facts = tuple[Document[Any], list[tuple[Place, str]]]
"""A file of facts, and the sentences in it with their places."""


def mistakes(library: Library) -> Iterator[Mistake]:
    """Every mistake that shows only when all files are seen together."""
    yield from _twice(library)
    rests = {rest.document.path: rest for rest in library.rests}
    every = (*library.documents.values(), *library.checks.values(), *(rest.document for rest in library.rests))
    facts = [(one, sentences(one.model)) for one in every]
    for document, said in facts:
        for use in document.model.uses():
            if use.id == FILL:
                continue
            if WHERE.get(use.kind) in rests and WHERE[use.kind] == document.path:
                yield from _resolve_within(rests[document.path], use)
            else:
                yield from _resolve(library, use, document.path, document.line(use.place))
        yield from _check_facts(document, said)
    yield from training.mistakes(library)
    yield from _check_files(library)
    yield from _check_tools(library)
    yield from _check_matrix(library)
    yield from _check_titles(library)
    yield from menu.mistakes(library)
    for one in library.pages.values():
        yield from _check_page(library, one)
    for one in library.torn:
        yield from _check_text(library, one)
    if language.FILE in library.documents:
        yield from _old_words(library, facts)


def _twice(library: Library) -> Iterator[Mistake]:
    every = [*library.documents.values(), *library.checks.values(), *(one.document for one in library.pages.values())]
    for document in (*every, *(rest.document for rest in library.rests)):
        first: dict[tuple[str, str], int] = {}
        for use in document.model.defines():
            line = document.line(use.place)
            if use.id != FILL and (use.kind, use.id) in first:
                before = first[use.kind, use.id]
                yield Mistake(document.path, line, f"the {use.kind} `{use.id}` is already on line {before}", "give it another id")
            first.setdefault((use.kind, use.id), line)


def _resolve_within(rest: Rest, use: Use) -> Iterator[Mistake]:
    """An id of the file's own, where the file has mistakes: what gives the id may be among what is wrong."""
    if use.id not in rest.ids:
        known = {given.id for given in rest.document.model.defines() if given.kind == use.kind}
        remedy = suggest(use.id, known, f"name one that exists: {', '.join(sorted(known)[:8])}")
        yield Mistake(rest.document.path, rest.document.line(use.place), f"no {use.kind} `{use.id}`", remedy)


def _resolve(library: Library, use: Use, path: str, line: int) -> Iterator[Mistake]:
    known = library.known.get(use.kind, {})
    if use.id in known:
        return
    if use.kind in WHERE and WHERE[use.kind] != quiz.FOLDER and WHERE[use.kind] not in library.documents:
        return  # the file that would give the id could not be read; that is reported already
    if use.kind == "check" and (library.root / quiz.FOLDER / f"{use.id}.yml").is_file():
        return  # likewise
    if use.kind in ("deck", "slide") and not library.complete:
        return  # likewise
    if use.kind == "example" and (library.root / quiz.FOLDER / quiz.EXAMPLES / f"{use.id}.yml").is_file():
        return  # likewise
    if use.kind == "page" and use.id.endswith(".md") and (library.root / "docs" / use.id).is_file():
        return  # it is there, and if it could not be read, that is reported already
    where = f"add it to {WHERE[use.kind]}" if use.kind in WHERE else f"name one that exists: {', '.join(sorted(known)[:8])}"
    yield Mistake(path, line, f"no {use.kind} `{use.id}`", suggest(use.id, known, where))


def _check_facts(document: Document[Any], sentences: Iterable[tuple[Place, str]]) -> Iterator[Mistake]:
    for place, text in sentences:
        for tag, _ in Markup(text).html if "<" in text else ():
            yield Mistake(document.path, document.line(place), f"HTML in the text: `{tag}`", "write it in words or in Markdown")
        if "{{" in text:
            yield Mistake(document.path, document.line(place), "a macro in a fact, where none is run", "write the words out")
        for link in Markup(text).links if "](" in text else ():
            if not link.target or links.SCHEME.match(link.target):
                found = links.address(link)
            else:  # a fact is printed on several pages, each in a folder of its own
                found = iter([(f"the link `{link.target}` in a fact, which leads nowhere", "write the words only, or a whole address")])
            yield from (Mistake(document.path, document.line(place), what, remedy) for what, remedy in found)


def _check_files(library: Library) -> Iterator[Mistake]:
    for file in sorted((library.root / "docs").rglob("*.yaml")):
        yield Mistake(file.relative_to(library.root).as_posix(), 1, "a file that ends in `.yaml` is not read", "rename it to end in `.yml`")


def _check_tools(library: Library) -> Iterator[Mistake]:
    for path, document in library.documents.items():
        if isinstance(document.model, tools.Tool):
            id = posixpath.basename(path).removesuffix(".yml")
            if not re.fullmatch(ID, id):
                yield Mistake(path, 1, f"the file's name `{id}` is no id", "name it in lower-case words joined by hyphens")
            elif not library.page_with("team_tool", id) and not _some_broken(library):
                yield Mistake(path, 1, "no page shows this tool", f'write `{{{{ team_tool("{id}") }}}}` on one')


def _some_broken(library: Library) -> bool:
    """Whether a macro somewhere cannot be read, so that none can be said to be missing."""
    return any(one.markup.broken for one in library.texts.values())


def _check_matrix(library: Library) -> Iterator[Mistake]:
    if matrix.FILE not in library.documents:
        return
    document, seen = library.documents[matrix.FILE], set[str]()
    for row, element in enumerate(library.matrix.elements):
        for n, indicator in enumerate(element.indicators):
            if not seen & {element.id, indicator.id} and not indicator.id.startswith(f"{element.id}-"):
                line = document.line(("elements", row, "indicators", n, "id"))
                what = f"the indicator `{indicator.id}` does not begin with its element's id"
                yield Mistake(document.path, line, what, f"begin it with `{element.id}-`")
        seen |= {element.id, *(indicator.id for indicator in element.indicators)}  # what is given twice is told elsewhere
    for n, level in enumerate(library.matrix.levels):
        if not library.page_with("matrix_level", level.id) and not _some_broken(library):
            remedy = f'write `{{{{ matrix_level("{level.id}") }}}}` on one'
            yield Mistake(document.path, document.line(("levels", n, "id")), f"no page shows the level `{level.id}`", remedy)
    yield from _check_element_pages(library)


def _check_element_pages(library: Library) -> Iterator[Mistake]:
    pages = {element.id: element.page for element in library.matrix.elements}
    elements = {page: id for id, page in pages.items()}
    for one in library.pages.values():
        said, wanted, line = one.meta.element or "", elements.get(one.path), one.document.line(("element",))
        if wanted and not said:
            yield Mistake(one.document.path, line, "the page of an element has no `element`", f"add `element: {wanted}`")
        elif said in pages and wanted and said != wanted:
            yield Mistake(one.document.path, line, f"the page of the element `{wanted}` names `{said}`", f"write `element: {wanted}`")
        elif said in pages and not wanted:
            yield Mistake(one.document.path, line, f"the page of the element `{said}` is docs/{pages[said]}", "remove `element:`")


def _check_titles(library: Library) -> Iterator[Mistake]:
    first: dict[str, str] = {}
    for one in library.pages.values():
        before = first.setdefault(_plain(one.meta.title), one.document.path)
        if before != one.document.path:
            line = one.document.line(("title",))
            yield Mistake(one.document.path, line, f"the title `{one.meta.title}` is also that of {before}", "give the page another title")


def _check_page(library: Library, one: PageFile) -> Iterator[Mistake]:
    path, document = one.document.path, one.document
    for use in document.model.uses():
        yield from _resolve(library, use, path, document.line(use.place))
    first = one.markup.headings[0] if one.markup.headings else None
    if first is None or first[0] != 1:
        line = first[2] if first else one.markup.first_line
        yield Mistake(path, line, "the page does not begin with a `# heading`", f"write `# {one.meta.title}` first")
    elif one.path != "index.md" and first[1] and _bare(first[1]) != _bare(one.meta.title):
        remedy = f"write `# {one.meta.title}`, or change the title"
        yield Mistake(path, first[2], f"the heading `{first[1]}` differs from the page's title", remedy)
    for _, text, line in [heading for heading in one.markup.headings if heading[0] == 1][1:]:
        yield Mistake(path, line, f"a second `#` heading, `{text}`", "use `##`")
    yield from _check_text(library, one)
    for anchor in one.markup.anchors.keys() & library.printed(one):
        what = f"the heading's anchor `#{anchor}` is also an id that a macro prints here"
        yield Mistake(path, one.markup.anchors[anchor], what, "word the heading otherwise")


def _check_text(library: Library, one: PageFile) -> Iterator[Mistake]:
    """What is wrong in a page's text, whatever its front matter says."""
    path = one.document.path
    for tag, line in one.markup.html:
        yield Mistake(path, line, f"HTML in the text: `{tag}`", "write it in Markdown or ask for a macro")
    yield from _check_calls(library, one)
    yield from links.check(library, one)


def _bare(text: str) -> str:
    """A heading or a title without Markdown's marks and notes."""
    return " ".join(html.unescape(MARKS.sub("", text)).split())


def _check_calls(library: Library, one: PageFile) -> Iterator[Mistake]:
    path, first = one.document.path, dict[object, int]()
    yield from (Mistake(path, line, what, remedy) for what, line, remedy in one.markup.broken)
    for call in one.markup.calls:
        if call.name not in MACROS:
            yield Mistake(path, call.line, f"no macro `{call.name}`", suggest(call.name, MACROS, "see docs/about/authoring.md"))
        elif call.arguments is None:
            yield Mistake(path, call.line, f"`{call.name}` without parentheses", _form(call.name))
        else:
            takes = MACROS[call.name]
            yield from _check_arguments(library, call, takes, path)
            if takes.needs and not getattr(one.meta, takes.needs) and one.path in library.pages:
                yield Mistake(path, call.line, f"`{call.name}` has nothing to draw", f"add `{takes.needs}:` to the page's front matter")
            if not takes.inline and call.line in one.markup.crowded:
                remedy = "put it on a line of its own, not indented, with an empty line before and after"
                yield Mistake(path, call.line, f"`{call.name}` prints a block and does not stand alone", remedy)
            before = first.setdefault((call.name, None if takes.anchors else call.arguments), call.line)
            if takes.ids and before != call.line:
                yield Mistake(path, call.line, f"`{call.name}` stands with the same values on line {before} already", "keep one of the two")


def _check_arguments(library: Library, call: Call, takes: Takes, path: str) -> Iterator[Mistake]:
    given = call.arguments or ()
    kinds = takes.arguments
    if takes.more:
        kinds += kinds[-1:] * (len(given) - len(kinds))
    if len(given) != len(kinds):
        values = "one value" if len(given) == 1 else f"{len(given)} values"
        yield Mistake(path, call.line, f"`{call.name}` was given {values}", _form(call.name))
        return
    named = []
    for key, value in call.keywords.items():
        if key not in takes.keywords:
            yield Mistake(path, call.line, f"`{call.name}` does not take `{key}`", suggest(key, takes.keywords, "remove it"))
        else:
            named.append((takes.keywords[key], value))
    for kind, value in [*zip(kinds, given, strict=True), *named]:
        if not isinstance(value, bool if kind == "flag" else str):
            yield Mistake(path, call.line, f"`{call.name}` was given a value of another kind", _form(call.name))
        elif kind not in ("text", "flag"):
            yield from _resolve(library, Use(kind, str(value), ()), path, call.line)


def _form(name: str) -> str:
    """How a macro is written."""
    takes, words = MACROS[name], {"text": '"text"', "flag": "true"}
    values = [words.get(kind, f'"{kind} id"') for kind in takes.arguments]
    named = [f"{key}=" + words.get(kind, f'"{kind} id"') for key, kind in takes.keywords.items()]
    return f"write `{name}({', '.join(values + named)})`"


def _old_words(library: Library, facts: Iterable[Facts]) -> Iterator[Mistake]:
    prose = list(_prose(library, facts))
    present = library.language.within("\n".join(text for _, text, _ in prose))
    pattern = language.words(present)
    titles = [r.title for r in library.references.references] if references.FILE in library.documents else []
    names = {name: _plain(name) for name in (*library.language.names, *titles)}
    for path, text, where in prose if present else ():
        plain = _plain(text)
        if not any(word in plain for word in present):
            continue  # nearly always; the exact look below takes long
        line = where if isinstance(where, int) else where[0].line(where[1])
        here = language.words(name for name, words in names.items() if words in plain)
        ours = here.sub(lambda match: " " + "\n" * match[0].count("\n"), text)
        for match in pattern.finditer(ours):
            word = " ".join(match[0].split())
            remedy = f"say {library.language.instead(word)}; to name the old word, use `old_term`"
            yield Mistake(path, line + ours.count("\n", 0, match.start()), f"an old word, `{word}`", remedy)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _prose(library: Library, facts: Iterable[Facts]) -> Iterator[tuple[str, str, int | tuple[Document[Any], Place]]]:
    """Path, text and place of what we say ourselves: pages, slides, and the sentences in YAML."""
    for one in library.pages.values():
        if not one.meta.old_terms:
            yield from ((one.document.path, text, (one.document, place)) for place, text in sentences(one.meta))
            yield from ((one.document.path, text, line) for text, line in one.markup.prose)
    for document, said in facts:
        if document.path not in (language.FILE, references.FILE):
            yield from ((document.path, text, (document, place)) for place, text in said)
    for deck in library.decks.values():
        yield deck.path, deck.head.notes, 2
        for slide in deck.slides:
            yield deck.path, "\n".join((slide.title, slide.body, slide.points, slide.ask, slide.activity)), slide.line
