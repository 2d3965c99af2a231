"""The command line. Nothing here imports Qt or numpy before a command needs it."""

import os
import sys
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from irexplainer.cli.parser import parse
from irexplainer.errors import ExplainerError, Notice


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 fine, 10 maintenance exit, 20 bad configuration or arguments, 30 bad content, 70 internal error.
    """
    try:
        options = parse(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    command = options.command or "window"
    if command != "window":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        with _notices_told():
            return int(import_module(f"irexplainer.cli.{command}_command").run(options))
    except ExplainerError as error:
        print(f"irexplainer: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        traceback.print_exc()
        _end_painters(error)
        print("irexplainer: something went wrong inside the program.", file=sys.stderr)
        return 70


def _end_painters(error: Exception) -> None:
    """End what was being painted: Qt ends the whole program when a picture goes before its painter."""
    for frame, _line in traceback.walk_tb(error.__traceback__):
        for value in frame.f_locals.values():
            if type(value).__name__ == "QPainter" and value.isActive():
                value.end()


@contextmanager
def _notices_told() -> Iterator[None]:
    """Notices as one sentence on the error stream, each once; other warnings as Python shows them."""
    with warnings.catch_warnings():
        others = warnings.showwarning

        def tell(message: Warning | str, category: type[Warning], *rest: Any, **named: Any) -> None:
            if issubclass(category, Notice):
                print(f"irexplainer: {message}", file=sys.stderr)
            else:
                others(message, category, *rest, **named)

        warnings.simplefilter("once", Notice)
        warnings.showwarning = tell
        yield
