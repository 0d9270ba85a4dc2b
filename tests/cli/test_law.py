"""`muniment law` shows one provision, lists all, and names every faulty file of a folder; it starts at once."""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from muniment.cli import law as command
from muniment.law import load
from muniment.law.provisions import Confidence, switches
from tests.cli.call import Call

PERIOD = "uk_gdpr/response_period"


@pytest.fixture
def run(call: Call) -> Call:
    """The command as it is called."""
    return partial(call, "law")


@pytest.fixture
def law_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts law files of a test in the place of Muniment's own."""

    def placed(folder: Path) -> None:
        monkeypatch.setattr(load, "UK", folder)
        load.read_named.cache_clear()
        monkeypatch.setattr(load, "read_named", load.read_named.__wrapped__)

    return placed


UNCERTAIN = """\
name    = "erasure_of_allegations"
title   = "Erasing false allegations"
kind    = "restart"
selects = "received_on"
before  = "No right to have an allegation erased was held before 1 January 2020."
after   = "It was repealed, and nothing is held in its place."

[[version]]
cite          = "An Act s 1"
url           = "https://example.org/1"
in_force_from = 2020-01-01
in_force_to   = 2020-12-31
known_from    = 2020-03-01
text          = "The first words."
confidence    = "secondary"

[version.rule]
awaited = "fee"

[[version]]
cite          = "Another Act s 2"
url           = "https://example.org/2"
commencement  = "another-act"
text          = "The words that may commence."
judgement     = ["Is it so?"]
confidence    = "from-memory"

[version.reading]
text = "As somebody reads it."
cite = "A guide"
url  = "https://example.org/3"

[version.rule]
awaited = "identity"
"""


@pytest.fixture
def uncertain(tmp_path: Path, law_of: Callable[..., None]) -> Path:
    """A folder of law with one provision that ended, and may commence again."""
    folder = tmp_path / "uk"
    (folder / "acts").mkdir(parents=True)
    (folder / "acts" / "erasure_of_allegations.toml").write_text(UNCERTAIN, encoding="utf-8")
    law_of(folder)
    return folder


def test_a_provision_is_shown_with_all_its_versions_in_order(run: Call) -> None:
    code, out, err = run("show", PERIOD)
    assert (code, err) == (0, "")
    said = " ".join(out.split())
    parts = [
        "How long a council has to answer a request uk_gdpr/response_period (time-limit)",
        "chosen by the day on which the request, complaint or consultation was received.",
        "Before: The rights of the General Data Protection Regulation began on 25 May 2018",
        "25 May 2018 to 4 February 2026 [written from memory; verify]",
        "https://www.legislation.gov.uk/eur/2016/679/article/12",
        "Since 5 February 2026 [read at its source]",
        "UK GDPR arts 12(3) and 12A(1)-(2)",
        "Read as: A month is counted from the day of receipt",
        'Rule: Requests under "rights" are answered within "months"',
        "Months 1 Target days 28 Rights access, rectification, erasure",
    ]
    for part in parts:
        _, found, said = said.partition(part)
        assert found == part


@pytest.mark.parametrize(("day", "confidence"), [("2026-02-04", "from-memory"), ("2026-02-05", "read")])
def test_as_at_a_day_only_the_version_in_force_is_shown(run: Call, day: str, confidence: str) -> None:
    code, out, _ = run("show", PERIOD, "--as-at", day, "--json")
    (version,) = json.loads(out)["versions"]
    assert (code, version["confidence"]) == (0, confidence)
    _, text, _ = run("show", PERIOD, "--as-at", day)
    assert len(re.findall(r"\[.*(?:verify|at its source)\]", text)) == 1
    assert "Before:" not in text


def test_json_of_a_provision_has_the_whole_shape(run: Call) -> None:
    code, out, _ = run("show", PERIOD, "--json")
    shown: dict[str, Any] = json.loads(out)
    versions = shown.pop("versions")
    before = shown.pop("before")
    assert code == 0
    assert shown == {
        "name": PERIOD,
        "title": "How long a council has to answer a request",
        "kind": "time-limit",
        "selects": "received_on",
        "after": "",
    }
    assert before.startswith("The rights of")
    first, second = versions
    assert second.pop("text").startswith("A request is answered")
    assert set(second.pop("reading")) == {"text", "cite", "url"}
    assert second == {
        "cite": "UK GDPR arts 12(3) and 12A(1)-(2), inserted by the Data (Use and Access) Act 2025 s 76; "
        "SI 2026/82 reg 2",
        "url": "https://www.legislation.gov.uk/ukpga/2025/18/section/76",
        "in_force_from": "2026-02-05",
        "in_force_to": None,
        "commencement": None,
        "known_from": None,
        "judgement": [],
        "confidence": "read",
        "rule": first["rule"],
    }
    assert first["rule"]["months"] == 1
    assert first["in_force_to"] == "2026-02-04"
    assert first["reading"] is None


def test_the_last_part_of_a_name_is_enough_where_no_other_provision_has_it(run: Call) -> None:
    code, out, _ = run("show", "counting_hours", "--json")
    assert (code, json.loads(out)["name"]) == (0, "rtr/counting_hours")


def test_of_several_with_the_same_last_part_the_highest_is_shown(run: Call) -> None:
    code, out, _ = run("show", "response_period", "--json")
    assert (code, json.loads(out)["name"]) == (0, PERIOD)


def test_a_last_part_of_which_none_is_the_highest_is_refused_with_their_names(run: Call) -> None:
    code, out, err = run("show", "breach_report")
    assert (code, out) == (2, "")
    assert "dpa_2018/breach_report, pecr/breach_report, uk_gdpr/breach_report. Give the whole name." in err


@pytest.mark.parametrize("given", ["uk_gdpr/respons_period", "counting_hour", "Response-Period"])
def test_a_name_that_is_not_there_is_refused_with_names_near_it(run: Call, given: str) -> None:
    code, out, err = run("show", given)
    assert (code, out) == (2, "")
    assert f"There is no provision '{given}'." in err
    assert ("rtr/counting_hours" if "hour" in given else PERIOD) in err


def test_a_name_like_no_other_is_refused_without_guessing(run: Call) -> None:
    code, _, err = run("show", "zzzz")
    assert code == 2
    assert "Near it" not in err
    assert "muniment law list" in err


def test_a_day_for_which_nothing_is_held_is_refused_with_4_and_the_gap(run: Call) -> None:
    code, out, err = run("show", PERIOD, "--as-at", "2018-05-24")
    assert (code, out) == (4, "")
    assert f"No law in force for '{PERIOD}' on 2018-05-24" in err
    assert "the Data Protection Act 1998" in err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--as-at", "24/05/2018"), "is not a date"),
        (("--as-at", "2026-03-01", "--commenced", "2026-03-01"), "is not SWITCH=DATE"),
        (("--as-at", "2026-03-01", "--commenced", "an-act=soon"), "is not a date"),
        (("--commenced", "an-act=2026-03-01"), "without --as-at"),
        (("--as-at", "2026-03-01", "--commenced", "an-act=2026-03-01"), "'an-act' is no uncertain commencement"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_2(run: Call, words: tuple[str, ...], says: str) -> None:
    code, out, err = run("show", PERIOD, *words)
    assert (code, out) == (2, "")
    assert says in " ".join(err.split())


@pytest.mark.usefixtures("uncertain")
def test_law_of_uncertain_commencement_is_in_force_only_where_it_is_switched_on(run: Call) -> None:
    asked = ("show", "erasure_of_allegations", "--as-at", "2027-01-01", "--json")
    code, _, err = run(*asked)
    assert code == 4
    assert "It was repealed" in err
    code, out, _ = run(*asked, "--commenced", "another-act=2027-01-01")
    (version,) = json.loads(out)["versions"]
    assert (code, version["commencement"], version["in_force_from"]) == (0, "another-act", None)
    assert run(*asked, "--commenced", "another-act=2027-01-02")[0] == 4
    code, _, err = run(*asked, "--commenced", "other-act=2027-01-01")
    assert code == 2
    assert "It has: another-act." in err


@pytest.mark.usefixtures("uncertain")
def test_everything_that_a_version_says_is_shown(run: Call) -> None:
    _, out, _ = run("show", "erasure_of_allegations")
    assert out.splitlines()[3:] == [
        "",
        "Before: No right to have an allegation erased was held before 1 January 2020.",
        "",
        "1 January 2020 to 31 December 2020 [known from what others wrote; verify]",
        "  The first words.",
        "  An Act s 1",
        "  https://example.org/1",
        "  Made later than it applies from: nobody could know it before 1 March 2020.",
        '  Rule: The period begins anew on the day that what is "awaited" arrives.',
        "    Awaited  fee",
        "",
        "From the day that 'another-act' is switched on [written from memory; verify]",
        "  The words that may commence.",
        "  Another Act s 2",
        "  https://example.org/2",
        "  Read as: As somebody reads it.",
        "  A guide",
        "  https://example.org/3",
        "  An officer decides: Is it so?",
        '  Rule: The period begins anew on the day that what is "awaited" arrives.',
        "    Awaited  identity",
        "",
        "After: It was repealed, and nothing is held in its place.",
    ]


def test_a_rule_that_lists_nothing_says_so(run: Call, uncertain: Path) -> None:
    edit(uncertain / "acts" / "erasure_of_allegations.toml", '"restart"', '"closed-list"')
    edit(uncertain / "acts" / "erasure_of_allegations.toml", 'awaited = "fee"', "")
    edit(uncertain / "acts" / "erasure_of_allegations.toml", 'awaited = "identity"', "")
    _, out, _ = run("show", "erasure_of_allegations")
    assert out.count("    Nothing is listed.\n") == 2


@pytest.mark.parametrize("name", load.names())
def test_every_provision_of_ours_can_be_shown(run: Call, name: str) -> None:
    code, out, _ = run("show", name)
    assert code == 0
    assert out.count("Rule: ") == len(load.read_named(name).versions)
    assert re.search(r"\b(True|False)\b|\w\(\w+=|<\w+\.", out) is None
    assert json.loads(run("show", name, "--json")[1])["name"] == name


def test_the_list_has_every_provision_once_with_what_is_in_force_today(
    run: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "today", lambda: date(2026, 2, 4))
    code, out, _ = run("list", "--json")
    listed: dict[str, Any] = json.loads(out)
    assert (code, set(listed), listed["as_at"]) == (0, {"as_at", "provisions"}, "2026-02-04")
    assert [one["name"] for one in listed["provisions"]] == list(load.names())
    assert {one["name"]: one for one in listed["provisions"]}[PERIOD] == {
        "name": PERIOD,
        "title": "How long a council has to answer a request",
        "kind": "time-limit",
        "selects": "received_on",
        "versions": 2,
        "in_force_since": "2018-05-25",
        "confidence": "from-memory",
    }


def test_the_list_as_text_stands_under_instruments(run: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "today", lambda: date(2026, 2, 5))
    code, out, _ = run("list")
    lines = out.splitlines()
    headings = [line for line in lines if line and not line.startswith(" ")][:-1]
    assert code == 0
    assert {"UK GDPR", "RTR"} <= set(headings)
    assert len(headings) == len(set(headings))
    assert re.findall(r"^  (\S+)", out, re.MULTILINE) == sorted(load.names(), key=by_place)
    assert re.search(
        rf"^  {PERIOD} +2026-02-05  read\n      How long a council has to answer a request \(time-limit\)$",
        out,
        re.MULTILINE,
    )


def by_place(name: str) -> tuple[str, str]:
    return name.rpartition("/")[0], name


@pytest.mark.usefixtures("uncertain")
def test_a_provision_without_a_version_today_is_listed_as_such(run: Call) -> None:
    _, out, _ = run("list")
    assert re.search(r"erasure_of_allegations\s+not now\n      Erasing false allegations \(restart\)\n", out)
    (listed,) = json.loads(run("list", "--json")[1])["provisions"]
    assert (listed["in_force_since"], listed["confidence"]) == (None, None)


@pytest.mark.parametrize("words", [("show", PERIOD), ("list",), ("check",)], ids=" ".join)
def test_lines_fit_a_narrow_terminal_but_for_addresses(
    run: Call, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = run(*words)
    assert [line for line in out.splitlines() if len(line) > 80 and "https://" not in line] == []


def test_our_own_law_is_in_order_and_counted(run: Call) -> None:
    code, out, _ = run("check", "--json")
    checked: dict[str, Any] = json.loads(out)
    held = [version for provision in load.every_provision().values() for version in provision.versions]
    assert code == 0
    assert checked == {
        "provisions": len(load.names()),
        "versions": len(held),
        "confidence": {mark: sum(one.confidence is mark for one in held) for mark in Confidence},
        "switches": list(switches(load.every_provision().values())),
        "holidays": [
            {"nation": nation, "known_from": 2018, "known_to": 2028}
            for nation in ("england-and-wales", "northern-ireland", "scotland")
        ],
        "refused": [],
        "missing": [],
    }
    code, out, _ = run("check")
    assert (code, out.splitlines()[-1]) == (0, "Every file is in order.")
    assert f"{len(load.names())} provisions with {len(held)} versions" in out


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The law files, copied by somebody who is to change them."""
    return Path(shutil.copytree(load.UK, tmp_path / "copy"))


def edit(file: Path, old: str, new: str) -> int:
    """Changes one place of a file; the line it stands on."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_every_faulty_file_of_a_copy_is_named_with_its_line(run: Call, copy: Path) -> None:
    slips = {
        "holidays/scotland.toml": edit(copy / "holidays" / "scotland.toml", "known_to", "know_to"),
        "rtr/counting.toml": edit(copy / "rtr" / "counting.toml", "method", "methods"),
        "uk_gdpr/response_period.toml": edit(copy / "uk_gdpr" / "response_period.toml", "2026-02-05", "2026-02-06"),
        "uk_gdpr/restart_fee.toml": edit(copy / "uk_gdpr" / "restart_fee.toml", "cite ", "site "),
    }
    slips["uk_gdpr/new.toml.txt"] = 1
    (copy / "uk_gdpr" / "new.toml.txt").write_text(UNCERTAIN, encoding="utf-8")
    (copy / "uk_gdpr" / ".hidden").touch()
    (copy / ".git").mkdir()
    (copy / ".git" / "HEAD").touch()
    (copy / "uk_gdpr" / "restart_identity.toml").unlink()
    code, out, err = run("check", "--folder", str(copy), "--json")
    checked: dict[str, Any] = json.loads(out)
    assert (code, err) == (2, "")
    assert {one["file"]: one["line"] for one in checked["refused"]} == slips
    assert checked["missing"] == ["uk_gdpr/restart_identity.toml"]
    assert checked["provisions"] == len(load.names()) - 4
    assert [one["nation"] for one in checked["holidays"]] == ["england-and-wales", "northern-ireland"]
    code, out, _ = run("check", "--folder", str(copy))
    assert code == 2
    assert "days between this version and the one before have no rule." in out
    assert "'methods' is not a key that belongs here. Known here: method." in out
    assert "does not end in .toml" in out
    assert all(
        any(line.startswith(f"{file}:{number}: ") for line in out.splitlines()) for file, number in slips.items()
    )
    assert out.splitlines()[-1] == "Files refused: 5. Files missing: 1."


def test_a_copy_that_was_changed_and_is_in_order_is_accepted(run: Call, copy: Path) -> None:
    (copy / "acts").mkdir()
    (copy / "acts" / "erasure_of_allegations.toml").write_text(UNCERTAIN, encoding="utf-8")
    code, out, _ = run("check", "--folder", str(copy))
    assert code == 0
    assert "another-act" in out


def test_a_slip_cannot_steer_the_terminal(run: Call, copy: Path) -> None:
    edit(copy / "rtr" / "counting.toml", '"counting"', '"\\u001b[2J"')
    code, out, _ = run("check", "--folder", str(copy))
    assert code == 2
    assert "\x1b" not in out


def test_a_file_that_cannot_be_opened_is_named_and_the_others_are_read(
    run: Call, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_text = Path.read_text

    def refusing(path: Path, **named: str) -> str:
        if path.name == "counting.toml":
            raise PermissionError(13, "Permission denied")
        return read_text(path, **named)

    monkeypatch.setattr(Path, "read_text", refusing)
    code, out, _ = run("check", "--folder", str(copy))
    assert code == 2
    assert out.startswith("rtr/counting.toml:1: the file cannot be read: Permission denied.\n")


def test_a_folder_that_holds_no_law_is_refused(run: Call, tmp_path: Path) -> None:
    code, out, err = run("check", "--folder", str(tmp_path))
    assert (code, out) == (2, "")
    assert "holds no law files" in err
    assert run("check", "--folder", str(tmp_path / "nowhere"))[0] == 2


@pytest.mark.parametrize("words", [("show", PERIOD), ("list",), ("check",)], ids=" ".join)
def test_it_starts_at_once_and_loads_no_more_than_it_needs(words: tuple[str, ...]) -> None:
    took = []
    for _ in range(3):
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "muniment", "law", *words],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        took.append(time.perf_counter() - began)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "muniment" in loaded
    assert loaded & {"rich", "pydantic", "sqlalchemy", "duckdb", "yaml", "jinja2", "fideslang", "phonenumbers"} == set()
    assert min(took) < (0.6 if words[0] == "show" else 1.2)  # aim 0.3; importtime and a busy machine cost time
