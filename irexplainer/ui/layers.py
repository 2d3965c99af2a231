"""Still layers of the stage: painted sharply in the worker, kept while they fit into a bounded memory."""

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.story.frame import Position, View
from irexplainer.ui.travel import ENLARGE, covers
from irexplainer.ui.worker import SOON, URGENT, Worker

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

LEAST_BYTES, ENOUGH_BYTES = 24 << 20, 32 << 20
PICTURES, FEWEST = 10, 5
"""Layers are kept up to PICTURES pictures of the stage but no more than ENOUGH_BYTES; FEWEST pictures always fit."""

ROUGH = 4
"""By how much a first picture is smaller than the sharp one."""


@dataclass(frozen=True, slots=True)
class SceneKey:
    """What a layer shows, wherever the camera stands."""

    plate: str
    profile: str
    position: Position
    theme: str

    @classmethod
    def of(cls, view: View, position: Position, theme: str) -> "SceneKey":
        """Key of a view. The front plate looks the same however the patient lies."""
        return cls(view.plate, view.profile, Position.SUPINE if view.plate == "front" else position, theme)


@dataclass(frozen=True, slots=True)
class LayerKey:
    """One layer. finished: with the fade of the rim, for a camera at rest; without it for a flight."""

    scene: SceneKey
    viewport: Viewport
    finished: bool = True


def rough_of(key: LayerKey) -> LayerKey:
    """The same picture at a quarter of the resolution, for a fraction of the work: there until the sharp one comes."""
    view = key.viewport
    free = Rect(*(value / ROUGH for value in (view.free.x, view.free.y, view.free.width, view.free.height)))
    width, height = math.ceil(view.width / ROUGH), math.ceil(view.height / ROUGH)
    small = Viewport(width, height, free, view.scale / ROUGH, view.x0 / ROUGH, view.y0 / ROUGH)
    return LayerKey(key.scene, small, finished=False)


Paint = Callable[[LayerKey], QImage]


def paint_layer(atlas: "Atlas", key: LayerKey) -> QImage:
    """Paint one layer sharply. Pure: same key, same bytes; works in any thread."""
    from irexplainer.atlas.select import for_sex
    from irexplainer.paint.exhibit.plan import SCENE, sex_of
    from irexplainer.paint.look import Look
    from irexplainer.paint.static import paint_static

    viewport, scene = key.viewport, key.scene
    name, _, part = scene.profile.partition(" ")
    if name == SCENE:
        atlas = for_sex(atlas, sex_of(atlas, part.split()[0]))
    image = QImage(round(viewport.width), round(viewport.height), QImage.Format.Format_RGB32)
    view = View(scene.plate, scene.profile, Camera(0, 0, 1, 1))
    painter = QPainter(image)
    try:
        paint_static(painter, atlas, view, scene.position, Look.of(scene.theme), viewport, rim=key.finished)
    finally:
        painter.end()
    return image


class LayerStore(QObject):
    """Layers by key. ``arrived(key)`` tells, in the painting thread, that one is there.

    paint: makes a layer, called in the worker. The least recently used go when the memory is full, but never the one
    that was asked for last: it is on show, and a stage at rest does not ask again while layers for later come in.
    """

    arrived = Signal(object)

    def __init__(self, worker: Worker, paint: Paint, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._paint = worker, paint
        self._layers: OrderedDict[LayerKey, QImage] = OrderedDict()
        self._limit = ENOUGH_BYTES
        self._failed: set[LayerKey] = set()
        self._on_show: LayerKey | None = None
        worker.done.connect(self._take)
        worker.failed.connect(self._fail)

    @property
    def bytes(self) -> int:
        """Memory of all layers."""
        return sum(image.sizeInBytes() for image in self._layers.values())

    @property
    def limit(self) -> int:
        """Bytes the layers may take."""
        return self._limit

    def fit_to(self, width: int, height: int) -> None:
        """Set the limit for a stage of this size."""
        picture = width * height * 4
        self._limit = max(LEAST_BYTES, FEWEST * picture, min(PICTURES * picture, ENOUGH_BYTES))
        self._trim()

    def get(self, key: LayerKey) -> QImage | None:
        """A layer if it is there."""
        image = self._layers.get(key)
        if image is not None:
            self._layers.move_to_end(key)
            self._on_show = key
        return image

    def request(self, key: LayerKey, priority: int = SOON) -> bool:
        """Have a layer painted unless it is there; True when it is."""
        if key in self._layers:
            return True
        if key not in self._failed:
            self._worker.submit(key, lambda: self._paint(key), priority)
        return False

    def request_soonest(self, key: LayerKey) -> bool:
        """Have a layer painted that is looked at now: a rough one first where nothing of its scene is there."""
        if key not in self._failed and not self.knows(key.scene):
            self.request(rough_of(key), URGENT)
        return self.request(key, URGENT)

    def knows(self, scene: SceneKey) -> bool:
        """True where some layer of a scene is there, however rough."""
        return any(key.scene == scene for key in self._layers)

    def failed(self, key: LayerKey) -> bool:
        """True for a layer that could not be painted."""
        return key in self._failed

    def paint_now(self, key: LayerKey) -> QImage:
        """A layer at once, painted here where it is missing (pictures for print)."""
        image = self.get(key)
        if image is None:
            image = self._paint(key)
            self._take(key, image)
        return image

    def best(self, scene: SceneKey, view: Viewport, besides: LayerKey | None = None) -> tuple[LayerKey, QImage] | None:
        """The layer of a scene (but not ``besides``) that shows a view best: covering it, then closest in scale."""
        found: tuple[float, LayerKey] | None = None
        for key in self._layers:
            if key.scene != scene or key == besides:
                continue
            factor = view.scale / key.viewport.scale
            cost = (0.0 if covers(key.viewport, view) else 8.0) + _softness(factor)
            if found is None or cost < found[0]:
                found = cost, key
        return None if found is None else (found[1], self._layers[found[1]])

    def want(self, keys: "list[LayerKey]") -> None:
        """Ask for these layers, first ones first, and drop older wishes that are none of them."""
        first = [rough_of(key) for key in keys[:1] if not self.knows(key.scene)]
        wanted = {*keys, *first}
        self._worker.keep_only(lambda key: not isinstance(key, LayerKey) or key in wanted)
        for index, key in enumerate(keys):
            self.request(key, URGENT if index == 0 else SOON)

    def clear(self) -> None:
        """Forget everything."""
        self._layers.clear()
        self._failed.clear()

    def _take(self, key: object, image: object) -> None:
        if isinstance(key, LayerKey) and isinstance(image, QImage):
            self._layers[key] = image
            self._layers.move_to_end(key)
            self._trim()
            self.arrived.emit(key)

    def _fail(self, key: object, _error: object) -> None:
        if isinstance(key, LayerKey):
            self._failed.add(key)
            self.arrived.emit(key)

    def _trim(self) -> None:
        used = self.bytes
        if self._on_show is not None and self._on_show in self._layers:
            self._layers.move_to_end(self._on_show)
        while used > self._limit and len(self._layers) > 1:
            _, image = self._layers.popitem(last=False)
            used -= image.sizeInBytes()


def _softness(factor: float) -> float:
    """How bad a layer looks when scaled by a factor: 0 at 1, worse the more it is enlarged, mild when reduced."""
    if factor > 1:
        return (factor - 1) * (1.0 if factor <= ENLARGE * 1.001 else 3.0)
    return (1 / factor - 1) * 0.3
