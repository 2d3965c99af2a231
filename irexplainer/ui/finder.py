"""What a search shows: hits of the library as rows."""

from dataclasses import dataclass

from irexplainer.session.session import Session
from irexplainer.ui.content import library_of, name_of

LIMIT = 8
"""Rows of the list."""
LEAST_PARTS = 3
"""Rows that parts of the body get where so many are found, however many procedures there are."""


@dataclass(frozen=True, slots=True)
class Found:
    """A procedure or a part of the body found. tile: organ of its group; empty for a part."""

    id: str
    title: str
    subtitle: str
    tile: str
    part: bool = False


def find_all(session: Session, text: str) -> list[Found]:
    """Procedures, then parts of the body, no more than the list has rows for."""
    procedures, parts = find(session, text), find_parts(session, text)
    kept = procedures[: LIMIT - min(len(parts), LEAST_PARTS)]
    return [*kept, *parts[: LIMIT - len(kept)]]


def find_parts(session: Session, text: str) -> list[Found]:
    """Parts of the body that can be looked at, by plain name or anatomical term, best first."""
    from irexplainer.atlas.exhibits import parts_of_body
    from irexplainer.atlas.load import load_atlas
    from irexplainer.library.search import search_structures

    language = session.state.language
    words = library_of(session).vocabulary(language)
    found: dict[tuple[str, str], Found] = {}
    known = parts_of_body(load_atlas()) - library_of(session).tools.keys()
    for hit in search_structures(library_of(session), text, language, known):
        word = words[hit.id]
        differs = word.term.casefold() != word.plain.casefold()
        second = word.term if differs else word.definition
        found.setdefault((word.plain, second), Found(hit.id, word.plain, second, "", True))
    return list(found.values())


def find(session: Session, text: str) -> list[Found]:
    """Procedures that match, best first."""
    from irexplainer.library.search import search

    library, language = library_of(session), session.state.language
    found = []
    for hit in search(library, text, language):
        procedure = library.procedures[hit.id]
        tile = library.groups[procedure.group].icon
        found.append(Found(hit.id, name_of(procedure, language), procedure.text(language).subtitle, tile))
    return found
