"""The systems file: what it may say, where secrets come from, and what is never shown."""

from pathlib import Path

import pytest

from muniment.core.datamap.model import Collection, CollectionNotes, DataMap, Dataset, DatasetNotes, Field
from muniment.core.errors import UsageError
from muniment.core.finding.ports import SystemSettings
from muniment.core.values import CollectionId, Place
from muniment.runs.systems import connect, read_systems

SECRET = "s3cret/with@marks"


def read(folder: Path, text: str) -> dict[str, SystemSettings]:
    (folder / "systems.toml").write_text(text, encoding="utf-8")
    return read_systems(folder / "systems.toml")


def dataset(key: str, *, same_as: str | None = None, paper: bool = False, skip: bool = False) -> Dataset:
    place = Place("map.yml", 7)
    notes = CollectionNotes(paper=paper)
    name = Field(path=("name",), place=place)
    only = Collection(id=CollectionId(key, "people"), place=place, fields=(name,), notes=notes, skip=skip)
    return Dataset(key=key, place=place, collections=(only,), notes=DatasetNotes(same_as=same_as))


def test_every_setting_is_read(tmp_path: Path) -> None:
    text = """
    [systems.care]
    url = "postgresql://reader@db/care"
    connector = "sql"
    schema = "dbo"
    statement_timeout_seconds = 1.5
    time_limit_seconds = 60
    row_limit = 10
    fan_out = 20
    pool_size = 3
    [systems."leisure centre"]
    path = "exports"
    """
    care = SystemSettings(
        name="care",
        url="postgresql://reader@db/care",
        connector="sql",
        schema="dbo",
        statement_timeout_seconds=1.5,
        time_limit_seconds=60,
        row_limit=10,
        fan_out=20,
        pool_size=3,
    )
    leisure = SystemSettings(name="leisure centre", path=str(tmp_path / "exports"))
    assert read(tmp_path, text) == {"care": care, "leisure centre": leisure}


@pytest.mark.parametrize(
    "source", ['{ env = "CARE_PASSWORD" }', '{ file = "care.secret" }', '{ command = ["cat", "care.secret"] }']
)
def test_a_password_is_taken_from_where_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setenv("CARE_PASSWORD", SECRET)
    (tmp_path / "care.secret").write_text(f"{SECRET}\n")
    read_ = read(tmp_path, f'[systems.care]\nurl = "postgresql://reader@db/care"\npassword = {source}')
    assert read_["care"].url == "postgresql://reader:s3cret%2Fwith%40marks@db/care"
    assert "s3cret" not in repr(read_)


def test_a_whole_url_may_be_kept_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARE_URL", "mysql://reader:pw@db/care")
    assert read(tmp_path, '[systems.care]\nurl = { env = "CARE_URL" }')["care"].url == "mysql://reader:pw@db/care"


def test_a_database_file_stands_beside_the_systems_file(tmp_path: Path) -> None:
    assert read(tmp_path, '[systems.a]\nurl = "sqlite:///data/a.db"')["a"].url == f"sqlite:///{tmp_path}/data/a.db"
    assert read(tmp_path, '[systems.a]\nurl = "sqlite:////data/a.db"')["a"].url == "sqlite:////data/a.db"


@pytest.mark.parametrize(
    "text,line,says",
    [
        ('url = "x"\ncolour = "red"', 3, "'colour'"),
        ('schema = "a"', 1, "neither url nor path"),
        ('url = "x"\npath = "y"', 1, "both url and path"),
        ('url = "x"\nrow_limit = "many"', 3, "whole number"),
        ('url = "x"\nrow_limit = 1.5', 3, "whole number"),
        ('url = "x"\npool_size = true', 3, "whole number"),
        ('url = "x"\npool_size = 0', 3, "more than nothing"),
        ('url = "x"\nstatement_timeout_seconds = -1', 3, "more than nothing"),
        ('url = "x"\nschema = 5', 3, "must be text"),
        ("path = 5", 2, "must be text"),
        ('url = { vault = "s3cret" }', 2, "must be text, or"),
        ('url = { env = "NOT_SET_HERE" }', 2, "NOT_SET_HERE"),
        ('url = { file = "nowhere" }', 2, "cannot be read"),
        ('url = { command = ["false"] }', 2, "which failed"),
        ('url = ""', 2, "is empty"),
        ('path = "x"\npassword = "s3cret"', 3, "goes with a url"),
        ('url = "postgresql://a:s3cret@h/d"\npassword = "s3cret"', 3, "no password"),
        ('url = "postgresql://h/d"\npassword = "s3cret"', 3, "user name"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_without_secrets(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    with pytest.raises(UsageError) as error:
        read(tmp_path, f"[systems.care]\n{text}\n")
    assert f"systems.toml:{line}: " in str(error.value)
    assert says in str(error.value)
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize(
    "text", ["", "systems = 5", "[system.care]\npath = 'x'", "[systems]\ncare = 's3cret'", "url = s3cret"]
)
def test_a_file_of_another_form_is_refused_without_quoting_it(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match=r"systems\.toml") as error:
        read(tmp_path, text)
    assert "s3cret" not in str(error.value)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_systems(tmp_path / "nowhere.toml")


def test_datasets_that_share_a_system_share_its_connection(tmp_path: Path) -> None:
    settings = {"care": SystemSettings(name="care", url=f"sqlite:///{tmp_path}/care.db")}
    datamap = DataMap(datasets=(dataset("care"), dataset("care_archive", same_as="care")))
    with connect(datamap, settings) as systems:
        assert list(systems) == ["care"]


def test_a_dataset_without_a_system_is_refused_with_its_place(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match=r"map\.yml:7: the dataset 'care'"),
        connect(DataMap(datasets=(dataset("care"),)), {}),
    ):
        pass


def test_paper_and_skipped_datasets_need_no_system() -> None:
    datamap = DataMap(datasets=(dataset("archive", paper=True), dataset("old", skip=True)))
    with connect(datamap, {}) as systems:
        assert systems == {}


def test_what_was_connected_is_closed_when_another_cannot_be(tmp_path: Path) -> None:
    settings = {
        "a": SystemSettings(name="a", url=f"sqlite:///{tmp_path}/a.db"),
        "b": SystemSettings(name="b", url="nonsense://reader:s3cret@db/b"),
    }
    datamap = DataMap(datasets=(dataset("a"), dataset("b")))
    with pytest.raises(UsageError, match="'b' names a product not known") as error, connect(datamap, settings):
        pass
    assert "s3cret" not in str(error.value)
