"""`muniment find` and the ways in which systems write identifiers, on each product alike."""

import json

import pytest

from tests.cli.council import Council, Store

PEOPLE = (
    "id! email@email phone@phone_number nhs@nhs_number nino@nino upn@upn uln@uln card=exact@library_card"
    " locker=alphanumeric@locker payroll@payroll full_name@name born@date_of_birth home@postcode"
)
NOBODY: dict[str, object] = {"subject": False}  # so that several rows may be one person's
TABLE = (
    "CREATE TABLE person (id INTEGER PRIMARY KEY, email VARCHAR(60), phone VARCHAR(40), nhs VARCHAR(20),"
    " nino VARCHAR(20), upn VARCHAR(20), uln BIGINT, card VARCHAR(20), locker VARCHAR(20), payroll INTEGER,"
    " full_name VARCHAR(60), born VARCHAR(20), home VARCHAR(10))"
)
COLUMNS = ("email", "phone", "nhs", "nino", "upn", "uln", "card", "locker", "payroll", "full_name", "born", "home")


def row(id: int, **values: object) -> list[object]:
    """A row of the table, empty but for these."""
    assert set(values) <= set(COLUMNS)
    return [id, *(values.get(column) for column in COLUMNS)]


@pytest.fixture
def people(council: Council, store: Store) -> Council:
    """One column for each kind of identifier; everybody else's are there too."""
    council.holds(store, {"person": (PEOPLE, NOBODY)}, TABLE)
    store.fill(
        "person",
        row(1, email=" Ann.Lee@Example.COM ", full_name="Zoë O'Néill-Lee", born="21/11/1980", home="zz1 1zz"),
        row(2, email="ann lee@example.com"),
        row(3, email="Zoë@example.com"),
        row(4, email=""),
        row(11, phone="07700 900123"),
        row(12, phone="+44 (0)7700 900 123"),
        row(13, phone="0044 7700-900123 (mob)"),
        row(14, phone="447700900123"),
        row(15, phone="01632 960123 ext. 4"),
        row(16, phone="n/a"),
        row(21, nhs="999 123 4567"),
        row(22, nhs="999-123-4567"),
        row(23, nhs="9991234567"),
        row(24, nhs="9991234568"),
        row(31, nino="QQ 12 34 56 C"),
        row(32, nino="qq123456"),
        row(33, nino="QQ123457C"),
        row(41, upn="a 123-456.789/012", uln=9_990_000_001),
        row(42, upn="A123456789013", uln=9_990_000_002),
        row(51, card="L-17", locker="L-17", payroll=17),
        row(52, card="l-17", locker="l 17", payroll=170),
        row(53, card="L17", locker=" L.1/7 ", payroll=-17),
    )
    return council


@pytest.mark.parametrize(
    ("identity", "value", "ids"),
    [
        ("email", "ann.lee@example.com", [1]),
        ("email", "ANN.LEE@EXAMPLE.COM\t", [1]),
        ("email", "annlee@example.com", [2]),
        ("email", "ZOË@example.com", [3]),
        ("email", "zoe@example.com", []),
        ("phone_number", "07700 900123", [11, 12, 13, 14]),
        ("phone_number", "+44 7700 900123", [11, 12, 13, 14]),
        ("phone_number", "00447700900123", [11, 12, 13, 14]),
        ("phone_number", "(01632) 960 123", [15]),
        ("phone_number", "07700 900124", []),
        ("phone_number", "900123", []),
        ("nhs_number", "9991234567", [21, 22, 23]),
        ("nhs_number", "999 1234 567", [21, 22, 23]),
        ("nino", "QQ123456C", [31, 32]),
        ("nino", "qq 12 34 56 d", [31, 32]),
        ("nino", "QQ123456", [31, 32]),
        ("upn", "A123456789012", [41]),
        ("uln", "9990000001", [41]),
        ("uln", "999 000 0001", [41]),
        ("library_card", "L-17", [51]),
        ("library_card", " L-17 ", [51]),
        ("locker", "l17", [51, 52, 53]),
        ("payroll", "17", [51]),
        ("payroll", "seventeen", []),
        ("payroll", "99999999999999999999", []),
        ("payroll", "17.0", []),
    ],
)
def test_an_identifier_is_found_however_it_is_written(
    people: Council, identity: str, value: str, ids: list[int]
) -> None:
    ended = people.find("--identity", f"{identity}={value}")
    assert (ended.code, ended.err) == (0, "")
    assert [one["id"] for one in ended.rows("person")] == ids


def test_several_values_of_an_identity_stand_side_by_side(people: Council) -> None:
    person = people.person(email=["ann.lee@example.com", "ZOË@example.com"], payroll=17, name=["Zoe ONeill Lee"])
    ended = people.find("--person", person)
    assert [one["id"] for one in ended.rows("person")] == [1, 3, 51]
    assert ended.manifest["identities"] == {"email": 2, "payroll": 1, "name": 1}


def test_what_only_confirms_is_compared_with_what_is_found(people: Council) -> None:
    known = {"email": "ann.lee@example.com", "name": "zoe oneill lee", "postcode": "ZZ11ZZ"}
    (found,) = people.find("--person", people.person(**known, date_of_birth="1980-11-21")).found("person")
    assert set(found["agrees"]) == {*known, "date_of_birth"}
    (found,) = people.find("--person", people.person(**known, date_of_birth="22.11.1980")).found("person")
    assert (set(found["agrees"]), found["differs"]) == (set(known), ["date_of_birth"])


JSON = {"sqlite": "TEXT", "postgresql": "JSONB", "mariadb": "JSON"}


@pytest.fixture
def documents(council: Council, store: Store) -> Council:
    """Identifiers inside documents and lists."""
    council.holds(
        store,
        {
            "form": "id! body.contact.email@email body.sent",
            "post": "id! watchers[]@email",
            "order": "id! body.lines.sku>product.id",
            "product": "id! name",
        },
        f"CREATE TABLE form (id INTEGER PRIMARY KEY, body {JSON[store.product]})",
        f"CREATE TABLE post (id INTEGER PRIMARY KEY, watchers {JSON[store.product]})",
        f"CREATE TABLE {'`order`' if store.product == 'mariadb' else chr(34) + 'order' + chr(34)}"
        f" (id INTEGER PRIMARY KEY, body {JSON[store.product]})",
        "CREATE TABLE product (id INTEGER PRIMARY KEY, name VARCHAR(20))",
    )
    form = {"contact": {"email": "Ann@Example.com ", "name": "Ann"}, "sent": "2021-03-04"}
    store.fill("form", [1, json.dumps(form)], [2, json.dumps({"contact": {"email": "bob@example.com"}})])
    store.fill("form", [3, json.dumps({"contact": None})], [4, "[]"], [5, None])
    store.fill("post", [1, json.dumps(["bob@example.com", "ANN@example.com"])], [2, "[]"], [3, None])
    return council


def test_identifiers_inside_documents_and_lists_are_found(documents: Council) -> None:
    ended = documents.find(email="ann@example.com")
    assert ended.keys() == {"form": ["1"], "post": ["1"]}
    (form,) = ended.rows("form")
    body = form["body"] if isinstance(form["body"], dict) else json.loads(form["body"])
    assert body["contact"]["name"] == "Ann"
    (post,) = ended.found("post")
    assert [mark["field"] for mark in post["marks"]] == ["watchers"]


def test_lists_of_postgresql_are_found(council: Council, postgresql_url: str) -> None:
    store = Store(product="postgresql", url=postgresql_url)
    council.holds(
        store,
        {"post": "id! watchers[]@email topics[]>topic.id", "topic": "id! name"},
        "CREATE TABLE post (id INT PRIMARY KEY, watchers TEXT[], topics INT[])",
        "CREATE TABLE topic (id INT PRIMARY KEY, name TEXT)",
        "INSERT INTO post VALUES (1, '{bob@example.com,\"Ann@Example.com \"}', '{7,8,NULL}'), (2, NULL, '{}')",
        "INSERT INTO topic VALUES (7, 'Bins'), (8, 'Roads'), (9, 'Parks')",
    )
    ended = council.find(email="ann@example.com")
    assert ended.keys() == {"post": ["1"], "topic": ["7", "8"]}
    assert ended.rows("post")[0]["topics"] == [7, 8, None]


def test_systems_of_different_products_and_files_answer_together(
    council: Council, postgresql_url: str, mariadb_url: str
) -> None:
    care = Store(product="postgresql", url=postgresql_url)
    council.holds(
        care,
        {"client": "id! email@email nhs housing_ref>housing.tenant.ref"},
        "CREATE TABLE client (id UUID PRIMARY KEY, email TEXT, nhs CHAR(12), housing_ref INT)",
        "INSERT INTO client VALUES ('00000000-0000-0000-0000-0000000000a1', 'ann@example.com', '9991234567', 17)",
        key="care",
    )
    council.holds(
        Store(product="mariadb", url=mariadb_url),
        {"tenant": "ref! name"},
        "CREATE TABLE tenant (ref VARCHAR(10) PRIMARY KEY, name VARCHAR(20))",
        "INSERT INTO tenant VALUES ('17', 'Ann'), ('170', 'Bob')",
        key="housing",
    )
    council.holds(
        council.sqlite("rents"),
        {"account": "number! tenant>housing.tenant.ref"},
        "CREATE TABLE account (number INTEGER PRIMARY KEY, tenant INTEGER)",
        "INSERT INTO account VALUES (900, 17), (901, 170)",
        key="rents",
    )
    council.maps({"visits": "client<care.client.id on"}, "leisure")
    folder = council.folder / "exports"
    folder.mkdir()
    (folder / "visits.csv").write_text("client,on\n00000000-0000-0000-0000-0000000000a1,2021-03-04\n,2022-01-01\n")
    council.system(folder, "leisure")
    ended = council.find(email="ann@example.com")
    assert ended.code == 0
    counts = {one["collection"]: one["rows"] for one in ended.manifest["collections"]}
    assert counts == {"client": 1, "tenant": 1, "visits": 1}
    (unasked,) = ended.manifest["not_searched"]
    assert (unasked["collection"], "no identifier that was given leads to it" in unasked["why"]) == ("account", True)
    assert ended.rows("tenant", "housing") == [{"ref": "17", "name": "Ann"}]
