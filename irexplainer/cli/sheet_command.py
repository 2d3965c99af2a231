"""``irexplainer sheet``: every step's still on one sheet."""

from argparse import Namespace


def run(options: Namespace) -> int:
    """Write the sheet; needs no display."""
    from irexplainer.ui import pictures

    wanted = pictures.PictureOptions(
        options.id,
        theme=options.theme,
        language=options.lang,
        text_scale=options.text_scale,
        mode=options.mode,
        choices=dict(options.choice),
        captions=not options.no_captions,
    )
    pictures.save(pictures.sheet_picture(wanted), options.output)
    return 0
