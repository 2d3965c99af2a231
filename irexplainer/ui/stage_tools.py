"""The upright card of four buttons over the picture: closer, further, whole picture, layers."""

from typing import Protocol

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from irexplainer.ui.button import Button
from irexplainer.ui.dress import Dress
from irexplainer.ui.floating import FloatingCard
from irexplainer.ui.shadow import TOOL

PAD = 22
SIDE = 48


class Zoomable(Protocol):
    """What the stage lets these buttons do."""

    def zoom_in(self) -> None:
        """Come closer."""

    def zoom_out(self) -> None:
        """Go further away."""

    def zoom_home(self) -> None:
        """Show the picture as the story has it."""

    def show_captions(self, shown: bool) -> None:
        """Words in the picture, or none."""


class StageTools(FloatingCard):
    """Its geometry is that of the card grown by PAD on every side."""

    def __init__(self, dress: Dress, stage: Zoomable, parent: QWidget | None = None) -> None:
        super().__init__(dress, TOOL, PAD, 16, parent)
        names = ("plus", "minus", "house", "layers")
        self.buttons = [Button(dress, "tool", icon=name, parent=self) for name in names]
        for button in self.buttons:
            button.floating = True
        self._stage = stage
        self._captions = True
        self.buttons[0].clicked.connect(lambda: stage.zoom_in())
        self.buttons[1].clicked.connect(lambda: stage.zoom_out())
        self.buttons[2].clicked.connect(lambda: stage.zoom_home())
        self.buttons[3].clicked.connect(self._toggle_captions)
        dress.changed.connect(self.update)

    def refresh(self) -> None:
        """Names in the language of the interface."""
        self.setAccessibleName(self.tr("View"))
        names = (
            self.tr("Zoom in"),
            self.tr("Zoom out"),
            self.tr("Whole picture"),
            self.tr("Words in the picture on or off"),
        )
        for button, name in zip(self.buttons, names, strict=True):
            button.set_label(name)

    def set_home(self, home: bool) -> None:
        """At home there are no words to hide."""
        self.buttons[3].setEnabled(not home)

    def _toggle_captions(self) -> None:
        self._captions = not self._captions
        self._stage.show_captions(self._captions)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the buttons."""
        super().resizeEvent(event)
        inner = self.height() - 2 * PAD
        for index, button in enumerate(self.buttons):
            button.setGeometry(PAD, PAD + round(index * inner / 4), SIDE, round(inner / 4))
