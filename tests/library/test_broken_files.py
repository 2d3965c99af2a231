"""Whatever is wrong with a file, the answer is a ContentError with file, problem and remedy."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from irexplainer.errors import ContentError
from irexplainer.library.check import check_library
from irexplainer.library.files import MAX_BYTES, decode, parse_toml, read_text
from irexplainer.library.load import Library
from irexplainer.library.procedure_files import Head, read_procedure, read_procedure_text
from irexplainer.resources import content_dir

TEXT = "procedures/tace/en.md"
DATA = "procedures/tace/procedure.toml"


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        (TEXT, 'title = "Chemo', 'titel = "Chemo', "content/procedures/tace/en.md:2: titel"),
        (TEXT, 'title = "Chemo', "title = Chemo", "content/procedures/tace/en.md:2"),
        (TEXT, "[steps.map]", "[steps.map", "content/procedures/tace/en.md:"),
        (TEXT, "## why\n", "## wy\n", "content/procedures/tace/en.md:"),
        (TEXT, "## why\n", "## what_it_is\n", "content/procedures/tace/en.md:"),
        (TEXT, "## what_it_is\n", "Hello\n\n## what_it_is\n", "content/procedures/tace/en.md:"),
        (DATA, "count = 52", 'count = "many"', "figures"),
        (DATA, "count = 52", "count = nan", "figures.0.count"),
        (DATA, "order = 1", 'order = "first"', "procedure.toml:4: order"),
        (DATA, 'group = "liver"', 'group = "livers"', "procedure.toml: group"),
        ("groups.toml", "order = 1", "ordre = 1", "groups.toml"),
        ("groups.toml", "[vessels]", "vessels = 3\n[vessel]", "groups.toml: vessels"),
    ],
)
def test_errors_name_file_and_place(edit, name, old, new, where):
    content = edit(name, old, new)
    with pytest.raises(ContentError) as caught:
        Library(content).procedures["tace"].text("en")
    assert where in caught.value.where
    assert caught.value.problem.endswith(".")
    assert caught.value.remedy.endswith(".")
    assert caught.value.exit_code == 30


def test_the_line_of_a_wrong_key_is_its_own(edit):
    content = edit(TEXT, 'feel = "You feel a push. If it hurts', 'fell = "You feel a push. If it hurts')
    lines = (content / TEXT).read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if text.startswith("fell ="))
    with pytest.raises(ContentError) as caught:
        read_procedure_text(content / TEXT)
    assert caught.value.where == f"content/procedures/tace/en.md:{line}: steps.puncture.fell"


@pytest.mark.parametrize("char", ["\u202e", "\u202d", "\x00", "\x1b"])
def test_override_and_control_characters_are_refused(tmp_path, char):
    path = tmp_path / "en.md"
    path.write_text(f"one\ntwo {char}\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r":2: the character U\+"):
        read_text(path)


def test_files_that_are_missing_folders_too_large_or_not_utf8(tmp_path):
    with pytest.raises(ContentError, match="missing"):
        read_text(tmp_path / "nothing.toml")
    with pytest.raises(ContentError, match="cannot be read"):
        read_text(tmp_path)
    (tmp_path / "big.toml").write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(ContentError, match="larger"):
        read_text(tmp_path / "big.toml")
    (tmp_path / "latin.toml").write_bytes(b'a = 1\nb = "\xe9"\n')
    with pytest.raises(ContentError, match=r"latin\.toml:2: this is not UTF-8"):
        read_text(tmp_path / "latin.toml")


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000 + "]" * 5000,
        ".".join("a" * 20_000) + " = 1",
        "a = {b = {c = " * 9 + "1" + "}}" * 9,
        'a = "' + "x" * 30_000 + '"',
        "a = [" + "1," * 30_000 + "]",
        "a = inf",
        "a = 1\na = 2",
        'a = """never ends',
        "a = 2000-13-45",
        'a = "\\u202e"',
        "a = 1e999",
    ],
)
def test_hostile_toml_is_refused_quickly(text):
    with pytest.raises(ContentError):
        parse_toml(text, "content/x.toml")


ANY_TEXT = (content_dir() / TEXT).read_text(encoding="utf-8")
ANY_DATA = (content_dir() / DATA).read_text(encoding="utf-8")


def refusal(read):
    """The ContentError of a call, or None when it goes well; anything else fails the test."""
    try:
        read()
    except ContentError as error:
        return error
    return None


@st.composite
def mutated(draw, source):
    """A real file with a few pieces cut, doubled, swapped or replaced by noise."""
    text = source
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 200)))
        noise = draw(st.sampled_from(["", text[start:end] * 2, "+++\n", "## ", '"', "]]", "[", "=", "\n", "{}", "'''"]))
        text = text[:start] + (noise or draw(st.text(max_size=8))) + text[end:]
    return text


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=mutated(ANY_TEXT), data=mutated(ANY_DATA))
@example(text="", data="")
@example(text="+++\n+++\n", data="[[sources]]\n")
def test_a_damaged_procedure_is_read_or_refused_with_a_content_error(tmp_path, text, data):
    folder = tmp_path / "content" / "procedures" / "tace"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "en.md").write_text(text, encoding="utf-8", errors="replace")
    (folder / "procedure.toml").write_text(data, encoding="utf-8", errors="replace")
    for read in (lambda: read_procedure_text(folder / "en.md"), lambda: read_procedure(folder)):
        error = refusal(read)
        assert error is None or (error.where.startswith("content/procedures/tace/") and error.remedy)


LEAVES = st.none() | st.integers() | st.text(max_size=5)
NESTS = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["group", "order", "figures", "review", "x"]), NESTS))
def test_any_data_is_decoded_or_refused_with_a_content_error(data):
    error = refusal(lambda: decode(data, Head, "content/x.toml", "text"))
    assert error is None or error.where.startswith("content/x.toml")


def test_one_broken_procedure_does_not_hide_the_others(edit):
    content = edit(TEXT, "## why\n", "## wy\n")
    edit("procedures/cryoablation/en.md", "## why\n", "## why not\n")
    found = {finding.file for finding in check_library(Library(content)) if "is not a section" in finding.problem}
    assert found == {"content/procedures/tace/en.md", "content/procedures/cryoablation/en.md"}
