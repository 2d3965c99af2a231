"""Looking at one part of the body is a state over home or over a procedure, and leaving it loses nothing."""

import pytest

from irexplainer.errors import ConfigError


def test_a_part_is_shown_over_home_and_left_again(session):
    session.open_group("liver")
    session.show_structure("liver")
    assert (session.state.structure, session.state.group) == ("liver", "liver")
    session.up()
    assert (session.state.structure, session.state.group) == (None, "liver")


def test_a_procedure_waits_paused_at_the_very_moment(session):
    session.open_procedure("tace", "map")
    session.seek(session.state.playhead + 1.3)
    session.play()
    before = session.state
    session.show_structure("celiac_trunk")
    assert not session.state.playing
    session.play()
    session.tick(2.0)
    assert session.state.playhead == before.playhead, "time stands still"
    assert session.board is not None
    session.show_structure("liver")
    session.up()
    assert session.state.structure is None
    assert (session.state.procedure, session.state.playhead) == ("tace", before.playhead)
    assert session.state.choices == before.choices


@pytest.mark.parametrize("leave", [lambda s: s.home(), lambda s: s.open_procedure("tace"), lambda s: s.reset()])
def test_going_elsewhere_leaves_the_part(session, leave):
    session.show_structure("liver")
    leave(session)
    assert session.state.structure is None


def test_the_search_is_over_when_a_part_is_shown(session):
    session.set_search("liv")
    session.show_structure("liver")
    assert session.state.search == ""


@pytest.mark.parametrize("id", ["", "no_such_part", "tace"])
def test_what_the_atlas_does_not_have_is_refused_and_nothing_changes(session, id):
    before = session.state
    with pytest.raises(ConfigError):
        session.show_structure(id)
    assert session.state == before
