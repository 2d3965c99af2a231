"""What docs/how-to/add-a-procedure.md promises: a copy of the template is a procedure that runs."""

import json
import shutil
from pathlib import Path


def test_a_copy_of_the_template_passes_check_and_plays(run, content: Path):
    shutil.copytree(content / "procedures/_template", content / "procedures/new-thing")
    done = run("check", "--json")
    assert done.returncode == 0, done.stdout
    assert not [item for item in json.loads(done.stdout) if "new-thing" in item["file"]]
    data = json.loads(run("describe", "new-thing", "--choice", "access=wrist", "--json").stdout)
    assert data["choices"] == {"access": "wrist"}
    assert all(step["caption"] for step in data["steps"])
    assert data["steps"][0]["id"] == "scan"
    assert "The spot" in {node["name"] for node in data["steps"][0]["nodes"]}
