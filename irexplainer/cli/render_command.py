"""``irexplainer render``: one picture of the window, the stage or the doctor's screen."""

from argparse import Namespace


def run(options: Namespace) -> int:
    """Write the picture; needs no display."""
    from irexplainer.ui import pictures

    wanted = pictures.PictureOptions(
        options.id,
        options.at,
        options.size,
        options.theme,
        options.lang,
        options.text_scale,
        options.mode,
        dict(options.choice),
        not options.no_captions,
    )
    make = {
        "window": pictures.window_image,
        "stage": pictures.stage_picture,
        "monitor": pictures.monitor_picture,
    }[options.view]
    pictures.save(make(wanted), options.output)
    return 0
