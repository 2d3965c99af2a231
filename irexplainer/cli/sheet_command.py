"""``irexplainer sheet``: every step's still on one sheet."""

from argparse import Namespace

from irexplainer.cli.common import picture_options


def run(options: Namespace) -> int:
    """Write the sheet; needs no display."""
    from irexplainer.ui import pictures

    pictures.save(pictures.sheet_picture(picture_options(options)), options.output)
    return 0
