import pytest

from irexplainer.session.session import Session
from tests.session import samples


@pytest.fixture
def session():
    return Session(samples.library(), samples.board)
