"""`muniment find` as its user meets it: one person, many people, what is printed, written and refused."""

import csv
import json
import os
from pathlib import Path

import pytest

from tests.cli.council import Council

HOUSING = """\
dataset:
  - fides_key: housing
    name: Housing
    muniment:
      label: Council housing
      purposes: [To let and to repair council homes]
      retention: Six years after the tenancy ends
    collections:
      - name: tenants
        muniment: {label: Your tenancy}
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - {name: full_name, data_categories: [user.name], fides_meta: {identity: name}}
          - {name: email, fides_meta: {identity: email}}
          - {name: phone, fides_meta: {identity: phone_number}}
          - {name: born, fides_meta: {identity: date_of_birth}}
      - name: repairs
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - {name: tenant_id, fides_meta: {references: [{dataset: housing, field: tenants.id}]}}
          - {name: report}
      - name: letters
        muniment: {paper: true}
        fields: [{name: file}]
  - fides_key: leisure
    collections:
      - name: members
        fields: [{name: card}, {name: email, fides_meta: {identity: email}}, {name: joined}]
"""
TABLES = (
    "CREATE TABLE tenants (id INTEGER PRIMARY KEY, full_name TEXT, email TEXT, phone TEXT, born TEXT)",
    "CREATE TABLE repairs (id INTEGER PRIMARY KEY, tenant_id INTEGER, report TEXT)",
    "INSERT INTO tenants VALUES (1, 'Ann Lee', 'ann.lee@example.com', '07700 900123', '1980-02-01'),"
    " (2, 'Bob Hill', 'bob@example.com', '07700900456', NULL), (3, 'Cat Moss', 'two@example.com', NULL, NULL),"
    " (4, 'Dan Moss', 'two@example.com', NULL, NULL)",
    "INSERT INTO repairs VALUES (10, 1, 'Boiler, \"again\"'), (11, 1, NULL), (12, 2, 'Roof')",
)
VALUES = ("Ann", "ann.lee@", "900123", "1980", "Boiler", "Roof", "Bob", "bob@", "900456")


@pytest.fixture
def city(council: Council) -> Council:
    """Housing in SQLite and a leisure membership as CSV."""
    council.map.write_text(HOUSING, encoding="utf-8")
    store = council.sqlite("housing")
    store.run(*TABLES)
    council.system(store, "housing")
    folder = council.folder / "exports"
    folder.mkdir()
    (folder / "members.csv").write_text("card,email,joined\nL9,Ann.Lee@Example.com,2021-03-04\n", encoding="utf-8")
    council.system(folder, "leisure")
    return council


def test_a_person_is_found_in_every_system_and_written_to_one_folder(city: Council) -> None:
    ended = city.find("--received", "2026-11-02", email="ann.lee@example.com", phone_number="+44 7700 900123")
    assert (ended.code, ended.err) == (0, "")
    assert ended.rows("tenants", "housing") == [
        {"id": 1, "full_name": "Ann Lee", "email": "ann.lee@example.com", "phone": "07700 900123", "born": "1980-02-01"}
    ]
    assert ended.rows("repairs", "housing") == [
        {"id": 10, "tenant_id": 1, "report": 'Boiler, "again"'},
        {"id": 11, "tenant_id": 1, "report": None},
    ]
    assert [row["card"] for row in ended.rows("members", "leisure")] == ["L9"]
    with (ended.folder / "data/housing/repairs.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file))[:2] == [["id", "tenant_id", "report"], ["10", "1", 'Boiler, "again"']]
    assert [(one["key"], one["path"]) for one in ended.found("repairs", "housing")] == [
        ("10", "email -> tenants.email -> repairs.tenant_id"),
        ("11", "email -> tenants.email -> repairs.tenant_id"),
    ]
    manifest = ended.manifest
    assert (manifest["complete"], manifest["reviewed"]) == (True, False)
    assert {one["collection"]: one["rows"] for one in manifest["collections"]} == {
        "tenants": 1,
        "repairs": 2,
        "members": 1,
    }
    assert manifest["deadline"]["due_on"] == "2026-12-02"
    assert [(one["collection"], one["why"]) for one in manifest["not_searched"]] == [
        ("letters", "held on paper: to be looked for by hand")
    ]
    diary = json.loads((ended.folder / "search-diary.json").read_text())
    assert {(one["system"], one["collection"], one["hits"], one["outcome"]) for one in diary} == {
        ("housing", "tenants", 1, "answered"),
        ("housing", "repairs", 2, "answered"),
        ("leisure", "members", 1, "answered"),
    }


def test_what_it_prints_tells_counts_the_due_date_and_where_to_look(city: Council) -> None:
    ended = city.find("--received", "2026-11-02", email="ann.lee@example.com")
    assert "Council housing" in ended.out
    assert "Your tenancy" in ended.out
    assert f"First page: {ended.folder}/index.html" in ended.out
    assert "due by Wednesday 2 December 2026" in ended.out
    assert "holds personal data in clear; only you can read it" in ended.out
    assert "Not searched: housing.letters (held on paper: to be looked for by hand)." in ended.out
    assert not any(value in ended.out for value in VALUES)


def test_the_first_page_says_that_it_is_not_reviewed(city: Council) -> None:
    page = city.find("--received", "2026-11-02", email="ann.lee@example.com").page
    assert "Not for release: not reviewed yet" in page
    assert "We found 4 records about you in 2 of the 2 systems we searched." in page
    assert "To let and to repair council homes" in page
    assert "2 December 2026" in page


def test_only_the_owner_can_read_the_folder(city: Council) -> None:
    mask = os.umask(0)
    try:
        ended = city.find(email="ann.lee@example.com")
    finally:
        os.umask(mask)
    modes = {one.is_dir(): one.stat().st_mode & 0o777 for one in (ended.folder, *ended.folder.rglob("*"))}
    assert modes == {True: 0o700, False: 0o600}


def test_json_is_counts_and_never_a_value(city: Council) -> None:
    ended = city.find("--json", "--received", "2026-11-02", email="ann.lee@example.com", name="Ann Lee")
    printed = json.loads(ended.out)
    assert (printed["status"], printed["rows"], printed["due_on"]) == ("complete", 4, "2026-12-02")
    assert printed["collections"] == {"housing.tenants": 1, "housing.repairs": 2, "leisure.members": 1}
    assert printed["unused_identities"] == []
    assert not any(value in ended.out + ended.err for value in VALUES)


def test_an_identity_that_no_field_of_the_map_holds_is_named(city: Council) -> None:
    said = city.find(email="ann.lee@example.com", nhs_number="999 000 0018").out
    assert "Given, but no field of the map holds it: nhs_number." in said
    counted = city.find("--json", email="ann.lee@example.com", nhs_number="999 000 0018").out
    assert json.loads(counted)["unused_identities"] == ["nhs_number"]


def test_quiet_prints_nothing(city: Council) -> None:
    ended = city.find("--quiet", email="ann.lee@example.com")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_a_file_with_one_person_gives_the_same_with_its_reference(city: Council) -> None:
    ended = city.find("--person", city.person("R 17/4", email=["ann.lee@example.com"]))
    assert ended.code == 0
    assert ended.manifest["person"] == "R 17/4"
    assert len(ended.rows("repairs", "housing")) == 2


def test_nobody_found_is_a_whole_answer_and_said_well(city: Council) -> None:
    ended = city.find(email="nobody@example.com")
    assert (ended.code, ended.err) == (0, "")
    assert "Nothing is held on this person under the identifiers given." in ended.out
    assert "found no records about you" in ended.page
    assert (ended.manifest["complete"], ended.rows("tenants", "housing")) == (True, [])


def people(city: Council, *lines: str) -> Path:
    """A file with one person a line."""
    file = city.folder / "people.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


ANN = '{"id": "ann", "identities": {"email": ["ann.lee@example.com"]}}'
BOB = '{"id": "../bob", "identities": {"email": "bob@example.com"}}'
TWO = '{"id": "two", "identities": {"email": ["two@example.com"]}}'


def test_many_people_get_a_folder_each_and_one_refused_does_not_stop_the_others(city: Council) -> None:
    ended = city.find("--people", people(city, ANN, "", "{nonsense", TWO, BOB))
    assert ended.code == 4
    listed = json.loads((ended.folder / "summary.json").read_text())["people"]
    assert {one["id"]: one["status"] for one in listed} == {
        "ann": "complete",
        "../bob": "complete",
        "two": "refused",
        "line-3": "refused",
    }
    why = {one["id"]: one.get("why", "") for one in listed}
    assert "housing.tenants:3, housing.tenants:4" in why["two"]
    assert "people.jsonl:3: this is not JSON" in why["line-3"]
    folders = {one["id"]: ended.folder / one["folder"] for one in listed if "folder" in one}
    assert len(json.loads((folders["ann"] / "data/housing/repairs.json").read_text())) == 2
    assert len(json.loads((folders["../bob"] / "data/housing/repairs.json").read_text())) == 1
    assert {one.name for one in ended.folder.iterdir()} == {"ann", folders["../bob"].name, "summary.json"}
    assert folders["../bob"].parent == ended.folder
    assert "2 people answered, 2 refused" in ended.out
    assert not any(value in ended.out + ended.err for value in VALUES)


def test_one_person_in_a_file_of_people_stands_in_a_folder_of_their_own(city: Council) -> None:
    ended = city.find("--people", people(city, ANN))
    assert ended.code == 0
    assert {one.name for one in ended.folder.iterdir()} == {"ann", "summary.json"}
    assert f"{ended.folder}/index.html" not in ended.out
    assert "1 person answered, 0 refused" in ended.out


def test_the_json_of_many_people_is_the_summary(city: Council) -> None:
    ended = city.find("--json", "--people", people(city, ANN, TWO))
    assert ended.code == 4
    printed = json.loads(ended.out)
    assert [(one["id"], one["status"]) for one in printed["people"]] == [("ann", "complete"), ("two", "refused")]
    assert not any(value in ended.out + ended.err for value in VALUES)


def test_a_reference_named_like_the_summary_does_no_harm(city: Council) -> None:
    ended = city.find("--people", people(city, ANN.replace('"ann"', '"summary.json"'), BOB))
    assert ended.code == 0
    assert len(json.loads((ended.folder / "summary.json").read_text())["people"]) == 2


def test_references_that_differ_in_case_only_get_folders_that_do_not(city: Council) -> None:
    ended = city.find("--people", people(city, ANN, ANN.replace('"ann"', '"ANN"')))
    assert ended.code == 0
    assert len({one.name.casefold() for one in ended.folder.iterdir()}) == 3


def test_a_line_may_hold_any_character_json_allows(city: Council) -> None:
    ended = city.find("--people", people(city, '{"id": "a\u2028b\x85c", "identities": {"email": "bob@example.com"}}'))
    assert ended.code == 0
    (one,) = json.loads((ended.folder / "summary.json").read_text())["people"]
    assert (one["id"], one["status"], one["rows"]) == ("a\u2028b\x85c", "complete", 2)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ([], 2, "--identity KEY=VALUE, --person FILE or --people FILE: one of them"),
        (["--identity", "email=a@example.com", "--person", "x.json"], 2, "one of them"),
        (["--person", "nowhere.json"], 2, "nowhere.json cannot be read"),
        (["--identity", "ann.lee@example.com"], 2, "An --identity is written KEY=VALUE"),
        (["--identity", "email="], 2, "is empty"),
        (["--identity", "email=" + "a" * 10_000], 2, "longer than 1,000 characters"),
        (["--identity", "email=ann\udcffx"], 2, "not text"),
        (["--identity", "phone_number=none"], 2, "One phone_number given is empty or not of that kind"),
        (["--identity", "name=Ann Lee", "--identity", "date_of_birth=1980-02-01"], 4, "No search can start from"),
        (["--identity", "emial=ann.lee@example.com"], 2, "a key that is no identity of the map"),
        (["--identity", "email=bob@example.com", "--identity", "emial=x"], 2, "a key that is no identity of the map"),
        (["--identity", "email=a@example.com", "--subject", "tenant:1"], 2, "no collection of the map"),
        (["--identity", "email=a@example.com", "--subject", "1"], 2, "written COLLECTION:KEY"),
        (["--identity", "email=a@example.com", "--received", "02/11/2026"], 2, "'--received'"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words_and_writes_nothing(
    city: Council, options: list[str], code: int, said: str
) -> None:
    ended = city.find(*options)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert "ann.lee" not in ended.err
    assert ended.wrote_nothing()


def test_a_file_without_people_is_refused(city: Council) -> None:
    ended = city.find("--people", people(city, "", "  "))
    assert ended.code == 2
    assert "holds no person" in ended.err
    assert ended.wrote_nothing()


def test_an_identity_the_map_does_not_hold_stops_one_of_many_people_only(city: Council) -> None:
    ended = city.find("--people", people(city, ANN.replace("email", "emial"), BOB))
    assert ended.code == 4
    status = {one["id"]: one["status"] for one in json.loads((ended.folder / "summary.json").read_text())["people"]}
    assert status == {"ann": "refused", "../bob": "complete"}


@pytest.mark.parametrize("value", ["x' OR '1'='1", '"; DROP TABLE tenants; --', "%", "_", "\\", "a\tb", "NULL", "💷"])
def test_a_value_is_only_ever_a_value(city: Council, value: str) -> None:
    ended = city.find(email=value)
    assert (ended.code, ended.err) == (0, "")
    assert ended.manifest["collections"][0]["rows"] == 0
    assert len(city.find(email="bob@example.com").rows("tenants", "housing")) == 1


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_what_stands_at_out_is_left_untouched(city: Council, there: str) -> None:
    out = city.folder / "taken"
    if there == "file":
        out.write_text("kept")
    else:
        folder = city.folder / "real" if there == "link" else out
        folder.mkdir()
        (folder / "note.txt").write_text("kept")
        if there == "link":
            out.symlink_to(folder)
    ended = city.find(out=out, email="ann.lee@example.com")
    assert ended.code == 2
    assert "is there already" in ended.err
    assert (out if there == "file" else out / "note.txt").read_text() == "kept"


def test_an_empty_folder_may_be_given_and_becomes_the_owners_alone(city: Council) -> None:
    out = city.folder / "empty"
    out.mkdir(mode=0o755)
    ended = city.find(out=out, email="ann.lee@example.com")
    assert ended.code == 0
    assert out.stat().st_mode & 0o777 == 0o700
    assert ended.manifest["complete"]


def test_the_present_folder_cannot_be_given(city: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    here = city.folder / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    ended = city.find(out=Path("."), email="ann.lee@example.com")
    assert ended.code == 2
    assert "--out" in ended.err


def test_names_of_the_map_cannot_steer_what_is_printed(city: Council) -> None:
    text = city.map.read_text(encoding="utf-8")
    text = text.replace("Your tenancy", '"Your [/b][red]tenancy\\e[31m"').replace(
        "name: letters", 'name: "x[/b]\\e[1m"'
    )
    city.map.write_text(text.replace("label: Council housing", 'label: "[link=x]Council"'), encoding="utf-8")
    ended = city.find(email="ann.lee@example.com", out=city.folder / "case [/b] 17")
    assert ended.code == 0
    assert "Your [/b][red]tenancy" in ended.out
    assert "[link=x]Council" in ended.out
    assert "x[/b]" in ended.out
    assert "case [/b] 17" in ended.out
    assert "\x1b" not in ended.out


def test_several_maps_make_one(city: Council) -> None:
    whole = HOUSING.split("  - fides_key: leisure\n")
    city.map.write_text(whole[0], encoding="utf-8")
    second = city.folder / "leisure.yml"
    second.write_text("dataset:\n  - fides_key: leisure\n" + whole[1], encoding="utf-8")
    ended = city.find(second, email="ann.lee@example.com")
    assert ended.code == 0
    assert len(ended.rows("members", "leisure")) == 1
