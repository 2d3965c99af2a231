"""x"""


def paint_liver(e):
    pass
