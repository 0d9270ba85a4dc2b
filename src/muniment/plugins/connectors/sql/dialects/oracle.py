"""Oracle 19c and later, through oracledb. Not run here: its statements are only shown in tests."""

# ruff: noqa: S608 (names are quoted by SQLAlchemy, keys travel as parameters)

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from muniment.core.datamap.live import Kind, LiveCollection
from muniment.core.datamap.model import MatchRule
from muniment.core.finding.ports import Key, SystemSettings
from muniment.plugins.connectors.sql.dialects import keys as known_keys
from muniment.plugins.connectors.sql.dialects.dialect import (
    BATCH,
    CONNECT_SECONDS,
    Batches,
    Column,
    Driver,
    Elements,
    Extras,
    Fault,
    Operand,
    Table,
)

_DAY, _MOMENT = "YYYY-MM-DD", "YYYY-MM-DD HH24:MI:SS.FF"
_TYPED = {
    Kind.INTEGER: "TO_NUMBER({})",
    Kind.NUMBER: "TO_NUMBER({})",
    Kind.BOOLEAN: "TO_NUMBER({})",
    Kind.DATE: f"TO_DATE({{}}, '{_DAY}')",
    Kind.TIMESTAMP: f"TO_TIMESTAMP({{}}, '{_MOMENT}')",
    Kind.BYTES: "HEXTORAW({})",
}
_LONGEST = 4000  # bytes of VARCHAR2
_NOT_THERE = "the table or a column is not there, or the account may not see it; correct the map, or grant SELECT on it"
_WHY = {
    942: _NOT_THERE,
    904: _NOT_THERE,
    1031: "the account may not read it; grant SELECT on it to the account in the systems file",
    1013: "the statement ran longer than statement_timeout_seconds; add an index, or raise the limit",
    1555: "its changes came too fast to keep one moment in view; search when it is quieter, or enlarge undo",
}
_GONE = {28, 1012, 1017, 1033, 1034, 1045, 1089, 2396, 3113, 3114, 3135, 12170, 12505, 12514, 12541, 12543}
_BLANKS = "' ' || CHR(9) || CHR(10) || CHR(13) || UNISTR('\\00A0')"


class Oracle:
    """What Oracle says its own way; keys travel as one JSON parameter."""

    combines = False

    def engine(self, url: URL, settings: SystemSettings) -> Engine:
        engine = create_engine(
            url,
            pool_size=settings.pool_size,
            max_overflow=1,
            hide_parameters=True,
            connect_args={"tcp_connect_timeout": CONNECT_SECONDS},
        )

        @event.listens_for(engine, "connect")
        def limit(driver: Driver, _record: object) -> None:
            driver.call_timeout = int(settings.statement_timeout_seconds * 1000)

        return engine

    def begin(self, driver: Driver, settings: SystemSettings) -> None:
        """Read-only in Oracle means: everything as at this moment."""
        with driver.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")

    def read(self, driver: Driver, sql: str, parameters: Mapping[str, object]) -> Batches:
        with driver.cursor() as cursor:
            cursor.arraysize = BATCH
            cursor.execute(sql, dict(parameters))
            while batch := cursor.fetchmany(BATCH):
                yield batch

    def rewind(self, driver: Driver) -> None:
        """A failed read leaves the snapshot as it was."""

    def fault(self, error: Exception) -> Fault:
        number = getattr(error.args[0], "code", None) if error.args else None
        if number in _WHY:
            return Fault(is_system=False, why=_WHY[number])
        if number == 1017:
            return Fault(is_system=True, why="it refused the user name or password; correct them in the systems file")
        if number is None or number in _GONE:
            return Fault(is_system=True, why="no connection, or it was cut; check that the server runs and the url")
        return Fault(is_system=False, why=f"the server refused the statement (ORA-{number:05})")

    def extras(self, connection: Connection, schema: str | None, tables: Mapping[str, LiveCollection]) -> Extras:
        """Columns compare letter by letter unless the database was set up otherwise."""
        return {}

    def plain(self, column: Column) -> Operand:
        if column.kind in {Kind.OTHER, Kind.DOCUMENT, Kind.UUID}:
            return Operand(sql=self.text(column))
        return Operand(sql=column.sql, column=column)

    def fitting(self, operand: Operand, key: str) -> str | None:
        if operand.kind is Kind.BOOLEAN:
            truth = known_keys.fitting(Kind.BOOLEAN, key)
            return None if truth is None else str(int(truth == "true"))
        fits = known_keys.fitting(operand.kind, key)
        return fits if fits is not None and len(fits.encode()) <= _LONGEST else None

    def among(self, operands: Sequence[Operand], slot: str, longest: int) -> str:
        whole = len(operands) == 1
        parts = ", ".join(
            f"k{at} VARCHAR2({_LONGEST}) PATH '{'$' if whole else f'$[{at}]'}'" for at, _ in enumerate(operands)
        )
        taken = ", ".join(_TYPED.get(one.kind, "{}").format(f"k{at}") for at, one in enumerate(operands))
        left = operands[0].sql if whole else f"({', '.join(one.sql for one in operands)})"
        return f"{left} IN (SELECT {taken} FROM JSON_TABLE(:{slot}, '$[*]' COLUMNS ({parts})))"

    def parameters(self, operands: Sequence[Operand], keys: Sequence[Key], slot: str) -> dict[str, object]:
        return {slot: json.dumps([key[0] if len(operands) == 1 else key for key in keys])}

    def text(self, column: Column) -> str:
        return column.sql if column.kind is Kind.TEXT else f"TO_CHAR({column.sql})"

    def prepared(self, match: MatchRule, text: str, is_ascii: bool) -> str:
        if match is MatchRule.FOLDED:
            return f"LOWER(TRANSLATE({text}, 'x' || {_BLANKS}, 'x'))"
        if match is MatchRule.PHONE:
            number = f"REGEXP_REPLACE({text}, '([0-9])[^0-9A-Za-z]*[#;A-Za-z].*$', '\\1', 1, 0, 'n')"
            digits = f"REGEXP_REPLACE({number}, '[^0-9]', '')"
            return f"SUBSTR({digits}, GREATEST(-9, -LENGTH({digits})))"
        upper = f"UPPER(TRANSLATE({text}, 'x' || {_BLANKS} || '-./', 'x'))"
        return f"SUBSTR({upper}, 1, 8)" if match is MatchRule.NINO else upper

    def inside(self, column: Column, steps: Sequence[str]) -> str:
        return f"JSON_VALUE({column.sql}, {_path(steps)} NULL ON ERROR)"

    def overlaps(self, column: Column, slot: str) -> str | None:
        return None

    def elements(self, column: Column, parts: Sequence[Sequence[str]]) -> Elements:
        path = "[*]".join(_path(steps)[2:-1] for steps in parts)
        source = f"JSON_TABLE({column.sql}, '${path}' NULL ON ERROR COLUMNS (v VARCHAR2({_LONGEST}) PATH '$')) e"
        return Elements(source=source, value=Operand(sql="e.v"))

    def indexed_form(self, table: Table, operand: Operand) -> Operand:
        return operand

    def explains_index(self, connection: Connection, sql: str, parameters: Mapping[str, object]) -> bool:
        """Its plan table would have to be written to."""
        return False

    def index_on_columns(self, table: Table, columns: Sequence[Column], name: str) -> str:
        return f"CREATE INDEX {name} ON {table.sql} ({', '.join(column.sql for column in columns)})"

    def index_on_expression(self, table: Table, operand: Operand, column: Column, name: str) -> str | None:
        """Not advised, since whether it is there already cannot be asked."""
        return None


def _path(steps: Sequence[str]) -> str:
    inner = "".join("." + json.dumps(step) for step in steps)
    return "'$" + inner.replace("'", "''") + "'"
