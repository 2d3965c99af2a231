"""One application for all tests of a process: a bare QGuiApplication made first would shut out every widget."""

import gc

import pytest

from irexplainer.ui.tidy import collect_due


@pytest.fixture(scope="session", autouse=True)
def application(qapp):
    return qapp


@pytest.fixture(autouse=True)
def tidy():
    """Tests hardly let timers run: where the program has taken over collecting garbage, it is done between them."""
    yield
    if not gc.isenabled():
        collect_due()
