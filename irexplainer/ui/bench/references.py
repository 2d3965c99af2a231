"""What the figures are compared with: a plain blit, one smooth scale, painting everything anew."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from irexplainer.ui.bench.timing import median, milliseconds

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.story.storyboard import Storyboard


class _Plain(QWidget):
    """Widget that shows one picture, at its size or enlarged."""

    def __init__(self, width: int, height: int, factor: float) -> None:
        super().__init__()
        self.resize(width, height)
        self.factor = factor
        self.picture = QImage(width, height, QImage.Format.Format_RGB32)
        self.picture.fill(0x886644)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        p = QPainter(self)
        if self.factor == 1.0:
            p.drawImage(0, 0, self.picture)
        else:
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            w, h = self.width() / self.factor, self.height() / self.factor
            p.drawImage(QRectF(0, 0, self.width(), self.height()), self.picture, QRectF(3.3, 2.7, w, h))
        p.end()


def blit_and_scale(width: int, height: int) -> tuple[float, float]:
    """Median ms of a full-frame blit, and of one smooth-scaled full-frame picture."""
    found = []
    for factor in (1.0, 1.3):
        widget = _Plain(width, height, factor)
        widget.show()
        QCoreApplication.processEvents()
        found.append(median(milliseconds(widget.repaint, 60)))
        widget.close()
    return found[0], found[1]


def full_redraw(board: "Storyboard", seconds: float, atlas: "Atlas", width: int, height: int) -> float:
    """Median ms of painting everything of one moment at organ view, nothing kept."""
    from irexplainer.paint.look import Look
    from irexplainer.paint.picture import stage_image
    from irexplainer.paint.words import english

    frame, look = board.state_at(seconds), Look.of("light")
    return median(milliseconds(lambda: stage_image(board, frame, atlas, look, (width, height), english), 5, warm=1))
