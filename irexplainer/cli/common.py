"""What several commands need: finding a procedure and compiling it. Imports late."""

import difflib
from argparse import Namespace
from typing import TYPE_CHECKING

from irexplainer.errors import ConfigError

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.library.load import Library
    from irexplainer.library.types import Procedure
    from irexplainer.story.storyboard import Storyboard


def find_procedure(library: "Library", id: str) -> "Procedure":
    """Procedure by id; ConfigError naming the nearest id."""
    if id in library.procedures:
        return library.procedures[id]
    near = difflib.get_close_matches(id, list(library.procedures), 1)
    hint = f"Did you mean '{near[0]}'?" if near else "Run 'irexplainer list' to see all."
    raise ConfigError(id, "there is no procedure of this name.", hint)


def compile_options(options: Namespace) -> "tuple[Library, Procedure, Atlas, Storyboard]":
    """Load library and atlas and compile the procedure that the options name."""
    from irexplainer.atlas.load import load_atlas
    from irexplainer.library.load import load_library
    from irexplainer.story.compile import compile_storyboard

    library = load_library()
    procedure = find_procedure(library, options.id)
    atlas = load_atlas()
    board = compile_storyboard(procedure, atlas, dict(options.choice), options.lang)
    return library, procedure, atlas, board
