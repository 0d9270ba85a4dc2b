"""Northwind in PostgreSQL: firms found by the telephone of the person to speak to, and the staff who serve them."""

from collections.abc import Iterator

import pytest

from muniment.core.datamap.checks import Severity
from muniment.core.finding.ports import System
from muniment.runs.mapcheck import check_map
from muniment.runs.maps import read_map
from tests.core.finding.maps import person
from tests.runs.search.gathering import find
from tests.runs.search.peers.held import PEERS, asked, connected, fill, found, held, marked, with_people_in
from tests.servers.fixtures import RunningServer

FOLDER = PEERS / "northwind"
MAP = read_map([FOLDER / "map.yml"])
THOMAS = person(phone_number="0171 5557788", name="Thomas HARDY")  # stored as (171) 555-7788


@pytest.fixture(scope="module")
def url(postgresql_server: RunningServer) -> Iterator[str]:
    with postgresql_server.database() as url:
        fill(url, FOLDER / "northwind.sql")
        yield url


@pytest.fixture(scope="module")
def northwind(url: str) -> Iterator[dict[str, System]]:
    with connected(MAP, {"northwind": url}) as made:
        yield made


def test_the_map_fits_the_live_schema(northwind: dict[str, System]) -> None:
    checked = check_map(MAP, northwind)
    assert checked.unanswered == {}
    assert [str(one) for one in checked.remarks if one.severity is Severity.ERROR] == []


def test_a_contact_is_found_by_telephone_with_the_firms_orders_down_to_what_was_ordered(
    northwind: dict[str, System], url: str
) -> None:
    (outcome,), gathered = find(MAP, northwind, THOMAS)
    assert outcome.error is None
    mine = "SELECT order_id FROM orders WHERE customer_id = 'AROUT'"
    bought = f"SELECT product_id FROM order_details WHERE order_id IN ({mine})"
    served_by = "SELECT employee_id FROM orders WHERE customer_id = 'AROUT'"
    assert found(MAP, gathered) == held(
        MAP,
        {"northwind": url},
        {
            "northwind.customers": "SELECT * FROM customers WHERE customer_id = 'AROUT'",
            "northwind.orders": "SELECT * FROM orders WHERE customer_id = 'AROUT'",
            "northwind.order_details": f"SELECT * FROM order_details WHERE order_id IN ({mine})",
            "northwind.products": f"SELECT * FROM products WHERE product_id IN ({bought})",
            "northwind.categories": "SELECT DISTINCT c.* FROM categories c JOIN products p USING (category_id) "
            f"WHERE p.product_id IN ({bought})",
            "northwind.shippers": "SELECT * FROM shippers WHERE shipper_id IN "
            "(SELECT ship_via FROM orders WHERE customer_id = 'AROUT')",
            "northwind.employees": f"SELECT * FROM employees WHERE employee_id IN ({served_by}) "
            f"OR employee_id IN (SELECT reports_to FROM employees WHERE employee_id IN ({served_by}))",
        },
    )
    serving_others = asked(url, "SELECT DISTINCT employee_id AS id FROM orders WHERE customer_id <> 'AROUT'")
    assert {str(row["id"]) for row in serving_others} >= {*gathered.keys()["employees"]}
    assert marked(gathered, "shared") == {"employees": gathered.keys()["employees"]}
    assert marked(gathered, "other") == {}
    (row,) = next(rows for id, rows in gathered.reasons[0].items() if id.collection == "customers")
    assert row.agrees == ("name", "phone_number")
    assert row.path == "phone_number -> customers.phone"


def test_staff_who_ask_are_given_their_own_record_and_the_manager_above(northwind: dict[str, System], url: str) -> None:
    (outcome,), gathered = find(MAP, northwind, person(phone_number="(71) 555-7773"))
    assert outcome.error is None
    assert found(MAP, gathered) == held(
        MAP, {"northwind": url}, {"northwind.employees": "SELECT * FROM employees WHERE employee_id IN (6, 5, 2)"}
    )
    assert outcome.findings is not None
    assert [str(one.id) for one in outcome.findings.not_searched if "territ" in one.id.collection] == [
        "northwind.employee_territories",
        "northwind.territories",
    ]


def test_a_map_of_staff_as_people_gives_them_their_territories_and_not_their_managers(
    northwind: dict[str, System], url: str
) -> None:
    datamap = with_people_in(MAP, "employees")
    (outcome,), gathered = find(datamap, northwind, person(phone_number="(71) 555-7773"))
    assert outcome.error is None
    mine = "SELECT territory_id FROM employee_territories WHERE employee_id = 6"
    assert found(datamap, gathered) == held(
        datamap,
        {"northwind": url},
        {
            "northwind.employees": "SELECT * FROM employees WHERE employee_id IN (6, 5, 2)",
            "northwind.employee_territories": "SELECT * FROM employee_territories WHERE employee_id = 6",
            "northwind.territories": f"SELECT * FROM territories WHERE territory_id IN ({mine})",
            "northwind.region": "SELECT * FROM region WHERE region_id IN "
            f"(SELECT region_id FROM territories WHERE territory_id IN ({mine}))",
        },
    )
    assert marked(gathered, "other") == {"employees": ["2", "5"]}


def test_a_supplier_is_given_what_it_supplies_and_no_order_of_it(northwind: dict[str, System], url: str) -> None:
    (outcome,), gathered = find(MAP, northwind, person(phone_number="+44 (171) 555 2222"))
    assert outcome.error is None
    assert found(MAP, gathered) == held(
        MAP,
        {"northwind": url},
        {
            "northwind.suppliers": "SELECT * FROM suppliers WHERE supplier_id = 1",
            "northwind.products": "SELECT * FROM products WHERE supplier_id = 1",
            "northwind.categories": "SELECT * FROM categories WHERE category_id IN "
            "(SELECT category_id FROM products WHERE supplier_id = 1)",
        },
    )


def test_a_number_that_nobody_has_finds_nothing(northwind: dict[str, System]) -> None:
    (outcome,), gathered = find(MAP, northwind, person(phone_number="07700 900123"))
    assert outcome.error is None
    assert gathered.keys() == {}
    assert outcome.findings is not None
    assert outcome.findings.is_complete
