import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def _app():
    """Fonts need an application."""
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() or QApplication([])


@pytest.fixture(scope="session")
def atlas():
    from irexplainer.atlas.load import load_atlas

    return load_atlas()


@pytest.fixture(scope="session")
def boards(atlas):
    """Every procedure with every combination of its options."""
    from itertools import product

    from irexplainer.library.load import load_library
    from irexplainer.story.compile import compile_storyboard

    found = []
    for procedure in load_library().procedures.values():
        for options in product(*(choice.options for choice in procedure.choices)):
            choices = {c.id: o for c, o in zip(procedure.choices, options, strict=True)}
            found.append(compile_storyboard(procedure, atlas, choices))
    return found
