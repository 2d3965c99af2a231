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
    """A procedure, a part of the body or a page found. tile: organ of its group; empty for a part and a page."""

    id: str
    title: str
    subtitle: str
    tile: str
    part: bool = False
    page: bool = False


def find_all(session: Session, text: str) -> list[Found]:
    """Procedures, then parts of the body, no more than the list has rows for; a page that fits stands first."""
    pages, procedures, parts = find_pages(session, text), find(session, text), find_parts(session, text)
    kept = [*pages, *procedures][: LIMIT - min(len(parts), LEAST_PARTS)]
    return [*kept, *parts[: LIMIT - len(kept)]]


def find_pages(session: Session, text: str) -> list[Found]:
    """Pages over everything, where every word is the beginning of one of the words of the page's two lines."""
    from irexplainer.library.search import words_in
    from irexplainer.ui.page_table import OVER_PAGES

    found, asked = [], words_in(text)
    for id, entry in OVER_PAGES.items():
        title, about = entry.words()
        known = words_in(f"{title} {about}")
        if asked and all(len(word) > 1 and any(k.startswith(word) for k in known) for word in asked):
            found.append(Found(id, title, about, "", page=True))
    return found


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
