"""What authors write between double braces on the pages of the training. The adapter inherits these macros."""

from __future__ import annotations

from . import export, quiz
from .course import Module
from .export.room import Format, Offer
from .macro import Base
from .slides import spans


class Teaching(Base):
    """The macros of lessons, checks, the learner's record and the room."""

    def _files(self) -> list[Format]:
        """Every file that the build makes of pages and slides."""
        lessons = [export.room.lessons(self._library, one.id, self._text, site_name=self._site) for one in self._library.course.taught]
        return lessons + [one for module in self._library.decks for offer in self._offers(module) for one in offer.formats]

    @property
    def _site(self) -> str:
        return str(self._env.conf.get("site_name", ""))

    # -- at one's own pace

    def course(self) -> str:
        """The training's subjects as a reading plan."""
        return self._render("course", course=self._library.course)

    def module(self, module: str) -> str:
        """A training subject's title, linked."""
        return self._render("module", module=self._library.course.module(module))

    def module_overview(self, module: str) -> str:
        """A module's objectives and lessons, with the learner's progress."""
        return self._render("module_overview", module=self._library.course.module(module), paper=export.room.lessons_file(module))

    def my_training(self) -> str:
        """The learner's record: lessons, scores, notes, what to review; save, open and clear it."""
        return self._render("my_training", course=self._library.course)

    def certificate(self) -> str:
        """A certificate and a transcript for each module that the learner has completed."""
        mark = self._agency["mark"]
        if mark and not any((self._library.root / folder / mark).is_file() for folder in ("docs", "overrides")):
            raise FileNotFoundError(f"mkdocs.yml: `mark` is `{mark}`, and there is no such file under docs/ or overrides/")
        return self._render("certificate", modules=self._library.course.taught, agency=self._agency, site_name=self._site)

    def workbook(self, module: str) -> str:
        """The questions of a module to which learners write for themselves, with their notes or room to write."""
        return self._render("workbook", module=self._library.course.module(module), parts=self._library.reflections(module))

    def resources(self, resources: str) -> str:
        """What to read beyond a module's lessons, each work with what it is good for."""
        return self._render("resources", resources=self._library.resources[resources])

    def continue_training(self) -> str:
        """Leads a learner back to the lesson they stopped at; shows nothing to others."""
        return self._render("continue_training", modules=self._library.course.taught)

    def knowledge_check(self, check: str) -> str:
        """A knowledge check: its questions, with their answers folded away."""
        module = self._library.course.module(check.partition("/")[0])
        lesson = self._here.path if self._here.path in module.lessons else ""
        return self._render("knowledge_check", id=check, check=self._library.checks[check].model, module=module, lesson=lesson)

    def check_example(self, example: str) -> str:
        """A check that shows authors a type of question: its file, and what it becomes."""
        id = f"{quiz.EXAMPLES}/{example}"
        document = self._library.checks[id]
        source = (self._library.root / document.path).read_text(encoding="utf-8")
        nobody = Module.model_construct(id=quiz.EXAMPLES, edition="", objectives=(), lessons=())
        return self._render("check_example", id=id, check=document.model, module=nobody, lesson="", source=source)

    def review(self, module: str) -> str:
        """The practice questions of a module; those that a learner missed come back when they are due."""
        checks = [(id, check) for id, check in self._library.checks_of(module) if check.kind == "practice"]
        return self._render("review", module=self._library.course.module(module), checks=checks)

    def answer_keys(self) -> str:
        """The answer keys on offer for facilitators."""
        modules = [module for module in self._library.course.modules if self._library.checks_of(module.id)]
        keys = [(export.answer_key.path(module.id), module) for module in modules]
        return self._render("answer_keys", keys=keys)

    # -- in the room

    def slide(self, slide: str) -> str:
        """A slide's number, linked to the slide."""
        module, _, id = slide.partition("/")
        return self._render("slide", page=export.room.slides_page(module), id=id, number=self._library.decks[module].number(id))

    def agenda(self, module: str, lunch: bool = False) -> str:
        """The minutes of a session and its slides; with `lunch=true`, of its four lunch sessions."""
        found = self._library.course.module(module)
        return self._render("lunches" if lunch else "agenda", module=found, deck=self._library.decks[module], spans=spans)

    def talking_points(self, module: str) -> str:
        """For each slide what to say, to ask and to do: the notes of the slides."""
        return self._render("talking_points", page=export.room.slides_page(module), deck=self._library.decks[module])

    def teaching_files(self, module: str) -> str:
        """All that a module offers for the room, with formats and sizes."""
        return self._render("teaching_files", module=self._library.course.module(module), files=self._offers(module))

    def _offers(self, module: str) -> list[Offer]:
        """What a module offers for the room, made once a build."""
        if module not in self._made:
            self._made[module] = export.room.offers(
                self._library, module, self._text, site_name=self._site, agency=self._agency
            )
        return self._made[module]

    @property
    def _agency(self) -> dict[str, str]:
        return {"name": "", "mark": "", "credit": "", **self._env.conf.get("extra", {}).get("agency", {})}
