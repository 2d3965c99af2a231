"""Layers: painted in the worker as they would be painted directly, kept within bounds."""

import threading
import time
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage

from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.story.frame import Position, View
from irexplainer.ui.layers import ENOUGH_BYTES, LayerKey, LayerStore, SceneKey
from irexplainer.ui.worker import LATER, SOON, URGENT, Worker

SCENE = SceneKey("front", "liver", Position.SUPINE, "light")


def key(scale=10.0, size=(200, 100), scene=SCENE):
    w, h = size
    return LayerKey(scene, Viewport(w, h, Rect(0, 0, w, h), scale, w / 2, h / 2))


def colored(wanted):
    image = QImage(int(wanted.viewport.width), int(wanted.viewport.height), QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(int(wanted.viewport.scale) % 360, 200, 200))
    return image


@pytest.fixture
def worker(qapp):
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def store(worker):
    return LayerStore(worker, colored)


def test_arrives_from_another_thread_as_painted_directly(qtbot, worker):
    threads = []

    def paint(wanted):
        threads.append(threading.get_ident())
        return colored(wanted)

    store = LayerStore(worker, paint)
    with qtbot.waitSignal(store.arrived, timeout=3000) as told:
        assert store.request(key()) is False
    assert told.args == [key()]
    assert store.get(key()) == colored(key())
    assert threads != [threading.get_ident()]


def test_is_painted_once_however_often_it_is_asked_for(qtbot, worker):
    painted = []
    store = LayerStore(worker, lambda wanted: painted.append(wanted) or colored(wanted))
    for _ in range(20):
        store.request(key())
    qtbot.waitUntil(lambda: worker.idle, timeout=3000)
    store.request(key())
    qtbot.waitUntil(lambda: worker.idle, timeout=3000)
    assert painted == [key()]


def test_memory_stays_bounded(qtbot, store, worker):
    store.fit_to(1000, 1000)
    for scale in range(1, 40):
        store.request(key(scale, (1000, 1000)))
    qtbot.waitUntil(lambda: worker.idle, timeout=8000)
    assert store.bytes <= store.limit == ENOUGH_BYTES < 10 * 4_000_000
    assert store.get(key(39, (1000, 1000))) is not None
    assert store.get(key(1, (1000, 1000))) is None


def test_what_is_on_show_stays_however_much_is_painted_ahead(qtbot, store, worker):
    """A stage at rest does not ask again: layers for later may not push out the one that is seen."""
    store.fit_to(2000, 1000)
    shown, later = key(1.0, (2000, 1000)), [key(2.0 + i, (2000, 1000)) for i in range(40)]
    store.paint_now(shown)
    assert store.get(shown) is not None
    for wanted in later:
        store.paint_now(wanted)
    assert store.bytes <= store.limit
    assert store.get(later[0]) is None  # the memory was too small for all of them
    assert store.get(shown) is not None


def test_best_layer_covers_and_is_near_in_scale(store):
    for scale in (2.0, 8.0, 32.0):
        store.paint_now(key(scale))
    view = Viewport(200, 100, Rect(0, 0, 200, 100), 10.0, 100, 50)
    found, _ = store.best(SCENE, view)
    assert found.viewport.scale == 8.0
    assert store.best(replace(SCENE, theme="dark"), view) is None


def test_urgent_layers_come_first_and_old_wishes_are_dropped(qtbot, worker):
    gate, painted = threading.Event(), []

    def paint(wanted):
        gate.wait(3)
        painted.append(wanted.viewport.scale)
        return colored(wanted)

    store = LayerStore(worker, paint)
    store.request(key(1), LATER)
    time.sleep(0.05)
    store.request(key(2), LATER)
    store.want([key(5), key(4), key(3)])
    gate.set()
    qtbot.waitUntil(lambda: worker.idle, timeout=3000)
    assert painted == [1, 5, 4, 3]


def test_a_failing_layer_is_told_and_not_tried_for_ever(qtbot, worker):
    tries = []

    def paint(wanted):
        tries.append(wanted)
        raise ValueError("no such plate")

    store = LayerStore(worker, paint)
    with qtbot.waitSignal(store.arrived, timeout=3000):
        store.request(key())
    store.request(key())
    qtbot.waitUntil(lambda: worker.idle, timeout=3000)
    assert len(tries) == 1
    assert store.get(key()) is None


def test_jobs_run_in_order_of_urgency(qtbot, worker):
    gate, order = threading.Event(), []
    worker.submit("first", lambda: gate.wait(3))
    time.sleep(0.05)
    for name, priority in (("later", LATER), ("soon", SOON), ("urgent", URGENT), ("raised", LATER)):
        worker.submit(name, lambda name=name: order.append(name), priority)
    worker.submit("raised", lambda: order.append("raised"), URGENT)
    gate.set()
    qtbot.waitUntil(lambda: worker.idle, timeout=3000)
    assert order == ["urgent", "raised", "soon", "later"]


def test_front_layers_do_not_depend_on_how_the_patient_lies():
    view = View("front", "liver", Camera(0, 0, 1, 1))
    assert SceneKey.of(view, Position.PRONE, "light") == SceneKey.of(view, Position.SUPINE, "light")
    slice_view = View("axial_kidney", "left", Camera(0, 0, 1, 1))
    assert SceneKey.of(slice_view, Position.PRONE, "light") != SceneKey.of(slice_view, Position.SUPINE, "light")
