"""The floor: the same rows by hand-written SQL on one open connection, written as the same files.

It knows the schema by heart, keeps everything in memory, notes no reasons and proves nothing; the files
that are not rows (first page, manifest, reasons) are handed to it ready-made and only written.
"""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.access import city
from benchmarks.access.timing import case, report

DATASET = "postgres_example_test_dataset"

Rows = list[tuple[Any, ...]]
COLUMNS = {
    "address": "city, house, id, state, street, zip",
    "customer": "address_id, created, email, id, name",
    "employee": "address_id, email, id, name",
    "login": "customer_id, id, time",
    "orders": "customer_id, id, shipping_address_id",
    "order_item": "order_id, product_id, quantity",
    "payment_card": "billing_address_id, ccn, code, customer_id, id, name, preferred",
    "product": "id, name, price",
    "report": "email, id, month, name, total_visits, year",
    "service_request": "alt_email, closed, email, employee_id, id, opened",
    "visit": "email, last_visit",
}
FOLDED = "lower(translate({}, E' \\t\\n\\r\\u00a0', ''))"


def answer(
    database: psycopg.Connection[Any], emails: Sequence[str], folders: Sequence[Path], others: Mapping[Path, bytes]
) -> int:
    """Finds what is held on these people as one set, and writes each a folder; the number of rows written."""
    held = _closure(database, [email.strip().lower() for email in emails])
    database.commit()
    written = 0
    for number, folder in enumerate(folders):
        data = folder / "data" / DATASET
        data.mkdir(parents=True)
        for table, rows in held[number].items():
            if rows:
                _write(data, table, rows)
                written += len(rows)
    for path, content in others.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return written


def _closure(database: psycopg.Connection[Any], emails: Sequence[str]) -> dict[int, dict[str, Rows]]:
    held: dict[int, dict[str, Rows]] = defaultdict(dict)
    people = {email: [number] for number, email in enumerate(emails)}

    def get(table: str, *keys: tuple[str, int, Mapping[Any, list[int]]], folded: bool = False) -> dict[int, Rows]:
        """The rows whose column (by name and position) holds a key, shared out to the people who sent it."""
        names = [FOLDED.format(name) if folded and "email" in name else name for name, _, _ in keys]
        where = " OR ".join(f"{name} = ANY(%s)" for name in names)
        found: dict[int, Rows] = defaultdict(list)
        for row in database.execute(
            f"SELECT {COLUMNS[table]} FROM {table} WHERE {where}".encode(), [list(wanted) for _, _, wanted in keys]
        ):
            for number in {one for _, at, wanted in keys for one in wanted.get(row[at], ())}:
                found[number].append(row)
        for number, rows in found.items():
            held[number][table] = rows
        return found

    customers = get("customer", ("email", 2, people), folded=True)
    employees = get("employee", ("email", 1, people), folded=True)
    customer_ids, employee_ids = _owners(customers, 3), _owners(employees, 2)
    get("login", ("customer_id", 0, customer_ids))
    orders = get("orders", ("customer_id", 0, customer_ids))
    items = get("order_item", ("order_id", 0, _owners(orders, 1)))
    cards = get("payment_card", ("customer_id", 3, customer_ids))
    get("product", ("id", 0, _owners(items, 1)))
    get("report", ("email", 0, people), folded=True)
    get(
        "service_request", ("email", 2, people), ("alt_email", 0, people), ("employee_id", 3, employee_ids), folded=True
    )
    get("visit", ("email", 0, people), folded=True)
    get("address", ("id", 2, _owners(customers, 0, employees, 0, orders, 2, cards, 0)))
    return held


def _owners(*found_at: Any) -> dict[Any, list[int]]:
    """For each key in the found rows, the people who have it; arguments are rows and position in turn."""
    owners: dict[Any, set[int]] = defaultdict(set)
    for found, at in zip(found_at[::2], found_at[1::2], strict=True):
        for number, rows in found.items():
            for row in rows:
                owners[row[at]].add(number)
    return {key: list(numbers) for key, numbers in owners.items() if key is not None}


def _write(folder: Path, table: str, rows: Rows) -> None:
    names = COLUMNS[table].split(", ")
    encode: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
    (folder / f"{table}.json").write_text(
        "[\n" + ",\n".join(encode(dict(zip(names, row, strict=True))) for row in rows) + "\n]\n"
    )
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows(rows)
    (folder / f"{table}.csv").write_text(text.getvalue())


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, Decimal) else str(value.isoformat())


def main() -> None:
    this = case()
    emails = [city.email(one) for one in this.customers]
    data = f"data/{DATASET}/"
    files = (one for one in this.reference.rglob("*") if one.is_file() and data not in one.as_posix())
    others = {str(one.relative_to(this.reference)): one.read_bytes() for one in files}
    with psycopg.connect(this.url) as database:

        def once(out: Path) -> int:
            folders = [out] if len(emails) == 1 else [out / str(one) for one in this.customers]
            return answer(database, emails, folders, {out / name: content for name, content in others.items()})

        report(this, once)


if __name__ == "__main__":
    main()
