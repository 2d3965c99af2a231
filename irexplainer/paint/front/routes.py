"""x"""


def paint_groin_route(e):
    pass


def paint_arm_route(e):
    pass
