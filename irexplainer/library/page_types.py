"""Shapes of the pages that are not procedures."""

from msgspec import Struct


class TourChapter(Struct, frozen=True, forbid_unknown_fields=True):
    """One stretch of the tour. seconds: how long it plays. procedure, step: where its picture begins; "" at home."""

    id: str
    seconds: float
    procedure: str = ""
    step: str = ""


class PageText(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one piece of a page."""

    id: str
    title: str
    text: str
