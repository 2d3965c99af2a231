"""What is remembered between two starts: one small JSON file in the profile folder."""

import contextlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

from irexplainer.session.state import MODES, SPEEDS, THEMES, LeftOff, SessionState

FILE = "settings.json"
MAX_BYTES = 64 * 1024

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of a person. Text scale 1.0 to 3.0, speed 0.5, 1 or 2."""

    mode: str = "patient"
    theme: str = "light"
    text_scale: float = 1.0
    language: str = "en"
    speed: float = 1.0
    reduced_motion: bool = False
    left_off: LeftOff | None = None

    def state(self) -> SessionState:
        """A fresh state at home with these choices."""
        return SessionState(**{name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def of(cls, state: SessionState) -> "Settings":
        """The part of a state that is remembered."""
        return cls(**{name: getattr(state, name) for name in cls.__slots__})


def profile_dir() -> Path:
    """The user's own folder for settings."""
    from platformdirs import user_config_path

    return user_config_path("irexplainer", appauthor=False)


def load_settings(folder: Path) -> Settings:
    """Settings of a profile folder. A missing file gives the defaults; a damaged one is moved aside first.

    A value that is not known (an older or newer program) falls back to its default.
    """
    path = folder / FILE
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError("too large")
        data = json.loads(path.read_text("utf-8"))
        if not isinstance(data, dict):
            raise ValueError("not a table")
    except OSError:
        return Settings()
    except (ValueError, RecursionError):
        _move_aside(path)
        return Settings()
    return _decode(data)


def save_settings(folder: Path, settings: Settings) -> bool:
    """Write atomically. False when the folder cannot be written: the program goes on without."""
    text = json.dumps(asdict(settings), indent=1, sort_keys=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix=FILE, delete=False) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.replace(file.name, folder / FILE)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            return False
    except OSError:
        return False
    return True


def _decode(data: dict[str, object]) -> Settings:
    plain = Settings()
    scale, language = data.get("text_scale"), data.get("language")
    return replace(
        plain,
        mode=_known(data.get("mode"), MODES, plain.mode),
        theme=_known(data.get("theme"), THEMES, plain.theme),
        speed=_known(data.get("speed"), SPEEDS, plain.speed),
        text_scale=float(scale) if isinstance(scale, int | float) and 1.0 <= scale <= 3.0 else plain.text_scale,
        language=language if isinstance(language, str) and 0 < len(language) <= 16 else plain.language,
        reduced_motion=data.get("reduced_motion") is True,
        left_off=_left_off(data.get("left_off")),
    )


def _known(value: object, allowed: tuple[Value, ...], default: Value) -> Value:
    return next((option for option in allowed if option == value), default)


def _left_off(data: object) -> LeftOff | None:
    try:
        if not isinstance(data, dict):
            return None
        pairs = tuple(sorted((str(key), str(option)) for key, option in data["choices"]))
        playhead = float(data["playhead"])
        return LeftOff(str(data["procedure"]), pairs, playhead) if 0.0 <= playhead < 1e6 else None
    except (KeyError, TypeError, ValueError):
        return None


def _move_aside(path: Path) -> None:
    for number in range(1, 100):
        target = path.with_name(f"{path.name}.corrupt-{number}")
        if not target.exists():
            with contextlib.suppress(OSError):
                path.replace(target)
            return
