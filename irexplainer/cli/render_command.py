"""``irexplainer render``: one picture of the window, the stage or the doctor's screen."""

from argparse import Namespace

from irexplainer.cli.common import picture_options


def run(options: Namespace) -> int:
    """Write the picture; needs no display."""
    from irexplainer.ui import pictures

    make = {
        "window": pictures.window_image,
        "stage": pictures.stage_picture,
        "monitor": pictures.monitor_picture,
    }[options.view]
    pictures.save(make(picture_options(options)), options.output)
    return 0
