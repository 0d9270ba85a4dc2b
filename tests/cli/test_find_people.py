"""`muniment find` and other people: households, partners, identifiers of several people, and of half the city."""

import time

import pytest

from tests.cli.council import Collections, Council, Ended, Store

HOUSEHOLD: Collections = {
    "person": "id! full_name@name~user.name email@email address_id>address.id",
    "address": "id! street postcode@postcode contact_phone~user.contact.phone_number",
    "note": "id! person_id>person.id text",
    "relationship": "id! one_id>person.id two_id>person.id kind",
}
HOUSEHOLD_TABLES = (
    "CREATE TABLE person (id INTEGER PRIMARY KEY, full_name VARCHAR(50), email VARCHAR(50), address_id INTEGER)",
    "CREATE TABLE address (id INTEGER PRIMARY KEY, street VARCHAR(50), postcode VARCHAR(9), contact_phone VARCHAR(20))",
    "CREATE TABLE note (id INTEGER PRIMARY KEY, person_id INTEGER, text VARCHAR(50))",
    "CREATE TABLE relationship (id INTEGER PRIMARY KEY, one_id INTEGER, two_id INTEGER, kind VARCHAR(20))",
    "INSERT INTO address VALUES (1, '1 High St', 'ZZ1 1ZZ', '07700 900456'), (2, '2 Low St', 'ZZ1 2ZZ', NULL)",
    "INSERT INTO person VALUES (1, 'Ann Lee', 'ann@example.com', 1), (2, 'Bob Hill', 'bob@example.com', 1),"
    " (3, 'Cat Moss', 'cat@example.com', 2), (4, 'Dan Moss', 'dan@example.com', 2)",
    "INSERT INTO note VALUES (10, 1, 'of Ann'), (20, 2, 'of Bob'), (30, 3, 'of Cat')",
    "INSERT INTO relationship VALUES (7, 1, 3, 'partner'), (8, 4, 3, 'sibling')",
)


def house(spec: str, notes: dict[str, object]) -> Collections:
    """The households with another form of address."""
    return {**HOUSEHOLD, "address": (spec, notes)}


@pytest.fixture
def households(council: Council, store: Store) -> Council:
    """Ann and Bob at one address, Ann's partner Cat at another with Dan."""
    council.holds(store, HOUSEHOLD, *HOUSEHOLD_TABLES)
    return council


def test_a_shared_address_does_not_bring_in_the_neighbours(households: Council) -> None:
    ended = households.find(email="bob@example.com", postcode="zz11zz", name="Bob Hill")
    assert ended.keys() == {"person": ["2"], "address": ["1"], "note": ["20"]}
    (address,) = ended.found("address")
    assert (address["shared"], address["other"], address["agrees"]) == (True, False, ["postcode"])
    assert [mark["field"] for mark in address["marks"]] == ["contact_phone"]
    (person,) = ended.found("person")
    assert (person["shared"], person["marks"], person["agrees"]) == (False, [], ["name", "email"])
    assert "Shared" in ended.out
    assert (
        "Address in Held: 1 record shared with other people and 1 value that may be about somebody else" in ended.page
    )


def test_a_partner_is_shown_and_not_followed(households: Council) -> None:
    ended = households.find(email="ann@example.com")
    assert ended.keys() == {
        "person": ["1", "3"],
        "address": ["1", "2"],
        "note": ["10"],
        "relationship": ["7"],
    }
    rows = {one["key"]: one for one in ended.found("person")}
    assert (rows["1"]["other"], rows["3"]["other"]) == (False, True)
    assert rows["3"]["path"] == "email -> person.email -> relationship.one_id -> person.id"
    assert {mark["field"] for mark in rows["3"]["marks"]} == {"full_name", "email"}
    assert rows["1"]["marks"] == []
    assert ended.manifest["collections"][0]["other_rows"] == 1


@pytest.mark.parametrize(("notes", "people"), [({"subject": False}, ["2"]), ({}, ["1", "2"])])
def test_a_house_with_a_telephone_is_nobody_when_the_map_says_so(
    council: Council, notes: dict[str, object], people: list[str]
) -> None:
    council.holds(council.sqlite(), house("id! contact_phone@phone_number", notes), *HOUSEHOLD_TABLES)
    assert council.find(email="bob@example.com").keys()["person"] == people


@pytest.mark.parametrize(("said", "shared"), [(True, True), (False, False), (None, False)])
def test_the_map_may_say_whether_rows_are_shared(council: Council, said: bool | None, shared: bool) -> None:
    notes: dict[str, object] = {} if said is None else {"shared": said}
    council.holds(council.sqlite(), house("id! street postcode", notes), *HOUSEHOLD_TABLES)
    council.sqlite().run("UPDATE person SET address_id = 2 WHERE id = 2", "DELETE FROM relationship")
    ended = council.find(email="ann@example.com")
    assert [one["shared"] for one in ended.found("address")] == [shared]


def test_two_people_asked_for_at_once_share_nothing_of_each_other(households: Council) -> None:
    file = households.folder / "people.jsonl"
    file.write_text(
        '{"id": "ann", "identities": {"email": "ann@example.com"}}\n'
        '{"id": "bob", "identities": {"email": "bob@example.com"}}\n'
    )
    ended = households.find("--people", file)
    assert ended.code == 0
    found = {name: Ended(code=0, out="", err="", folder=ended.folder / name) for name in ("ann", "bob")}
    assert found["ann"].keys()["note"] == ["10"]
    assert found["bob"].keys() == {"person": ["2"], "address": ["1"], "note": ["20"]}
    assert [one["shared"] for one in found["bob"].found("address")] == [True]


SUBJECT: dict[str, object] = {"subject": True}
TWINS: Collections = {"person": "id! email@email phone@phone_number", "note": "id! person_id>person.id text"}
TWINS_TABLES = (
    "CREATE TABLE person (id VARCHAR(9) PRIMARY KEY, email VARCHAR(50), phone VARCHAR(20))",
    "CREATE TABLE note (id INTEGER PRIMARY KEY, person_id VARCHAR(9), text VARCHAR(50))",
    "INSERT INTO person VALUES ('A1', 'two@example.com', '07700 900001'), ('A2', 'Two@example.com', NULL),"
    " ('A3', 'other@example.com', '07700 900003')",
    "INSERT INTO note VALUES (10, 'A1', 'Secret one'), (20, 'A2', 'Secret two'), (30, 'A3', 'Secret three')",
)


@pytest.fixture
def twins(council: Council) -> Council:
    """Two people with one e-mail address."""
    council.holds(council.sqlite(), TWINS, *TWINS_TABLES)
    return council


def test_an_identifier_of_two_people_stops_and_names_them_by_key(twins: Council) -> None:
    for options in ([], ["--json"], ["--quiet"]):
        ended = twins.find(*options, email="two@example.com")
        assert (ended.code, ended.out) == (4, "")
        assert "The email given belongs to more than one data subject" in ended.err
        assert "held.person:A1, held.person:A2" in ended.err
        assert not any(value in ended.err for value in ("two@", "Two@", "900001", "Secret"))
        assert ended.wrote_nothing()


@pytest.mark.parametrize(
    ("subjects", "people", "notes"),
    [
        (["person:A2"], ["A2"], ["20"]),
        (["held.person:A1"], ["A1"], ["10"]),
        (["person:A1", "held.person:A2"], ["A1", "A2"], ["10", "20"]),
    ],
)
def test_the_row_chosen_is_the_person(twins: Council, subjects: list[str], people: list[str], notes: list[str]) -> None:
    options = [word for one in subjects for word in ("--subject", one)]
    ended = twins.find(*options, email="two@example.com")
    assert (ended.code, ended.err) == (0, "")
    assert ended.keys() == {"person": people, "note": notes}


@pytest.mark.parametrize("key", ["A9", "a1", " A1", ""])
def test_a_choice_that_is_none_of_the_candidates_is_asked_again(twins: Council, key: str) -> None:
    ended = twins.find("--subject", f"person:{key}", email="two@example.com")
    assert (ended.code, ended.out) == (4, "")
    assert "held.person:A1, held.person:A2" in ended.err
    assert ended.wrote_nothing()


def test_a_choice_never_silently_leaves_out_a_row_of_another_identifier(twins: Council) -> None:
    words = ["--identity", "email=two@example.com", "--identity", "phone_number=07700900003"]
    ended = twins.find("--subject", "person:A1", *words)
    assert ended.code == 4
    assert "held.person:A3" in ended.err
    assert "leave that identifier out" in ended.err
    ended = twins.find("--subject", "person:A1", "--subject", "person:A3", *words)
    assert ended.keys() == {"person": ["A1", "A3"], "note": ["10", "30"]}


def test_a_choice_does_not_disturb_who_needs_none(twins: Council) -> None:
    ended = twins.find("--subject", "person:A3", email="other@example.com")
    assert ended.keys() == {"person": ["A3"], "note": ["30"]}


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("persons:A1", "no collection of the map"),
        ("elsewhere.person:A1", "no collection of the map"),
        ("note", "no collection of the map"),
        ("log:1", "has no primary key in the map"),
        ("note:10", "The rows of 'held.note' are not people"),
        ("both:1", "several collections; write DATASET.COLLECTION:KEY"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused(twins: Council, subject: str, said: str) -> None:
    twins.maps({"log": ("text", SUBJECT), "both": "id!"}, "second")
    twins.maps({"both": "id!"}, "third")
    ended = twins.find("--subject", subject, email="two@example.com")
    assert ended.code == 2
    assert said in ended.err


def test_a_choice_is_one_persons(twins: Council) -> None:
    file = twins.folder / "people.jsonl"
    file.write_text('{"id": "a", "identities": {"email": "other@example.com"}}\n')
    ended = twins.find("--subject", "person:A1", "--people", file)
    assert ended.code == 2
    assert "--subject chooses the rows of one person" in ended.err


def test_a_key_of_two_fields_is_chosen_with_a_comma(council: Council, store: Store) -> None:
    council.holds(
        store,
        {"person": "office! number! email@email", "visit": "id! office>person.office number>person.number"},
        "CREATE TABLE person (office VARCHAR(9), number INTEGER, email VARCHAR(50), PRIMARY KEY (office, number))",
        "CREATE TABLE visit (id INTEGER PRIMARY KEY, office VARCHAR(9), number INTEGER)",
        "INSERT INTO person VALUES ('N', 1, 'two@example.com'), ('S', 1, 'two@example.com')",
        "INSERT INTO visit VALUES (10, 'N', 1), (20, 'S', 1), (30, 'S', 2)",
    )
    ended = council.find(email="two@example.com")
    assert ended.code == 4
    assert "held.person:N,1, held.person:S,1" in ended.err
    ended = council.find("--subject", "person:S,1", email="two@example.com")
    assert ended.keys() == {"person": ["S,1"], "visit": ["20"]}


def hub(council: Council, store: Store, table: str, columns: str, spec: str) -> None:
    """A table in which 200,000 rows hold one placeholder."""
    many = {
        "sqlite": "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 200000) SELECT n",
        "postgresql": "SELECT n",
        "mariadb": "SELECT seq",
    }[store.product]
    source = {
        "sqlite": "FROM n",
        "postgresql": "FROM generate_series(1, 200000) n",
        "mariadb": "FROM seq_1_to_200000",
    }[store.product]
    council.holds(
        store,
        {table: spec},
        f"CREATE TABLE {table} ({columns})",
        f"INSERT INTO {table} {many}, 'unknown@example.com', 'Secret' {source}",
    )


@pytest.mark.parametrize(
    ("columns", "spec"),
    [
        ("id INTEGER PRIMARY KEY, email VARCHAR(50), text VARCHAR(20)", "id! email@email text~user.name"),
        ("id INTEGER, email VARCHAR(50), text VARCHAR(20)", "id email@email text"),
    ],
    ids=["people", "log"],
)
def test_a_placeholder_of_half_the_city_is_refused_with_its_path(
    council: Council, store: Store, columns: str, spec: str
) -> None:
    hub(council, store, "contact", columns, spec)
    started = time.monotonic()
    ended = council.find(email="Unknown@example.com")
    assert time.monotonic() - started < 20
    assert (ended.code, ended.out) == (4, "")
    assert "One value matches more than 50,000 rows of 'held.contact'" in ended.err
    assert "(reached by email -> contact.email)" in ended.err
    assert "Secret" not in ended.err
    assert ended.wrote_nothing()


def test_a_placeholder_met_on_the_way_is_refused_with_the_whole_path(council: Council) -> None:
    store = council.sqlite()
    council.holds(
        store,
        {"member": "id! email@email carer_code>person.code", "person": ("id! code", SUBJECT)},
        "CREATE TABLE member (id INTEGER PRIMARY KEY, email TEXT, carer_code TEXT)",
        "CREATE TABLE person (id INTEGER PRIMARY KEY, code TEXT)",
        "INSERT INTO member VALUES (1, 'ann@example.com', 'UNKNOWN')",
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 60000)"
        " INSERT INTO person SELECT n, 'UNKNOWN' FROM n",
    )
    ended = council.find(email="ann@example.com")
    assert ended.code == 4
    assert "reached by email -> member.email -> person.code" in ended.err


def test_a_limit_may_be_raised_for_a_person_of_many_rows(council: Council) -> None:
    store = council.sqlite()
    council.maps({"log": "email@email"})
    store.run("CREATE TABLE log (email TEXT)")
    store.fill("log", *([["ann@example.com"]] * 12))
    council.system(store, fan_out=10)
    ended = council.find(email="ann@example.com")
    assert ended.code == 4
    assert "raise 'fan_out' in the systems file" in ended.err
    council.systems.write_text(council.systems.read_text().replace("fan_out = 10", "fan_out = 12"))
    assert len(council.find(email="ann@example.com").rows("log")) == 12
