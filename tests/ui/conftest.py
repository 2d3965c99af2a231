"""The real stage for journeys; a module that needs another desk has a fixture of its own."""

import pytest

from irexplainer.library.load import load_library
from irexplainer.ui.services import Services
from tests.ui.real_desk import RealDesk


@pytest.fixture
def services(qapp):
    services = Services(load_library())
    services.atlas()
    yield services
    services.close()


@pytest.fixture
def desk(qtbot, services):
    return RealDesk(qtbot, services)
