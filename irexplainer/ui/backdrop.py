"""The still part of the stage: blitted while the camera rests, scaled from layers while it flies."""

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter, QRegion

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.home_layer import HOME_BOX, home_picture, paint_home_ground
from irexplainer.paint.look import Look
from irexplainer.story.frame import Frame
from irexplainer.ui.clock import FrameClock
from irexplainer.ui.flight import Flight
from irexplainer.ui.governor import HALF, NEAREST, Governor
from irexplainer.ui.layers import LayerKey, LayerStore, SceneKey, rough_of
from irexplainer.ui.regions import rects
from irexplainer.ui.travel import covers, source_rect

if TYPE_CHECKING:
    from irexplainer.paint.transition import Layer

FADE_SECONDS = 0.12
RIM_FROM, RIM_TO = 12.0, 15.0
"""px per cm between which the fade of the rim comes in (``paint_vignette`` has it from RIM_TO on)."""


class Backdrop(QObject):
    """Paints what does not move. ``changed`` asks for a repaint: a sharper layer came, or is fading in."""

    changed = Signal()

    def __init__(self, store: LayerStore, clock: FrameClock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.governor, self.now = Governor(), clock.now
        self._fading = 0.0
        self._under: QImage | None = None
        self._waits: LayerKey | None = None
        self._beat = clock.add(self._on_beat)
        self._scratch = QImage()
        store.arrived.connect(self._arrived)

    @property
    def settled(self) -> bool:
        """True when the last picture at rest was sharp and fully faded in."""
        return self._waits is None and self._under is None

    def paint_rest(self, p: QPainter, dirty: QRegion, scene: SceneKey, view: Viewport) -> None:
        """Paint a resting camera inside ``dirty``; asks for the sharp layer where it is missing."""
        key = LayerKey(scene, view)
        sharp = self.store.get(key)
        if sharp is None:
            self._waits, self._under = None if self.store.failed(key) else key, None
            self.store.request_soonest(key)
            self.paint_rough(p, scene, view)
            return
        if self._waits is not None and self._waits != key:
            self._waits, self._under = None, None
        if self._waits == key:
            self._begin_fade(key)
        for part in rects(dirty):
            if self._under is not None:
                p.drawImage(part, self._under, part)
                p.setOpacity(1.0 - self._fading)
            p.drawImage(part, sharp, part)
            p.setOpacity(1.0)

    def knows(self, key: LayerKey) -> bool:
        """True where the scene of a layer can be shown, be it roughly; or never will be."""
        return self.store.knows(key.scene) or self.store.failed(key)

    def paint_flight(
        self, p: QPainter, flight: Flight, progress: float, scenes: tuple[SceneKey, SceneKey], view: Viewport
    ) -> None:
        """Paint a flying camera. scenes: of start and goal. Scaled layers, at a resolution the machine can keep up."""
        self._waits, self._under = None, None
        started, level = self.now(), self.governor.level_for(view.width * view.height)
        if level == HALF:
            half = self._half(view)
            q = QPainter(half)
            small = replace(view, width=half.width(), height=half.height(), scale=view.scale / 2,
                            x0=view.x0 / 2, y0=view.y0 / 2)  # fmt: skip
            self._fly(q, flight, progress, scenes, small, smooth=True)
            q.end()
            p.drawImage(QRectF(0, 0, view.width, view.height), half)
        else:
            self._fly(p, flight, progress, scenes, view, smooth=level != NEAREST)
        self._rim(p, scenes[1].theme, view)
        self.governor.note((self.now() - started) * 1e3)

    def paint_change(
        self, p: QPainter, frame: Frame, keys: tuple[LayerKey, LayerKey], view: Viewport, reduced: bool
    ) -> None:
        """Paint a frame on its way from one picture (``keys[0]``) to another: sweep, turn or fade."""
        from irexplainer.paint.transition import paint_change

        self._waits, self._under = None, None
        before, after = (self._whole(key) for key in keys)
        paint_change(p, frame, before, after, Look.of(keys[1].scene.theme), view, reduced)

    def _whole(self, key: LayerKey) -> "Layer":
        """A layer as a picture of the whole stage, rough where the sharp one is not there yet."""
        from irexplainer.paint.transition import Layer

        image = self.store.get(key)
        if image is None:
            self.store.request(key, 0)
            image = QImage(round(key.viewport.width), round(key.viewport.height), QImage.Format.Format_RGB32)
            q = QPainter(image)
            try:
                self.paint_rough(q, key.scene, key.viewport)
            finally:
                q.end()
        return Layer(image, key.viewport)

    def paint_rough(self, p: QPainter, scene: SceneKey, view: Viewport, besides: LayerKey | None = None) -> None:
        """The best there is without waiting: a scaled layer of the scene, over the shipped figure where it ends."""
        best = self.store.best(scene, view, besides)
        if best is None or not covers(best[0].viewport, view):
            _paint_figure(p, scene, view)
        if best is not None:
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            _draw(p, best[1], best[0].viewport, view)
        if best is None or not best[0].finished:
            self._rim(p, scene.theme, view)

    def _fly(
        self, p: QPainter, flight: Flight, progress: float, scenes: tuple[SceneKey, SceneKey], view: Viewport,
        smooth: bool,
    ) -> None:  # fmt: skip
        old, new, fade = flight.at(progress)
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        drawn = self._layer(p, scenes[0], old, view) if fade < 1 else False
        if fade <= 0:
            return
        p.setOpacity(fade if drawn else 1.0)
        self._layer(p, scenes[1], new, view)
        p.setOpacity(1.0)

    def _layer(self, p: QPainter, scene: SceneKey, layer: Viewport | None, view: Viewport) -> bool:
        """Draw a planned layer, or the best there is."""
        if layer is not None:
            image = self.store.get(LayerKey(scene, layer, finished=False))
            if image is not None and covers(layer, view, slack=2.0):
                _draw(p, image, layer, view)
                return True
        best = self.store.best(scene, view)
        if best is None or not covers(best[0].viewport, view):
            if p.opacity() >= 1:
                _paint_figure(p, scene, view)
            if best is None:
                return True
        _draw(p, best[1], best[0].viewport, view)
        return True

    def _rim(self, p: QPainter, theme: str, view: Viewport) -> None:
        share = min(max((view.scale - RIM_FROM) / (RIM_TO - RIM_FROM), 0.0), 1.0)
        if share <= 0 or theme == "high_contrast":
            return
        p.setOpacity(share)
        p.drawImage(0, 0, _rim_image(theme, round(view.width), round(view.height), view.free))
        p.setOpacity(1.0)

    def _half(self, view: Viewport) -> QImage:
        width, height = round(view.width / 2), round(view.height / 2)
        if self._scratch.width() != width or self._scratch.height() != height:
            self._scratch = QImage(width, height, QImage.Format.Format_RGB32)
        return self._scratch

    def _arrived(self, key: object) -> None:
        waits = self._waits
        if isinstance(key, LayerKey) and waits is not None and key in (waits, rough_of(waits)):
            self.changed.emit()

    def _begin_fade(self, key: LayerKey) -> None:
        self._waits = None
        view = key.viewport
        under = QImage(round(view.width), round(view.height), QImage.Format.Format_RGB32)
        q = QPainter(under)
        try:
            self.paint_rough(q, key.scene, view, besides=key)
        finally:
            q.end()
        self._under, self._fading = under, 1.0
        self._beat.start()

    def _on_beat(self, seconds: float) -> None:
        self._fading -= seconds / FADE_SECONDS
        if self._fading <= 0 or self._under is None:
            self._fading, self._under = 0.0, None
            self._beat.stop()
        self.changed.emit()


def _draw(p: QPainter, image: QImage, layer: Viewport, view: Viewport) -> None:
    """The part of a layer that a view shows, scaled to its place; where the layer ends nothing is painted."""
    part = source_rect(layer, view)
    if covers(layer, view, 0.01):
        target = QRectF(0, 0, view.width, view.height)
        p.drawImage(target, image, QRectF(part.x, part.y, part.width, part.height))
        return
    x0, y0 = max(part.x, 0.0), max(part.y, 0.0)
    x1, y1 = min(part.right, layer.width), min(part.bottom, layer.height)
    if x1 <= x0 or y1 <= y0:
        return
    k = view.scale / layer.scale
    target = QRectF((x0 - part.x) * k, (y0 - part.y) * k, (x1 - x0) * k, (y1 - y0) * k)
    p.drawImage(target, image, QRectF(x0, y0, x1 - x0, y1 - y0))


def _paint_figure(p: QPainter, scene: SceneKey, view: Viewport) -> None:
    """The shipped figure under this camera: there at once, soft when near."""
    paint_home_ground(p, Look.of(scene.theme), view.width, view.height)
    figure = home_picture(scene.theme)
    if scene.plate != "front" or scene.profile == "uterus" or figure.isNull():
        return
    x, y = view.to_screen(HOME_BOX.x, HOME_BOX.y)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.drawImage(QRectF(x, y, HOME_BOX.width * view.scale, HOME_BOX.height * view.scale), figure)


@lru_cache(maxsize=2)
def _rim_image(theme: str, width: int, height: int, free: Rect) -> QImage:
    """The fade of the rim alone, transparent in the middle."""
    from irexplainer.paint.front.ground import paint_vignette

    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    paint_vignette(p, Look.of(theme), Viewport(width, height, free, RIM_TO + 1, 0, 0))
    p.end()
    return image
