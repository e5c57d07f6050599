"""How the training hangs together: modules, their lessons and their knowledge checks."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import course
from .explain import ID
from .quiz import EXAMPLES, hints
from .source import Mistake, suggest

if TYPE_CHECKING:
    from .library import Library


def mistakes(library: Library) -> Iterator[Mistake]:
    """What is wrong between modules, lessons and checks."""
    if course.FILE in library.documents:
        yield from _modules(library)
        yield from _checks(library)
        yield from _decks(library)


def advice(library: Library) -> Iterator[Mistake]:
    """What makes a question easier or harder than it means to be; it stops nothing."""
    for document in library.checks.values():
        for place, what, todo in hints(document.model):
            yield Mistake(document.path, document.line(place), what, todo)


def coverage(library: Library) -> Iterator[str]:
    """A paragraph for each module that has checks: questions by type, and what is not asked yet."""
    shown = shown_on(library)
    for module in library.course.modules:
        checks = {id: document.model for id, document in library.checks.items() if id.startswith(f"{module.id}/")}
        if not checks and not module.lessons:
            continue
        questions = [question for check in checks.values() for question in check.questions]
        types = ", ".join(f"{count} {type}" for type, count in sorted(Counter(q.type for q in questions).items()))
        yield f"{module.id}: {len(checks)} checks, {len(questions)} questions ({types})"
        asked = {question.objective for question in questions}
        for objective in module.objectives:
            if objective.id not in asked:
                yield f"  no question for the objective `{objective.id}`"
        for lesson in module.lessons:
            if lesson not in shown:
                yield f"  no check on the lesson {lesson}"


def shown_on(library: Library) -> dict[str, list[str]]:
    """Page to the checks that it shows."""
    found: dict[str, list[str]] = {}
    for path, one in library.texts.items():
        checks = [str(call.arguments[0]) for call in one.calls if call.name == "knowledge_check" and call.arguments]
        if checks:
            found[path] = checks
    return found


def _modules(library: Library) -> Iterator[Mistake]:
    document = library.documents[course.FILE]
    for n, module in enumerate(library.course.modules):
        line = document.line(("modules", n, "lessons"))
        if module.lessons:
            for field in ("page", "edition", "objectives", "final"):
                if not getattr(module, field):
                    yield Mistake(document.path, line, f"`{module.id}` has lessons and no `{field}`", f"add `{field}:`")
        final = library.checks.get(module.final or "")
        if final and final.model.kind != "final":
            where = document.line(("modules", n, "final"))
            yield Mistake(document.path, where, f"the check `{module.final}` is for practice", "write `kind: final` in it, or name another")
        lessons = [library.pages[path] for path in module.lessons if path in library.pages]
        for one in lessons:
            if one.meta.minutes is None:
                yield Mistake(one.document.path, 1, "a lesson without `minutes`", "add `minutes:` to its front matter")
            known = [objective.id for objective in module.objectives]
            for m, objective in enumerate(one.meta.objectives):
                if objective not in known:
                    where = one.document.line(("objectives", m))
                    todo = suggest(objective, known, f"add it to {course.FILE}")
                    yield Mistake(one.document.path, where, f"no objective `{objective}` in {module.id}", todo)
        minutes = [one.meta.minutes for one in lessons]
        if module.lessons and len(lessons) == len(module.lessons) and None not in minutes:
            total = sum(m or 0 for m in minutes)
            if total != module.minutes:
                yield Mistake(document.path, line, f"the lessons take {total} minutes, the module {module.minutes}", "correct one of them")


def _checks(library: Library) -> Iterator[Mistake]:
    modules = {module.id: module for module in library.course.modules}
    places: dict[str, list[str]] = {}
    for path, checks in shown_on(library).items():
        for check in checks:
            places.setdefault(check, []).append(path)
    for id, document in library.checks.items():
        folder, _, name = id.partition("/")
        if folder == EXAMPLES:
            continue
        if not re.fullmatch(ID, name):
            yield Mistake(document.path, 1, f"the file's name `{name}` is no id", "name it in lower-case words joined by hyphens")
        if folder not in modules:
            yield Mistake(document.path, 1, f"no module `{folder}`", suggest(folder, modules, "put the file into a module's folder"))
            continue
        known = [objective.id for objective in modules[folder].objectives]
        for n, question in enumerate(document.model.questions):
            if question.objective not in known:
                where = document.line(("questions", n, "objective"))
                todo = suggest(question.objective, known, f"add it to {course.FILE}")
                yield Mistake(document.path, where, f"no objective `{question.objective}` in {folder}", todo)
        if id not in places:
            yield Mistake(document.path, 1, "no page shows this check", f'write `{{{{ knowledge_check("{id}") }}}}` on one')
        for path in places.get(id, [])[1:]:
            yield Mistake(library.texts[path].document.path, 1, f"the check `{id}` is also on {places[id][0]}", "show it on one page only")


def _decks(library: Library) -> Iterator[Mistake]:
    modules = {module.id: module for module in library.course.modules}
    for id, deck in library.decks.items():
        if id not in modules:
            yield Mistake(deck.path, 1, f"no module `{id}`", suggest(id, modules, "put the slides into a module's folder"))
            continue
        if deck.minutes != modules[id].minutes:
            what = f"the slides take {deck.minutes} minutes, the module {modules[id].minutes}"
            yield Mistake(deck.path, 1, what, "correct the minutes of some slides")
        lessons = [library.pages[path] for path in modules[id].lessons if path in library.pages]
        titles = {posixpath.basename(lesson.path).removesuffix(".md"): lesson.meta.title for lesson in lessons}
        named = {posixpath.basename(path).removesuffix(".md") for path in modules[id].lessons}
        known = library.known.get("reference", {})
        for slide in deck.slides:
            wrong: list[tuple[str, str]] = []
            if slide.section and slide.id not in named:
                wrong.append((f"no lesson `{slide.id}` in {id}", suggest(slide.id, titles, "give the section its lesson's name")))
            elif slide.section and slide.title != titles.get(slide.id, slide.title):
                wrong.append((f"the section `{slide.id}` is not called as its lesson is", f"write `{titles[slide.id]}`"))
            for _, file in slide.pictures:
                if not (library.root / deck.path).with_name(file).is_file():
                    wrong.append((f"no picture `{file}`", "put it beside the slides"))
            for key in slide.cited:
                if key not in known and library.complete:
                    wrong.append((f"no reference `{key}`", suggest(key, known, "add it to the references")))
            yield from (Mistake(deck.path, slide.line, what, todo) for what, todo in wrong)
