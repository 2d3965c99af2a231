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


class Thing(Struct, frozen=True, forbid_unknown_fields=True):
    """Something at true size. tool: entry of the tools, else diameter_mm and sources of its own; lengths in mm."""

    id: str
    group: str
    shape: str
    tool: str = ""
    diameter_mm: float = 0.0
    length_mm: float = 0.0
    sources: list[str] = []
