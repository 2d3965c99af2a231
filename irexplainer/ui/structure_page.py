"""The detail pane for one part of the body: what it is, what can be treated there, what it belongs to."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from irexplainer.session.session import Session
from irexplainer.session.state import SessionState
from irexplainer.ui.button import Button
from irexplainer.ui.card import Card, Column, Line, clear, hang
from irexplainer.ui.content import library_of, name_of
from irexplainer.ui.dress import Dress
from irexplainer.ui.opening import open_from
from irexplainer.ui.row import Row
from irexplainer.ui.scroll import Scroll
from irexplainer.ui.text import Text, follow_width

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for lupdate."""
    return text


KINDS = {
    "organ": QT_TRANSLATE_NOOP("structures", "Organ"),
    "bone": QT_TRANSLATE_NOOP("structures", "Bone or joint"),
    "body": QT_TRANSLATE_NOOP("structures", "The whole body"),
    "artery": QT_TRANSLATE_NOOP("structures", "Artery"),
    "vein": QT_TRANSLATE_NOOP("structures", "Vein"),
    "portal_vein": QT_TRANSLATE_NOOP("structures", "Vein to the liver"),
    "bile_duct": QT_TRANSLATE_NOOP("structures", "Bile duct"),
    "ureter": QT_TRANSLATE_NOOP("structures", "Way of the urine"),
    "lymph": QT_TRANSLATE_NOOP("structures", "Lymph vessel"),
    "target": QT_TRANSLATE_NOOP("structures", "Place of treatment"),
    "access": QT_TRANSLATE_NOOP("structures", "Way in"),
}
PART = QT_TRANSLATE_NOOP("structures", "Part of the body")
HEADS = {
    "belongs_to": QT_TRANSLATE_NOOP("structures", "It is a part of"),
    "holds": QT_TRANSLATE_NOOP("structures", "Its parts"),
    "comes_from": QT_TRANSLATE_NOOP("structures", "Comes from"),
    "goes_on_as": QT_TRANSLATE_NOOP("structures", "Goes on as"),
    "branches": QT_TRANSLATE_NOOP("structures", "Gives off"),
    "joined_to": QT_TRANSLATE_NOOP("structures", "Opens into"),
    "fed_by": QT_TRANSLATE_NOOP("structures", "Gets its blood from"),
    "vessels": QT_TRANSLATE_NOOP("structures", "Its vessels"),
    "beside": QT_TRANSLATE_NOOP("structures", "Next to it"),
}
"""Lists of ``atlas.relations`` and the heading of each, in reading order."""


class StructurePage(QWidget):
    """Everything scrolls. rows: procedures by id. links: other parts by id. back: leads to where one was."""

    def __init__(self, dress: Dress, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.session = dress, session
        self.rows: dict[str, Row] = {}
        self.links: dict[str, Row] = {}
        self.back: Button | None = None
        self._side = 32
        self._column = Column(margins=(32, 20, 32, 24))
        self._body = Column()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroller = Scroll(dress, self._column)
        outer.addWidget(self.scroller)

    def set_side(self, side: int) -> None:
        """Margin left and right, px."""
        self._side = side
        self._align()

    def _align(self) -> None:
        """The chevron of the way back stands above the first letters of the text."""
        lead = self.back.lead if self.back is not None else 0
        hang(self._column, self._body, lead, (self._side, 20, self._side, 24))

    def sync(self, state: SessionState) -> None:
        """Nothing moves here."""

    def refresh(self) -> None:
        """Everything anew; the keyboard stays on the page."""
        held = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        clear(self._column.box)
        self._body = Column()  # the old one is gone, and the window may set margins at any time
        self.rows, self.links, self.back = {}, {}, None
        id = self.session.state.structure
        if id is not None:
            self._fill(id)
            if held and self.back is not None:
                self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.box.addStretch(1)
        self.scroller.settle()

    def _fill(self, id: str) -> None:
        from irexplainer.atlas.load import load_atlas

        self._add_back()
        self._column.box.addWidget(self._body)
        self._align()
        atlas, box, words = load_atlas(), self._body.box, library_of(self.session).vocabulary(self._language)
        box.addWidget(Text(self.dress, "eyebrow", kind_of(atlas, id).upper()))
        box.addSpacing(6)
        word = words.get(id)
        box.addWidget(Text(self.dress, "page_title", word.plain if word is not None else id.replace("_", " ")))
        if word is not None and word.term.casefold() != word.plain.casefold():
            box.addSpacing(4)
            box.addWidget(Text(self.dress, "secondary", self.tr("Anatomical term: {term}").format(term=word.term)))
        if word is not None:
            box.addSpacing(10)
            box.addWidget(Text(self.dress, "body", word.definition))
        self._add_sex(atlas, id)
        box.addSpacing(22)
        self._add_treatments(atlas, id)
        for name, ids in related(atlas, id).items():
            self._add_links(atlas, name, ids)

    @property
    def _language(self) -> str:
        return self.session.state.language

    def _add_back(self) -> None:
        procedure = self.session.procedure
        text = self.tr("Back to the whole body")
        if procedure is not None:
            text = self.tr("Back to: {name}").format(name=procedure.text(self._language).short_name)
        self.back = Button(self.dress, "link", text, start=True)
        self.back.icon_name = "chevron-right" if self.dress.rtl else "chevron-left"
        self.back.clicked.connect(lambda: self.session.leave_structure())
        self._column.box.addWidget(self.back)
        self._column.box.addSpacing(10)

    def _add_sex(self, atlas: "Atlas", id: str) -> None:
        sex = sex_words(atlas, id)
        if sex:
            self._body.box.addSpacing(6)
            self._body.box.addWidget(Text(self.dress, "secondary", sex))

    def _add_treatments(self, atlas: "Atlas", id: str) -> None:
        """The procedures of this part, or an honest sentence."""
        from irexplainer.story.treated import procedures_for

        box, library = self._body.box, library_of(self.session)
        box.addWidget(Text(self.dress, "section", self.tr("What can be treated here?")))
        box.addSpacing(10)
        ids = procedures_for(library.procedures, atlas, id)
        if not ids:
            none = self.tr("No treatment of this part is shown here yet. Your doctor knows if there is one for you.")
            box.addWidget(Text(self.dress, "secondary", none))
        for procedure in (library.procedures[name] for name in ids):
            text, tile = procedure.text(self._language), library.groups[procedure.group].icon
            row = Row(self.dress, name_of(procedure, self._language), text.subtitle, tile=tile, chevron=True, pad=12,
                      tile_fill="panel")  # fmt: skip
            row.clicked.connect(partial(self._open, procedure.id))
            if self.rows:
                box.addSpacing(10)
            self.rows[procedure.id] = row
            box.addWidget(self._carded([row]))

    def _add_links(self, atlas: "Atlas", name: str, ids: Sequence[str]) -> None:
        words, rows = library_of(self.session).vocabulary(self._language), []
        for id in ids:
            row = Row(self.dress, words[id].plain, sex_words(atlas, id), chevron=True, pad=14, least=48)
            row.clicked.connect(partial(self._show, id))
            self.links.setdefault(id, row)
            rows.append(row)
        box = self._body.box
        box.addSpacing(20)
        box.addWidget(Text(self.dress, "secondary_bold", QCoreApplication.translate("structures", HEADS[name])))
        box.addSpacing(6)
        box.addWidget(self._carded(rows))

    def _carded(self, rows: Iterable[Row]) -> Card:
        card = Card(self.dress, "inset", "line", 16)
        holder = QVBoxLayout(card)
        holder.setContentsMargins(4, 4, 4, 4)
        holder.setSpacing(0)
        for index, row in enumerate(rows):
            if index:
                holder.addWidget(Line(self.dress, 14))
            holder.addWidget(row)
        follow_width(card)
        return card

    def _open(self, id: str, _checked: bool = False) -> None:
        open_from(self.session, id, [self.rows[id]])

    def _show(self, id: str, _checked: bool = False) -> None:
        self.session.show_structure(id)


def kind_of(atlas: "Atlas", id: str) -> str:
    """What sort of thing an id is, in one or two words of the interface."""
    kind = ""
    if id in atlas.structures:
        kind = atlas.structures[id].kind
    elif id in atlas.vessels:
        kind = atlas.vessels[id].kind
    elif id in atlas.targets:
        kind = "target"
    elif id in atlas.accesses:
        kind = "access"
    return QCoreApplication.translate("structures", KINDS.get(kind, PART))


def sex_words(atlas: "Atlas", id: str) -> str:
    """In whom a part is found, where it is not in everybody."""
    for table in (atlas.structures, atlas.vessels, atlas.targets):
        if id in table:
            sex = str(table[id].sex)
            if sex == "female":
                return QCoreApplication.translate("structures", "In women")
            return QCoreApplication.translate("structures", "In men") if sex == "male" else ""
    return ""


def related(atlas: "Atlas", id: str) -> dict[str, tuple[str, ...]]:
    """Heading -> ids that are linked from a part; empty lists are left out."""
    from irexplainer.atlas.relations import relations
    from irexplainer.paint.exhibit.cast import OWN_VESSELS

    found = relations(atlas, id)
    lists = {name: getattr(found, name, ()) for name in HEADS}
    lists["vessels"] = tuple(v for v in OWN_VESSELS.get(id, ()) if v in atlas.vessels)
    return {name: ids for name, ids in lists.items() if ids}
