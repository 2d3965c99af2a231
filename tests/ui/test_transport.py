"""The transport bar keeps the names of the phases readable."""

import pytest

from tests.ui.fakes import Desk

WIDTHS = (1366, 1440, 1500, 1520, 1600, 1700, 1920)


def forms(desk):
    return [button.form for button in desk.window.transport.phases]


@pytest.mark.parametrize("width", WIDTHS)
def test_all_four_names_can_be_read(qtbot, width):
    desk = Desk(qtbot, (width, 900))
    desk.session.open_procedure("tace")
    assert "mark" not in forms(desk)
    assert all(button.text_fits() for button in desk.window.transport.phases)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_with_long_words_the_present_phase_keeps_its_name(qtbot, width, language):
    desk = Desk(qtbot, (width, 900), language=language)
    desk.session.open_procedure("tace")
    for index, button in enumerate(desk.window.transport.phases):
        desk.click(button)
        assert forms(desk)[index] != "mark"
        assert button.text_fits()
        assert all(other.width() >= 44 for other in desk.window.transport.phases)


def test_the_time_line_follows_when_phases_fold(qtbot):
    desk = Desk(qtbot, (1600, 900), language="en-XA")
    desk.session.open_procedure("tace")
    before = desk.window.transport.scrubber.bars
    desk.click(desk.window.transport.phases[2])
    after = desk.window.transport.scrubber.bars
    assert after != before
    left, right = after[2]
    board = desk.session.board
    start, end = board.phase_span(board.steps[5].phase)
    assert desk.window.transport.scrubber.seconds_at((left + right) / 2) == pytest.approx((start + end) / 2, abs=0.1)


def test_folded_phases_keep_number_and_spoken_name(qtbot):
    desk = Desk(qtbot, (1024, 600))
    desk.session.open_procedure("tace")
    folded = [button for button in desk.window.transport.phases if button.form == "mark"]
    assert folded, "this window is too narrow for four names"
    for button in folded:
        assert button.digit in button.accessibleName()
        shown = button.grab().toImage()
        button.digit = ""
        assert button.grab().toImage() != shown
