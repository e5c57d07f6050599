"""What the issue asks of the content, derived from the data wherever it can be."""

from __future__ import annotations

import re
import statistics
from itertools import pairwise

import pytest
import yaml

from macros.library import Library
from macros.page_file import PageFile

from .conftest import ROOT
from .grades import grade

TABLES = {
    "index.md", "matrix/index.md", "matrix/print.md", "reference/references.md", "about/currency.md", "training/my-training.md",
    "training/certificate.md", "training/module-7/final.md", "training/module-7/handout-words.md", "training/module-7/resources.md",
    "training/module-7/review.md", "training/module-7/workbook.md",
}
"""Pages whose substance is a table or a list that a macro prints."""

PLAIN_HTTP = {
    "http://127.0.0.1:8000": "the address of `make serve` on the reader's own machine",
}
"""Addresses without https that pages may print, each with its reason."""


def every_page(library: Library) -> list[PageFile]:
    return list(library.pages.values())


def handouts(library: Library) -> set[str]:
    """Pages of one sheet: no room for a list of works, so their citations lead to the site's own."""
    return {path for module in library.course.modules for path in module.handouts}


def words(page: PageFile) -> int:
    """Words that an author wrote for the page: headings, sentences, lists and tables, no macros or code."""
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", page.markup.text, flags=re.DOTALL)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return len(re.findall(r"[A-Za-z0-9][\w'’-]*", text))


# -- the matrix


def test_the_matrix_has_ten_elements_three_levels_and_88_indicators(library: Library) -> None:
    matrix = library.matrix
    assert (len(matrix.elements), len(matrix.levels), len(matrix.indicators())) == (10, 3, 88)


def test_ids_of_indicators_are_their_elements_name_and_a_running_number(library: Library) -> None:
    for element in library.matrix.elements:
        assert [i.id for i in element.indicators] == [f"{element.id}-{n:02}" for n in range(1, len(element.indicators) + 1)]


def test_every_element_has_indicators_at_every_level(library: Library) -> None:
    empty = [(e.id, level.id) for e in library.matrix.elements for level in library.matrix.levels if not e.at(level.id)]
    assert empty == []


def test_every_indicator_is_a_sentence_with_something_to_point_to(library: Library) -> None:
    for one in library.matrix.indicators():
        assert one.text.endswith(".") and one.text[0].isupper(), one.id
        assert one.evidence.endswith("."), one.id


def test_no_two_indicators_say_the_same(library: Library) -> None:
    texts = [one.text for one in library.matrix.indicators()]
    assert len(texts) == len(set(texts))


def test_every_indicator_has_a_short_name_of_its_own(library: Library) -> None:
    names = [one.short for one in library.matrix.indicators() if one.short]
    assert len(names) == len(set(names)) == len(library.matrix.indicators())
    assert [name for name in names if name.endswith(".")] == []


def test_every_element_page_names_its_element(library: Library) -> None:
    named = {path: page.meta.element for path, page in library.pages.items() if page.meta.element}
    assert named == {element.page: element.id for element in library.matrix.elements}


def test_every_element_and_level_page_prints_its_part_of_the_matrix(library: Library) -> None:
    def calls(path: str) -> set[tuple[object, ...]]:
        found = library.pages[path].markup.calls
        assert isinstance(found, tuple)
        return {(call.name, *(call.arguments or ())) for call in found}  # type: ignore[union-attr]

    assert [e.id for e in library.matrix.elements if ("matrix_element", e.id) not in calls(e.page)] == []
    assert [level.id for level in library.matrix.levels if ("matrix_level", level.id) not in calls(f"matrix/{level.id}.md")] == []


# -- words, figures, works


def test_the_glossary_has_at_least_90_terms_in_plain_sentences(library: Library) -> None:
    terms = library.glossary.terms
    assert len(terms) >= 90
    assert [term.id for term in terms if not term.definition.endswith((".", "!", "?"))] == []


def test_every_abbreviation_in_the_glossary_is_one_that_people_write(library: Library) -> None:
    written = [term.abbreviation for term in library.glossary.terms if term.abbreviation]
    assert [one for one in written if not re.search(r"[A-Z]\w*[A-Z]|\d", one)] == []


def test_every_figure_names_its_year_its_source_and_its_limits(library: Library) -> None:
    for figure in library.statistics.statistics:
        assert re.search(r"\b(19|20)\d\d\b", figure.period), figure.id
        assert figure.does_not_say and figure.counts and figure.series, figure.id
        assert figure.reference in {reference.id for reference in library.references.references}


def test_every_work_says_who_made_it_or_what_it_is_called(library: Library) -> None:
    assert [r.id for r in library.references.references if not (r.author or r.editor or r.title)] == []


def test_every_work_that_is_cited_is_in_the_list(library: Library) -> None:
    assert set(library.cited_by) <= {reference.id for reference in library.references.references}


def test_citations_in_a_sentence_can_be_told_apart(library: Library) -> None:
    forms = list(library.references.citations().values())
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


def test_facts_stand_in_a_fixed_order_so_that_changes_are_easy_to_read(library: Library) -> None:
    keys = [reference.id for reference in library.references.references]
    assert keys == sorted(keys)
    names = [re.sub(r"[^a-z0-9 ]", "", term.term.lower()) for term in library.glossary.terms]
    assert [(a, b) for a, b in pairwise(names) if a > b] == []


def test_what_we_say_is_never_a_word_that_we_refuse(library: Library) -> None:
    pattern = library.language.refused()
    assert [(entry.id, word) for entry in library.language.entries for word in entry.say if pattern.search(word)] == []


def test_the_training_has_seven_modules_in_order_and_special_topics_after_them(library: Library) -> None:
    modules = library.course.modules
    assert [module.number for module in modules if module.kind == "core"] == [1, 2, 3, 4, 5, 6, 7]
    assert [module.kind for module in modules] == ["core"] * 7 + ["special"] * 3


def test_somebody_in_danger_finds_a_number_on_every_page(library: Library) -> None:
    footer = {line.tel for line in library.help_lines.help_lines if line.footer}
    assert {"911", "988"} <= footer


# -- pages


def test_element_pages_have_700_to_1200_words(library: Library) -> None:
    counts = {element.page: words(library.pages[element.page]) for element in library.matrix.elements}
    assert {path: count for path, count in counts.items() if not 700 <= count <= 1200} == {}


def test_no_page_is_a_stub(library: Library) -> None:
    counts = {path: words(page) for path, page in library.pages.items() if path not in TABLES | handouts(library)}
    assert {path: count for path, count in counts.items() if count < 350} == {}


def test_every_page_begins_with_its_title(library: Library) -> None:
    differing = {path: page.markup.headings[0][1] for path, page in library.pages.items() if page.markup.headings[0][1] != page.meta.title}
    assert set(differing) <= {"index.md"}  # the front page greets; its title is the site's name


def test_titles_are_short_enough_for_a_tab_and_differ(library: Library) -> None:
    titles = [page.meta.title for page in every_page(library)]
    assert len(titles) == len(set(titles))
    assert [title for title in titles if len(title) > 70] == []


def test_every_page_is_in_the_menu_and_the_menu_has_no_other(library: Library) -> None:
    menu = re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2])
    assert sorted(menu) == sorted(library.pages)


def test_a_page_that_cites_ends_with_its_list_of_works(library: Library) -> None:
    missing = []
    for path, page in library.pages.items():
        calls = [call.name for call in page.markup.calls]  # type: ignore[union-attr]
        if "cite" in calls and "references" not in calls and path not in handouts(library):
            missing.append(path)
        if "references" in calls and not library.cited_on(page):
            missing.append(path)
    assert missing == []


def test_pages_on_law_figures_and_help_lines_are_reviewed_twice_a_year(library: Library) -> None:
    often = {"reference/confidentiality.md", "reference/laws-and-timelines.md", "reference/national-figures.md", "reference/help-lines.md"}
    assert {path: library.pages[path].meta.review_months for path in often if library.pages[path].meta.review_months > 6} == {}


def test_a_page_on_law_says_that_it_is_not_advice(library: Library) -> None:
    for path in ("reference/confidentiality.md", "reference/laws-and-timelines.md"):
        assert "legal_note" in [call.name for call in library.pages[path].markup.calls], path  # type: ignore[union-attr]


def test_links_to_other_sites_are_encrypted(library: Library) -> None:
    plain = [
        f"{page.document.path}: {address}"
        for page in every_page(library)
        for address in re.findall(r"http://[^\s)>\]`\"']+", page.markup.text)
        if address.rstrip("/.,") not in PLAIN_HTTP
    ]
    assert plain == []


def test_no_page_says_click_here(library: Library) -> None:
    vague = re.compile(r"^(click )?here$|^this( page| link)?$|^(read )?more$|^link$", re.IGNORECASE)
    assert [(path, link.text) for path, page in library.pages.items() for link in page.markup.links if vague.match(link.text.strip())] == []


@pytest.mark.parametrize("name", ["mkdocs.yml"])
def test_the_settings_send_nothing_to_others_and_refuse_every_warning(name: str) -> None:
    class Loader(yaml.SafeLoader):
        """Reads MkDocs' own tags as plain values."""

    Loader.add_multi_constructor("!", lambda loader, suffix, node: loader.construct_sequence(node))  # type: ignore[no-untyped-call]
    settings = yaml.load((ROOT / name).read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 — a safe loader
    assert settings["theme"]["font"] is False
    assert settings["strict"] is True
    assert "analytics" not in settings["extra"]
    plugins = [next(iter(one)) if isinstance(one, dict) else one for one in settings["plugins"]]
    assert plugins == ["search", "macros"]


# -- reading


def test_a_lesson_teaches_what_its_module_promises_and_ends_with_something_to_do(library: Library) -> None:
    refused = library.language.refused()
    for module in library.course.taught:
        promised = {objective.id for objective in module.objectives}
        lessons = [library.pages[path] for path in module.lessons]
        assert sum(lesson.meta.minutes or 0 for lesson in lessons) == module.minutes
        for lesson in lessons:
            calls = [call.name for call in lesson.calls]
            ends = [heading for _, heading, _ in lesson.markup.headings][-3:]
            assert lesson.meta.objectives and set(lesson.meta.objectives) <= promised, lesson.path
            assert ends == ["On Monday", "Check your understanding", "References"], lesson.path
            assert calls.count("knowledge_check") == 1 and "references" in calls, lesson.path
            assert 900 <= words(lesson) <= 1600, lesson.path
            assert "| ---" in lesson.markup.text or "|---" in lesson.markup.text, lesson.path
            assert not any(refused.search(text) for text, _ in lesson.markup.prose if not _named(library, text)), lesson.path


def _named(library: Library, text: str) -> bool:
    """Whether a paragraph holds a proper name in which an old word may stand."""
    return any(name.casefold() in text.casefold() for name in library.language.names)


def test_lessons_read_at_the_tenth_grade_or_below(library: Library) -> None:
    for module in library.course.taught:
        grades = {path: grade(library.pages[path]) for path in module.lessons}
        assert statistics.median(grades.values()) <= 10, grades


def test_pages_read_at_the_tenth_grade_or_below_and_none_above_the_twelfth(library: Library) -> None:
    grades = {path: grade(page) for path, page in library.pages.items()}
    hard = sorted(((grade, path) for path, grade in grades.items()), reverse=True)
    told = "\n".join(f"{grade:5.1f} {path}" for grade, path in hard)
    assert statistics.median(grades.values()) <= 10, told
    assert hard[0][0] <= 12, told
