"""``irexplainer``: open the window."""

from argparse import Namespace


def run(options: Namespace) -> int:
    """Open the window and run until it is closed."""
    from irexplainer.ui.app import run as run_window

    return run_window(options)
