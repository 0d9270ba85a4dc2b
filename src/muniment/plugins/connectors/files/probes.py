"""Conditions as DuckDB SQL: what of a column is compared with the keys, by the table of core.identity.matching.

A condition may let through rows that do not match (the core decides), and never holds one back that does.
"""

import string
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from muniment.core.datamap.model import FieldPath, MatchRule
from muniment.core.identity.matching import BLANKS, NINO_PROBE_CHARACTERS, PHONE_PROBE_DIGITS, SEPARATORS

SHORT_LIST = 2
"""Elements of a list that are compared one by one; a row with a longer list is let through for the core to decide.

DuckDB's own list_has_any compares every key with every row: ten seconds for a thousand keys and a million rows,
where this takes a tenth of one.
"""

EXTENSION = "([0-9])[^0-9A-Za-z]*[#;A-Za-z].*$"
"""What follows a telephone number that is not part of it: "ext 204", "#12", "(after 6pm)"."""

_WHITE = string.whitespace + "\u00a0\u2002\u2003\u2009\u3000"
_FRACTIONS = ("DOUBLE", "FLOAT", "DECIMAL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What is compared: a form of the column, and the same form of a key, given the SQL that names the key."""

    of_column: str
    of_key: Callable[[str], str]
    is_list: bool = False

    def among(self, name: str, keys: str) -> str:
        """The condition that `name`, which holds the column's form, is among the keys of a subquery."""
        if not self.is_list:
            return f"{name} IN {keys}"
        compared = " OR ".join(f"{name}[{at}] IN {keys}" for at in range(1, SHORT_LIST + 1))
        return f"(len({name}) > {SHORT_LIST} OR {compared})"


def of_value(column: str, type: str, match: MatchRule) -> Probe:
    """The probe of a column of a plain type."""
    name = quoted(column)
    is_text = type == "VARCHAR" or type.startswith("ENUM")
    if match is MatchRule.EXACT and type == "BLOB":
        return Probe(of_column=f"lower(hex({name}))", of_key=lambda key: f"lower({key})")
    if match is MatchRule.EXACT and not is_text:
        return Probe(of_column=name, of_key=lambda key: f"TRY_CAST({key} AS {type})")
    text = f"CAST({name} AS VARCHAR)"
    if type.startswith(_FRACTIONS):  # 9990000001.0 is the number 9990000001, written by a spreadsheet
        text = f"CASE WHEN {name} = floor({name}) THEN CAST(TRY_CAST({name} AS HUGEINT) AS VARCHAR) ELSE {text} END"
    return Probe(of_column=_form(text, match), of_key=lambda key: _form(key, match))


def of_document(document: str, path: FieldPath, match: MatchRule) -> Probe:
    """The probe of a path in a JSON document; at each step there may be a list."""
    steps = "".join(f".{_member(name)}{{}}" for name in path)
    several = [f"json_extract_string({document}, {literal('$' + steps.format(*at))})" for at in _lists(len(path))]
    values = f"list_append(flatten([{', '.join(several[1:])}]), {several[0]})"
    form = _form if match is not MatchRule.EXACT else _number_or_text
    return Probe(
        of_column=f"list_transform({values}, lambda x: {form('x', match)})",
        of_key=lambda key: form(key, match),
        is_list=True,
    )


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _lists(depth: int) -> list[tuple[str, ...]]:
    """Where lists may stand on the way, none first; braces of names are doubled so that format leaves them."""
    return list(product(("", "[*]"), repeat=depth))


def _member(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("{", "{{").replace("}", "}}") + '"'


def _number_or_text(text: str, match: MatchRule) -> str:
    """Numbers as numbers, since 5, 5.0 and 5e0 are one key; texts that look like numbers go with them."""
    return f"coalesce(CAST(TRY_CAST({text} AS DOUBLE) AS VARCHAR), {_form(text, match)})"


def _form(text: str, match: MatchRule) -> str:
    number = f"regexp_replace({text}, {literal(EXTENSION)}, '\\1', 's')"
    compact = f"upper(translate({text}, {literal(BLANKS + SEPARATORS)}, ''))"
    forms = {
        MatchRule.EXACT: f"trim({text}, {literal(_WHITE)})",
        MatchRule.FOLDED: f"lower(translate({text}, {literal(BLANKS)}, ''))",
        MatchRule.PHONE: f"right(regexp_replace({number}, '[^0-9]', '', 'g'), {PHONE_PROBE_DIGITS})",
        MatchRule.NINO: f"left({compact}, {NINO_PROBE_CHARACTERS})",
    }
    return f"nullif({forms.get(match, compact)}, '')"  # what has no form is nobody's
