"""The words of pictures in the viewer's language, from content; nothing here is written in code."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from irexplainer.library.pseudo import PSEUDO, pseudo
from irexplainer.paint.words import english

if TYPE_CHECKING:
    from irexplainer.library.load import Library
    from irexplainer.library.types import Procedure

PictureWords = Callable[[str], str]


def picture_words(
    library: "Library", language: str, procedure: "Procedure | None" = None, mode: str = "patient"
) -> PictureWords:
    """Words by key: the procedure's own labels, then names of the atlas, then short words of pictures.

    Study mode adds the anatomical term as a second line where it differs from the plain name. An unknown key is
    spelled out.
    """
    own: Mapping[str, str] = procedure.text(language).labels if procedure is not None else {}
    names, short = library.vocabulary(language), library.words(language)
    known: dict[str, str] = {}

    def look_up(key: str) -> str:
        if key in own:
            return own[key]
        name = names.get(key)
        if name is not None:
            differs = mode == "study" and name.term.casefold() != name.plain.casefold()
            return f"{name.plain}|{name.term}" if differs else name.plain
        if key in short:
            return short[key]
        return pseudo(english(key), language) if language in PSEUDO else english(key)

    def words(key: str) -> str:
        if key not in known:
            known[key] = look_up(key)
        return known[key]

    return words
