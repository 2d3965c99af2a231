"""A picture from what has been prepared, or none: rasterizing anew takes long, and the thread that paints must not."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class NotPrepared(Exception):
    """Something would have to be rasterized first; nothing has been changed."""


class _Mode(threading.local):
    only_prepared = False


_mode = _Mode()


@contextmanager
def only_prepared() -> Iterator[None]:
    """Within this context, in this thread, pictures that need rasterizing raise NotPrepared."""
    _mode.only_prepared = True
    try:
        yield
    finally:
        _mode.only_prepared = False


def about_to_prepare() -> None:
    """Called before anything is rasterized. Raises NotPrepared where that is not wanted now."""
    if _mode.only_prepared:
        raise NotPrepared
