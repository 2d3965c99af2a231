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


_made: dict[str, tuple[QTranslator, ...]] = {}
"""Translators by language, kept as long as the program. Qt holds a lock while it asks a translator; were one collected
as garbage in that moment, its end would wait for the same lock for ever."""


def _translators(language: str) -> tuple[QTranslator, ...]:
    if language not in _made:
        made: list[QTranslator] = [PseudoTranslator(language) if language in PSEUDO else SourceTranslator()]
        file = QTranslator()
        if language not in PSEUDO and file.load(str(assets_dir() / "translations" / f"{language}.qm")):
            made.append(file)
        _made[language] = tuple(made)
    return _made[language]


class Languages:
    """Installs the translators of a language in the application, in place of those that were there."""

    def __init__(self) -> None:
        self.current = ""

    def use(self, language: str) -> None:
        """Switch. A language without interface texts shows English ones."""
        app = QCoreApplication.instance()
        if language == self.current or app is None:
            return
        for others in _made.values():
            for translator in others:
                app.removeTranslator(translator)
        for translator in _translators(language):
            app.installTranslator(translator)
        self.current = language


def translate(context: str, text: str, n: int = -1) -> str:
    """Text of a table (commands, sections) in the language of the interface."""
    return QCoreApplication.translate(context, text, None, n)
