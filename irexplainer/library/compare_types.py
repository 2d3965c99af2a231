"""Shapes of the page that compares ways to treat a problem."""

from msgspec import Struct

ASPECTS = ("cuts", "sleep", "stay", "recovery", "remains")
"""What is compared, in order."""


class Problem(Struct, frozen=True, forbid_unknown_fields=True):
    """procedure: what IR does about it. ways: columns. sources: of the procedure; further: of the page."""

    id: str
    procedure: str
    ways: list[str]
    sources: list[str]
    further: list[str] = []


class WayText(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a problem (title, text) or of one way to treat it (title and all of ASPECTS)."""

    id: str
    title: str
    text: str = ""
    cuts: str = ""
    sleep: str = ""
    stay: str = ""
    recovery: str = ""
    remains: str = ""
