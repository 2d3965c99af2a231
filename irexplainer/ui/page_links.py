"""Ways from home to the pages over everything."""

from functools import partial

from irexplainer.session.session import Session
from irexplainer.ui.button import Button
from irexplainer.ui.card import Column
from irexplainer.ui.dress import Dress
from irexplainer.ui.page_table import OVER_PAGES
from irexplainer.ui.text import Text

FIRST = "what_is_ir"
"""The page that stands beside the example, not in the list."""


class PageLinks(Column):
    """buttons: by id of the page."""

    def __init__(self, dress: Dress, session: Session) -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        self.box.addWidget(Text(dress, "eyebrow", self.tr("More to see").upper()))
        for id, entry in OVER_PAGES.items():
            if id != FIRST:
                self.buttons[id] = Button(dress, "link", entry.words()[0], entry.icon, start=True)
                self.buttons[id].clicked.connect(partial(_open, session, id))
                self.box.addWidget(self.buttons[id])


def first_button(dress: Dress, session: Session) -> Button:
    """The way to the page that says what all this is."""
    entry = OVER_PAGES[FIRST]
    button = Button(dress, "outline", entry.words()[0], entry.icon)
    button.clicked.connect(partial(_open, session, FIRST))
    return button


def _open(session: Session, id: str, _checked: bool = False) -> None:
    session.open_page(id)
