"""Words of pictures: one protocol for call-outs, furniture and the doctor's screen.

``words(key)`` gives the words of a key in the language of the viewer. Call-outs may have a second line: either
``"Title|subtitle"`` (as procedures write it) or a pair. Keys that nobody knows are shown as they read.
"""

from collections.abc import Callable

from irexplainer.story.frame import Position

Words = Callable[[str], str | tuple[str, str]]

PICTURE_WORDS = {
    "R": "R",
    "L": "L",
    "H": "Head",
    "F": "Feet",
    "front": "Front",
    "back": "Back",
    "lying_on_the_back": "You lie on your back",
    "lying_face_down": "You lie face down",
    "lying_on_the_left_side": "You lie on your left side",
    "lying_on_the_right_side": "You lie on your right side",
    "sitting": "You sit",
    "toward_the_heart": "Toward the heart",
    "scale_cm": "{count} cm",
    "scale_mm": "{count} mm",
    "temperature": "Temperature",
    "ice_edge": "0 °C|edge of the ice",
    "ice_minus20": "−20 °C|many cells die",
    "ice_minus40": "−40 °C|cells die reliably",
    "cells_die_in_minutes": "50 °C|cells die in minutes",
    "cells_die_at_once": "60 °C|cells die almost at once",
    "lethal_dose": "Enough heat|cells are dead",
    "what_the_doctor_sees": "What the doctor sees",
    "simulated_image": "Simulated image",
}
"""Every key that the stage asks for, with the English words; ``{count}`` is filled in."""

POSTURES = {
    Position.SUPINE: "lying_on_the_back",
    Position.PRONE: "lying_face_down",
    Position.LEFT_SIDE: "lying_on_the_left_side",
    Position.RIGHT_SIDE: "lying_on_the_right_side",
    Position.SITTING: "sitting",
}
"""Key of the words that say how the patient lies."""


def english(key: str) -> str:
    """English words of a key; an unknown key is spelled out."""
    from irexplainer.imaging.screen import WORD_KEYS

    spelled = key.replace("_", " ")
    return PICTURE_WORDS.get(key) or WORD_KEYS.get(key) or spelled[:1].upper() + spelled[1:]


def pair(words: Words, key: str) -> tuple[str, str]:
    """Title and subtitle of a key; the subtitle may be empty."""
    found = words(key)
    if isinstance(found, tuple):
        return found
    title, _, subtitle = found.partition("|")
    return title.strip(), subtitle.strip()


def single(words: Words, key: str) -> str:
    """The title alone."""
    return pair(words, key)[0]
