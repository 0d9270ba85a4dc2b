import pytest

from muniment.core.datamap.model import MatchRule
from muniment.core.errors import AmbiguousSubject, TooManyRows
from muniment.core.finding.plan import plan
from muniment.core.finding.visit import Arrival, Entry, RowNames, Sender, Watch, lookup
from tests.core.finding.maps import datamap, dataset

MAP = datamap(
    dataset(
        "d",
        ("person", "id! email@email phone@phone_number"),
        ("pair", "a! b! person_id<person.id"),
        ("log", "text person_id<person.id"),
    )
)
PERSON, PAIR, LOG = MAP.collections()
PLAN = plan(MAP, ["email", "phone_number"])
EMAIL, PHONE = PLAN.identity_rules
TO_LOG = next(rule for rule in PLAN.reference_rules if rule.target == LOG.id)
ANN, BOB = Sender(0, 0), Sender(1, 0)


def test_a_look_up_asks_by_probe_and_the_row_is_given_to_whom_it_matches() -> None:
    entry = Entry(PHONE, PERSON, folds=False)
    entry.add(("+447700900123",), ANN)
    entry.add(("+447700900124",), BOB)
    (condition,) = lookup(PERSON, [entry]).conditions
    assert (condition.match, condition.fields) == (MatchRule.PHONE, (("phone",),))
    assert list(condition.keys) == [("700900123",), ("700900124",)]
    assert [arrival.sender for arrival in entry.arrivals((1, None, "07700 900 124"))] == [BOB]
    assert list(entry.arrivals((2, None, "+33700900123"))) == []
    assert list(entry.arrivals((3, None, None))) == []


def test_a_row_comes_for_everyone_who_sent_its_key() -> None:
    entry = Entry(TO_LOG, LOG, folds=False)
    entry.add(("5",), ANN)
    entry.add(("5",), BOB)
    assert [arrival.sender for arrival in entry.arrivals(("x", 5))] == [ANN, BOB]


def test_spellings_a_system_holds_equal_are_equal() -> None:
    strict, folding = (Entry(TO_LOG, LOG, folds=folds) for folds in (False, True))
    for entry in (strict, folding):
        entry.add(("Ab1",), ANN)
    assert [len(list(entry.arrivals(("x", "aB1")))) for entry in (strict, folding)] == [0, 1]


def test_rows_are_told_apart_by_key_or_by_content_and_occurrence() -> None:
    pairs, logs = RowNames(PAIR), RowNames(LOG)
    assert pairs.name((1, 2, None)) == "1,2"
    first = [logs.name(("x", 5)), logs.name(("x", 5)), logs.name(("y", 5))]
    assert len(set(first)) == 3
    logs.new_lookup()
    assert logs.name(("x", 5)) == first[0]


def test_an_identifier_of_two_people_stops_and_names_them_by_key() -> None:
    watch = Watch(PERSON, is_subject=True, fan_out=10)
    for key in ("17", "18"):
        assert watch.see(Arrival(EMAIL, ("ann@example.com",), ANN), 0, key)
    (refusal,) = watch.ambiguous().values()
    assert isinstance(refusal, AmbiguousSubject)
    assert refusal.candidates == ("17", "18")
    assert "ann@example.com" not in str(refusal)
    assert "d.person:17, d.person:18" in str(refusal)


def test_two_identifiers_of_one_person_do_not_stop() -> None:
    watch = Watch(PERSON, is_subject=True, fan_out=10)
    watch.see(Arrival(EMAIL, ("ann@example.com",), ANN), 0, "17")
    watch.see(Arrival(EMAIL, ("ann@example.org",), ANN), 0, "18")
    watch.see(Arrival(EMAIL, ("ann@example.com",), BOB), 1, "17")
    assert watch.ambiguous() == {}


def test_a_value_that_brings_too_many_rows_is_refused_with_the_path() -> None:
    watch = Watch(LOG, is_subject=False, fan_out=3)
    seen = [watch.see(Arrival(EMAIL, ("unknown@example.com",), ANN), 0, "") for _ in range(4)]
    assert seen == [True, True, True, False]
    refusal = watch.too_many("email -> log.email")
    assert isinstance(refusal, TooManyRows)
    assert "email -> log.email" in str(refusal)


def test_many_rows_by_reference_are_no_reason_to_refuse_unless_they_are_people() -> None:
    for is_subject, refused in ((False, 0), (True, 2)):
        watch = Watch(LOG, is_subject=is_subject, fan_out=3)
        seen = [watch.see(Arrival(TO_LOG, ("5",), ANN), 0, "") for _ in range(5)]
        assert seen.count(False) == refused


@pytest.mark.parametrize("count", [1, 25])
def test_candidates_beyond_twenty_are_counted(count: int) -> None:
    watch = Watch(PERSON, is_subject=True, fan_out=100)
    for key in range(count):
        watch.see(Arrival(EMAIL, ("x",), ANN), 0, str(key))
    found = watch.ambiguous()
    assert len(found) == (count > 1)
    if count > 1:
        assert "and 5 more" in str(found[0])
