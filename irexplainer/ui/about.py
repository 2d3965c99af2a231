"""About: what this is and is not, review state, content scores, versions, credits and licenses."""

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from irexplainer import __version__
from irexplainer.session.session import Session
from irexplainer.ui.card import Column, Line
from irexplainer.ui.content import library_of, name_of
from irexplainer.ui.dress import Dress
from irexplainer.ui.markdown import markdown_widgets
from irexplainer.ui.sheet import Sheet
from irexplainer.ui.text import Text


class About(Sheet):
    """Everything that must be said about the program."""

    def __init__(self, dress: Dress, session: Session, host: QWidget) -> None:
        super().__init__(dress, host)
        self.session = session

    def fill(self) -> None:
        """Disclaimer first."""
        self.title.setText(self.tr("About this program"))
        pages = library_of(self.session).pages(self.session.state.language)
        disclaimer = self.tr(
            "Simplified drawings and simulated images, for information only. They do not replace a talk with your "
            "doctor. Your own treatment may differ."
        )
        self._page(pages.get("disclaimer", disclaimer))
        if "about" in pages:
            self._page(pages["about"])
        self._head(self.tr("Review of the texts"))
        for id in library_of(self.session).procedures:
            self._review(id)
        self._head(self.tr("Made with"))
        made = self.tr(
            "Inter and Noto Sans Arabic (SIL Open Font License), Lucide icons (ISC), Qt for Python (LGPL), "
            "NumPy (BSD), msgspec (BSD) and markdown-it-py (MIT)."
        )
        self._page(pages.get("credits", made))
        self._head(self.tr("License"))
        license_ = self.tr("The program is free software under the Apache License 2.0.")
        self._page(pages.get("license", license_))
        version = self.tr("Version {version}, Qt {qt}").format(version=__version__, qt=qVersion())
        self.body.box.addSpacing(8)
        self.body.box.addWidget(Text(self.dress, "meta", version))

    def _page(self, text: str) -> None:
        for widget in markdown_widgets(self.dress, text):
            self.body.box.addWidget(widget)

    def _head(self, text: str) -> None:
        self.body.box.addSpacing(10)
        self.body.box.addWidget(Line(self.dress))
        self.body.box.addSpacing(6)
        self.body.box.addWidget(Text(self.dress, "section", text))

    def _review(self, id: str) -> None:
        procedure = library_of(self.session).procedures[id]
        language = self.session.state.language
        state = self.tr("waiting for review by a clinician")
        if procedure.review.state == "reviewed":
            state = self.tr("reviewed by {person}").format(person=procedure.review.by)
        counts = (
            self.tr("%n source(s)", "", len(procedure.sources)),
            self.tr("%n figure(s)", "", len(procedure.figures)),
        )
        entry = Column(spacing=0, margins=(0, 2, 0, 4))
        entry.box.addWidget(Text(self.dress, "list", name_of(procedure, language)))
        entry.box.addWidget(Text(self.dress, "secondary", f"{state[:1].upper()}{state[1:]}  ·  {'  ·  '.join(counts)}"))
        self.body.box.addWidget(entry)
