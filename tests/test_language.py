"""Old words are found as whole words, in any case and across a line's end; each has something to say instead."""

from __future__ import annotations

import pytest

from macros.language import Entry, Language, words


@pytest.fixture
def language() -> Language:
    return Language(
        entries=(
            Entry(id="one", say=("return to use", "recurrence"), instead_of=("relapse",), why="A reason.", refuse=("relapse", "Relapsed")),
            Entry(
                id="two", say=("person with a disorder",), instead_of=("addict",), why="A reason.",
                refuse=("addict", "drug addict", "addict in care"),
            ),
            Entry(id="three", say=("medication",), instead_of=("replacement",), why="A reason."),
        )
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A relapse, then another Relapse.", ["relapse", "Relapse"]),
        ("He relapsed", ["relapsed"]),
        ("a drug addict", ["drug addict"]),
        ("a drug\n  addict", ["drug\n  addict"]),
        ("“addict”", ["addict"]),
        ("addiction, addicts and relapse-like", []),
        ("addict in care", ["addict in care"]),
        ("pre-relapse", []),
        ("replacement", []),
    ],
)
def test_a_refused_word_is_found_as_a_whole_word(language: Language, text: str, found: list[str]) -> None:
    assert [match[0] for match in language.refused().finditer(text)] == found


def test_a_quick_look_names_only_the_refused_words_that_stand_in_a_text(language: Language) -> None:
    assert language.within("an addict was given a drug, and relapsed") == ["relapsed", "addict"]
    assert language.within("nothing of the kind") == []


def test_a_list_that_refuses_nothing_finds_nothing() -> None:
    assert words([]).search("relapse, addict and ") is None


def test_a_word_with_marks_in_it_is_taken_as_it_stands() -> None:
    assert words(["hot u.a."]).search("a hot uxax")is None
    assert words(["15/22 (rule)"]).search("the 15/22 (rule) says")


def test_every_refused_word_has_something_to_say_instead(language: Language) -> None:
    assert language.instead("RELAPSED") == "`return to use` or `recurrence`"
    assert language.instead("drug addict") == "`person with a disorder`"
