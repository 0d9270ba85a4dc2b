"""What a lawyer is told to write into a law file can be read, and governs from the day it should."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from muniment.law import load
from tests.docs.pages import ROOT, examples

ENDS, BEGINS, CASES = examples(ROOT / "docs" / "how-to" / "change-a-provision.md", "toml")
FIRST_DAY = date(2027, 4, 1)


def test_the_version_that_is_shown_takes_the_place_of_the_one_before_it(tmp_path: Path) -> None:
    ours = load.UK / "uk_gdpr" / "response_period.toml"
    head, last_begins, rest = ours.read_text(encoding="utf-8").rpartition("in_force_from")
    line, _, more = rest.partition("\n")
    changed = tmp_path / ours.name
    changed.write_text(f"{head}{last_begins}{line}\n{ENDS}{more}\n{BEGINS}", encoding="utf-8")
    provision = load.read_provision(changed)
    assert len(provision.versions) == len(load.read_named("uk_gdpr/response_period").versions) + 1
    assert provision.as_at(FIRST_DAY) == provision.versions[-1]
    assert provision.as_at(FIRST_DAY - timedelta(days=1)) == provision.versions[-2]
    assert (provision.versions[-2].rule.months, provision.versions[-1].rule.months) == (1, 2)


def test_the_cases_that_are_shown_stand_on_both_sides_of_the_change() -> None:
    received = [case["received"] for case in tomllib.loads(CASES)["case"]]
    assert received == [FIRST_DAY - timedelta(days=1), FIRST_DAY]
