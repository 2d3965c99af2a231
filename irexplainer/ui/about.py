"""About: what this is and is not, review state, content scores, versions, credits and licenses."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from irexplainer import __version__
from irexplainer.library.types import ProcedureText
from irexplainer.session.session import Session
from irexplainer.ui.card import Column, Line
from irexplainer.ui.content import library_of, name_of
from irexplainer.ui.dress import Dress
from irexplainer.ui.markdown import markdown_widgets
from irexplainer.ui.score_bar import Measuring, ScoreBar
from irexplainer.ui.sheet import Sheet
from irexplainer.ui.text import Text


class About(Sheet):
    """Everything that must be said about the program."""

    def __init__(self, dress: Dress, session: Session, host: QWidget) -> None:
        super().__init__(dress, host)
        self.session = session
        self.measuring = Measuring(self)
        self.scores: dict[str, ScoreBar] = {}

    def fill(self) -> None:
        """Disclaimer first."""
        self.measuring.clear()
        self.scores = {}
        self.title.setText(self.tr("About this program"))
        pages = library_of(self.session).pages(self.session.state.language)
        disclaimer = self.tr(
            "Simplified drawings and simulated images, for information only. They do not replace a talk with your "
            "doctor. Your own treatment may differ."
        )
        self._page(pages.get("disclaimer", disclaimer))
        self._page(pages.get("about", ""))
        self._head(self.tr("Review and reading grade of the texts"))
        explained = self.tr(
            "The reading grade is the school grade of the United States that suffices to read a text: the median of "
            "five published formulas, over all that a patient reads. The mark stands at grade 6, the most that the "
            "checks let through."
        )
        self.body.box.addWidget(Text(self.dress, "meta", explained))
        for name, words in self._pages().items():
            self._score(name, name, partial(str, words), ())
        for id in library_of(self.session).procedures:
            self._review(id)
        self._head(self.tr("Made with"))
        made = self.tr("Inter and Noto Sans Arabic (SIL Open Font License), Lucide icons (ISC).")
        self._page(pages.get("credits", made))
        libraries = self.tr(
            "Libraries: Qt for Python (LGPL 3), NumPy (BSD), pyqtgraph (MIT), msgspec (BSD), markdown-it-py (MIT), "
            "platformdirs (MIT)."
        )
        self._page(libraries)
        self._head(self.tr("License"))
        license_ = self.tr(
            "The program is free software under the Apache License 2.0. Texts and pictures may be used under the "
            "Creative Commons license CC BY 4.0."
        )
        self._page(pages.get("license", license_))
        version = self.tr("Version {version}, Qt {qt}").format(version=__version__, qt=qVersion())
        self.body.box.addSpacing(8)
        self.body.box.addWidget(Text(self.dress, "meta", version))

    def close_it(self) -> None:
        """Nothing is measured for a closed page."""
        self.measuring.clear()
        super().close_it()

    def _page(self, text: str) -> None:
        for widget in markdown_widgets(self.dress, _without_title(text)):
            self.body.box.addWidget(widget)

    def _head(self, text: str) -> None:
        self.body.box.addSpacing(10)
        self.body.box.addWidget(Line(self.dress))
        self.body.box.addSpacing(6)
        self.body.box.addWidget(Text(self.dress, "section", text))

    def _pages(self) -> dict[str, str]:
        """Words of the pages that are not procedures, by name; the formulas are for English."""
        if self.session.state.language != "en":
            return {}
        library = library_of(self.session)
        ways = library.way_text("en").values()
        return {
            self.tr("What is IR?"): "\n\n".join(text.text for text in library.tour_text("en").values()),
            self.tr("IR, surgery, medicine or waiting?"): "\n\n".join(
                " ".join((way.text, way.cuts, way.sleep, way.stay, way.recovery, way.remains)) for way in ways
            ),
            self.tr("Words explained"): "\n\n".join(term.definition for term in library.glossary("en").values()),
        }

    def _score(self, key: str, name: str, words: Callable[[], str], lines: tuple[str, ...], counts: str = "") -> None:
        """A text with its bar, which is filled when the text has been measured. words: "" where there is no grade."""
        entry = Column(spacing=0, margins=(0, 2, 0, 4))
        entry.box.addWidget(Text(self.dress, "list", name))
        for line in lines:
            entry.box.addWidget(Text(self.dress, "secondary", line))
        said = Text(self.dress, "secondary", counts or "\u2026")
        entry.box.addWidget(said)
        self.body.box.addWidget(entry)
        bar = ScoreBar(self.dress)
        self.scores[key] = bar
        entry.box.addWidget(bar)

        def tell(grade: float) -> None:
            bar.show_grade(grade)
            reading = self.tr("Reading grade {grade}").format(grade=f"{grade:.1f}")
            said.setText("  ·  ".join(part for part in (reading, counts) if part))

        self.measuring.ask(key, words, tell)

    def _review(self, id: str) -> None:
        procedure = library_of(self.session).procedures[id]
        language = self.session.state.language
        state = self.tr("waiting for review by a clinician")
        if procedure.review.state == "reviewed":
            state = self.tr("reviewed by {person}").format(person=procedure.review.by)
        if procedure.review.date:
            state = self.tr("{state}, last change {date}").format(state=state, date=procedure.review.date)
        counts = (
            self.tr("%n source(s)", "", len(procedure.sources)),
            self.tr("%n figure(s)", "", len(procedure.figures)),
        )
        words, name, state = procedure.text(language), name_of(procedure, language), f"{state[:1].upper()}{state[1:]}"
        if words.language == "en":
            self._score(id, name, partial(read_by_patients, words), (state,), "  ·  ".join(counts))
            return
        entry = Column(spacing=0, margins=(0, 2, 0, 4))
        entry.box.addWidget(Text(self.dress, "list", name))
        entry.box.addWidget(Text(self.dress, "secondary", state))
        entry.box.addWidget(Text(self.dress, "secondary", "  ·  ".join(counts)))
        self.body.box.addWidget(entry)


def read_by_patients(text: ProcedureText) -> str:
    """Everything of a procedure that the patient mode shows, as Markdown."""
    parts = [text.one_sentence, *(body for name, body in text.sections.items() if "." not in name)]
    for step in text.steps.values():
        parts += [step.caption, step.text, step.feel]
    return "\n\n".join([*parts, *text.numbers.values()])


def _without_title(text: str) -> str:
    """The sheet has its own headings."""
    return "\n".join(line for line in text.strip().split("\n") if not line.startswith("# "))
