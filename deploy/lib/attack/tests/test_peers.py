"""Cells that others published are read as figures, and those with HAVING count >= k are hit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attack import naive, peers
from attack.cubes import SMALL, Cube, random_cube
from attack.figures import Published
from attack.publisher import write_rehearsal

SEED = 3


def written(folder: Path) -> tuple[Cube, Published]:
    """A cube, and a file of its cells with at least k persons."""
    cube = random_cube(SEED, SMALL)
    cube.write(folder)
    published = naive.publish("having", cube.changes, cube.policy, cube.releases)
    cells = {
        "|".join([block, str(release), *(f"{name}={value}" for name, value in key)]): value
        for block, values in published.values.items()
        for (release, key), value in values.items()
        if value is not None
    }
    (folder / "having.json").write_text(json.dumps(cells))
    return cube, published


def test_published_cells_are_figures_and_all_others_withheld(tmp_path: Path) -> None:
    cube, published = written(tmp_path)
    read = peers.read_cells(tmp_path / "having.json", cube.changes, cube.policy)
    last = max(change.release for change in cube.changes)
    for block, values in published.values.items():
        assert read.values[block] == {place: value for place, value in values.items() if place[0] <= last}


def test_a_cell_that_is_not_declared_is_refused(tmp_path: Path) -> None:
    cube, _ = written(tmp_path)
    (tmp_path / "wrong.json").write_text(json.dumps({f"{cube.changes[0].block}|1|shoe=42": 12}))
    with pytest.raises(ValueError, match="no declared cell"):
        peers.read_cells(tmp_path / "wrong.json", cube.changes, cube.policy)


def test_having_is_hit_and_told_beside_a_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cube, _ = written(tmp_path)
    write_rehearsal(naive.publish("having", [], cube.policy, 0), [], cube.policy, tmp_path / "nothing")
    peers.main(["--policy", str(tmp_path / "policy.json"), "--changes", str(tmp_path / "changes.jsonl"),
                "--published", f"one={tmp_path / 'having.json'}", "--published", f"two={tmp_path / 'having.json'}",
                "--rehearsed", f"nothing={tmp_path / 'nothing'}"])
    one, two, nothing = map(json.loads, capsys.readouterr().out.splitlines())
    assert one["hits"]["A1"] > 0 and one["faults"] == []
    assert {**two, "name": "", "seconds": 0} == {**one, "name": "", "seconds": 0}
    assert sum(nothing["hits"].values()) == 0 and nothing["published"] == 0
