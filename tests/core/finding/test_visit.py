import pytest

from muniment.core.datamap.model import MatchRule
from muniment.core.errors import AmbiguousSubject, TooManyRows
from muniment.core.finding.plan import plan
from muniment.core.finding.strands import Given
from muniment.core.finding.visit import Arrival, Candidates, Entry, RowNames, Sender, Watch, key_text, lookup
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


def test_blanks_at_the_end_of_a_key_are_sent_as_stored_and_without_and_do_not_matter() -> None:
    entry = Entry(TO_LOG, LOG, folds=False)
    entry.add(("AB1 ",), ANN)
    assert list(entry.condition().keys) == [("AB1 ",), ("AB1",)]
    assert [len(list(entry.arrivals(("x", stored)))) for stored in ("AB1 ", "AB1", "AB1   ", " AB1")] == [1, 1, 1, 0]


def test_rows_are_told_apart_by_content_and_occurrence_whatever_their_key() -> None:
    names = RowNames()
    rows = [("x", 5), ("x", 5), ("y", 5), ("x,y", "z"), ("x", "y,z"), ("A", None), (None, "A")]
    first = [names.name(row) for row in rows]
    assert len(set(first)) == len(rows)
    names.new_lookup()
    assert names.name(("x", 5)) == first[0]


def test_keys_of_several_parts_are_written_so_that_no_two_are_alike() -> None:
    read = key_text(PAIR)
    written = [read((*key, None)) for key in (("x,y", "z"), ("x", "y,z"), ("A", None), (None, "A"), ("A", "\\N"))]
    assert written == ["x\\,y,z", "x,y\\,z", "A,\\N", "\\N,A", "A,\\\\N"]


def test_an_identifier_of_two_people_stops_and_names_them_by_key() -> None:
    candidates = Candidates(PERSON)
    assert all(candidates.admits(0, Given("email", 0), key, (key,)) for key in ("17", "18", "17"))
    (refusal,) = candidates.ambiguous().values()
    assert isinstance(refusal, AmbiguousSubject)
    assert refusal.candidates == ("17", "18")
    assert "d.person:17, d.person:18" in str(refusal)


def test_two_identifiers_of_one_person_do_not_stop() -> None:
    candidates = Candidates(PERSON)
    candidates.admits(0, Given("email", 0), "17", ("17",))
    candidates.admits(0, Given("email", 1), "18", ("18",))
    candidates.admits(1, Given("email", 0), "17", ("17",))
    assert candidates.ambiguous() == {}


def test_only_rows_an_officer_chose_are_the_person() -> None:
    candidates = Candidates(PERSON, frozenset({"18", "19"}))
    assert [candidates.admits(0, Given("email", 0), key, (key,)) for key in ("17", "18", "19")] == [False, True, True]
    assert candidates.ambiguous() == {}


def test_an_identifier_that_leads_to_nobody_an_officer_chose_stops() -> None:
    candidates = Candidates(PERSON, frozenset({"18"}))
    candidates.admits(0, Given("email", 0), "18", ("18",))
    assert not candidates.admits(0, Given("phone", 1), "17", ("17",))
    (refusal,) = candidates.ambiguous().values()
    assert isinstance(refusal, AmbiguousSubject)
    assert (refusal.identity, refusal.candidates) == ("phone", ("17",))


def test_people_without_a_key_stop_too_and_the_map_must_say_it() -> None:
    candidates = Candidates(LOG)
    assert all(candidates.admits(0, Given("email", 0), "", (name,)) for name in ("ann", "bob", "ann"))
    (refusal,) = candidates.ambiguous().values()
    assert "leads to 2 rows of 'd.log'" in str(refusal)
    assert "primary_key: true" in str(refusal)


def test_a_value_that_brings_too_many_rows_is_refused_with_the_path() -> None:
    watch = Watch(LOG, is_subject=False, shared=frozenset({EMAIL.number}), fan_out=3)
    seen = [watch.see(Arrival(EMAIL, ("unknown@example.com",), ANN), 0) for _ in range(4)]
    assert seen == [True, True, True, False]
    refusal = watch.too_many("email -> log.email")
    assert isinstance(refusal, TooManyRows)
    assert "email -> log.email" in str(refusal)


def test_many_rows_by_reference_are_no_reason_to_refuse_unless_they_are_people_or_several_rows_share_the_key() -> None:
    for is_subject, shared, refused in ((False, set(), 0), (True, set(), 2), (False, {TO_LOG.number}, 2)):
        watch = Watch(LOG, is_subject=is_subject, shared=frozenset(shared), fan_out=3)
        seen = [watch.see(Arrival(TO_LOG, ("5",), ANN), 0) for _ in range(5)]
        assert seen.count(False) == refused


def test_one_spelling_does_not_shut_out_another_that_the_system_holds_equal() -> None:
    entry = Entry(TO_LOG, LOG, folds=True)
    entry.add(("ABC",), ANN)
    entry.add(("abc",), BOB)
    assert {arrival.sender for arrival in entry.arrivals(("x", "ABC"))} == {ANN, BOB}


def test_a_row_chosen_settles_its_identifier_and_another_identifier_still_asks() -> None:
    candidates = Candidates(PERSON, frozenset({"17"}))
    shared, own = Given("email", 0), Given("email", 1)
    assert [candidates.admits(0, shared, key, (key,)) for key in ("17", "18")] == [True, False]
    assert candidates.ambiguous() == {}
    assert not candidates.admits(0, own, "19", ("19",))
    refusal = candidates.ambiguous()[0]
    assert isinstance(refusal, AmbiguousSubject)
    assert refusal.candidates == ("19",)
    assert "was not chosen: d.person:19" in str(refusal)


@pytest.mark.parametrize("count", [1, 25])
def test_candidates_beyond_twenty_are_counted(count: int) -> None:
    candidates = Candidates(PERSON)
    for key in range(count):
        candidates.admits(0, Given("email", 0), str(key), (str(key),))
    found = candidates.ambiguous()
    assert len(found) == (count > 1)
    if count > 1:
        assert "and 5 more" in str(found[0])
