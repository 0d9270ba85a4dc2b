"""Fides' example datasets, their YAML unchanged, over tables of that shape in PostgreSQL and MariaDB and JSON files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from muniment.core.datamap.checks import Severity
from muniment.core.datamap.model import DataMap
from muniment.core.finding.ports import System
from muniment.runs.mapcheck import check_map
from muniment.runs.maps import read_map
from tests.core.finding.maps import person
from tests.runs.search.gathering import find
from tests.runs.search.peers.held import PEERS, connected, fill, found, held, marked
from tests.servers.fixtures import RunningServer

YAML = PEERS.parent / "fides"
FOLDER = PEERS / "fides"
POSTGRESQL = "postgres_example_test_dataset"
MYSQL = "mysql_example_test_dataset"
MARIADB = "mariadb_example_test_dataset"
ANN = person(email=" Ann.Lee@EXAMPLE.com", name="Ann Lee")
CUSTOMER = {
    "customer": "SELECT * FROM customer WHERE id = 1",
    "address": "SELECT * FROM address WHERE id IN (1, 2, 3)",
    "login": "SELECT * FROM login WHERE customer_id = 1",
    "orders": "SELECT * FROM orders WHERE customer_id = 1",
    "order_item": "SELECT * FROM order_item WHERE order_id IN (SELECT id FROM orders WHERE customer_id = 1)",
    "product": "SELECT * FROM product WHERE id IN (SELECT product_id FROM order_item "
    "WHERE order_id IN (SELECT id FROM orders WHERE customer_id = 1))",
    "payment_card": "SELECT * FROM payment_card WHERE customer_id = 1",
    "report": "SELECT * FROM report WHERE id IN (1, 2)",
    "service_request": "SELECT * FROM service_request WHERE id IN ('ser-1', 'ser-2')",
    "visit": "SELECT * FROM visit WHERE lower(email) = 'ann.lee@example.com'",
}
EMPLOYEE = {
    "employee": "SELECT * FROM employee WHERE id = 1",
    "address": "SELECT * FROM address WHERE id = 5",
    "service_request": "SELECT * FROM service_request WHERE employee_id = 1 "
    "OR lower(alt_email) = 'eve.private@example.org'",
    "report": "SELECT * FROM report WHERE email = 'eve.private@example.org'",
    "visit": "SELECT * FROM visit WHERE email = 'eve.private@example.org'",
}


@dataclass(frozen=True, kw_only=True)
class Shop:
    """One of the three example datasets over its tables."""

    datamap: DataMap
    name: str
    places: Mapping[str, str]
    systems: Mapping[str, System]

    def held(self, queries: Mapping[str, str]) -> dict[str, list[dict[str, object]]]:
        """What the queries, named by table alone, select."""
        return held(self.datamap, self.places, {f"{self.name}.{table}": query for table, query in queries.items()})


@pytest.fixture(scope="module", params=[POSTGRESQL, MYSQL, MARIADB])
def shop(request: pytest.FixtureRequest) -> Iterator[Shop]:
    name: str = request.param
    product = "postgresql_server" if name == POSTGRESQL else "mariadb_server"
    server: RunningServer = request.getfixturevalue(product)
    datamap = read_map([YAML / f"{name}.yml"])
    with server.database() as url:
        fill(url, FOLDER / "shop.sql", *([FOLDER / "lead.sql"] if name == MYSQL else []))
        with connected(datamap, {name: url}) as systems:
            yield Shop(datamap=datamap, name=name, places={name: url}, systems=systems)


@pytest.fixture(scope="module")
def with_mongo(postgresql_server: RunningServer) -> Iterator[Shop]:
    datamap = read_map([YAML / f"{POSTGRESQL}.yml", YAML / "mongo_example_test_dataset.yml"])
    with postgresql_server.database() as url:
        fill(url, FOLDER / "shop.sql")
        places = {POSTGRESQL: url, "mongo_test": str(FOLDER / "mongo_test")}
        with connected(datamap, places) as systems:
            yield Shop(datamap=datamap, name=POSTGRESQL, places=places, systems=systems)


def test_the_map_fits_the_live_schema(shop: Shop) -> None:
    checked = check_map(shop.datamap, shop.systems)
    assert checked.unanswered == {}
    assert [str(one) for one in checked.remarks if one.severity is Severity.ERROR] == []


def test_a_customer_is_found_by_email_however_each_table_writes_it(shop: Shop) -> None:
    (outcome,), gathered = find(shop.datamap, shop.systems, ANN)
    assert outcome.error is None
    lead = {"Lead": "SELECT * FROM `Lead` WHERE email = 'ann.LEE@example.com'"} if shop.name == MYSQL else {}
    assert found(shop.datamap, gathered) == shop.held(CUSTOMER | lead)
    assert marked(gathered, "shared") == {"address": ["1", "3"]}
    assert marked(gathered, "other") == {}


def test_an_employee_is_found_by_either_of_two_addresses_with_the_requests_dealt_with(shop: Shop) -> None:
    eve = person(email=("eve@example.net", "eve.private@example.org"))
    (outcome,), gathered = find(shop.datamap, shop.systems, eve)
    assert outcome.error is None
    assert found(shop.datamap, gathered) == shop.held(EMPLOYEE)
    assert marked(gathered, "shared") == {"address": ["5"]}


def test_documents_of_another_system_are_found_by_keys_inside_them(with_mongo: Shop) -> None:
    (outcome,), gathered = find(with_mongo.datamap, with_mongo.systems, ANN)
    assert outcome.error is None
    assert outcome.findings is not None
    assert outcome.findings.is_complete
    conditions = {
        "customer_details": "json ->> '$.customer_id' = '1'",
        "internal_customer_profile": "json ->> '$.customer_identifiers.internal_id' = 'cust_001'",
        "customer_feedback": "lower(json ->> '$.customer_information.email') = 'ann.lee@example.com'",
        "flights": "json_contains(json -> '$.passenger_information.passenger_ids', '\"A111-11111\"')",
        "conversations": "regexp_matches(json::VARCHAR, '\"com_000[13]\"')",
        "employee": "json ->> '$.id' IN ('1', '2')",
        "aircraft": "json_contains(json -> '$.planes', '\"30005\"')",
        "payment_card": "json ->> '$.ccn' = '4000000000000009'",
        "rewards": "json ->> '$.points' IN ('95', '3')",
    }
    mongo = {
        f"mongo_test.{name}": f"SELECT json FROM read_ndjson_objects('{name}.jsonl') WHERE {condition}"
        for name, condition in conditions.items()
    }
    in_files = held(with_mongo.datamap, with_mongo.places, mongo)
    assert found(with_mongo.datamap, gathered) == with_mongo.held(CUSTOMER) | in_files
    talk_with_bob = "61f422e0321d1940f356be01"
    assert marked(gathered, "shared") == {"address": ["1", "3"], "conversations": [talk_with_bob]}
