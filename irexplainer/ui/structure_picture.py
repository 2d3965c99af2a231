"""The anatomy viewer without a window: a picture of any part of the atlas by its name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from irexplainer.paint.look import Look
from irexplainer.ui.pictures import LETTERS, application

if TYPE_CHECKING:
    from irexplainer.library.load import Library


@dataclass(frozen=True)
class StructureOptions:
    """What is to be shown. name: id, plain name or anatomical term. captions: False for no words."""

    name: str
    size: tuple[int, int] = (1920, 1080)
    theme: str = "light"
    language: str = "en"
    text_scale: float = 1.0
    captions: bool = True


def structure_id(library: "Library", name: str, language: str) -> str:
    """Id for a name in the viewer's language or in English; ConfigError that names the nearest one."""
    from irexplainer.atlas.exhibits import find_exhibit
    from irexplainer.atlas.load import load_atlas
    from irexplainer.errors import ConfigError

    atlas, words = load_atlas(), library.vocabulary(language)
    try:
        return find_exhibit(atlas, words, name)
    except ConfigError:
        return find_exhibit(atlas, library.vocabulary("en"), name)


def structure_picture(options: StructureOptions) -> QImage:
    """Picture of one part: the best view, a call-out, the small figure, scale bar, definition."""
    from irexplainer.atlas.exhibits import Sort
    from irexplainer.atlas.load import load_atlas
    from irexplainer.library.load import load_library
    from irexplainer.paint.exhibit.picture import exhibit_image
    from irexplainer.paint.exhibit.plan import plan_exhibit
    from irexplainer.ui.words import picture_words

    application()
    library, atlas = load_library(), load_atlas()
    id = structure_id(library, options.name, options.language)
    exhibit = plan_exhibit(atlas, id)
    own = library.vocabulary(options.language).get(id)
    caption = "" if own is None else own.definition
    if own is not None and exhibit.sort is Sort.PLATE:
        caption = f"{own.plain}. {own.definition}"
    words = picture_words(library, options.language, None, "study")
    return exhibit_image(
        exhibit,
        atlas,
        Look.of(options.theme),
        options.size,
        words if options.captions else lambda key: words(key) if key in LETTERS else "",
        caption,
        options.text_scale,
        options.captions,
    )
