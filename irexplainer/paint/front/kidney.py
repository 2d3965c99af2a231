"""x"""


def paint_left_kidney(e):
    pass


def paint_right_kidney(e):
    pass
