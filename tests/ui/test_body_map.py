"""Journeys over the body, as a person would tell them: pointing, walking with keys, searching, looking, coming back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from irexplainer.ui.layers import LayerKey
from irexplainer.ui.settle import wait_until
from tests.ui.fakes import SIZES, THEMES, Desk
from tests.ui.real_desk import RealDesk
from tests.ui.test_text_fits import clipped, outside

KEY = Qt.Key
SEXED = {"female": ("uter", "ovar", "fibroid"), "male": ("prostat", "testic", "pampiniform")}


@pytest.mark.parametrize(
    ("x", "y", "id"), [(0, 45, "heart"), (-8, 40, "right_lung"), (0, 8, "brain"), (7.6, 112.1, "left_femoral_artery")]
)
def test_on_the_whole_body_i_point_at_something_and_read_its_name(desk, x, y, id):
    assert desk.point_at(x, y) == id
    assert desk.stage._hover.box is not None
    assert desk.node(id).name == desk.services.words("en")[id].plain
    assert desk.stage.presses(id)


def test_what_lies_behind_an_organ_is_not_what_i_point_at(desk):
    assert desk.point_at(0, 52) == "liver", "the spine and the great vessels lie behind the liver"


def test_i_press_the_heart_the_camera_travels_there_and_esc_brings_me_back(desk):
    desk.press_at(0, 45)
    assert desk.state.structure == "heart"
    assert desk.stage._part.traveling
    assert not desk.stage._part.placed(desk.state, desk.stage._size(), desk.stage.user_camera, str)
    desk.wait(0.7)
    assert desk.stage._part.traveling
    desk.stage.grab()
    desk.wait(1.0)
    assert not desk.stage._part.traveling
    assert not desk.clock.active, "nothing moves any more"
    assert desk.node("label:heart").name == "Heart"
    words = desk.words(desk.window.detail)
    for part in ("Heart", "The pump that drives the blood.", "What can be treated here?", "No treatment of this part"):
        assert part in words
    desk.press(KEY.Key_Escape)
    assert (desk.state.structure, desk.state.procedure) == (None, None)
    assert "Treatment through a tiny opening" in desk.words(desk.window.detail)


def test_with_less_movement_the_picture_fades(qtbot, services):
    desk = RealDesk(qtbot, services, reduced_motion=True)
    desk.press_at(0, 45)
    desk.stage.grab()
    desk.wait(0.35)
    assert not desk.stage._part.traveling


def test_the_liver_says_what_can_be_treated_and_i_open_it(desk):
    desk.session.show_structure("liver")
    row = desk.window.detail.structure.rows["tace"]
    desk.click(row)
    assert (desk.state.procedure, desk.state.structure) == ("tace", None)
    assert desk.state.playing
    desk.session.home()
    desk.session.show_structure("left_kidney")
    assert set(desk.window.detail.structure.rows) >= {"cryoablation", "nephrostomy-tube-placement"}
    desk.window.detail.structure.rows["cryoablation"].setFocus()
    desk.press(KEY.Key_Return)
    assert desk.state.procedure == "cryoablation"
    assert not desk.state.playing


def test_i_follow_an_artery_from_where_it_comes_to_where_it_goes(desk):
    desk.session.show_structure("celiac_trunk")
    words = desk.words(desk.window.detail)
    assert "Anatomical term: Celiac trunk" in words
    assert words.index("Comes from") < words.index("Main artery in the belly") < words.index("Goes on as")
    desk.window.detail.structure.links["common_hepatic_artery"].setFocus()
    desk.press(KEY.Key_Return)
    assert desk.state.structure == "common_hepatic_artery"
    assert desk.window.detail.structure.back.hasFocus(), "the keyboard stays in the page"
    desk.click(desk.window.detail.structure.links["celiac_trunk"])
    assert desk.state.structure == "celiac_trunk"


def test_in_a_procedure_i_press_the_liver_read_about_it_and_am_back_at_the_very_moment(desk):
    desk.session.open_procedure("tace", "map")
    desk.session.seek(desk.state.playhead + 1.25)
    desk.session.play()
    before = desk.state.playhead
    desk.press_at(-6, 48)
    chip = desk.node("about:liver")
    assert chip.role == "button"
    assert chip.name == "About this: Liver"
    assert min(chip.bounds.width, chip.bounds.height) >= 44
    assert desk.state.procedure == "tace"
    assert desk.state.structure is None
    x, y = (round(v) for v in chip.bounds.center)
    QTest.mouseClick(desk.stage, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    assert desk.state.structure == "liver"
    assert not desk.state.playing
    assert not desk.window.transport.isVisible()
    desk.press(KEY.Key_Space)
    desk.press(KEY.Key_4)
    desk.wait(3)
    assert desk.state.playhead == before, "the story waits"
    desk.press(KEY.Key_Escape)
    assert (desk.state.procedure, desk.state.structure, desk.state.playhead) == ("tace", None, before)
    assert desk.window.transport.isVisible()


def test_the_chip_goes_when_i_press_beside_it(desk):
    desk.session.open_procedure("tace", "map")
    desk.press_at(-6, 48)
    assert any(node.id == "about:liver" for node in desk.stage.nodes())
    desk.stage.activate_nothing()
    assert not any(node.id.startswith("about:") for node in desk.stage.nodes())


def test_in_a_procedure_i_reach_a_part_with_keys_and_open_it(desk):
    desk.session.open_procedure("tace", "map")
    before = desk.state.playhead
    desk.stage.setFocus()
    shift = Qt.KeyboardModifier.ShiftModifier
    desk.press(KEY.Key_PageDown, shift)
    id = desk.stage.focused_node()
    assert desk.node(id).role in ("structure", "vessel")
    assert desk.state.playhead == before
    desk.press(KEY.Key_Return)
    assert desk.stage.focused_node() == f"about:{id}"
    desk.press(KEY.Key_Return)
    assert desk.state.structure == id


def test_arrow_keys_go_to_what_lies_beside(desk):
    desk.stage._focus = "heart"
    seen = []
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Down):
        start = desk.stage._points()[desk.stage.focused_node()]
        desk.press(key)
        now = desk.stage._points()[desk.stage.focused_node()]
        assert now[1] > start[1]
        seen.append(desk.stage.focused_node())
    assert len(set(seen)) == 3
    start = desk.stage._points()[desk.stage.focused_node()]
    desk.press(KEY.Key_Left)
    assert desk.stage._points()[desk.stage.focused_node()][0] < start[0]
    id = desk.stage.focused_node()
    assert desk.stage.ring_visible
    if desk.node(id).role in ("structure", "vessel"):
        desk.press(KEY.Key_Return)
        assert desk.state.structure == id


@pytest.mark.parametrize(
    ("typed", "id"), [("womb", "uterus"), ("celiac trunk", "celiac_trunk"), ("celiac trnk", "celiac_trunk")]
)
def test_i_look_for_a_part_by_its_plain_name_or_its_term(desk, typed, id):
    desk.press(KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    desk.write(typed)
    results = desk.window.topbar.search.results
    assert "Nothing found" not in desk.words(results)
    plain = desk.services.words("en")[id].plain
    row = next(row for row in results.rows if row.text() == plain)
    desk.bot.waitUntil(row.isVisible)
    for _ in range(results.rows.index(row) + 1):
        desk.press(KEY.Key_Down)
    desk.bot.waitUntil(row.hasFocus)
    desk.press(KEY.Key_Return)
    assert desk.state.structure == id
    assert desk.state.search == ""
    assert desk.stage.hasFocus()


def test_procedures_come_before_parts_and_parts_have_room(desk):
    desk.press(KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    desk.write("liver")
    names = [row.text() for row in desk.window.topbar.search.results.rows]
    assert names.index("Chemoembolization (TACE)") < names.index("Liver")
    assert len(names) <= 8


def test_the_home_button_shows_the_whole_part_again_then_leads_back(desk):
    desk.session.show_structure("liver")
    desk.stage._part.stop()
    desk.stage.zoom_in()
    house = desk.window.tools.buttons[2]
    desk.click(house)
    assert desk.state.structure == "liver"
    desk.click(house)
    assert desk.state.structure is None


@pytest.mark.parametrize("id", ["urinary_bladder", "liver", "left_kidney", "left_common_iliac_artery"])
def test_nothing_of_one_sex_is_shown_where_it_does_not_belong(desk, id):
    desk.session.show_structure(id)
    desk.stage._part.stop()
    named = {node.id for node in desk.stage.nodes()}
    assert not [n for n in named for words in SEXED.values() for word in words if word in n]


def test_a_womb_stands_in_a_woman_and_a_prostate_in_a_man(desk):
    for id, other in (("uterus", "male"), ("prostate", "female")):
        desk.session.show_structure(id)
        desk.stage._part.stop()
        named = {node.id for node in desk.stage.nodes()}
        assert id in named
        assert not [n for n in named for word in SEXED[other] if word in n]
        assert ("In women" if id == "uterus" else "In men") in desk.words(desk.window.detail)


def test_study_mode_says_the_anatomical_term_under_the_pointer(desk):
    id = desk.point_at(7.6, 112.1)
    assert desk.stage._term(desk.node(id)) == ""
    desk.session.set_mode("study")
    desk.point_at(7.6, 112.1)
    assert desk.stage._term(desk.node(id)) == "Left femoral artery"


@pytest.mark.parametrize("id", ["liver", "celiac_trunk", "stent", "axial_kidney", "kidneys", "liver_tumor"])
def test_screen_readers_are_told_every_node_of_a_part(desk, id):
    desk.session.show_structure(id)
    desk.stage._part.stop()
    interface = QAccessible.queryAccessibleInterface(desk.stage)
    nodes = desk.stage.nodes()
    assert interface.childCount() == len(nodes) > 1
    assert len({node.id for node in nodes}) == len(nodes)
    for index, node in enumerate(nodes):
        assert node.name.strip()
        assert "_" not in node.name
        assert interface.child(index).text(QAccessible.Text.Name) == node.name
        assert min(node.bounds.width, node.bounds.height) > 0


def test_the_picture_of_a_part_comes_to_rest_sharp(desk):
    desk.session.show_structure("spleen")
    desk.stage._part.stop()
    desk.stage.grab()
    key = LayerKey(desk.stage._part._scene(desk.state), desk.stage.where()[0])
    assert wait_until(lambda: desk.services.layers.get(key) is not None)
    desk.stage.grab()
    desk.wait(0.3)
    assert desk.stage.settled


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_no_word_of_a_part_is_cut_off(qtbot, language, size, theme):
    desk = Desk(qtbot, size, language=language, theme=theme, mode="study")
    for id in ("liver", "abdominal_aorta", "uterus"):
        desk.session.show_structure(id)
        QApplication.processEvents()
        assert clipped(desk) == [], id
        assert outside(desk) == [], id


@pytest.mark.parametrize("scale", [1.5, 2.0, 3.0])
@pytest.mark.parametrize("size", SIZES)
def test_no_word_of_a_part_is_cut_off_in_large_text(qtbot, size, scale):
    desk = Desk(qtbot, size, text_scale=scale)
    desk.session.open_procedure("cryoablation")
    desk.session.show_structure("left_kidney")
    QApplication.processEvents()
    assert clipped(desk) == []
    assert outside(desk) == []
    for row in (*desk.window.detail.structure.rows.values(), *desk.window.detail.structure.links.values()):
        assert row.height() >= 44
        assert row.accessibleName()
