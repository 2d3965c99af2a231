"""Opening a procedure from a list: who points at it wants to see it, who walks the list with keys wants to arrive."""

from collections.abc import Iterable

from irexplainer.session.session import Session
from irexplainer.ui.row import Row


def open_from(session: Session, id: str, rows: Iterable[Row]) -> None:
    """Open by a press on one of ``rows``: playing after pointer or finger, paused after a key (``Session.watch``)."""
    if all(row.by_key for row in rows):
        session.open_procedure(id)
    else:
        session.watch(id)
