"""Checks across all content: every id resolves, every link leads somewhere, no old word slips in."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from . import course, glossary, language, matrix, quiz, references, statistics, tools, training
from .calls import MACROS, Takes
from .explain import FILL, ID
from .markup import Broken, Call, Markup
from .source import Content, Document, Mistake, Place, Rest, Use, suggest

if TYPE_CHECKING:
    from .library import Library
    from .page_file import PageFile

WHERE = {
    "reference": references.FILE, "term": glossary.FILE, "statistic": statistics.FILE, "module": course.FILE,
    "language": language.FILE, "indicator": matrix.FILE, "element": matrix.FILE, "level": matrix.FILE, "check": quiz.FOLDER,
}

Facts = tuple[Document[Any], list[tuple[Place, str]]]
"""A file of facts, and the sentences in it with their places."""


def mistakes(library: Library) -> Iterator[Mistake]:
    """Every mistake that shows only when all files are seen together."""
    yield from _twice(library)
    rests = {rest.document.path: rest for rest in library.rests}
    every = (*library.documents.values(), *library.checks.values(), *(rest.document for rest in library.rests))
    facts = [(one, _sentences(one.model)) for one in every]
    for document, sentences in facts:
        for use in document.model.uses():
            if WHERE.get(use.kind) in rests and WHERE[use.kind] == document.path:
                yield from _resolve_within(rests[document.path], use)
            else:
                yield from _resolve(library, use, document.path, document.line(use.place))
        yield from _check_facts(document, sentences)
    yield from training.mistakes(library)
    yield from _check_tools(library)
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
    if use.id not in rest.ids and use.id != FILL:
        known = {given.id for given in rest.document.model.defines() if given.kind == use.kind}
        remedy = suggest(use.id, known, f"name one that exists: {', '.join(sorted(known)[:8])}")
        yield Mistake(rest.document.path, rest.document.line(use.place), f"no {use.kind} `{use.id}`", remedy)


def _resolve(library: Library, use: Use, path: str, line: int) -> Iterator[Mistake]:
    known = library.known.get(use.kind, {})
    if use.id in known or use.id == FILL:
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


def _check_tools(library: Library) -> Iterator[Mistake]:
    for path, document in library.documents.items():
        if isinstance(document.model, tools.Tool):
            id = posixpath.basename(path).removesuffix(".yml")
            if not re.fullmatch(ID, id):
                yield Mistake(path, 1, f"the file's name `{id}` is no id", "name it in lower-case words joined by hyphens")
            elif not library.page_with("team_tool", id):
                yield Mistake(path, 1, "no page shows this tool", f'write `{{{{ team_tool("{id}") }}}}` on one')


def _check_page(library: Library, one: PageFile) -> Iterator[Mistake]:
    path, document = one.document.path, one.document
    for use in document.model.uses():
        yield from _resolve(library, use, path, document.line(use.place))
    first = one.markup.headings[0] if one.markup.headings else None
    if first is None or first[0] != 1:
        line = first[2] if first else one.markup.first_line
        yield Mistake(path, line, "the page does not begin with a `# heading`", f"write `# {one.meta.title}` first")
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
    yield from _check_links(library, one)


def _check_calls(library: Library, one: PageFile) -> Iterator[Mistake]:
    path, calls = one.document.path, one.markup.calls
    if isinstance(calls, Broken):
        yield Mistake(path, calls.line, f"a macro that cannot be read: {calls.problem}", "compare it with docs/about/authoring.md")
        return
    for call in calls:
        if call.name not in MACROS:
            yield Mistake(path, call.line, f"no macro `{call.name}`", suggest(call.name, MACROS, "see docs/about/authoring.md"))
        elif call.arguments is None:
            yield Mistake(path, call.line, f"`{call.name}` without parentheses", _form(call.name))
        else:
            yield from _check_arguments(library, call, MACROS[call.name], path)
            needs = MACROS[call.name].needs
            if needs and not getattr(one.meta, needs) and one.path in library.pages:
                yield Mistake(path, call.line, f"`{call.name}` has nothing to draw", f"add `{needs}:` to the page's front matter")


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


def _check_links(library: Library, one: PageFile) -> Iterator[Mistake]:
    path, folder = one.document.path, posixpath.dirname(one.path)
    for link in one.markup.links:
        if link.picture and not link.text.strip():
            yield Mistake(path, link.line, f"the picture `{link.target}` has no text alternative", "say between the brackets what it shows")
        if re.match(r"[a-z][a-z0-9+.-]*:", link.target):
            continue
        target, _, anchor = link.target.partition("#")
        wanted = posixpath.normpath(posixpath.join(folder, target)) if target else one.path
        if wanted in library.pages:
            sure = library.complete or not library.pages[wanted].calls  # ids may come from a file that was not read
            if anchor and sure and anchor not in library.anchors(wanted):
                remedy = suggest(anchor, library.anchors(wanted), "link to a heading that it has")
                yield Mistake(path, link.line, f"`{wanted}` has no anchor `#{anchor}`", remedy)
        elif target.startswith("/") or not (library.root / "docs" / wanted).is_file():
            near = difflib.get_close_matches(wanted, library.pages, n=1, cutoff=0.6)
            remedy = f"did you mean `{posixpath.relpath(near[0], folder or '.')}`?" if near else "link to a file under docs/"
            yield Mistake(path, link.line, f"the link `{link.target}` leads nowhere", remedy)


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
            yield from ((one.document.path, text, (one.document, place)) for place, text in _sentences(one.meta))
            yield from ((one.document.path, text, line) for text, line in one.markup.prose)
    for document, sentences in facts:
        if document.path not in (language.FILE, references.FILE):
            yield from ((document.path, text, (document, place)) for place, text in sentences)
    for deck in library.decks.values():
        yield deck.path, deck.head.notes, 2
        for slide in deck.slides:
            yield deck.path, "\n".join((slide.title, slide.body, slide.points, slide.ask, slide.activity)), slide.line


def _sentences(model: Content) -> list[tuple[Place, str]]:
    """The sentences in a model's data: not ids, not search words, not the source's own titles."""
    found: list[tuple[Place, str]] = []
    _collect(model.model_dump(), (), found)
    return found


def _collect(value: object, place: Place, found: list[tuple[Place, str]]) -> None:
    if isinstance(value, str):
        found.append((place, value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if inner and key not in ("id", "aliases", "found_by", "title", "url", "name", "wrong"):
                _collect(inner, (*place, key), found)
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            _collect(inner, (*place, n), found)
