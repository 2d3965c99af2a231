"""Languages of the interface: translators, plurals of English, two pseudo-languages, direction of writing."""

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QWidget

from irexplainer.library.pseudo import PSEUDO, pseudo
from irexplainer.resources import assets_dir

T = TypeVar("T", bound=QWidget)

RTL = ("ar", "he", "fa", "ur")


def is_rtl(language: str) -> bool:
    """True for languages written from right to left."""
    return language.split("-")[0] in RTL


def language_name(language: str) -> str:
    """A language's own name for itself."""
    if language in PSEUDO:
        return {"en-XA": "Ëñĝļîšĥ (longer)", "ar-XB": "Right to left"}[language]
    name = QLocale(language).nativeLanguageName()
    return name[:1].upper() + name[1:] if name else language


def short_name(language: str) -> str:
    """Two letters for the top bar."""
    return language.split("-")[0].upper() if language not in PSEUDO else language[-2:]


class SourceTranslator(QTranslator):
    """English as it stands in the code, with its plurals: "%n step(s)" becomes "1 step" or "3 steps"."""

    def isEmpty(self) -> bool:
        """Never empty: it makes plurals."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Text in English."""
        if n < 0 or "(s)" not in source:
            return source
        return source.replace("(s)", "" if n == 1 else "s")


class PseudoTranslator(SourceTranslator):
    """A pseudo-language made from English."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.target = language

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Text in the pseudo-language. Qt's own strings stay."""
        if not source or context.startswith("Q"):
            return source
        text = super().translate(context, source, disambiguation, n)
        return pseudo(text, self.target)


class Languages:
    """Installs the translator of a language in the application."""

    def __init__(self) -> None:
        self._installed: list[QTranslator] = []
        self.current = ""

    def use(self, language: str) -> None:
        """Switch. A language without interface texts shows English ones."""
        if language == self.current:
            return
        app = QCoreApplication.instance()
        if app is None:
            return
        for translator in self._installed:
            app.removeTranslator(translator)
        self._installed = [PseudoTranslator(language) if language in PSEUDO else SourceTranslator()]
        file = QTranslator()
        if language not in PSEUDO and file.load(str(assets_dir() / "translations" / f"{language}.qm")):
            self._installed.append(file)
        for translator in self._installed:
            app.installTranslator(translator)
        self.current = language


def translate(context: str, text: str, n: int = -1) -> str:
    """Text of a table (commands, sections) in the language of the interface."""
    return QCoreApplication.translate(context, text, None, n)
