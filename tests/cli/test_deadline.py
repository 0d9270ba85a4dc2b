"""`muniment deadline` says the date in a sentence or as JSON, refuses what cannot be, and starts at once."""

import json
import subprocess
import sys
import time
from functools import partial
from typing import Any

import pytest

from tests.cli.call import Call


@pytest.fixture
def run(call: Call) -> Call:
    """The command as it is called."""
    return partial(call, "deadline")


ACCESS = ("--right", "access", "--received", "2026-10-01")


def test_it_says_the_date_in_one_sentence_and_then_why(run: Call) -> None:
    code, out, err = run("--right", "access", "--received", "2026-11-21", "--today", "2026-11-21")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Answer by Monday 21 December 2026."
    assert "Aim to answer by Saturday 19 December 2026." in lines
    assert "UK GDPR arts 12(3) and 12A(1)-(2)" in out
    assert "https://www.legislation.gov.uk/ukpga/2025/18/section/76" in out
    assert "[written from memory; verify]" in out


def test_json_has_the_whole_shape(run: Call) -> None:
    code, out, _ = run(*ACCESS, "--clarification", "2026-10-06:2026-10-15", "--today", "2026-11-21", "--json")
    answer: dict[str, Any] = json.loads(out)
    receipts = answer.pop("receipts")
    assert code == 0
    assert answer == {
        "status": "running",
        "relevant_on": "2026-10-01",
        "due_on": "2026-11-11",
        "safe_on": "2026-11-10",
        "target_on": "2026-11-08",
        "notice_by": "2026-11-11",
        "extended": False,
        "extension_valid": False,
        "days_paused": 10,
        "days_late": 10,
        "working_days_late": 7,
    }
    assert [receipt["question"] for receipt in receipts] == ["When must the request be answered?"]
    assert receipts[0]["law_as_at"] == "2026-10-01"
    assert {"text", "cite", "url"} <= receipts[0]["reasons"][0].keys()


@pytest.mark.parametrize(
    ("words", "gives"),
    [
        (["--id-asked", "2026-10-02"], {"status": "awaiting", "relevant_on": None, "due_on": None}),
        (["--id-asked", "2026-10-02", "--id-received", "2026-10-05"], {"relevant_on": "2026-10-05"}),
        (["--authority-asked", "2026-10-02", "--authority-received", "2026-10-06"], {"relevant_on": "2026-10-06"}),
        (["--fee-asked", "2026-10-02", "--fee-paid", "2026-10-07"], {"due_on": "2026-11-09"}),
        (
            ["--id-asked=2026-10-02", "--id-received=2026-10-05", "--id-asked=2026-10-06", "--id-received=2026-10-08"],
            {"relevant_on": "2026-10-08"},
        ),
        (["--clarification", "2026-10-06"], {"status": "paused", "due_on": None}),
        (
            ["--clarification=2026-10-02:2026-10-02", "--clarification=2026-10-06:2026-10-07"],
            {"days_paused": 3, "due_on": "2026-11-04"},
        ),
        (
            ["--extended-on", "2026-11-02", "--extension-reason", "number"],
            {"extended": True, "extension_valid": True, "due_on": "2027-01-04"},
        ),
        (
            ["--extended-on", "2026-11-03", "--extension-reason", "number"],
            {"extended": True, "extension_valid": False, "due_on": "2026-11-02"},
        ),
        (["--extended-on", "2026-10-20"], {"extended": True, "extension_valid": False}),
        (["--answered", "2026-11-04"], {"status": "closed", "days_late": 2}),
        (["--nation", "scotland"], {"due_on": "2026-11-02"}),
        (["--holiday", "2026-11-02"], {"due_on": "2026-11-03"}),
        (["--regime", "part-3", "--answered", "2026-11-04"], {"due_on": "2026-11-02", "working_days_late": 2}),
    ],
)
def test_each_option_is_heard(run: Call, words: list[str], gives: dict[str, object]) -> None:
    code, out, _ = run(*ACCESS, *words, "--today", "2026-11-21", "--json")
    answer = json.loads(out)
    assert code == 0
    assert {name: answer[name] for name in gives} == gives


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--received", "2026-02-30"], "is not a date. Write it as YYYY-MM-DD"),
        (["--received", "21/11/2026"], "is not a date"),
        (["--received", "20261121"], "is not a date"),
        (["--received", "2026-W47-6"], "is not a date"),
        (["--received", ""], "is not a date"),
        (["--received", "2026-11-22"], "received on 2026-11-22, which is after 2026-11-21"),
        (["--answered", "2026-09-30"], "The answer was given on 2026-09-30, before the request was received"),
        (["--id-asked", "2026-10-06", "--id-received", "2026-10-05"], "before proof of identity was asked for"),
        (["--fee-asked", "2026-10-06", "--fee-paid", "2026-10-05"], "before the fee was asked for"),
        (["--authority-asked", "2026-10-06", "--authority-received", "2026-10-05"], "before evidence of authority"),
        (["--id-received", "2026-10-05"], "no date on which it was asked for is given"),
        (["--clarification", "2026-10-06:2026-10-05"], "before clarification was asked for"),
        (["--clarification", "2026-10-06:"], "is not a date"),
        (["--clarification", "2026-10-06:2026-10-07:2026-10-08"], "is not a date"),
        (["--extension-reason", "complex"], "without --extended-on"),
        (["--extended-on", "2026-10-20", "--extension-reason", "busy"], "'busy' is not one of 'complex', 'number'"),
        (["--right", "to silence"], "is not one of"),
        (["--nation", "wales"], "is not one of"),
        (["--regime", "pecr"], "sets no time for requests"),
        (["--duty", "complaint"], "Give --right for a request, or --duty"),
        (["--acknowledged", "2026-10-02"], "--acknowledged does not go with --right"),
        (["--from", "2026-10-02"], "--from does not go with --right"),
        (["--answered", "2026-10-02T09:00"], "is a day without a time"),
        (["--answered", "soon T"], "is not a date with a time"),
        (["--answered", "2026-W45-2T10:00"], "is not a date with a time"),
        (["--answered", "2026-11-03T10"], "is not a date with a time"),
        (["--answered", "20261103T10:00"], "is not a date with a time"),
        (["--answered", "0001-01-01T00:00+14:00"], "is not a date with a time"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(run: Call, words: list[str], says: str) -> None:
    code, out, err = run(*ACCESS, "--today", "2026-11-21", *words)
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "gives"),
    [
        (
            ["complaint", "--from", "2026-08-01"],
            {"status": "running", "relevant_on": "2026-08-01", "due_on": "2026-09-01", "due_at": None, "days_late": 81},
        ),
        (["complaint", "--from=2026-08-01", "--acknowledged=2026-08-05"], {"status": "closed", "days_late": 0}),
        (["complaint", "--from=2026-08-01", "--answered=2026-09-02"], {"status": "closed", "days_late": 1}),
        (
            ["breach-report", "--from", "2026-10-23T16:20"],
            {"due_at": "2026-10-26T16:00:00+00:00", "safe_at": "2026-10-26T15:20:00+00:00", "due_on": None},
        ),
        (["breach-report", "--from", "2026-10-23T15:20Z"], {"due_at": "2026-10-26T16:00:00+00:00"}),
        (["breach-report", "--from=2026-10-25T01:30+01:00"], {"safe_at": "2026-10-28T00:30:00+00:00"}),
        (["breach-report", "--from=2026-11-18T09:05", "--answered=2026-11-21 10:00"], {"hours_late": 0}),
        (["breach-report", "--from=2026-11-18T09:05", "--answered=2026-11-21 10:01"], {"hours_late": 1}),
        (["breach-report", "--from=2025-08-18T09:05", "--regime=pecr"], {"due_at": "2025-08-19T09:05:00+01:00"}),
        (
            ["indirect-notice", "--from=2026-10-20", "--first-communication=2026-12-09", "--disclosure=2026-11-02"],
            {"due_on": "2026-11-02"},
        ),
        (
            ["prior-consultation", "--from=2026-09-01", "--extended-on=2026-10-01"],
            {"due_on": "2026-12-08", "notice_by": "2026-10-01", "extension_valid": True},
        ),
        (["prior-consultation", "--from=2026-09-01", "--information=2026-09-02"], {"status": "paused"}),
    ],
)
def test_each_duty_has_its_clock(run: Call, words: list[str], gives: dict[str, object]) -> None:
    code, out, err = run("--duty", *words, "--today", "2026-11-21", "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert {name: answer[name] for name in gives} == gives
    assert {"text", "cite", "url"} <= answer["receipts"][0]["reasons"][0].keys()


def test_a_duty_is_said_in_one_sentence_and_then_why(run: Call) -> None:
    code, out, _ = run("--duty", "breach-report", "--from", "2026-11-20T16:20", "--today", "2026-11-20")
    assert code == 0
    assert out.splitlines()[0] == "Report the breach to the Commissioner by Monday 23 November 2026, 17:00 GMT."
    assert "UK GDPR art 33(1)" in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["complaint"], "--from is missing"),
        (["complaint", "--from", "2026-11-22"], "received on 2026-11-22, which is after 2026-11-21"),
        (["complaint", "--from=2026-11-02", "--answered=2026-11-01"], "Its outcome was sent on 2026-11-01, before"),
        (["complaint", "--from=2026-11-02", "--received=2026-11-02"], "--received does not go with --duty"),
        (["complaint", "--from=2026-11-02", "--disclosure=2026-11-02"], "goes with --duty indirect-notice"),
        (["complaint", "--from=2026-11-02", "--regime=part-3"], "goes with --duty breach-report"),
        (["breach-report", "--from", "2026-11-20"], "has no time, and a breach is counted in hours"),
        (["breach-report", "--from", "2026-10-25T01:30"], "is a time that there was twice"),
        (["breach-report", "--from", "2026-03-29T01:30"], "is a time that there never was"),
        (["breach-report", "--from", "2026-11-20T25:00"], "is not a date with a time"),
        (
            ["breach-report", "--from=2026-11-20T09:00", "--answered=2026-11-20T08:00"],
            "before the council became aware",
        ),
        (
            ["prior-consultation", "--from=2026-09-01", "--information=2026-08-31"],
            "before the request for consultation",
        ),
        (["silence", "--from", "2026-11-20"], "is not one of"),
    ],
)
def test_a_duty_that_cannot_be_counted_ends_with_2(run: Call, words: list[str], says: str) -> None:
    code, out, err = run("--duty", *words, "--today", "2026-11-21")
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["breach-report", "--from", "9999-12-30T23:00"], "ends after the year 9999"),
        (["complaint", "--from", "9999-12-30"], "ends after the year 9999"),
    ],
)
def test_a_period_that_ends_after_all_years_is_refused(run: Call, words: list[str], says: str) -> None:
    code, out, err = run("--duty", *words, "--today", "9999-12-31")
    assert (code, out) == (2, "")
    assert says in err


def test_a_breach_is_as_late_in_days_as_the_day_it_is_asked_as_at(run: Call) -> None:
    asked = ("--duty", "breach-report", "--from", "2026-11-03T10:00", "--today", "2026-11-10")
    answer = json.loads(run(*asked, "--json")[1])
    assert (answer["due_at"], answer["days_late"]) == ("2026-11-06T11:00:00+00:00", 4)
    assert {"name": "asked as at", "value": "2026-11-10T23:59+00:00"} in answer["receipts"][0]["facts"]
    assert "and is 4 days late." in " ".join(run(*asked)[1].split())


def test_an_extension_that_does_not_count_leaves_the_officer_the_dates_to_work_by(run: Call) -> None:
    asked = ("--right", "access", "--received", "2026-11-03", "--extended-on", "2026-11-20", "--today", "2026-11-25")
    _, out, _ = run(*asked)
    assert "If it must take longer, tell the person so, with the reason, by Thursday 3 December 2026." in out
    assert "Was the time to answer extended? No: the person must be told" in " ".join(out.split())
    _, out, _ = run(*asked, "--extension-reason", "complex")
    assert "If it must take longer" not in out


def test_lines_fit_a_narrow_terminal_but_for_addresses(run: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = run(*ACCESS, "--clarification", "2026-10-06:2026-10-15", "--extended-on", "2026-10-20")
    assert [line for line in out.splitlines() if len(line) > 80 and "https://" not in line] == []


def test_a_right_that_a_regime_does_not_have_is_refused_with_what_to_check(run: Call) -> None:
    code, _, err = run("--right=portability", "--received=2026-11-03", "--regime=part-3", "--today=2026-11-25")
    assert code == 4
    assert "that of part-3 is not held for requests under the right 'portability'" in err
    assert "Check the right, and the law that the request falls under." in err


def test_a_duty_that_was_none_yet_is_refused_with_4(run: Call) -> None:
    code, out, err = run("--duty", "complaint", "--from", "2026-06-18", "--today", "2026-11-21")
    assert (code, out) == (4, "")
    assert "No law in force for 'dpa_2018/complaint_acknowledgement' on 2026-06-18" in err


@pytest.mark.parametrize(
    ("received", "today", "says"),
    [
        ("2018-05-24", "2026-11-21", "No law in force for 'uk_gdpr/response_period' on 2018-05-24"),
        (
            "2028-12-20",
            "2028-12-20",
            "known from 2018-01-01 to 2028-12-31 only. The date asked for rests on 2029-01-20",
        ),
        ("9999-12-31", "9999-12-31", "known from 2018-01-01 to 2028-12-31 only"),
    ],
)
def test_what_cannot_be_known_is_refused_with_4(run: Call, received: str, today: str, says: str) -> None:
    code, out, err = run("--right", "access", "--received", received, "--today", today)
    assert (code, out) == (4, "")
    assert says in err


def test_without_a_day_it_answers_as_at_the_day_it_is(run: Call) -> None:
    code, out, _ = run("--right", "erasure", "--received", "2019-06-03", "--json")
    answer = json.loads(out)
    assert (code, answer["due_on"], answer["status"]) == (0, "2019-07-03", "running")
    assert answer["days_late"] > 2000


def test_it_starts_at_once_and_loads_no_more_than_it_needs() -> None:
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "muniment",
        "deadline",
        "--right=access",
        "--received=2026-10-01",
    ]
    took = []
    for _ in range(3):
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        took.append(time.perf_counter() - began)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "muniment" in loaded
    assert (
        loaded & {"rich", "pydantic", "sqlalchemy", "duckdb", "yaml", "jinja2", "fideslang", "phonenumbers", "stdnum"}
        == set()
    )
    assert min(took) < 0.6  # aim 0.3; twice that, because importtime and a busy machine cost time
