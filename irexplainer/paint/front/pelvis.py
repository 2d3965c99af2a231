"""x"""


def paint_pelvis(e):
    pass
