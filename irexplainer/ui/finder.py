"""What a search shows: hits of the library as rows."""

from dataclasses import dataclass

from irexplainer.session.session import Session
from irexplainer.ui.content import library_of, name_of


@dataclass(frozen=True, slots=True)
class Found:
    """A procedure found. tile: organ of its group."""

    id: str
    title: str
    subtitle: str
    tile: str


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
