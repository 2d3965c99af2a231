"""The two painted views of the window, made late so that tests of the frame around them can do without."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from irexplainer.geom.viewport import Rect
from irexplainer.session.session import Session
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.services import Services

if TYPE_CHECKING:
    from irexplainer.ui.stage import StageView as Stage


def stage_view(session: Session, services: Services, clock: FrameClock) -> "Stage":
    """The stage; its module is loaded when the window is built."""
    from irexplainer.ui.stage import StageView

    return StageView(session, services, clock)


def monitor_view(session: Session, services: Services, clock: FrameClock) -> QWidget:
    """The doctor's screen."""
    from irexplainer.ui.monitor import MonitorView

    return MonitorView(session, services, clock)


def qrect(rect: Rect, within: Rect | None = None) -> QRect:
    """Whole px of a rectangle, moved by the corner of the one it lies in."""
    x, y = (within.x, within.y) if within else (0.0, 0.0)
    return QRect(round(rect.x + x), round(rect.y + y), round(rect.width), round(rect.height))
