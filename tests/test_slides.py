"""A module's slides and all that is made of them: the deck, the PowerPoint file, the talking points, the PDF files."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from lxml import html
from pptx import Presentation
from pypdf import PdfReader

from macros.course import Module
from macros.export import paper, slides
from macros.library import Library
from macros.slides import Deck, spans
from macros.source import ContentError

from . import office
from .browser import pictures

MODULES = ("module-7",)
"""Modules that can be taught in a room."""


@pytest.fixture(params=MODULES)
def deck(library: Library, request: pytest.FixtureRequest) -> Deck:
    return library.decks[request.param]


@pytest.fixture
def module(library: Library, deck: Deck) -> Module:
    return library.course.module(Path(deck.path).parent.name)


@pytest.fixture
def room(site: Path, module: Module) -> Path:
    """Where the module's files stand in the built site."""
    return site / "training" / module.id


def text(path: Path) -> str:
    """The words of a PDF, without its layout."""
    words = " ".join(page.extract_text() for page in PdfReader(path).pages)
    return squeezed(words)


def squeezed(words: str) -> str:
    """Letters and digits alone: breaks of lines, ligatures and quotation marks differ between forms."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", words)).casefold()


def plain(markdown: str) -> str:
    """Markdown's words."""
    return squeezed(re.sub(r"[*`]", "", markdown))


# -- what is authored


def test_every_module_with_slides_is_tested(library: Library) -> None:
    assert sorted(library.decks) == sorted(MODULES)


def test_a_session_has_25_to_40_slides_and_fills_its_two_hours(deck: Deck, module: Module) -> None:
    assert 25 <= len(deck.slides) + 1 <= 40
    assert deck.minutes == module.minutes == sum(part.minutes for part in deck.parts)


def test_every_lesson_has_its_part_in_the_session(deck: Deck, module: Module) -> None:
    sections = [slide.id for slide in deck.slides if slide.section]
    assert sections == [Path(path).stem for path in module.lessons]


def test_four_lunch_sessions_leave_two_minutes_to_arrive_and_two_to_choose_an_action(deck: Deck) -> None:
    assert [sum(slide.minutes for _, slide in session) for session in deck.sessions] == [26, 26, 26, 26]


def test_every_slide_tells_the_facilitator_what_to_say_and_most_what_to_ask(deck: Deck) -> None:
    assert [slide.id for slide in deck.slides if len(slide.points.split()) < 20] == []
    assert [slide.id for slide in deck.slides if not slide.section and not slide.part and not slide.ask] == []
    assert [slide.id for slide in deck.slides if slide.activity and not 0 < slide.activity_minutes <= slide.minutes] == []
    assert [slide.id for slide in deck.slides if slide.activity and "debrief" not in slide.activity.casefold()] == []


def test_a_slide_holds_no_more_than_a_room_can_read(deck: Deck) -> None:
    for slide in deck.slides:
        bullets = [line for line in slide.body.splitlines() if line.startswith("- ")]
        rows = [line for line in slide.body.splitlines() if line.startswith("|")]
        assert len(bullets) <= 6 and len(rows) <= 8, slide.id
        assert len(slide.body.split()) <= 110, slide.id


def test_numbers_that_follow_each_other_are_written_as_a_span() -> None:
    assert spans([2, 3, 4, 7, 9, 10]) == "2–4, 7, 9–10"
    assert spans([]) == ""


@pytest.mark.parametrize("name", pictures.wanted(Library.open(pictures.ROOT)))
def test_the_picture_of_a_drawing_is_drawn_from_it_as_it_is_today(library: Library, name: str) -> None:
    file = pictures.wanted(library)[name]
    assert file.is_file(), "run `make pictures`"
    assert pictures.said(file.read_bytes()) == pictures.digest(pictures.drawing(library, name)), "run `make pictures`"


# -- PowerPoint


def test_the_powerpoint_has_a_slide_for_each_slide_with_its_title_and_its_notes(deck: Deck, module: Module, room: Path) -> None:
    made = list(Presentation(str(room / f"{module.id}-slides.pptx")).slides)
    titles = [squeezed(slide.shapes.title.text_frame.text) for slide in made]
    assert titles == [plain(module.title), *(plain(slide.title) for slide in deck.slides)]
    assert squeezed(made[0].notes_slide.notes_text_frame.text) == plain(deck.head.notes)
    for slide, shown in zip(deck.slides, made[1:], strict=True):
        notes = squeezed(shown.notes_slide.notes_text_frame.text)
        for words in (slide.points, slide.ask, slide.activity, f"Minutes: {slide.minutes}"):
            assert plain(words) in notes, slide.id


def test_the_powerpoint_is_wide_and_says_its_language_and_what_its_pictures_show(deck: Deck, module: Module, room: Path) -> None:
    made = Presentation(str(room / f"{module.id}-slides.pptx"))
    assert made.slide_width is not None and made.slide_height is not None
    assert made.slide_width / made.slide_height == pytest.approx(16 / 9, abs=0.01)
    assert made.core_properties.title == module.title
    alternatives = [one for slide in made.slides for one in slide.element.xpath(".//p:pic/p:nvPicPr/p:cNvPr/@descr")]
    assert [plain(one) for one in alternatives] == [plain(words) for slide in deck.slides for words, _ in slide.pictures]
    assert len({slide.slide_layout.name for slide in made.slides}) >= 3


def test_somebody_without_powerpoint_can_open_the_slides(deck: Deck, module: Module, room: Path, tmp_path: Path) -> None:
    pages = PdfReader(office.to_pdf(room / f"{module.id}-slides.pptx", tmp_path)).pages
    assert len(pages) == len(deck.slides) + 1
    for slide, page in zip(deck.slides, pages[1:], strict=True):
        assert squeezed(slide.title) in squeezed(page.extract_text()), slide.id


# -- the folder for a computer without internet


def test_the_folder_holds_all_that_its_page_asks_for(module: Module, room: Path) -> None:
    with zipfile.ZipFile(io.BytesIO((room / f"{module.id}-slides.zip").read_bytes())) as folder:
        names = set(folder.namelist())
        page = html.fromstring(folder.read(f"{module.id}-slides.html"))
        sheets = [folder.read(name).decode() for name in names if name.endswith(".css")]
    asked = {one for one in page.xpath("//link/@href | //script/@src | //img/@src | //a/@href") if not one.startswith(("#", "?"))}
    assert asked <= names
    fonts = {Path(url).name for sheet in sheets for url in re.findall(r'url\("?([^")]+)', sheet)}
    assert fonts <= {Path(name).name for name in names}


# -- paper


def test_every_handout_is_one_sheet(module: Module, room: Path) -> None:
    names = {path: room / f"{module.id}-{Path(path).stem}.pdf" for path in module.handouts}
    assert len(names) == 5
    assert {path: len(PdfReader(file).pages) for path, file in names.items()} == dict.fromkeys(names, 1)


def test_a_pdf_is_tagged_and_says_its_title_and_language(module: Module, room: Path) -> None:
    files = sorted(room.glob("*.pdf"))
    assert len(files) == len(module.handouts) + 2
    for file in files:
        read = PdfReader(file)
        root = read.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith("en"), file.name
        assert read.metadata and read.metadata.title, file.name


def test_the_printed_guide_holds_the_notes_of_every_slide(deck: Deck, module: Module, room: Path) -> None:
    printed = text(room / f"{module.id}-facilitators-guide.pdf")
    missing = [slide.id for slide in deck.slides if squeezed(slide.title) not in printed or plain(slide.ask)[:60] not in printed]
    assert missing == []


def test_the_printed_lessons_hold_every_question_and_its_reasons(library: Library, module: Module, room: Path) -> None:
    printed = text(room / f"{module.id}-lessons.pdf")
    practice = [question for _, check in library.checks_of(module.id) if check.kind == "practice" for question in check.questions]
    assert [question.id for question in practice if plain(question.prompt)[:40] not in printed] == []
    reasons = [question for question in practice if question.type != "reflection" and getattr(question, "explanation", "")]
    assert [question.id for question in reasons if plain(question.explanation or "")[:40] not in printed] == []


def test_a_page_that_cannot_be_set_is_named_with_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^docs/a\.md:1: the page cannot be made a PDF: .*could not be displayed"):
        paper.pdf("a.md", "# A title\n\nA letter \U0001f9a5.", "A title", footer="", root=tmp_path)


# -- the page that offers it all


def test_the_page_for_facilitators_offers_every_file_with_its_size(library: Library, module: Module, room: Path) -> None:
    place = library.page_with("teaching_files", module.id)
    assert place
    page = html.fromstring((room / "teach" / "index.html").read_text(encoding="utf-8"))
    offered = {one.get("href"): one for one in page.xpath('//section[@class="downloads"]//a')}
    there = {f"../{file.name}" for file in room.glob(f"{module.id}-*") if file.name != f"{module.id}-lessons.pdf"}
    assert there <= set(offered)
    for name in there:
        size = (room / "teach" / name).resolve().stat().st_size
        said = offered[name].getnext().text_content()
        assert said == (f"{max(1, round(size / 1024))} kB" if size < 1_000_000 else f"{size / 1_048_576:.1f} MB")


def test_two_builds_give_the_same_slides_and_papers(library: Library, site: Path, tmp_path: Path) -> None:
    for module, deck in library.decks.items():
        citation = library.references.citations().__getitem__
        source = slides.markdown(library.course.module(module), deck, citation, credit="Us")
        folder = (library.root / deck.path).parent
        assert slides._powerpoint(source, deck, folder) == slides._powerpoint(source, deck, folder)
    page = ("a.md", "# A title\n\nWords.", {"title": "A title", "footer": "A foot", "compact": "yes"}, library.root)
    assert paper._set(*page) == paper._set(*page)
