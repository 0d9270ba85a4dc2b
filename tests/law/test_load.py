"""A slip of the pen in a law file is refused, with the file and the line."""

import hashlib
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path

import pytest

from muniment.core.clocks import counting
from muniment.core.clocks.events import Awaited, ExtensionReason
from muniment.core.values import Nation, Right
from muniment.law import load
from muniment.law.errors import LawFileError
from muniment.law.kinds import KINDS, shape
from muniment.law.provisions import Confidence
from muniment.law.rules import clocks as rules

GOOD = """\
name    = "sample"
title   = "A sample"
kind    = "restart"
selects = "received_on"
before  = "Nothing is held from before."

[[version]]
cite          = "An Act s 1"
url           = "https://example.org/1"
in_force_from = 2020-01-01
in_force_to   = 2020-12-31
text          = \"\"\"One text
cite = "over two lines" \"\"\"
confidence    = "read"

[version.rule]
awaited = "identity"

[[version]]
cite          = "An Act s 2"
url           = "https://example.org/2"
in_force_from = 2021-01-01
known_from    = 2021-06-01
text          = "Another text."
judgement     = ["Is it so?"]
confidence    = "from-memory"
reading       = { text = "As read.", cite = "A guide", url = "https://example.org/3" }

[version.rule]
awaited = "fee"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "sample.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_whole_file_is_read_as_it_stands(tmp_path: Path) -> None:
    provision = load.read_provision(written(tmp_path, GOOD))
    first, second = provision.versions
    assert (provision.name, provision.selects, provision.before) == (
        "sample",
        "received_on",
        "Nothing is held from before.",
    )
    assert first.text == 'One text cite = "over two lines"'
    assert (first.in_force_from, first.in_force_to) == (date(2020, 1, 1), date(2020, 12, 31))
    assert (first.reading, first.judgement, first.known_from) == (None, (), None)
    assert second.rule == rules.Restart(awaited="fee")
    assert second.confidence is Confidence.FROM_MEMORY
    assert second.reading is not None
    assert second.reading.cite == "A guide"


SLIPS = [
    ("an unknown key", 'url           = "https://example.org/1"', 'uri = "https://example.org/1"', 9, "'uri'"),
    ("an unknown key at the head", "selects =", "select =", 4, "'select'"),
    ("an unknown key in a rule", 'awaited = "fee"', 'awaits = "fee"', 30, "'awaits'"),
    ("a missing cite", 'cite          = "An Act s 2"\n', "", 19, "'cite' is missing"),
    ("an empty cite", '"An Act s 2"', '" "', 20, "'cite' is empty"),
    ("a gap", "2020-12-31", "2020-12-30", 22, "days between"),
    ("an overlap", "2020-12-31", "2021-01-01", 22, "overlaps"),
    ("no end though a version follows", "in_force_to   = 2020-12-31\n", "", 7, "needs in_force_to"),
    ("an end before the beginning", "2020-12-31", "2019-12-31", 11, "ends before it begins"),
    ("a day written as text", "in_force_from = 2021-01-01", 'in_force_from = "2021-01-01"', 22, "must be a date"),
    ("a day with a time", "in_force_from = 2021-01-01", "in_force_from = 2021-01-01T00:00:00", 22, "must be a date"),
    ("an unknown confidence", '"from-memory"', '"sure"', 26, "'sure' is not known"),
    ("an address that is none", '"https://example.org/2"', '"example.org/2"', 21, "https://"),
    ("an unknown kind", '"restart"', '"restarts"', 3, "'restarts' is not known"),
    ("an unknown date of the case", '"received_on"', '"heard_on"', 4, "'heard_on' is not known"),
    ("the name of another file", '"sample"', '"simple"', 1, "'sample'"),
    ("a value of another type", 'awaited = "identity"', "awaited = 1", 17, "must be a text"),
    ("an unknown key in a reading", 'cite = "A guide"', 'site = "A guide"', 27, "'site'"),
    ("something after what has not ended", "\n[[version]]\n", 'after = "Ended."\n\n[[version]]\n', 6, "nothing"),
    ("what is not TOML", 'kind    = "restart"', "kind    = restart", 3, "not TOML"),
    ("a text that never ends", "[version.rule]\nawaited = \"fee\"\n", "text = \"\"\"", 29, "not TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "why"), [slip[1:] for slip in SLIPS], ids=[slip[0] for slip in SLIPS])
def test_a_slip_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, why: str) -> None:
    assert old in GOOD
    with pytest.raises(LawFileError) as refused:
        load.read_provision(written(tmp_path, GOOD.replace(old, new, 1)))
    assert (refused.value.file, refused.value.line) == ("sample.toml", line)
    assert why in refused.value.why
    assert str(refused.value).startswith(f"sample.toml:{line}: ")


UNCERTAIN = """
[[version]]
cite         = "An Act s 3"
url          = "https://example.org/4"
commencement = "act-s3"
text         = "A third text."
confidence   = "read"

[version.rule]
awaited = "authority"
"""


def test_law_of_uncertain_commencement_has_no_day_of_its_own(tmp_path: Path) -> None:
    *_, third = load.read_provision(written(tmp_path, GOOD + UNCERTAIN)).versions
    assert (third.in_force_from, third.commencement, third.rule) == (None, "act-s3", rules.Restart(awaited="authority"))


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ('commencement = "act-s3"\n', "", 32, "give either 'in_force_from' or"),
        ("commencement =", "in_force_from = 2022-01-01\ncommencement =", 35, "give either 'in_force_from' or"),
        ('"act-s3"', '"act-s3"\nin_force_to = 2023-01-01', 36, "has no end"),
    ],
)
def test_a_slip_in_law_of_uncertain_commencement_is_refused(
    tmp_path: Path, old: str, new: str, line: int, why: str
) -> None:
    with pytest.raises(LawFileError, match=why) as refused:
        load.read_provision(written(tmp_path, GOOD + UNCERTAIN.replace(old, new)))
    assert refused.value.line == line


def test_a_version_behind_one_of_uncertain_commencement_is_refused(tmp_path: Path) -> None:
    head, first, second = GOOD.split("\n[[version]]")
    uncertain = UNCERTAIN.replace("\n[[version]]", "")
    with pytest.raises(LawFileError, match="stand behind all others") as refused:
        load.read_provision(written(tmp_path, "\n[[version]]".join([head, first, uncertain, second])))
    assert refused.value.line == 19


CONTENTS = GOOD.replace('"restart"', '"contents"').replace("awaited = ", "items = [{ code = 'A', text = 'B' }] #", 1)
LISTED = """items = [
  { code = "A", text = "First" },

  { code = "B", text = "Second", when = ["deceased"], practise = true },
]"""
TABLES = """
[[version.rule.items]]
code = "A"
text = "First"
[[version.rule.items]]
code = "B"
text = 7"""


@pytest.mark.parametrize(("items", "line", "why"), [(LISTED, 33, "'practise'"), (TABLES, 36, "must be a text")])
def test_a_slip_in_a_list_of_things_is_refused_with_its_own_line(
    tmp_path: Path, items: str, line: int, why: str
) -> None:
    with pytest.raises(LawFileError, match=why) as refused:
        load.read_provision(written(tmp_path, CONTENTS.replace('awaited = "fee"', items)))
    assert refused.value.line == line


def test_a_provision_without_versions_is_refused(tmp_path: Path) -> None:
    head = GOOD.partition("\n[[version]]")[0]
    with pytest.raises(LawFileError, match="'version' is missing"):
        load.read_provision(written(tmp_path, head))


@pytest.mark.parametrize("value", ["7", "[]", "[7]"])
def test_versions_that_are_no_tables_are_refused(tmp_path: Path, value: str) -> None:
    head = GOOD.partition("\n[[version]]")[0]
    with pytest.raises(LawFileError, match="'version' must be") as refused:
        load.read_provision(written(tmp_path, f"{head}version = {value}\n"))
    assert refused.value.line == 6


HOLIDAYS = """\
nation     = "sample"
source     = "A list"
url        = "https://example.org/"
known_from = 2025
known_to   = 2026

[holidays]
2025-12-25 = "Christmas Day"
2026-12-25 = "Christmas Day"
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("2026-12-25", "2026-13-25", 9, "is not a day"),
        ("2026-12-25", "2027-12-25", 9, "outside 2025 to 2026"),
        ('2026-12-25 = "Christmas Day"\n', "", 5, "no holiday is listed for 2026"),
        ('"sample"', '"wales"', 1, "'sample'"),
        ("known_to   = 2026", "known_to   = true", 5, "a whole number"),
    ],
)
def test_a_slip_in_the_holidays_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, why: str
) -> None:
    with pytest.raises(LawFileError, match=why) as refused:
        load.read_holidays(written(tmp_path, HOLIDAYS.replace(old, new)))
    assert refused.value.line == line


def test_holidays_are_read_as_they_stand(tmp_path: Path) -> None:
    held = load.read_holidays(written(tmp_path, HOLIDAYS))
    assert held.days == ((date(2025, 12, 25), "Christmas Day"), (date(2026, 12, 25), "Christmas Day"))


@pytest.mark.parametrize("name", load.names())
def test_every_file_of_ours_is_in_order(name: str) -> None:
    provision = load.read_named(name)
    assert provision.versions[-1].in_force_to is None
    assert provision.before


@pytest.mark.parametrize("nation", Nation)
def test_holidays_are_known_for_a_year_and_more_ahead(nation: Nation) -> None:
    held = load.holidays(nation.value)
    assert (held.known_from, held.known_to) == (2018, 2028)
    yearly = {year: sum(day.year == year for day, _ in held.days) for year in range(2018, 2029)}
    assert min(yearly.values()) >= 8


def test_the_law_speaks_of_the_rights_and_reasons_that_the_core_knows() -> None:
    limits = load.provision("uk_gdpr/response_period", rules.TimeLimit).versions
    pauses = load.provision("uk_gdpr/clarification_pause", rules.Pause).versions
    extensions = load.provision("uk_gdpr/response_extension", rules.Extension).versions
    assert all(set(version.rule.rights) == set(Right) for version in limits)
    assert all(set(version.rule.rights) <= set(Right) for version in pauses)
    assert all(set(version.rule.reasons) == set(ExtensionReason) for version in extensions)
    assert {version.rule.method for version in load.provision("rtr/counting", rules.Counting).versions} == {
        counting.METHOD
    }


@pytest.mark.parametrize("what", [Awaited.IDENTITY, Awaited.AUTHORITY, Awaited.FEE])
def test_a_restart_is_named_after_what_it_awaits(what: Awaited) -> None:
    for version in load.provision(f"uk_gdpr/restart_{what}", rules.Restart).versions:
        assert version.rule.awaited == what


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_a_frozen_dataclass_that_some_provision_is_of(kind: str) -> None:
    found = shape(kind)
    assert is_dataclass(found)
    assert found.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert kind in {provision.kind for provision in load.every_provision().values()}


def test_a_provision_is_not_handed_out_as_another_kind() -> None:
    with pytest.raises(LawFileError, match="Pause"):
        load.provision("uk_gdpr/response_period", rules.Pause)


def test_the_hash_is_that_of_all_files_in_order_of_their_paths() -> None:
    paths = sorted(path.relative_to(load.UK).as_posix() for path in load.UK.rglob("*.toml"))
    listed = "".join(f"{hashlib.sha256((load.UK / path).read_bytes()).hexdigest()}  {path}\n" for path in paths)
    assert len(paths) == len(load.names()) + len(Nation)
    assert load.sha256() == hashlib.sha256(listed.encode()).hexdigest()
