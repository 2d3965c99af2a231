"""One application for all tests of a process: a bare QGuiApplication made first would shut out every widget."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def application(qapp):
    return qapp
