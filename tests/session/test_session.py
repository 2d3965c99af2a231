import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from irexplainer.errors import ConfigError, ContentError
from irexplainer.session.commands import COMMANDS, run_command
from irexplainer.session.session import Session
from irexplainer.session.state import MODES, SECTIONS, SPEEDS, THEMES, SessionState
from irexplainer.story.frame import Phase
from tests.session import samples

seconds = st.floats(allow_nan=True, allow_infinity=True)


class AnySession(RuleBasedStateMachine):
    """Whatever a person does, in any order, the state stays a valid one."""

    def __init__(self):
        super().__init__()
        self.session = Session(samples.library(), samples.board)
        self.seen = [self.session.state]
        self.session.subscribe(self.hear)

    def hear(self, old, new):
        assert old == self.seen[-1], "news arrive in order and without gaps"
        assert new != old, "no news without a change"
        self.seen.append(new)

    @rule(id=st.sampled_from(sorted(samples.ABOUT)), at=st.sampled_from([None, "treatment", "numb", "12.5"]))
    def open_procedure(self, id, at):
        self.session.open_procedure(id, at)

    @rule(id=st.sampled_from(["liver", "kidneys", "brain"]))
    def open_group(self, id):
        self.session.open_group(id)

    @rule(name=st.sampled_from(["home", "up", "play", "pause", "toggle_play", "resume", "reset", "go_to_end"]))
    def plain_verb(self, name):
        getattr(self.session, name)()

    @rule(value=seconds)
    def seek(self, value):
        self.session.seek(value)

    @rule(value=seconds)
    def tick(self, value):
        before = self.session.state.playhead
        self.session.tick(value)
        assert self.session.state.playhead >= before

    @rule(delta=st.integers(-3, 3), phase=st.sampled_from(list(Phase)))
    def jump(self, delta, phase):
        self.session.step(delta)
        self.session.go_to_phase(phase)

    @rule(mode=st.sampled_from(MODES), theme=st.sampled_from(THEMES), speed=st.sampled_from(SPEEDS), scale=seconds)
    def look(self, mode, theme, speed, scale):
        self.session.set_mode(mode)
        self.session.set_theme(theme)
        self.session.set_speed(speed)
        self.session.set_text_scale(scale)

    @rule(language=st.sampled_from(["en", "en-XA", "ar-XB"]), text=st.text(), node=st.none() | st.text(max_size=4))
    def words(self, language, text, node):
        self.session.set_language(language)
        self.session.set_search(text)
        self.session.highlight(node)

    @rule(section=st.sampled_from(("step", *SECTIONS)), reduced=st.booleans())
    def page(self, section, reduced):
        self.session.select_section(section)
        self.session.set_reduced_motion(reduced)

    @precondition(lambda self: self.session.procedure is not None)
    @rule(index=st.integers(0, 1))
    def choose(self, index):
        choice = self.session.procedure.choices[0]
        self.session.choose(choice.id, choice.options[index])

    @rule(id=st.sampled_from([c.id for c in COMMANDS]))
    def command(self, id):
        run_command(self.session, id)

    @rule()
    def reset_is_fresh(self):
        self.session.reset()
        fresh = Session(samples.library(), samples.board)
        assert self.session.state == fresh.state
        assert hash(self.session.state) == hash(fresh.state)
        assert self.session.board is None

    @invariant()
    def state_is_valid(self):
        s, board = self.session.state, self.session.board
        assert self.seen[-1] == s
        assert s.mode in MODES
        assert s.theme in THEMES
        assert s.speed in SPEEDS
        assert 1.0 <= s.text_scale <= 3.0
        assert s.section == "step" or s.section in SECTIONS
        assert len(s.search) <= 80
        assert (s.procedure is None) == (board is None)
        if board is None:
            assert (s.choices, s.playhead, s.playing, s.section) == ((), 0.0, False, "step")
        else:
            procedure = self.session.procedure
            assert s.group == procedure.group
            assert board.procedure_id == s.procedure
            assert dict(board.choices) == dict(s.choices)
            assert board.language == s.language
            assert set(dict(s.choices)) == {c.id for c in procedure.choices}
            assert 0.0 <= s.playhead <= board.length
            assert not (s.playing and s.playhead >= board.length)


AnySession.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestAnySession = AnySession.TestCase


def test_playing_runs_at_the_chosen_speed_and_stops_at_the_end(session):
    session.open_procedure("tace")
    session.set_speed(2.0)
    session.play()
    session.tick(3.0)
    assert session.state.playhead == 6.0
    session.tick(1000.0)
    assert session.state.playhead == session.board.length
    assert not session.state.playing
    session.play()
    assert session.state.playhead == 0.0, "play at the end starts anew"


def test_who_asks_to_watch_sees_it_play_from_the_first_step(session):
    session.open_procedure("tace", "9")
    session.watch("tace")
    assert (session.state.playhead, session.state.playing) == (0.0, True)
    session.step(1)
    assert not session.state.playing
    session.play()
    session.go_to_phase(session.board.steps[0].phase)
    assert not session.state.playing
    session.set_reduced_motion(True)
    session.watch("tace")
    assert (session.state.playhead, session.state.playing) == (0.0, False)


def test_stepping_back_returns_to_the_start_of_a_step_first(session):
    session.open_procedure("tace")
    session.seek(15.0)
    session.step(-1)
    assert session.state.playhead == 12.0
    session.step(-1)
    assert session.state.playhead == 6.0
    session.step(1)
    assert session.state.playhead == 12.0


def test_choice_and_language_keep_the_moment(session):
    session.open_procedure("tace", "15")
    session.choose("access", "wrist")
    assert session.state.playhead == 15.0
    session.set_language("en-XA")
    assert session.state.playhead == pytest.approx(20.0), "half of the third step of eight seconds"
    assert dict(session.board.choices) == {"access": "wrist"}


def test_escape_leaves_level_by_level(session):
    session.open_procedure("tace")
    session.select_section("risks")
    seen = []
    for _ in range(3):
        session.up()
        seen.append((session.state.procedure, session.state.group, session.state.section))
    assert seen == [("tace", "liver", "step"), (None, "liver", "step"), (None, None, "step")]


def test_continue_where_one_left_off(session):
    session.open_procedure("tace")
    session.choose("access", "wrist")
    session.seek(20.0)
    session.home()
    assert session.state.left_off.procedure == "tace"
    session.resume()
    assert (session.state.procedure, session.state.playhead) == ("tace", 20.0)
    assert dict(session.state.choices) == {"access": "wrist"}


def test_a_board_that_cannot_be_compiled_leaves_the_state_alone():
    def boards(id, choices, language):
        if choices.get("access") == "wrist":
            raise ContentError("tace/story.toml", "no such way.", "Name one.")
        return samples.board(id, choices, language)

    session = Session(samples.library(), boards)
    session.open_procedure("tace", "20")
    before = session.state
    with pytest.raises(ContentError):
        session.choose("access", "wrist")
    assert session.state == before
    with pytest.raises(ConfigError):
        session.open_procedure("unknown")
    with pytest.raises(ConfigError):
        session.choose("access", "elbow")
    with pytest.raises(ConfigError):
        session.set_theme("pink")
    assert session.state == before


def test_a_listener_may_call_a_verb_and_may_leave(session):
    seen = []

    def first(old, new):
        if new.procedure and not old.procedure:
            session.play()

    session.subscribe(first)
    leave = session.subscribe(lambda old, new: seen.append((new.procedure, new.playing)))
    session.open_procedure("tace")
    assert seen == [("tace", False), ("tace", True)]
    leave()
    session.home()
    assert len(seen) == 2


def test_starting_state_may_hold_a_procedure():
    state = SessionState(procedure="tace", group="liver", choices=(("access", "wrist"),), playhead=4.0)
    session = Session(samples.library(), samples.board, state)
    assert session.board.choices == {"access": "wrist"}
    session.home()
    session.reset()
    assert session.state == state


def test_reload_keeps_the_moment_and_tells(session):
    session.open_procedure("tace", "20")
    told = []
    session.subscribe(lambda old, new: told.append(new.playhead))
    session.reload(samples.library())
    assert told == [20.0]
    session.reload(samples.SampleLibrary({}, {}))
    assert session.state.procedure is None
