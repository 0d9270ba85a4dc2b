"""`muniment map` from the outside: what it prints, writes and ends with, over SQLite files."""

import json
import sqlite3
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from muniment.cli.main import main

MAP = """\
dataset:
  - fides_key: housing
    collections:
      - name: tenant
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - {name: email, data_categories: [user.contact.email], fides_meta: {identity: email}}
        muniment: {subject: true}
      - name: rent
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - name: tenant_id
            fides_meta:
              references: [{dataset: housing, field: tenant.id}]
"""
TABLES = """
CREATE TABLE tenant (id INTEGER PRIMARY KEY, email TEXT);
CREATE TABLE rent (id INTEGER PRIMARY KEY, tenant_id INTEGER REFERENCES tenant (id));
INSERT INTO tenant VALUES (1, 'ann.lee@example.com');
"""


class Desk:
    """A folder with a map, a system and its systems file, and the command."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.monkeypatch, self.capsys = folder, monkeypatch, capsys
        self.map = folder / "map.yml"
        self.systems = folder / "systems.toml"
        self.map.write_text(MAP, encoding="utf-8")
        self.database("housing", TABLES)

    def database(self, name: str, tables: str) -> None:
        """Makes a database, and adds it to the systems file."""
        with sqlite3.connect(self.folder / f"{name}.db") as made:
            made.executescript(tables)
        made.close()
        self.system(name, self.folder / f"{name}.db")

    def system(self, name: str, file: Path) -> None:
        """Adds a system to the systems file."""
        with self.systems.open("a", encoding="utf-8") as systems:
            systems.write(f'[systems.{name}]\nurl = "sqlite:///{file}"\n')

    def edit(self, *changes: tuple[str, str]) -> None:
        """Changes the text of the map."""
        text = self.map.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.map.write_text(text, encoding="utf-8")

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        """Exit code, output and error output of `muniment map` with these arguments."""
        self.monkeypatch.setattr(sys, "argv", ["muniment", "map", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = self.capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    def check(self, *options: str) -> tuple[int, str, str]:
        """`muniment map check` of the map against the systems."""
        return self.run("check", self.map, "--systems", self.systems, *options)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A housing system with tenants and rents, and a map that fits it."""
    return Desk(tmp_path, monkeypatch, capsys)


def test_schema_prints_a_json_schema(desk: Desk) -> None:
    code, out, _ = desk.run("schema")
    assert code == 0
    assert json.loads(out)["properties"]["dataset"]["type"] == "array"


def test_a_map_that_fits_ends_well_with_advice_on_indexes(desk: Desk) -> None:
    code, out, err = desk.check()
    assert (code, err) == (0, "")
    assert f"advice {desk.map}:7\n  no index serves 'email -> tenant.email' of 'housing.tenant'" in out
    assert "CREATE INDEX" in out
    assert out.endswith("2 collections in 1 system: 0 errors, 0 warnings, 2 pieces of advice; every system answered.\n")
    assert "ann.lee" not in out


def test_the_statements_advised_are_taken_by_the_database_and_end_the_advice(desk: Desk) -> None:
    _, out, _ = desk.check("--json")
    with sqlite3.connect(desk.folder / "housing.db") as database:
        for remark in json.loads(out)["remarks"]:
            database.execute(remark["to_do"].partition(": ")[2].rstrip(";"))
    database.close()
    code, out, _ = desk.check("--json")
    assert (code, json.loads(out)["remarks"]) == (0, [])


def test_a_map_that_does_not_fit_ends_with_2_and_says_where(desk: Desk) -> None:
    desk.edit(("name: rent", "name: rents"), ("{name: email,", "{name: mail,"))
    code, out, _ = desk.check("--json")
    assert code == 2
    said = json.loads(out)
    assert (said["errors"], said["warnings"], said["unanswered"]) == (2, 1, {})
    assert [(one["severity"], one["line"], one["what"]) for one in said["remarks"]][:3] == [
        ("error", 7, "'housing.tenant' has no column 'mail'"),
        ("error", 9, "'housing.rents' is no table, view or file of the system 'housing'"),
        ("warning", 4, "columns of 'housing.tenant' are not in the map: email"),
    ]
    assert {one["file"] for one in said["remarks"]} == {str(desk.map)}
    assert said["remarks"][0]["to_do"] == "Write 'email', or take the field out."


def test_a_collection_no_identity_leads_to_is_a_warning(desk: Desk) -> None:
    desk.edit((", fides_meta: {identity: email}", ""))
    code, out, _ = desk.check("--json")
    assert code == 0
    unreached = [one["what"] for one in json.loads(out)["remarks"] if one["what"].startswith("no search reaches")]
    assert [what.split(":")[0] for what in unreached] == [
        "no search reaches 'housing.tenant'",
        "no search reaches 'housing.rent'",
    ]


def test_a_system_that_does_not_answer_ends_with_3_and_the_others_are_checked(desk: Desk) -> None:
    desk.system("schools", desk.folder / "nowhere" / "schools.db")
    desk.edit(
        (
            "dataset:\n",
            "dataset:\n  - fides_key: schools\n    collections: [{name: pupil, fields: [{name: id}]}]\n",
        ),
        ("name: rent", "name: rents"),
    )
    code, out, err = desk.check()
    assert code == 3
    assert "no answer from 'schools'" in err
    assert "'housing.rents' is no table, view or file of the system 'housing'" in out
    assert "1 error, " in out
    assert out.endswith("1 did not answer.\n")


def test_paper_and_skipped_collections_are_not_looked_for_in_the_system(desk: Desk) -> None:
    desk.edit(
        (
            "      - name: rent\n",
            "      - {name: letters, muniment: {paper: true}, fields: [{name: file}]}\n"
            "      - {name: logs, fides_meta: {skip_processing: true}, fields: [{name: line}]}\n"
            "      - name: rent\n",
        )
    )
    code, out, _ = desk.check("--json")
    assert (code, json.loads(out)["errors"], json.loads(out)["warnings"]) == (0, 0, 0)


def test_a_map_that_cannot_be_read_ends_with_2_before_any_system_is_asked(desk: Desk) -> None:
    desk.edit(("identity: email", "identitty: email"))
    code, out, err = desk.check()
    assert (code, out) == (2, "")
    assert f"{desk.map}:7: unknown key 'identitty'. Did you mean 'identity'?" in err


def test_show_prints_systems_identities_and_the_way_references_are_followed(desk: Desk) -> None:
    code, out, _ = desk.run("show", desk.map)
    assert code == 0
    assert out.splitlines() == [
        "housing",
        "├── tenant (people)",
        "│   └── ▶ email in email (folded)",
        "└── rent",
        "    └── tenant_id ↔ tenant.id",
    ]


def test_show_writes_a_picture(desk: Desk) -> None:
    picture = desk.folder / "map.svg"
    code, out, _ = desk.run("show", desk.map, "--svg", picture)
    assert (code, out) == (0, f"Picture: {picture}\n")
    assert ElementTree.parse(picture).getroot().tag == "{http://www.w3.org/2000/svg}svg"


def test_show_says_where_a_picture_cannot_be_written(desk: Desk) -> None:
    code, _, err = desk.run("show", desk.map, "--svg", desk.folder / "nowhere" / "map.svg")
    assert code == 2
    assert "The picture cannot be written to" in err
    assert "No such file or directory" in err


def test_names_cannot_steer_the_terminal(desk: Desk) -> None:
    desk.edit(("name: rent", 'name: "re\\e[31mnt"'))
    _, out, _ = desk.run("show", desk.map)
    assert "\x1b" not in out
    assert "re�[31mnt" in out
