"""What a part belongs to, where vessels come from and go on; and which procedures treat it."""

import pytest

from irexplainer.atlas.exhibits import exhibits
from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.relations import relations
from irexplainer.library.load import load_library
from irexplainer.story.treated import procedures_for, targets_in


@pytest.fixture(scope="module")
def atlas():
    return load_atlas()


@pytest.mark.parametrize(
    ("id", "comes_from", "goes_on_as"),
    [
        ("celiac_trunk", {"abdominal_aorta"}, {"common_hepatic_artery", "left_gastric_artery", "splenic_artery"}),
        ("abdominal_aorta", {"thoracic_aorta"}, {"left_common_iliac_artery", "right_common_iliac_artery"}),
        ("left_common_iliac_vein", set(), {"inferior_vena_cava"}),
        ("common_hepatic_duct", {"left_hepatic_duct", "right_hepatic_duct"}, {"bile_duct"}),
        ("right_portal_vein", {"hepatic_portal_vein"}, set()),
    ],
)
def test_blood_and_bile_run_the_right_way(atlas, id, comes_from, goes_on_as):
    found = relations(atlas, id)
    assert comes_from <= set(found.comes_from)
    assert set(found.goes_on_as) == goes_on_as


def test_veins_bring_to_the_portal_vein_what_it_takes_into_the_liver(atlas):
    found = relations(atlas, "hepatic_portal_vein")
    assert {"splenic_vein", "superior_mesenteric_vein"} <= set(found.comes_from)
    assert set(found.goes_on_as) == {"left_portal_vein", "right_portal_vein"}


def test_who_comes_from_somewhere_is_named_there(atlas):
    """Links of the page lead both ways, save where a long list is cut."""
    for id, vessel in atlas.vessels.items():
        if vessel.parent is None:
            continue
        own = relations(atlas, id)
        assert vessel.parent in (*own.comes_from, *own.goes_on_as), id
        assert id not in (*own.comes_from, *own.goes_on_as, *own.branches, *own.joined_to), id


def test_everything_named_can_be_looked_at(atlas):
    known, words = set(exhibits(atlas)), load_library().vocabulary("en")
    for id in sorted(known):
        found = relations(atlas, id)
        for name in found.__slots__:
            for other in getattr(found, name):
                assert other in known, (id, name, other)
                assert other in words, (id, name, other)


def test_neighbors_touch_and_are_of_everybody(atlas):
    assert {"gallbladder", "right_kidney"} <= set(relations(atlas, "liver").beside)
    assert not any(atlas.structures[id].sex for id in relations(atlas, "urinary_bladder").beside)
    assert "left_ovary" in relations(atlas, "uterus").beside


def test_procedures_are_found_at_organ_vessel_set_and_target(atlas):
    library = load_library()
    for id in ("liver", "liver_tumor", "liver_tumor_feeder"):
        assert "tace" in procedures_for(library.procedures, atlas, id)
    assert "uterine-fibroid-embolization" in procedures_for(library.procedures, atlas, "uterus")
    for id in ("left_kidney", "right_kidney", "kidneys"):
        assert {"cryoablation", "nephrostomy-tube-placement"} <= set(procedures_for(library.procedures, atlas, id))
    assert procedures_for(library.procedures, atlas, "right_patella") == ()


def test_every_procedure_can_be_found_on_the_body(atlas):
    """Whatever a story treats or takes pictures of, there is a part of the body whose page offers it."""
    for procedure in load_library().procedures.values():
        places = {*targets_in(procedure, atlas), *_named_parts(procedure)}
        found = [id for id in places if procedure.id in procedures_for({procedure.id: procedure}, atlas, id)]
        assert places, procedure.id
        assert set(found) == places, procedure.id


def _named_parts(procedure):
    named = procedure.slots.get("organ", ())
    named = [named] if isinstance(named, str) else named
    return [name for name in named if "{" not in name]
