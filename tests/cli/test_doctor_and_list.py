"""doctor and list: what they say, and that they notice what is missing."""

import json

from irexplainer.cli import doctor_command, main


def test_doctor_says_what_the_program_runs_on(capsys):
    code = main(["doctor"])
    rows = {line[9:29].strip(): line for line in capsys.readouterr().out.splitlines()}
    for subject in ("irexplainer", "Python", "PySide6-Essentials", "fonts", "procedures", "folder", "display"):
        assert subject in rows, subject
    assert code == (20 if any(row.startswith("MISSING") for row in rows.values()) else 0)


def test_doctor_notices_a_package_that_is_not_there(capsys, monkeypatch):
    monkeypatch.setattr(doctor_command, "_PACKAGES", ("numpy", "no-such-package"))
    assert main(["doctor"]) == 20
    missing = [line for line in capsys.readouterr().out.splitlines() if line.startswith("MISSING")]
    assert any("no-such-package" in line for line in missing)
    assert not any("numpy" in line for line in missing)


def test_list_names_what_the_contract_promises(capsys):
    assert main(["list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"tace", "uterine-fibroid-embolization", "cryoablation", "nephrostomy-tube-placement"} <= {
        row["id"] for row in rows
    }
    for row in rows:
        assert list(row) == ["id", "title", "group", "archetype", "review"]
        assert all(row.values()), row
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [row["id"] for row in rows]


def test_options_of_the_window_hold_for_a_command_that_follows(capsys):
    assert main(["--lang", "en-XA", "describe", "tace", "--json"]) == 0
    assert main(["describe", "tace", "--lang", "en-XA", "--json"]) == 0
    assert main(["--lang", "en-XA", "describe", "tace", "--lang", "en", "--json"]) == 0
    before, after, own, _ = capsys.readouterr().out.split("\n}\n")
    assert before == after != own
