"""Contact sheet: every step's still, the stage beside the doctor's screen."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from irexplainer.paint.look import Look
from irexplainer.story.storyboard import Step, Storyboard

STAGE = (760, 620)
MONITOR_WIDTH = 392
GAP = 24
HEAD = 52
COLUMNS = 2


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Words of a sheet: its heading and the line above each step."""

    heading: str
    step: Callable[[int, Step], str]


def contact_sheet(
    board: Storyboard,
    look: Look,
    stage: Callable[[float, tuple[int, int]], QImage],
    monitor: Callable[[float, tuple[int, int]], QImage],
    words: SheetWords | None,
    family: str,
) -> QImage:
    """Arrange all stills in two columns.

    stage, monitor: paint one moment at a size in px. words: None for a sheet without any words.
    """
    head = HEAD if words else 0
    cell_width = STAGE[0] + GAP // 2 + MONITOR_WIDTH
    cell_height = head + STAGE[1]
    rows = math.ceil(len(board.steps) / COLUMNS)
    top = GAP + (60 if words else 0)
    size = (GAP + COLUMNS * (cell_width + GAP), top + rows * (cell_height + GAP))
    sheet = QImage(*size, QImage.Format.Format_RGB32)
    sheet.fill(QColor(look.color("background")))
    p = QPainter(sheet)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    if words:
        _write(p, QRectF(GAP, GAP, size[0] - 2 * GAP, 40), words.heading, family, 30, 700, look.color("ink"))
    for index, step in enumerate(board.steps):
        x = GAP + (index % COLUMNS) * (cell_width + GAP)
        y = top + (index // COLUMNS) * (cell_height + GAP)
        if words:
            line = QRectF(x, y, cell_width, head - 8)
            _write(p, line, words.step(index, step), family, 20, 600, look.color("ink"))
        p.drawImage(x, y + head, stage(step.still, STAGE))
        p.drawImage(x + STAGE[0] + GAP // 2, y + head, monitor(step.still, (MONITOR_WIDTH, 408)))
    p.end()
    return sheet


def _write(p: QPainter, rect: QRectF, text: str, family: str, px: int, weight: int, ink: str) -> None:
    font = QFont(family)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    p.setFont(font)
    p.setPen(QColor(ink))
    p.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
