"""The clock in virtual time: nothing ticks when nothing moves."""

from dataclasses import dataclass, replace

import pytest

from irexplainer.ui.clock import FrameClock


class Time:
    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


@dataclass(frozen=True)
class State:
    playing: bool = False


class Player:
    def __init__(self):
        self.state, self.listeners, self.ticks = State(), [], []

    def subscribe(self, listener):
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tick(self, seconds):
        self.ticks.append(seconds)

    def set(self, **changes):
        old, self.state = self.state, replace(self.state, **changes)
        for listener in self.listeners:
            listener(old, self.state)


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def clock(qapp, time):
    return FrameClock(time)


def run(clock, time, seconds, step=0.016):
    for _ in range(round(seconds / step)):
        time.seconds += step
        clock.tick()


def test_rests_until_something_moves(clock):
    beat = clock.add(lambda _dt: None)
    assert not clock.active
    beat.start()
    assert clock.active
    beat.stop()
    assert not clock.active


def test_fast_listener_hears_the_elapsed_time_exactly(clock, time):
    heard = []
    clock.add(heard.append).start()
    run(clock, time, 1.0)
    assert sum(heard) == pytest.approx(62 * 0.016)
    assert max(heard) == pytest.approx(0.016)


def test_slow_listeners_keep_their_rate(clock, time):
    heard = []
    clock.add(heard.append, rate=10).start()
    run(clock, time, 4.0)
    assert 33 <= len(heard) <= 40
    assert sum(heard) == pytest.approx(4.0, abs=0.11)


def test_slow_listeners_never_share_a_tick(clock, time):
    calls = []
    for name in "abc":
        clock.add(lambda _dt, name=name: calls.append((time.seconds, name)), rate=20).start()
    run(clock, time, 3.0)
    moments = [moment for moment, _ in calls]
    assert len(set(moments)) == len(moments)
    for name in "abc":
        assert 38 <= sum(other == name for _, other in calls) <= 61


def test_plays_a_session_only_while_it_plays(clock, time):
    player = Player()
    clock.drive(player)
    clock.drive(player)
    assert not clock.active
    player.set(playing=True)
    run(clock, time, 0.16)
    assert sum(player.ticks) == pytest.approx(0.16)
    player.set(playing=False)
    assert not clock.active


def test_the_playhead_moves_before_what_shows_it(clock, time):
    order = []
    clock.add(lambda _dt: order.append("stage")).start()
    player = Player()
    player.tick = lambda _dt: order.append("session")
    clock.drive(player)
    player.set(playing=True)
    run(clock, time, 0.016)
    assert order == ["session", "stage"]


def test_hidden_window_stops_everything_and_no_time_is_caught_up(clock, time):
    heard = []
    clock.add(heard.append).start()
    clock.set_hidden(True)
    assert not clock.active
    time.seconds += 3600
    clock.tick()
    assert heard == []
    clock.set_hidden(False)
    assert clock.active
    run(clock, time, 0.032)
    assert sum(heard) == pytest.approx(0.032)


def test_a_machine_that_slept_does_not_jump(clock, time):
    heard = []
    clock.add(heard.append).start()
    time.seconds += 500
    clock.tick()
    assert heard == [0.1]


def test_watches_a_window(clock, qtbot):
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    qtbot.addWidget(window)
    clock.watch(window)
    clock.add(lambda _dt: None).start()
    assert not clock.active
    window.show()
    assert clock.active
    window.hide()
    assert not clock.active


def test_a_removed_listener_is_not_called(clock, time):
    heard = []
    beat = clock.add(heard.append)
    beat.start()
    clock.remove(beat)
    run(clock, time, 0.1)
    assert heard == []
    assert not clock.active


def test_a_listener_whose_window_is_gone_is_forgotten(clock, time):
    import shiboken6
    from PySide6.QtCore import QObject, Signal

    class Listener(QObject):
        heard = Signal()

        def on_beat(self, _seconds):
            self.heard.emit()

    listener = Listener()
    clock.add(listener.on_beat).start()
    shiboken6.delete(listener)
    run(clock, time, 0.1)
    assert not clock.active
