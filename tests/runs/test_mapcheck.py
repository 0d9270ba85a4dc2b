"""A map is checked against live systems: what they have, what they lack, and which of them do not answer."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from muniment.core.datamap.checks import Severity
from muniment.core.datamap.model import DataMap
from muniment.core.finding.ports import System, SystemSettings
from muniment.plugins.connectors.sql import SqlConnector
from muniment.plugins.maps.fides import FidesMaps
from muniment.runs.mapcheck import CheckedMap, check_map

MAP = """\
dataset:
  - fides_key: housing
    collections:
      - name: tenant
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - {name: email, data_categories: [user.contact.email], fides_meta: {identity: email}}
          - name: flat_id
            fides_meta: {references: [{dataset: housing, field: flat.id}]}
        muniment: {subject: true}
      - name: flat
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - {name: street, data_categories: [user.contact.address.street]}
      - name: visitor
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - {name: name, data_categories: [user.name], fides_meta: {identity: name}}
  - fides_key: rents
    collections:
      - name: account
        fields:
          - {name: number, fides_meta: {primary_key: true}}
          - name: tenant
            fides_meta:
              references: [{dataset: housing, field: tenant.id}]
"""
HOUSING = """
CREATE TABLE tenant (id INTEGER PRIMARY KEY, email TEXT, flat_id INTEGER);
CREATE TABLE flat (id INTEGER PRIMARY KEY, street TEXT);
CREATE TABLE visitor (id INTEGER PRIMARY KEY, name TEXT);
"""
RENTS = "CREATE TABLE account (number INTEGER PRIMARY KEY, tenant INTEGER);"


@contextmanager
def connected(folder: Path, datamap: DataMap) -> Iterator[dict[str, System]]:
    """Every system of the map, each a SQLite file of its name in the folder."""
    with ExitStack() as open_systems:
        systems: dict[str, System] = {}
        for dataset in datamap.datasets:
            settings = SystemSettings(name=dataset.key, url=f"sqlite:///{folder / dataset.key}.db")
            systems[dataset.key] = SqlConnector().connect(settings, [dataset])
            open_systems.callback(systems[dataset.key].close)
        yield systems


def checked(folder: Path, *, text: str = MAP, **databases: str) -> CheckedMap:
    """What the check says of a map when these databases stand."""
    for name, tables in databases.items():
        with closing(sqlite3.connect(folder / f"{name}.db")) as database:
            database.executescript(tables)
    file = folder / "map.yml"
    file.write_text(text, encoding="utf-8")
    datamap = FidesMaps().read([file])
    with connected(folder, datamap) as systems:
        return check_map(datamap, systems)


def lines(result: CheckedMap, severity: Severity) -> list[tuple[int, str]]:
    """The lines of the map that remarks of a severity stand at, and how each begins."""
    return [(one.place.line, one.what) for one in result.remarks if one.severity is severity]


def test_every_question_of_a_search_is_asked_for_its_index(tmp_path: Path) -> None:
    result = checked(tmp_path, housing=HOUSING, rents=RENTS)
    assert (lines(result, Severity.ERROR), result.unanswered) == ([], {})
    asked = [what.partition(", so")[0] for _, what in lines(result, Severity.ADVICE)]
    assert asked == [
        "no index serves 'email -> tenant.email' of 'housing.tenant'",
        "no index serves the count of 'tenant.flat_id' (who else a row of 'flat' is about) of 'housing.tenant'",
        "no index serves 'tenant -> account.tenant' of 'rents.account'",
    ]
    assert [line for line, _ in lines(result, Severity.ADVICE)] == [7, 8, 24]


def test_an_index_that_is_there_is_not_asked_for(tmp_path: Path) -> None:
    indexed = f"{RENTS} CREATE INDEX by_tenant ON account (tenant);"
    result = checked(tmp_path, housing=HOUSING, rents=indexed)
    assert [line for line, _ in lines(result, Severity.ADVICE)] == [7, 8]


def test_what_only_confirms_leads_nowhere_and_is_said_to_be_unreached(tmp_path: Path) -> None:
    result = checked(tmp_path, housing=HOUSING, rents=RENTS)
    ((line, what),) = lines(result, Severity.WARNING)
    assert (line, what.partition(":")[0]) == (15, "no search reaches 'housing.visitor'")


def test_a_system_that_is_down_is_named_and_the_others_are_checked(tmp_path: Path) -> None:
    result = checked(tmp_path, housing=HOUSING.replace("street TEXT", "road TEXT"))
    assert list(result.unanswered) == ["rents"]
    assert lines(result, Severity.ERROR) == [(14, "'housing.flat' has no column 'street'")]
    assert all("rents" not in one.what for one in result.remarks)


def test_a_column_that_is_gone_is_not_asked_for_an_index(tmp_path: Path) -> None:
    result = checked(tmp_path, housing=HOUSING, rents="CREATE TABLE account (number INTEGER PRIMARY KEY);")
    assert lines(result, Severity.ERROR) == [(24, "'rents.account' has no column 'tenant'")]
    assert [line for line, _ in lines(result, Severity.ADVICE)] == [7, 8]


def test_an_identity_that_may_be_a_slip_is_named_with_the_one_that_may_be_meant(tmp_path: Path) -> None:
    slip = MAP.replace("identity: email", "identity: emial")
    ((line, what),) = lines(checked(tmp_path, text=slip, housing=HOUSING, rents=RENTS), Severity.WARNING)[:1]
    assert line == 7
    assert "'emial' at 'housing.tenant.email' is an identity of this map's own" in what
