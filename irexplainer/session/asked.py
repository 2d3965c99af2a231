"""What is asked of a session, checked: places, values and choices; and what it asks of a library."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, TypeVar

from irexplainer.errors import ConfigError
from irexplainer.library.types import Group, Procedure

if TYPE_CHECKING:
    from irexplainer.story.storyboard import Storyboard

Value = TypeVar("Value")


class Shelves(Protocol):
    """What a session needs of a library."""

    @property
    def procedures(self) -> Mapping[str, Procedure]:
        """Procedures by id."""

    @property
    def groups(self) -> Mapping[str, Group]:
        """Groups by id."""


def seconds_at(board: "Storyboard", where: str) -> float:
    """Seconds of a phase, a step or a number; ConfigError where it names nothing."""
    from irexplainer.story.where import resolve_where

    return resolve_where(board, where)


def one_of(name: str, value: Value, allowed: tuple[Value, ...]) -> Value:
    """The value if it is allowed; ConfigError otherwise."""
    if value in allowed:
        return value
    choices = ", ".join(str(option) for option in allowed)
    raise ConfigError(f"{name} {value}", "there is no such value.", f"Use one of: {choices}.")


def merged(base: Mapping[str, str], changes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Choices with changes, as the state keeps them: sorted pairs."""
    return tuple(sorted({**base, **changes}.items()))


def part_of_body(id: str) -> str:
    """The id if the atlas can show it by itself; ConfigError otherwise. The atlas is read when first asked for."""
    from irexplainer.atlas.exhibits import sort_of
    from irexplainer.atlas.load import load_atlas

    if sort_of(load_atlas(), id) is None:
        raise ConfigError(id or "''", "there is no part of the body of this name.", "Search for it by its name.")
    return id
