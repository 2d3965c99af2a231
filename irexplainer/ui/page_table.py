"""The one table of pages over everything: what they are called, their mark, where they are made."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from irexplainer.ui.over_page import OverPage


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for lupdate."""
    return text


@dataclass(frozen=True, slots=True)
class PageEntry:
    """title, about: English, context "pages". icon: in assets/icons. module, name: class, loaded when first opened."""

    title: str
    about: str
    icon: str
    module: str
    name: str

    def words(self) -> tuple[str, str]:
        """Title and second line in the language of the interface."""
        tr = QCoreApplication.translate
        return tr("pages", self.title), tr("pages", self.about)

    def load(self) -> "Callable[..., OverPage]":
        """Its class."""
        found: Callable[..., OverPage] = getattr(import_module(self.module), self.name)
        return found


OVER_PAGES = {
    "what_is_ir": PageEntry(
        QT_TRANSLATE_NOOP("pages", "What is IR? One minute"),
        QT_TRANSLATE_NOOP("pages", "What interventional radiology is, as a short tour"),
        "play",
        "irexplainer.ui.tour_page",
        "TourPage",
    ),
    "compare": PageEntry(
        QT_TRANSLATE_NOOP("pages", "IR, surgery, medicine or waiting?"),
        QT_TRANSLATE_NOOP("pages", "Compare cuts, sleep, hospital stay, recovery and what remains"),
        "list-checks",
        "irexplainer.ui.compare_page",
        "ComparePage",
    ),
    "tools": PageEntry(
        QT_TRANSLATE_NOOP("pages", "The tools at true size"),
        QT_TRANSLATE_NOOP("pages", "Needle, wire, catheter, stent, balloon, coil, drain beside a grain of rice"),
        "ruler",
        "irexplainer.ui.tools_page",
        "ToolsPage",
    ),
    "modalities": PageEntry(
        QT_TRANSLATE_NOOP("pages", "Compare the kinds of pictures"),
        QT_TRANSLATE_NOOP("pages", "Ultrasound, X-ray, CT, MRI: radiation, scans, noise and time"),
        "scan-eye",
        "irexplainer.ui.modalities_page",
        "ModalitiesPage",
    ),
    "words": PageEntry(
        QT_TRANSLATE_NOOP("pages", "Words explained"),
        QT_TRANSLATE_NOOP("pages", "Glossary: terms and what they mean"),
        "book-open",
        "irexplainer.ui.words_page",
        "WordsPage",
    ),
}
"""In the order in which home offers them; ids are those of ``session.state.PAGES``."""
