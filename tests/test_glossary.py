"""Terms by letter, abbreviations with their pop-ups, and what a term leads to."""

from __future__ import annotations

from typing import Any

from macros.glossary import Glossary, Term
from macros.source import Use


def term(name: str, **more: Any) -> Term:
    return Term(id=name.lower().replace(" ", "-"), term=name, definition="What it means.", **more)


def test_terms_stand_in_the_order_of_the_alphabet_whatever_their_case() -> None:
    glossary = Glossary(terms=(term("hearing"), term("Adoption Act"), term("adjudication"), term("Hague")))
    assert [(letter, [t.term for t in terms]) for letter, terms in glossary.by_letter()] == [
        ("A", ["adjudication", "Adoption Act"]),
        ("H", ["Hague", "hearing"]),
    ]


def test_terms_that_begin_with_a_digit_stand_together_before_the_letters() -> None:
    glossary = Glossary(terms=(term("zeal"), term("42 CFR Part 2"), term("15 of 22 months")))
    assert [letter for letter, _ in glossary.by_letter()] == ["0-9", "Z"]


def test_every_term_stands_under_exactly_one_letter() -> None:
    glossary = Glossary(terms=tuple(term(name) for name in ("b", "A", "1", "a1", "B2")))
    assert sorted(t.id for _, terms in glossary.by_letter() for t in terms) == sorted(t.id for t in glossary.terms)


def test_a_pop_up_says_the_tooltip_or_else_the_term() -> None:
    glossary = Glossary(terms=(term("hearing"), term("disorder", abbreviation="SUD"), term("act", abbreviation="ASFA", tooltip="A law")))
    assert glossary.abbreviations() == {"SUD": "disorder", "ASFA": "A law"}


def test_a_heading_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert term("plan of safe care").heading == "Plan of safe care"
    assert term("42 CFR Part 2").heading == "42 CFR Part 2"


def test_a_term_leads_to_related_terms_its_page_and_its_work() -> None:
    one = term("hearing", see=("court",), page="index.md", reference="usc-1")
    assert list(Glossary(terms=(one,)).uses()) == [
        Use("term", "court", ("terms", 0, "see", 0)),
        Use("page", "index.md", ("terms", 0, "page")),
        Use("reference", "usc-1", ("terms", 0, "reference")),
    ]
