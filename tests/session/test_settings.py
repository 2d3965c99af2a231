import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irexplainer.session.commands import COMMANDS
from irexplainer.session.settings import FILE, Settings, load_settings, save_settings
from irexplainer.session.state import LeftOff, SessionState


def test_what_was_chosen_is_there_after_a_restart(tmp_path):
    chosen = Settings("study", "dark", 1.5, "en-XA", 2.0, True, LeftOff("tace", (("access", "wrist"),), 12.5))
    assert save_settings(tmp_path / "new" / "folder", chosen)
    assert load_settings(tmp_path / "new" / "folder") == chosen
    assert Settings.of(chosen.state()) == chosen
    assert [f.name for f in (tmp_path / "new" / "folder").iterdir()] == [FILE]


def test_nothing_saved_is_the_default(tmp_path):
    assert load_settings(tmp_path / "none") == Settings()
    assert Settings().state() == SessionState()


@pytest.mark.parametrize("text", ["", "[1]", "{", "\x00\xff", "[" * 5000, "1" * 70000])
def test_a_damaged_file_is_moved_aside(tmp_path, text):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert load_settings(tmp_path) == Settings()
    assert (tmp_path / f"{FILE}.corrupt-1").exists()
    assert not (tmp_path / FILE).exists()


values = st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.lists(st.integers(), max_size=2)


@given(st.dictionaries(st.sampled_from([*Settings.__slots__, "other"]), values))
def test_any_value_gives_usable_settings(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("p")
    (folder / FILE).write_text(json.dumps(data), encoding="utf-8")
    settings = load_settings(folder)
    assert 1.0 <= settings.text_scale <= 3.0
    assert settings.speed in (0.5, 1.0, 2.0)
    hash(settings.state())


def test_a_folder_that_cannot_be_written_is_not_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    assert not save_settings(tmp_path / "file", Settings())


def test_every_key_has_one_meaning():
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert len({c.id for c in COMMANDS}) == len(COMMANDS)


def test_session_needs_neither_numpy_nor_qt():
    import subprocess
    import sys

    code = "import sys, irexplainer.session.session, irexplainer.session.commands, irexplainer.session.settings;"
    code += "sys.exit(any(m in sys.modules for m in ('numpy', 'PySide6')))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
