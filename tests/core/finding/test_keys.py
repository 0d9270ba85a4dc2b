import datetime
import uuid
from decimal import Decimal

import pytest

from muniment.core.finding.keys import canonical, folded


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (5, "5"),
        (Decimal("5.00"), "5"),
        (5.0, "5"),
        ("5", "5"),
        (Decimal("5.50"), "5.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("NaN"), "NaN"),
        (-7, "-7"),
        (True, "true"),
        ("AB1   ", "AB1"),
        ("  AB1", "  AB1"),
        ("007", "007"),
        ("", None),
        ("   ", None),
        (None, None),
        (datetime.date(1899, 12, 31), "1899-12-31"),
        (uuid.UUID("6BA7B810-9DAD-11D1-80B4-00C04FD430C8"), "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
        (b"\x00\xff", "00ff"),
        (memoryview(b"a"), "61"),
        (["b", 1], '["b", 1]'),
    ],
)
def test_a_value_travels_under_one_text_whatever_its_type(value: object, key: str | None) -> None:
    assert canonical(value) == key


def test_folding_leaves_case_and_accents_out_as_such_databases_do() -> None:
    assert folded(("É1-a", "B")) == folded(("e1-A", "b")) == ("e1-a", "b")
