"""Arguments of all commands."""

import argparse
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from irexplainer import __version__

EXIT_CONFIG = 20
MODES = ("patient", "clinician", "study")
THEMES = ("light", "dark", "high_contrast")
VIEWS = ("window", "stage", "monitor")
UNSAID = argparse.SUPPRESS


class Parser(argparse.ArgumentParser):
    """Parser whose errors leave with the documented exit code."""

    def error(self, message: str) -> NoReturn:
        """Print the problem and where to read on, in one line, then exit with 20."""
        print(f"{self.prog}: {message}. See '{self.prog} --help'.", file=sys.stderr)
        raise SystemExit(EXIT_CONFIG)


def size(text: str) -> tuple[int, int]:
    """Parse 1920x1080 into (width, height) in px, each 64 to 7680."""
    match = re.fullmatch(r"(\d{2,5})[xX](\d{2,5})", text)
    if not match:
        raise argparse.ArgumentTypeError(f"'{text}' is not a size like 1920x1080")
    width, height = int(match[1]), int(match[2])
    if not (64 <= width <= 7680 and 64 <= height <= 7680):
        raise argparse.ArgumentTypeError(f"'{text}' is outside 64x64 to 7680x7680")
    return width, height


def scale(text: str) -> float:
    """Parse a text scale: 1.0 to 3.0, or 100 to 300 as percent."""
    try:
        value = float(text.rstrip("%"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number") from None
    value = value / 100 if value > 10 else value
    if not 1.0 <= value <= 3.0:
        raise argparse.ArgumentTypeError(f"'{text}' is outside 1.0 to 3.0 (100 to 300 percent)")
    return value


def choice(text: str) -> tuple[str, str]:
    """Parse side=left into ("side", "left")."""
    key, found, value = text.partition("=")
    if not (found and key and value):
        raise argparse.ArgumentTypeError(f"'{text}' is not a choice like side=left")
    return key, value


DEFAULTS = {"at": "0", "size": (1920, 1080), "theme": "light", "lang": "en", "text_scale": 1.0, "mode": "patient"}
"""What a command takes that was not given; the window takes what it remembers."""


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Options of a command. Those of the window may also stand before the command: they hold for it too."""
    options = build_parser().parse_args(arguments)
    for name, value in DEFAULTS.items():
        whole = options.command == "describe" and name == "at"
        if options.command and getattr(options, name) is None and not whole:
            setattr(options, name, value)
    return options


def _add_look(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--theme", choices=THEMES, default=UNSAID, help="colors (default: light)")
    _add_language(parser)
    parser.add_argument("--text-scale", type=scale, default=UNSAID, metavar="N", help="text size, 1.0 to 3.0")
    parser.add_argument("--mode", choices=MODES, default=UNSAID, help="depth of text (default: patient)")


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", default=UNSAID, help="language of texts (default: en)")


def _add_size(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", type=size, default=UNSAID, metavar="WxH", help="px (default: 1920x1080)")


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", required=True, metavar="FILE.png", help="where to write it")


def _add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--choice", action="append", type=choice, default=[], metavar="KEY=VALUE", help="such as side=left"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def build_parser() -> Parser:
    """The whole command line: window options, then one sub-parser per command."""
    parser = Parser(prog="irexplainer", description="See what interventional radiology is, step by step.")
    parser.add_argument("--version", action="version", version=f"irexplainer {__version__}")
    parser.add_argument("--procedure", metavar="ID", help="open this procedure")
    parser.add_argument("--at", metavar="WHERE", help="phase, step id or seconds to start at (outside: the nearer end)")
    parser.add_argument(
        "--structure", metavar="NAME", help="open a part of the body: id, plain name or anatomical term"
    )
    parser.add_argument("--mode", choices=MODES, help="depth of text")
    parser.add_argument("--lang", help="language of texts")
    parser.add_argument("--theme", choices=THEMES, help="colors")
    parser.add_argument("--text-scale", type=scale, metavar="N", help="text size, 1.0 to 3.0")
    parser.add_argument("--fullscreen", action="store_true", help="fill the screen")
    parser.add_argument("--size", type=size, metavar="WxH", help="window size in px")
    parser.add_argument("--profile", metavar="DIR", help="folder for settings instead of the user's own")
    parser.add_argument("--preview", metavar="ID", help="open a procedure and reload it whenever a file changes")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)

    listing = commands.add_parser("list", help="list all procedures")
    _add_json(listing)

    render = commands.add_parser("render", help="write one picture")
    render.add_argument("id", nargs="?", help="procedure, or 'home'")
    render.add_argument(
        "--structure", default=UNSAID, metavar="NAME", help="part of the body by id, plain name or anatomical term"
    )
    render.add_argument(
        "--at",
        default=UNSAID,
        metavar="WHERE",
        help="phase, step id or seconds (default: 0; outside the story: its nearer end)",
    )
    _add_size(render)
    render.add_argument("--view", choices=VIEWS, default="window", help="what to show (default: window)")
    _add_look(render)
    _add_choices(render)
    render.add_argument("--no-captions", action="store_true", help="no words in the picture (window: on the stage)")
    _add_output(render)

    sheet = commands.add_parser("sheet", help="write a contact sheet of every step")
    sheet.add_argument("id", help="procedure")
    _add_look(sheet)
    _add_choices(sheet)
    sheet.add_argument("--no-captions", action="store_true", help="no words in the pictures")
    _add_output(sheet)

    describe = commands.add_parser("describe", help="say in words and numbers what is shown")
    describe.add_argument("id", help="procedure")
    describe.add_argument(
        "--at",
        default=UNSAID,
        metavar="WHERE",
        help="only the step at this phase, step id or second (outside the story: its nearer end)",
    )
    _add_language(describe)
    _add_choices(describe)
    _add_json(describe)

    check = commands.add_parser("check", help="check content and assets")
    _add_json(check)

    bench = commands.add_parser("bench", help="measure speed, as ratios in one run")
    _add_size(bench)
    bench.add_argument("--loop", action="store_true", help="also ten minutes of looping playback (takes as long)")
    _add_json(bench)

    commands.add_parser("doctor", help="say what the program runs on and what is missing")
    return parser
