"""What a procedure says of itself."""

import pytest

from irexplainer.library.types import Procedure, ProcedureText, Review


@pytest.mark.parametrize(
    ("abbreviation", "badge"), [("TACE", "TACE"), ("", ""), ("FNA CNB", ""), ("Short name", ""), ("SHORT", "SHORT")]
)
def test_one_abbreviation_is_shown_and_only_where_it_says_more_than_the_name(abbreviation, badge):
    text = ProcedureText("en", "Title", "", "", "Short name", {}, {})
    procedure = Procedure("x", "g", "a", 1, abbreviation, [], {}, [], [], Review("draft"), texts={"en": text})
    assert procedure.badge("en") == badge
