"""Works: how a sentence cites them, and how the list prints them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from macros import apa
from macros.apa import format_entries
from macros.references import Name, Reference, References


def work(key: str = "one", **more: Any) -> Reference:
    return Reference.model_validate({"id": key, "type": "report", "title": "A title", **more})


def person(family: str, given: str | None = None) -> Name:
    return Name(family=family, given=given)


OKAFOR, TRAN, BEGAY = person("Okafor", "N. V."), person("Tran", "L."), person("Begay", "R.")
BUREAU = Name(literal="Bureau of Made-Up Things", short="BMT")


def cited(*works: Reference) -> list[str]:
    citations = References(references=works).citations()
    return [citations[one.id] for one in works]


def printed(one: Reference) -> str:
    return format_entries([one.csl()])[one.id]


# -- in a sentence


@pytest.mark.parametrize(
    ("more", "form"),
    [
        ({"author": (OKAFOR,), "issued": "2019"}, "Okafor, 2019"),
        ({"author": (OKAFOR, TRAN), "issued": "2019-04"}, "Okafor & Tran, 2019"),
        ({"author": (OKAFOR, TRAN, BEGAY), "issued": "2019-04-05"}, "Okafor et al., 2019"),
        ({"author": (BUREAU,), "issued": "2019"}, "BMT, 2019"),
        ({"author": (Name(literal="Bureau"),), "issued": "2019"}, "Bureau, 2019"),
        ({"author": (BUREAU, TRAN), "issued": "2019"}, "BMT & Tran, 2019"),
        ({"editor": (TRAN,), "issued": "2019"}, "Tran, 2019"),
        ({"author": (OKAFOR,)}, "Okafor, n.d."),
        ({"issued": "2019"}, "A title, 2019"),
        ({"author": (OKAFOR,), "issued": "2019", "short": "45 CFR 1"}, "45 CFR 1"),
    ],
)
def test_a_sentence_cites_a_work_in_this_form(more: dict[str, Any], form: str) -> None:
    assert cited(work(**more)) == [form]


def test_works_of_one_author_and_year_get_letters_in_the_order_of_their_titles() -> None:
    works = [work(key, author=(OKAFOR,), issued="2019", title=title) for key, title in (("x", "Zeal"), ("y", "apples"), ("z", "Bread"))]
    assert cited(*works) == ["Okafor, 2019c", "Okafor, 2019a", "Okafor, 2019b"]


def test_works_without_a_date_get_letters_after_a_hyphen() -> None:
    assert cited(work("x", author=(OKAFOR,), title="B"), work("y", author=(OKAFOR,), title="A")) == ["Okafor, n.d.-b", "Okafor, n.d.-a"]


def test_a_work_with_a_form_of_its_own_takes_no_letter_from_others() -> None:
    assert cited(work("x", author=(OKAFOR,), short="Okafor's law"), work("y", author=(OKAFOR,))) == ["Okafor's law", "Okafor, n.d."]


def test_works_of_two_years_or_authors_need_no_letters() -> None:
    works = work("x", author=(OKAFOR,), issued="2019"), work("y", author=(OKAFOR,), issued="2020"), work("z", author=(TRAN,), issued="2019")
    assert cited(*works) == ["Okafor, 2019", "Okafor, 2020", "Tran, 2019"]


# -- in the list


def test_an_article_is_printed_with_its_journal_pages_and_doi() -> None:
    one = work(
        type="article-journal", author=(OKAFOR, TRAN), issued="2019", title="How plans are shared",
        **{"container-title": "Journal of Things", "volume": "4", "issue": "2", "page": "11-20", "DOI": "10.1000/x"},
    )
    assert printed(one) == (
        "Okafor, N. V., &amp; Tran, L. (2019). How plans are shared. <i>Journal of Things</i>, <i>4</i>(2), 11–20. "
        '<a href="https://doi.org/10.1000/x" rel="noopener">https://doi.org/10.1000/x</a>'
    )


def test_a_report_of_an_organization_is_printed_with_its_full_name() -> None:
    assert printed(work(author=(BUREAU,), issued="2019")) == "Bureau of Made-Up Things. (2019). <i>A title</i>."


def test_a_work_without_a_date_says_so_once() -> None:
    assert printed(work(author=(BUREAU,))) == "Bureau of Made-Up Things. (n.d.). <i>A title</i>."


@pytest.mark.parametrize(("title", "end"), [("Is it so?", "Is it so?</i>"), ("It is!", "It is!</i>"), ("It is", "It is</i>.")])
def test_a_title_that_ends_with_a_mark_gets_no_full_stop(title: str, end: str) -> None:
    assert printed(work(author=(BUREAU,), title=title)).endswith(end)


def test_a_work_without_an_author_is_printed_with_its_title_first_and_once() -> None:
    assert printed(work(issued="2019")) == "<i>A title</i>. (2019)."


def test_the_parties_of_a_case_are_joined_by_a_small_v() -> None:
    assert printed(work(type="legal_case", title="Tran v. Okafor", issued="1982")).startswith("Tran v. Okafor")


def test_a_person_whose_initial_is_v_keeps_it() -> None:
    assert printed(work(author=(person("Begay", "V. J."), OKAFOR), issued="2019")).startswith("Begay, V. J., &amp; Okafor, N. V. (2019).")


def test_an_ampersand_in_a_title_is_escaped_once() -> None:
    assert "Safety &amp; care" in printed(work(author=(BUREAU,), title="Safety & care"))


def test_an_address_is_a_link_and_is_not_said_to_be_retrieved() -> None:
    text = printed(work(type="webpage", author=(BUREAU,), URL="https://example.org/a_b-c?d=1"))
    assert '<a href="https://example.org/a_b-c?d=1" rel="noopener">https://example.org/a_b-c?d=1</a>' in text
    assert "Retrieved" not in text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://example.org/%2D%2e%5F%7e%41%7A%30", "https://example.org/-._~Az0"),
        ("https://example.org/a%20b%2Fc%3F", "https://example.org/a%20b%2Fc%3F"),
        ("https://example.org/%40%5B%60%7B%3A%2F", "https://example.org/%40%5B%60%7B%3A%2F"),
    ],
)
def test_only_letters_digits_and_plain_marks_of_an_address_are_decoded(written: str, shown: str) -> None:
    assert work(URL=written).csl()["URL"] == shown


def test_our_own_fields_do_not_go_to_the_processor() -> None:
    data = work(author=(BUREAU,), issued="2019-04-05", short="BMT report", note="A note.").csl()
    assert data == {
        "id": "one", "type": "report", "title": "A title", "author": [{"literal": "Bureau of Made-Up Things"}],
        "issued": {"date-parts": [[2019, 4, 5]]},
    }


# -- results kept between builds


def test_results_are_kept_and_used_again(tmp_path: Path) -> None:
    store = tmp_path / "cache" / "apa.json"
    first = format_entries([work().csl()], store)
    kept = json.loads(store.read_text(encoding="utf-8"))
    store.write_text(json.dumps(dict.fromkeys(kept, "kept")), encoding="utf-8")
    assert format_entries([work().csl()], store) == {"one": "kept"} != first


def test_a_changed_entry_is_formatted_anew_and_the_old_result_is_dropped(tmp_path: Path) -> None:
    store = tmp_path / "apa.json"
    format_entries([work(title="Old").csl()], store)
    assert "New" in format_entries([work(title="New").csl()], store)["one"]
    assert "Old" not in store.read_text(encoding="utf-8")


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'"x"', b"null", b"\xff\xfe"])
def test_a_cache_that_cannot_be_read_is_ignored_and_mended(tmp_path: Path, broken: bytes) -> None:
    store = tmp_path / "apa.json"
    store.write_bytes(broken)
    assert format_entries([work().csl()], store) == format_entries([work().csl()])
    assert isinstance(json.loads(store.read_text(encoding="utf-8")), dict)


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert format_entries([work().csl()], tmp_path / "file" / "apa.json") == format_entries([work().csl()])


def test_no_half_written_cache_is_left_behind(tmp_path: Path) -> None:
    format_entries([work().csl()], tmp_path / "apa.json")
    assert [path.name for path in tmp_path.iterdir()] == ["apa.json"]


@pytest.mark.parametrize(
    ("slip", "mended"),
    [
        ("Okafor, N.. (2019)", "Okafor, N. (2019)"),
        ("Retrieved https://example.org", '<a href="https://example.org" rel="noopener">https://example.org</a>'),
        ("Why?. Then", "Why? Then"),
        ("<i>Why?</i>.", "<i>Why?</i>"),
        ("A &amp; B &#38; C & D", "A &amp; B &#38; C &amp; D"),
        ("<i>T</i>. (2019). <i>T</i>.", "<i>T</i>. (2019)."),
        ("<i>[Slides on plans]</i>.", "[Slides on plans]."),
    ],
)
def test_a_slip_of_the_processor_is_mended(slip: str, mended: str) -> None:
    assert apa._mend(slip).startswith(mended)
