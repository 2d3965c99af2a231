"""The transport bar over the picture: play, steps, the four phases, speed."""

from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from irexplainer.session.session import Session
from irexplainer.session.state import SPEEDS, SessionState
from irexplainer.ui.button import Button
from irexplainer.ui.content import PHASES, phase_title
from irexplainer.ui.dress import Dress
from irexplainer.ui.floating import FloatingCard
from irexplainer.ui.phase_button import BARS, FORMS, PhaseButton
from irexplainer.ui.scrubber import Scrubber
from irexplainer.ui.shadow import BAR

PAD = 30
"""Room around the card for its shadow."""

FOLDED = 52
"""Px of a phase that shows mark and number alone."""


class Transport(FloatingCard):
    """Lies over the stage. Its geometry is that of the card grown by PAD on every side."""

    def __init__(self, dress: Dress, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(dress, BAR, PAD, 20, parent)
        self.session = session
        self.previous = Button(dress, "tool", icon="step-back", parent=self)
        self.play = Button(dress, "round", icon="play_solid", parent=self)
        self.next = Button(dress, "tool", icon="step-forward", parent=self)
        self.phases = [PhaseButton(dress, phase, self) for phase in PHASES]
        self.scrubber = Scrubber(dress, session, self)
        self.speed = Button(dress, "tool", parent=self)
        self.previous.clicked.connect(lambda: session.step(-1))
        self.play.clicked.connect(lambda: session.toggle_play())
        self.next.clicked.connect(lambda: session.step(1))
        self.speed.clicked.connect(self._next_speed)
        for button in self.phases:
            button.clicked.connect(partial(self._go, button))
        for part in (self.previous, self.play, self.next, self.speed, *self.phases):
            part.floating = True
        self._active = 0
        self._folded = False
        dress.changed.connect(self._place)

    def _go(self, button: PhaseButton, _checked: bool = False) -> None:
        self.session.go_to_phase(button.phase)

    def _next_speed(self) -> None:
        index = SPEEDS.index(self.session.state.speed)
        self.session.set_speed(SPEEDS[(index + 1) % len(SPEEDS)])

    # words and state

    def refresh(self) -> None:
        """Everything anew."""
        self.setAccessibleName(self.tr("Playback"))
        self.previous.icon_name, self.next.icon_name = (
            ("step-forward", "step-back") if self.dress.rtl else ("step-back", "step-forward")
        )
        self.previous.set_label(self.tr("Previous step"))
        self.next.set_label(self.tr("Next step"))
        for index, button in enumerate(self.phases):
            step = self.tr("Step {number}").format(number=index + 1)
            button.name_it(step, phase_title(button.phase), str(index + 1))
        self.scrubber.refresh()
        self.sync(self.session.state)
        self._place()

    def sync(self, state: SessionState) -> None:
        """Show what changed."""
        board = self.session.board
        if board is None:
            return
        self.play.set_icon("pause_solid" if state.playing else "play_solid")
        self.play.set_label(self.tr("Pause") if state.playing else self.tr("Play"))
        speed = {0.5: "½×", 1.0: "1×", 2.0: "2×"}[state.speed]
        self.speed.set_face(speed, self.tr("Speed: {speed}").format(speed=speed))
        active = board.steps[board.step_index(state.playhead)].phase
        place = PHASES.index(active)
        ended = state.playhead >= board.length
        for index, button in enumerate(self.phases):
            done = index < place or ended
            button.show_state("done" if done else "active" if index == place else "todo")
        if place != self._active:
            self._active = place
            if self._folded:
                self._place()
        self.scrubber.sync()

    # places

    def _place(self) -> None:
        card = self.card
        if card.width() < 100 or card.height() < 40:
            return
        compact = card.height() < 100 and self.dress.scale < 1.2
        tool = 44
        round_ = 48 if compact or card.width() < 760 else 56
        x = 10
        middle = card.height() // 2
        for button, side in ((self.previous, tool), (self.play, round_), (self.next, tool)):
            self._put(button, card, x, middle - side // 2, side, side)
            x += side + 2
        end = card.width() - 10 - max(tool, self.speed.sizeHint().width())
        high = min(max(tool, self.speed.heightForWidth(400)), card.height() - 8)
        self._put(self.speed, card, end, middle - high // 2, card.width() - 10 - end, high)
        start, gap = x + 6, 4 if card.width() < 960 else 10
        inset = 10 if card.height() < 100 or (self.dress.scale > 1.2 and card.height() < 140) else 16
        height = card.height() - 2 * inset
        bars, left = [], 0.0
        for button, width, form in self._shares(end - 4 - start, gap, height):
            button.form = form
            self._put(button, card, round(start + left), inset, round(width), height)
            pad = 16 if width > 150 else 8
            bars.append((left + pad, left + width - pad))
            button.update()
            left += width + gap
        self.scrubber.bars = tuple(bars)
        self._put(self.scrubber, card, start, inset + height - BARS + 6, end - 4 - start, 28)
        self.scrubber.raise_()
        self.update()

    def _shares(self, room: float, gap: int, height: float) -> list[tuple[PhaseButton, float, str]]:
        """Width and form of every phase. Where not all names fit, the present phase keeps its name, the rest fold."""
        width = (room - gap * 3) / 4
        form = next(f for f in FORMS if all(b.fits(f, width, height) for b in self.phases))
        self._folded = form == "mark"
        if not self._folded:
            return [(button, width, form) for button in self.phases]
        shares = []
        for index, button in enumerate(self.phases):
            wide = room - 3 * (FOLDED + gap) if index == self._active else FOLDED
            wide = wide if room - 3 * (FOLDED + gap) > FOLDED else width
            own = next(f for f in FORMS[1:] if button.fits(f, wide, height)) if index == self._active else "mark"
            shares.append((button, wide, own))
        return shares

    def _put(self, widget: QWidget, card: QRect, x: int, y: int, width: int, height: int) -> None:
        left = card.width() - x - width if self.dress.rtl else x
        widget.setGeometry(card.left() + left, card.top() + y, width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything."""
        super().resizeEvent(event)
        self._place()
