"""What several commands need: finding a procedure and compiling it. Imports late."""

from argparse import Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.library.load import Library
    from irexplainer.library.types import Procedure
    from irexplainer.story.storyboard import Storyboard


def compile_options(options: Namespace) -> "tuple[Library, Procedure, Atlas, Storyboard]":
    """Load library and atlas and compile the procedure that the options name."""
    from irexplainer.atlas.load import load_atlas
    from irexplainer.library.find import find_procedure
    from irexplainer.library.load import load_library
    from irexplainer.story.compile import compile_storyboard

    library = load_library()
    procedure = find_procedure(library, options.id)
    atlas = load_atlas()
    board = compile_storyboard(procedure, atlas, dict(options.choice), options.lang)
    return library, procedure, atlas, board
