"""One picture as the doctor sees it, with its marks. Words are keys; the interface has the words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from dataclasses import field as data_field

import numpy as np
import numpy.typing as npt

from irexplainer.imaging.under import StructureMap
from irexplainer.story.frame import Modality, Point3

WORD_KEYS = {
    "simulated_image": "Simulated image",
    "ultrasound": "Ultrasound",
    "fluoroscopy": "X-ray, live",
    "angiography": "X-ray with dye",
    "ct": "CT",
    "mri": "MRI",
    "no_picture": "No picture",
    "no_picture_at_this_moment": "No picture is needed at this moment",
    "last_picture_held": "Last picture, held",
    "pictures_per_second": "{per_second:.0f} pictures a second. Bone and metal look dark",
    "seen_from_the_side": "Seen from the side. Bone and cement look dark",
    "bone_and_dye_dark": "Bone and dye look dark",
    "contrast_frame": "Dye picture {picture:.0f}. Dye looks dark",
    "dye_through_guiding_tube": "Overview: dye through the guiding tube",
    "roadmap": "Frozen dye picture used as a map",
    "lying_face_down": "You lie face down",
    "lying_on_the_back": "You lie on your back",
    "lying_on_the_left_side": "You lie on your left side",
    "lying_on_the_right_side": "You lie on your right side",
    "planning_scan_with_dye": "Planning scan with dye",
    "artery_round": "The artery cut across: the round black spot",
    "artery_lengthwise": "The artery lengthwise: the black band",
    "color_flow": "Color: moving blood. Red: artery. Blue: vein",
    "vein_round": "The vein cut across: black and oval",
    "vein_lengthwise": "The vein lengthwise: the black band",
    "liver_by_sound": "Liver. Blood and bile are black",
    "neck_by_sound": "Thyroid gland. The windpipe throws a shadow",
    "kidney_by_sound": "Kidney. Its middle is bright",
    "fluid_is_white": "Fluid is white, bone and moving blood are black",
    "fluid_white_fibroid_dark": "Fluid is white, fibroids are dark",
    "probe_off": "The probe is not on the skin yet",
    "fluid_is_black": "Fluid is black",
    "how_sound_looks": "Fluid is black, bone and gas are bright",
    "kidney_seen_from_the_back": "Kidney from the back. Urine is black",
    "womb_with_fibroids": "Womb with fibroids. The bladder is black",
    "tumor": "Tumor",
    "fibroid": "Fibroid",
    "bleeding": "Bleeding",
    "bulge": "Bulge",
    "tangle": "Tangle",
    "fluid_pocket": "Fluid",
    "target": "Target",
    "artery": "Artery",
    "vein": "Vein",
    "calyx": "Urine cup",
    "ice_ball": "Ice ball",
    "R": "R",
    "L": "L",
    "H": "Head",
    "F": "Feet",
    "front": "Front",
    "back": "Back",
}
"""Every key a screen can ask words for, with the English words; ``{name}`` is filled from ``Screen.numbers``."""

Projection = Callable[[Point3], tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign on the picture at (x, y) px.

    kind: ``orientation`` (text_key "R" or "L"), ``ring`` (dashed, radius px, with a word below),
      ``label`` (word only), ``pointer`` (tip of the tool).
    tone: ``amber`` on X-ray, ``ice`` on CT and ultrasound, ``plain``.
    """

    text_key: str
    x: float
    y: float
    kind: str
    radius: float = 0.0
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Screen:
    """A simulated picture.

    pixels: grey, 0 black to 1 white, float32 (height, width), read only.
    title_key: what the chip says. note_key: short remark in the strip ("" for none).
    numbers: values for the words of the note (for example per_second, picture, of).
    px_per_cm: scale in the plane of the picture; 0 where there is none.
    field: what the pixels stand for before they become gray, float32 (height, width), read only; None where the
      picture has none (a dark screen). It holds the whole range, so another window may be laid over it.
    unit: of the field: "HU" (CT), "dB" below the brightest echo (ultrasound), "photons" per detector element (live
      X-ray), "percent" of X-rays let through against the picture before the dye (subtraction), "signal" (MRI).
    window: (center, width) in that unit which made ``pixels``; gray 0 is center - width / 2. None without a field.
    structures: which part of the atlas lies under a pixel; None where nothing can be told.
    overlay: colors over the gray picture, uint8 (height, width, 4) RGBA with straight alpha (flow of blood,
      warmth, roadmap), or None.
    """

    pixels: npt.NDArray[np.float32]
    modality: Modality
    marks: tuple[Mark, ...] = ()
    title_key: str = ""
    note_key: str = ""
    numbers: dict[str, float] = data_field(default_factory=dict)
    px_per_cm: float = 0.0
    projection: Projection | None = None
    field: npt.NDArray[np.float32] | None = None
    unit: str = ""
    window: tuple[float, float] | None = None
    structures: StructureMap | None = None
    overlay: npt.NDArray[np.uint8] | None = None

    @property
    def mm_per_px(self) -> float:
        """Millimeters in the plane of the picture per pixel, for measuring; 0 where there is no scale."""
        return 10.0 / self.px_per_cm if self.px_per_cm > 0 else 0.0

    def windowed(self, center: float, width: float) -> "Screen":
        """The same picture through another window (in ``unit``); itself where it has no field."""
        if self.field is None:
            return self
        return replace(self, pixels=through_window(self.field, center, width), window=(center, width))

    def value_at(self, x: float, y: float) -> float | None:
        """Value of the field at a pixel, in ``unit``; None outside the picture or without a field."""
        if self.field is None or not (0 <= x < self.field.shape[1] and 0 <= y < self.field.shape[0]):
            return None
        return float(self.field[int(y), int(x)])

    def structure_at(self, x: float, y: float) -> str:
        """Atlas id of what lies under a pixel; "" for nothing."""
        return "" if self.structures is None else self.structures.at(x, y)

    def project(self, point: Point3) -> tuple[float, float] | None:
        """Where a body point lies on the picture, px; None when it is not in it."""
        return None if self.projection is None else self.projection(point)


def through_window(values: npt.NDArray[np.float32], center: float, width: float) -> npt.NDArray[np.float32]:
    """Gray 0..1 of a field: linear inside the window, black below, white above. A new array."""
    share = np.float32(1 / max(width, 1e-6))
    pixels = values * share
    pixels += np.float32(0.5) - np.float32(center) * share
    return np.clip(pixels, 0, 1, out=pixels)


def orientation_marks(width: int, height: int, left: str = "R", upright: bool = False) -> tuple[Mark, Mark]:
    """Letters at both sides; ``left`` is the patient's side on the picture's left.

    upright: at the upper and the lower edge instead, for a patient lying on a side; ``left`` is then the upper one.
    """
    right = "L" if left == "R" else "R"
    y = height * 0.5
    edge = max(14.0, width * 0.04)
    if upright:
        return Mark(left, width * 0.5, edge, "orientation"), Mark(right, width * 0.5, height - edge, "orientation")
    return Mark(left, edge, y, "orientation"), Mark(right, width - edge, y, "orientation")


def dark_screen(width: int, height: int) -> Screen:
    """A calm dark screen: no picture at this moment."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    r = np.hypot((x - width / 2) / width, (y - height / 2) / height)
    pixels = (0.075 * (1 - 0.7 * r)).astype(np.float32)
    return Screen(pixels, Modality.NONE, title_key="no_picture", note_key="no_picture_at_this_moment")
