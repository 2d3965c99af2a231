"""Find a procedure by the id a person typed."""

import difflib
from typing import TYPE_CHECKING

from irexplainer.errors import ConfigError

if TYPE_CHECKING:
    from irexplainer.library.load import Library
    from irexplainer.library.types import Procedure


def find_procedure(library: "Library", id: str) -> "Procedure":
    """Procedure by id; ConfigError naming the nearest id."""
    if id in library.procedures:
        return library.procedures[id]
    near = difflib.get_close_matches(id, list(library.procedures), 1)
    hint = f"Did you mean '{near[0]}'?" if near else "Run 'irexplainer list' to see all."
    raise ConfigError(id, "there is no procedure of this name.", hint)
