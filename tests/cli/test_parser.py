"""The command line is a contract: names, exit codes, and no Qt before it is needed."""

import subprocess
import sys

import pytest

from irexplainer.cli import main
from irexplainer.cli.parser import build_parser, choice, scale, size


@pytest.mark.parametrize("command", ["list", "render", "sheet", "describe", "check", "bench", "doctor"])
def test_every_command_explains_itself(command, capsys):
    assert main([command, "--help"]) == 0
    assert command in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", "tace", "--size", "3", "-o", "x.png"],
        ["render", "tace", "--view", "inside", "-o", "x.png"],
        ["render", "tace"],
        ["--theme", "pink"],
        ["nonsense"],
        ["describe", "tace", "--choice", "side"],
        ["render", "tace", "--text-scale", "9", "-o", "x.png"],
    ],
)
def test_bad_arguments_leave_with_20(arguments, capsys):
    assert main(arguments) == 20
    assert "--help" in capsys.readouterr().err


def test_help_loads_neither_qt_nor_numpy():
    code = (
        "import sys\n"
        "from irexplainer.cli import main\n"
        "main(['--help'])\n"
        "assert not {'PySide6', 'numpy', 'pyqtgraph'} & set(sys.modules), sorted(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_values_are_parsed():
    assert size("1366x768") == (1366, 768)
    assert scale("150%") == scale("1.5") == 1.5
    assert choice("side=left") == ("side", "left")
    options = build_parser().parse_args(["describe", "tace", "--choice", "access=wrist", "--json"])
    assert dict(options.choice) == {"access": "wrist"}
    assert options.json
