"""The stage: what it names, what can be reached, that it rests when nothing moves, that it stays small."""

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from irexplainer.library.load import load_library
from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.layers import LayerKey, paint_layer
from irexplainer.ui.monitor import MonitorView
from irexplainer.ui.services import Services
from irexplainer.ui.settle import wait_until
from irexplainer.ui.stage import StageView

SIZE = (900, 700)
IDS = tuple(load_library().procedures)


class Paints(QObject):
    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture(scope="module")
def services(qapp):
    services = Services(load_library())
    yield services
    services.close()


@pytest.fixture
def session(services):
    return Session(services.library, services.board)


@pytest.fixture
def clock(qapp):
    return FrameClock()


@pytest.fixture
def stage(qtbot, session, services, clock):
    stage = StageView(session, services, clock)
    qtbot.addWidget(stage)
    stage.resize(*SIZE)
    stage.show()
    qtbot.waitExposed(stage)
    return stage


def settle(stage):
    for _ in range(3):
        QCoreApplication.processEvents()
    assert wait_until(lambda: stage.settled and stage.services.worker.idle, 30)


@pytest.mark.parametrize("id", IDS)
def test_every_step_names_everything_it_shows(stage, session, id):
    session.open_procedure(id)
    for step in session.board.steps:
        session.seek(step.still)
        nodes = stage.nodes()
        assert len({node.id for node in nodes}) == len(nodes)
        for node in nodes:
            assert node.name.strip(), (id, step.id, node.id)
            assert "_" not in node.name, (id, step.id, node.name)
            assert min(node.bounds.width, node.bounds.height) > 0, (id, step.id, node.id)
        assert any(node.role == "label" for node in nodes), (id, step.id)


@pytest.mark.parametrize("id", ["home", *IDS])
def test_whatever_does_something_is_reached_by_the_keyboard(stage, session, id):
    if id != "home":
        session.open_procedure(id)
    moments = [0.0] if id == "home" else [step.still for step in session.board.steps]
    for seconds in moments:
        session.seek(seconds)
        active = [node.id for node in stage.nodes() if node.action]
        stage.setFocus(Qt.FocusReason.OtherFocusReason)
        reached = []
        for _ in range(len(stage.nodes()) + 1):
            if not stage.move_focus(1, around=False):
                break
            reached.append(stage.focused_node())
        while stage.walk_on(1) and stage.focused_node() not in reached:
            reached.append(stage.focused_node())
        assert set(active) <= set(reached)
        stage._focus = None


@pytest.mark.parametrize("id", ["home", *IDS])
def test_screen_readers_are_told_every_node(stage, session, id):
    if id != "home":
        session.open_procedure(id, "placement")
    interface = QAccessible.queryAccessibleInterface(stage)
    nodes = stage.nodes()
    assert interface.childCount() == len(nodes) > 0
    for index, node in enumerate(nodes):
        child = interface.child(index)
        assert child.isValid()
        assert child.text(QAccessible.Text.Name) == node.name
        assert interface.indexOfChild(child) == index
        assert child.role() != QAccessible.Role.NoRole
        assert child.rect().width() > 0


def test_pressing_a_region_with_a_screen_reader_opens_its_group(stage, session):
    nodes = stage.nodes()
    index = next(i for i, node in enumerate(nodes) if node.role == "region")
    child = QAccessible.queryAccessibleInterface(stage).child(index)
    action = child.actionInterface()
    action.doAction(action.actionNames()[0])
    assert session.state.group == nodes[index].action.partition(":")[2]


def test_clicking_each_region_opens_a_group_with_procedures(stage, session, services):
    for node in [n for n in stage.nodes() if n.role == "region"]:
        x, y = node.bounds.center
        QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
        assert services.library.procedures.in_group(session.state.group)
        session.home()


def test_tab_goes_through_the_call_outs_and_then_leaves(stage, session):
    session.open_procedure("tace", "feeder")
    stage.clearFocus()
    stage.setFocus(Qt.FocusReason.TabFocusReason)
    stops = stage.focus_stops()
    seen = [stage.focused_node()]
    while stage.move_focus(1, around=False):
        seen.append(stage.focused_node())
    assert seen == stops
    assert stage.ring_visible


def test_tools_wait_for_a_picture_they_belong_to(stage, session, services, monkeypatch):
    """A viewer never sees tools on the figure of the whole body, nor a slice's names on nothing."""
    from irexplainer.ui import stage_scene

    painted = []
    monkeypatch.setattr(stage_scene, "paint_overlay", lambda *_a, **_k: painted.append("tools"))
    session.open_procedure("tace", "steer")
    services.layers.clear()
    moment = stage._current()
    assert not services.layers.knows(moment.scene)
    stage.grab()
    assert not painted
    assert wait_until(lambda: services.layers.knows(moment.scene), 30)
    stage.grab()
    assert painted


def test_a_rough_picture_of_the_right_view_is_asked_for_before_the_sharp_one(stage, session, services, monkeypatch):
    session.open_procedure("tace", "feeder")
    moment = stage._current()
    sharp = LayerKey(moment.scene, moment.view)
    asked = []
    monkeypatch.setattr(services.layers, "request", lambda key, _priority=0: asked.append(key))
    services.layers.clear()
    services.layers.request_soonest(sharp)
    rough = asked[0]
    assert asked == [rough, sharp]
    assert rough.scene == sharp.scene
    assert rough.viewport.width < moment.view.width / 3
    assert rough.viewport.to_plate(0, 0) == pytest.approx(moment.view.to_plate(0, 0))


def test_hovering_a_structure_shows_its_name(stage, session):
    session.open_procedure("tace", "map")
    liver = next(node for node in stage.nodes() if node.id == "liver" and node.role == "structure")
    x, y = liver.bounds.x + liver.bounds.width * 0.3, liver.bounds.y + liver.bounds.height * 0.5
    id = stage.node_at(x, y)
    assert id is not None
    stage.hover("liver", QPointF(x, y))
    assert stage._hover.box is not None


def test_zooming_keeps_the_point_under_the_pointer(stage, session):
    session.open_procedure("tace", "map")
    before = stage._current().view.to_plate(300, 200)
    stage.zoom_by(1.7, QPointF(300, 200))
    assert stage._current().view.to_plate(300, 200) == pytest.approx(before)
    stage.zoom_home()
    assert stage.user_camera.at_home


def test_names_follow_the_viewers_zoom(stage, session):
    session.open_procedure("tace", "map")
    before = {node.id: node.bounds for node in stage.nodes() if node.role == "vessel"}
    stage.zoom_by(1.5)
    after = {node.id: node.bounds for node in stage.nodes() if node.role == "vessel"}
    grown = [id for id in before.keys() & after.keys() if after[id].width > before[id].width * 1.05]
    assert grown


def test_nothing_is_painted_while_paused(qtbot, stage, session, clock):
    session.open_procedure("cryoablation", "treatment")
    settle(stage)
    paints = Paints(stage)
    qtbot.wait(400)
    assert paints.count == 0
    assert not clock.active


def test_playing_paints_and_pausing_stops_it(qtbot, stage, session, clock):
    session.open_procedure("tace", "map")
    settle(stage)
    paints = Paints(stage)
    session.play()
    qtbot.waitUntil(lambda: paints.count > 5, timeout=5000)
    session.pause()
    settle(stage)
    paints.count = 0
    qtbot.wait(200)
    assert paints.count == 0
    assert not clock.active


def test_the_same_moment_is_the_same_picture_however_one_came_there(stage, session):
    session.open_procedure("tace", "map")
    settle(stage)
    first = stage.grab().toImage()
    session.seek(3.0)
    settle(stage)
    session.play()
    session.tick(0.2)
    session.pause()
    session.open_procedure("tace", "map")
    settle(stage)
    assert stage.grab().toImage() == first


def test_a_layer_from_the_worker_has_the_bytes_of_direct_painting(stage, session, services):
    session.open_procedure("tace", "map")
    settle(stage)
    moment = stage._current()
    key = LayerKey(moment.scene, moment.view)
    assert services.layers.get(key) == paint_layer(services.atlas(), key)


def test_caches_stay_within_bounds_over_four_procedures(stage, session, services):
    for id in IDS:
        session.open_procedure(id)
        session.play()
        while session.state.playing:
            session.tick(1.5)
            stage.repaint()
        wait_until(lambda: services.worker.idle, 30)
    assert services.layers.bytes <= services.layers.limit
    assert stage._procedure_scene().bytes < 60 << 20


def test_reduced_motion_never_flies(qtbot, services, clock):
    session = Session(services.library, services.board, replace(SessionState(), reduced_motion=True))
    stage = StageView(session, services, clock)
    qtbot.addWidget(stage)
    stage.resize(*SIZE)
    session.open_procedure("tace")
    for tenth in range(0, int(session.board.length * 5)):
        session.seek(tenth / 5)
        assert stage._current().flight is None


@pytest.mark.parametrize("id", IDS)
def test_the_screen_shows_the_tip_that_the_stage_shows(qtbot, services, session, clock, id):
    monitor = MonitorView(session, services, clock)
    qtbot.addWidget(monitor)
    monitor.resize(392, 408)
    session.open_procedure(id)
    compared = 0
    for step, share in itertools.product(session.board.steps, (0.6, 0.95)):
        session.seek(step.start + step.length * share)
        frame = session.board.state_at(session.state.playhead)
        monitor.refresh_now()
        screen = monitor.screen_on_show
        at = None if frame.tip is None else screen.project(frame.tip)
        if at is None:
            continue
        again = services.renderer(*screen.pixels.shape[::-1]).render(session.board, frame)
        assert again.project(frame.tip) == at
        compared += 1
    assert compared > 3
