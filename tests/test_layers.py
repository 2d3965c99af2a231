"""Rooms below paint/ must work on a machine without Qt."""

import subprocess
import sys

import pytest

ROOMS = {
    "geom": "import irexplainer.geom.spline, irexplainer.geom.zoom_path, irexplainer.geom.viewport",
    "library": "from irexplainer.library.load import load_library; load_library()",
    "atlas": "from irexplainer.atlas.load import load_atlas; load_atlas()",
    "models": "import irexplainer.models.ice, irexplainer.models.contrast",
    "story": "import irexplainer.story.compile, irexplainer.story.describe, irexplainer.story.nodes",
    "imaging": "import irexplainer.imaging.render",
    "session": "import irexplainer.session.session, irexplainer.session.commands",
}


@pytest.mark.parametrize("room", ROOMS)
def test_room_leaves_no_qt_behind(room):
    code = f"{ROOMS[room]}\nimport sys\nassert 'PySide6' not in sys.modules and 'pyqtgraph' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
