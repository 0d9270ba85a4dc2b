from pathlib import Path

import pytest

from muniment.core.errors import UsageError
from muniment.runs.unfinished import unfinished


def test_a_folder_gets_its_name_when_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "above" / "out"
    with unfinished(out) as making:
        (making / "page").write_text("x")
        assert not out.exists()
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    assert (out / "page").read_text() == "x"
    assert out.stat().st_mode & 0o777 == 0o700


def test_nothing_is_left_when_anything_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), unfinished(tmp_path / "out") as making:
        (making / "page").write_text("x")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_two_cannot_write_at_once_and_neither_loses_anything(tmp_path: Path) -> None:
    with unfinished(tmp_path / "out") as making:
        (making / "page").write_text("first")
        with pytest.raises(UsageError, match="Another search is writing"), unfinished(tmp_path / "out"):
            pass
        assert (making / "page").exists()
    assert (tmp_path / "out" / "page").read_text() == "first"


def test_what_a_killed_search_left_is_cleared_away_and_what_is_somebody_s_stays(tmp_path: Path) -> None:
    left = tmp_path / "out.unfinished"
    (left / "answer").mkdir(parents=True)
    (left / "answer" / "rows").write_text("x")
    with pytest.raises(UsageError, match="no search made it"), unfinished(tmp_path / "out"):
        pass
    assert (left / "answer" / "rows").exists()
    (left / ".lock").touch()
    with unfinished(tmp_path / "out") as making:
        assert list(making.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
