"""Pages over everything: a sheet that opens and closes with the session's state."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from irexplainer.library.types import Source
from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.dress import Dress
from irexplainer.ui.sheet import Sheet
from irexplainer.ui.text import Text

if TYPE_CHECKING:
    from irexplainer.ui.services import Services


class OverPage(Sheet):
    """Open while the session's page is its ``PAGE``. services: make pictures in the background. clock: moves them."""

    PAGE = ""
    WIDTH = 1240

    def __init__(
        self, dress: Dress, host: QWidget, session: Session, services: "Services", clock: FrameClock | None = None
    ) -> None:
        super().__init__(dress, host)
        self.session, self.services, self.clock = session, services, clock or FrameClock()

    def sync(self, state: SessionState) -> None:
        """Open or close with the state."""
        if state.page == self.PAGE and not self.is_open:
            self.open_it()
        elif state.page != self.PAGE and self.is_open:
            self.leave()

    def leave(self) -> None:
        """Close the sheet; the state has changed already."""
        super().close_it()

    def close_it(self) -> None:
        """The state closes it."""
        if self.session.state.page == self.PAGE:
            self.session.open_page("")
        if self.is_open:
            self.leave()

    def room(self) -> int:
        """Px between the margins of the sheet."""
        return min(round(self.WIDTH * min(self.dress.scale, 1.8)), self._host.width() - 40) - 64

    def add_sources(self, sources: Mapping[str, Source]) -> None:
        """Where the words come from, at the end of the page."""
        titles = "; ".join(source.title for source in sources.values())
        self.body.box.addSpacing(8)
        self.body.box.addWidget(Text(self.dress, "small", self.tr("Sources: {list}").format(list=titles)))
