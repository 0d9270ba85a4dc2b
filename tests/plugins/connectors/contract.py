"""What every connector must do, as tests: a suite to inherit, run on whatever a `Product` makes.

A test module gives a fixture `product` and a class that inherits `ConnectorContract`:

    class TestFiles(ConnectorContract):
        pass

`Product.make` puts tables of rows into a system of that kind and connects to it. What a kind cannot hold
(documents, bytes, ...) it leaves out of `holds`, and the tests of it are skipped with that reason.
"""

import time
from typing import Protocol

import pytest

from muniment.core.datamap.live import Kind
from muniment.core.datamap.model import MatchRule
from muniment.core.errors import CollectionUnreadable
from muniment.core.finding.ports import Condition, Lookup, System
from muniment.core.identity.matching import normal_form, probes
from tests.plugins.connectors.tables import (
    DOCUMENTS,
    LONG,
    LONG_LOOKUP,
    PEOPLE,
    PLACEMENTS,
    SPELLINGS,
    TYPED,
    Column,
    Made,
    at,
    collection,
    counted,
    first_values,
    found,
    spellings,
    together,
    when,
)


class Product(Protocol):
    """A kind of system under test."""

    holds: frozenset[Kind]
    """The kinds of value it can store as such."""

    def make(self, *tables: Made) -> System:
        """A connected system with these tables; closed by the fixture."""
        ...


class ConnectorContract:
    """The suite."""

    def test_rows_come_with_the_columns_of_the_map_in_its_order(self, product: Product) -> None:
        system = product.make(PEOPLE)
        narrowed = collection("people", at("city"), at("id"))
        with system.session() as session:
            lookup = Lookup(collection=narrowed, conditions=(when("email", "bob@example.com"),))
            assert [tuple(row) for batch in session.rows(lookup) for row in batch] == [("Leeds", 2)]

    def test_a_row_that_meets_several_conditions_comes_once(self, product: Product) -> None:
        system = product.make(PEOPLE)
        asked = (when("id", 1, 2), when("email", "bob@example.com"), when("city", "Leeds"), when("manager", 1))
        with system.session() as session:
            assert first_values(found(session, PEOPLE, *asked)) == [1, 2, 3]

    def test_no_value_matches_nothing(self, product: Product) -> None:
        system = product.make(PEOPLE)
        with system.session() as session:
            for rule in (MatchRule.EXACT, MatchRule.FOLDED, MatchRule.ALPHANUMERIC, MatchRule.PHONE):
                assert found(session, PEOPLE, when("email", "", "null", "None", match=rule)) == []

    def test_keys_of_several_fields_match_together(self, product: Product) -> None:
        system = product.make(PLACEMENTS)
        with system.session() as session:
            asked = together(["child", "episode"], (1, 2), (2, 1), (2, 2))
            assert {row[2] for row in found(session, PLACEMENTS, asked)} == {"b", "c"}
            assert {row[2] for row in found(session, PLACEMENTS, asked, when("home", "d"))} == {"b", "c", "d"}
            assert counted(session, PLACEMENTS, asked) == {("1", "2"): 1, ("2", "1"): 1}

    def test_identical_rows_of_a_table_without_a_key_all_come(self, product: Product) -> None:
        twice = Made(name="visits", columns=(Column(name="card"), Column(name="door")), rows=(("c1", "n"),) * 2)
        system = product.make(twice)
        with system.session() as session:
            assert found(session, twice, when("card", "c1"), when("door", "n")) == [("c1", "n")] * 2

    @pytest.mark.parametrize(
        "key",
        ["O'Brien", "' OR 1=1 --", '"; DROP TABLE people; --', "back\\slash", "100% :x %s {0}", "a,b}", "x" * 10_000],
        ids=lambda key: key[:12],
    )
    def test_a_key_is_only_ever_a_value(self, product: Product, key: str) -> None:
        quoted = Made(
            name="quoted",
            columns=(Column(name="id", kind=Kind.INTEGER), Column(name="name", length=12_000)),
            rows=((1, key), (2, "another")),
        )
        system = product.make(quoted)
        with system.session() as session:
            assert first_values(found(session, quoted, when("name", key))) == [1]
            assert first_values(found(session, quoted, when("name", key, "another"))) == [1, 2]
            assert counted(session, quoted, when("name", key)) == {(key,): 1}

    @pytest.mark.parametrize("key", ["nul\0byte", "half \ud800 pair", "", "\u00a0", "🏠"])
    def test_a_key_no_row_holds_finds_nothing(self, product: Product, key: str) -> None:
        system = product.make(PEOPLE)
        with system.session() as session:
            asked = Condition(fields=(("email",),), match=MatchRule.EXACT, keys=[(key,)])
            assert found(session, PEOPLE, asked) == []
            assert counted(session, PEOPLE, asked) == {}

    @pytest.mark.parametrize(
        "kind", [Kind.INTEGER, Kind.NUMBER, Kind.DATE, Kind.TIMESTAMP, Kind.UUID, Kind.BOOLEAN, Kind.BYTES]
    )
    def test_keys_that_cannot_equal_a_column_of_that_type_are_no_error(self, product: Product, kind: Kind) -> None:
        if kind not in product.holds:
            pytest.skip(f"it holds no {kind}")
        stored, key = TYPED[kind]
        typed = Made(
            name="typed", columns=(Column(name="value", kind=kind), Column(name="note")), rows=((stored, "n"),)
        )
        system = product.make(typed)
        strange = ["x", "ann@example.com", "9" * 400, "-", "1e999", "2000-13-45", "NaN", "0x10", "é", "١", "infinity"]
        with system.session() as session:
            assert found(session, typed, when("value", *strange)) == []
            assert [row[1] for row in found(session, typed, when("value", *strange, key))] == ["n"]
            assert [row[1] for row in found(session, typed, when("value", "x"), when("note", "n"))] == ["n"]
            assert list(counted(session, typed, when("value", *strange, key)).values()) == [1]

    @pytest.mark.parametrize("rule,given,stored", SPELLINGS)
    def test_every_spelling_of_an_identifier_is_found(
        self, product: Product, rule: MatchRule, given: str, stored: str
    ) -> None:
        spelt = Made(
            name="spelt",
            columns=(Column(name="id", kind=Kind.INTEGER), Column(name="value")),
            rows=((1, stored), (2, "nobody"), (3, None)),
        )
        normal = normal_form(rule, given)
        assert normal is not None and normal_form(rule, stored) == normal
        system = product.make(spelt)
        with system.session() as session:
            asked = when("value", *probes(rule, normal), match=rule)
            assert first_values(found(session, spelt, asked)) == [1]
            assert sum(counted(session, spelt, asked).values()) == 1

    @pytest.mark.parametrize(
        "rule", [rule for rule in MatchRule if rule not in {MatchRule.EXACT, MatchRule.NAME, MatchRule.DATE}]
    )
    def test_no_spelling_with_the_same_normal_form_is_missed(self, product: Product, rule: MatchRule) -> None:
        stored = list(enumerate(spellings(rule, 600)))
        spelt = Made(name="spelt", columns=(Column(name="id", kind=Kind.INTEGER), Column(name="value")), rows=stored)
        normals = {id: normal_form(rule, value) for id, value in stored}
        wanted = sorted({normal for normal in normals.values() if normal})[::3]
        assert len(wanted) > 5
        system = product.make(spelt)
        with system.session() as session:
            asked = when("value", *(probe for normal in wanted for probe in probes(rule, normal)), match=rule)
            given = set(first_values(found(session, spelt, asked)))
        missed = {id for id, normal in normals.items() if normal in set(wanted)} - given
        assert [dict(stored)[id] for id in sorted(missed)] == []

    def test_identifiers_kept_as_numbers_are_found(self, product: Product) -> None:
        numbers = Made(
            name="numbers",
            columns=(Column(name="id", kind=Kind.INTEGER), Column(name="nhs", kind=Kind.INTEGER)),
            rows=((1, 9990000018), (2, 9990000026)),
        )
        system = product.make(numbers)
        with system.session() as session:
            asked = when("nhs", "9990000018", match=MatchRule.ALPHANUMERIC)
            assert first_values(found(session, numbers, asked)) == [1]

    def test_fields_inside_documents_and_arrays_are_found(self, product: Product) -> None:
        if Kind.DOCUMENT not in product.holds:
            pytest.skip("it holds no documents")
        system = product.make(DOCUMENTS)
        cases = [
            (when(("doc", "home", "email"), "ann@example.com"), [1]),
            (when(("doc", "home", "email"), "ann@example.com", match=MatchRule.FOLDED), [1, 2]),
            (when(("doc", "home", "o'dd name%"), "x"), [1]),
            (when(("doc", "number"), 5), [1]),
            (when(("doc", "people", "ref"), "p2", "p3"), [1, 2]),
            (when(("doc", "people", "ref"), "P3", match=MatchRule.ALPHANUMERIC), [2]),
            (when("tags", "b"), [1, 2]),
            (when("tags", 'O\'Neil, "x"'), [2]),
            (when("tags", "AB", match=MatchRule.ALPHANUMERIC), [3]),
        ]
        with system.session() as session:
            for asked, rows in cases:
                assert first_values(found(session, DOCUMENTS, asked)) == rows, asked
            assert first_values(found(session, DOCUMENTS, cases[0][0], cases[6][0])) == [1, 2]
            assert counted(session, DOCUMENTS, when("tags", "b", "c", "none")) == {("b",): 2, ("c",): 1}
            assert counted(session, DOCUMENTS, when(("doc", "people", "ref"), "p2")) == {("p2",): 1}

    def test_counts_give_each_key_that_rows_hold(self, product: Product) -> None:
        system = product.make(PEOPLE)
        with system.session() as session:
            assert counted(session, PEOPLE, when("city", "Leeds", "York", "Hull")) == {("Leeds",): 2, ("York",): 1}
            assert counted(session, PEOPLE, when("manager", 1, 9)) == {("1",): 2}

    def test_names_with_capitals_blanks_and_marks_and_reserved_words_are_names(self, product: Product) -> None:
        names = ("Key", "order", "Date Of Birth", "from", "naïve")
        odd = Made(
            name="Group By", columns=tuple(Column(name=name) for name in names), rows=(("k", "o", "d", "f", "n"),)
        )
        system = product.make(odd)
        with system.session() as session:
            for name, value in zip(names, "kodfn", strict=True):
                assert found(session, odd, when(name, value)) == [("k", "o", "d", "f", "n")]
            assert found(session, odd, when("Key", "k", match=MatchRule.FOLDED), when("from", "f"))

    def test_a_hundred_thousand_keys_go_in_one_question(self, product: Product) -> None:
        many = Made(
            name="many",
            columns=(Column(name="id", kind=Kind.INTEGER, is_key=True), Column(name="mail"), Column(name="other")),
            rows=[(number, f"m{number}@example.com", f"o{number}") for number in range(20_000)],
        )
        system = product.make(many)
        with system.session() as session:
            began = time.monotonic()
            assert len(found(session, many, when("id", *range(10_000, 110_000)))) == 10_000
            mails = [f"m{number}@example.com" for number in range(10_000, 110_000)]
            assert len(found(session, many, when("mail", *mails))) == 10_000
            assert len(found(session, many, when("mail", *mails, match=MatchRule.FOLDED))) == 10_000
            assert len(found(session, many, when("mail", *mails), when("other", "o1", "o2"))) == 10_002
            assert time.monotonic() - began < 20, "each of four such questions must take seconds at most"

    def test_rows_come_in_batches(self, product: Product) -> None:
        system = product.make(LONG)
        with system.session() as session:
            sizes = [len(batch) for batch in session.rows(LONG_LOOKUP)]
        assert sum(sizes) == 5_000
        assert max(sizes) <= 2_500

    def test_a_look_up_left_half_read_does_not_disturb_the_next(self, product: Product) -> None:
        system = product.make(LONG, PEOPLE)
        with system.session() as session:
            for _batch in session.rows(LONG_LOOKUP):
                break
            assert first_values(found(session, PEOPLE, when("id", 1))) == [1]
            assert len([row for batch in session.rows(LONG_LOOKUP) for row in batch]) == 5_000

    def test_a_system_gives_several_sessions(self, product: Product) -> None:
        system = product.make(PEOPLE)
        with system.session() as one, system.session() as two:
            assert found(one, PEOPLE, when("id", 1)) == found(two, PEOPLE, when("id", 1))
        with system.session() as again:
            assert len(found(again, PEOPLE, when("id", 1))) == 1

    def test_a_collection_that_is_not_there_is_unreadable_and_the_session_goes_on(self, product: Product) -> None:
        gone = Made(name="gone", columns=(Column(name="id"),))
        system = product.make(PEOPLE)
        with system.session() as session:
            with pytest.raises(CollectionUnreadable, match="gone"):
                found(session, gone, when("id", "1"))
            with pytest.raises(CollectionUnreadable, match="gone"):
                counted(session, gone, when("id", "1"))
            assert len(found(session, PEOPLE, when("id", 1))) == 1
        assert system.live(gone.collection()) is None

    def test_a_column_that_is_not_there_makes_its_collection_unreadable(self, product: Product) -> None:
        system = product.make(PEOPLE)
        wider = Made(name="people", columns=(*PEOPLE.columns, Column(name="shoe_size")))
        with system.session() as session:
            with pytest.raises(CollectionUnreadable, match="shoe_size"):
                found(session, wider, when("id", 1))
            with pytest.raises(CollectionUnreadable, match="shoe_size"):
                found(session, PEOPLE, when("shoe_size", 1))

    def test_what_is_really_there_is_told(self, product: Product) -> None:
        system = product.make(PEOPLE)
        live = system.live(PEOPLE.collection())
        assert live is not None
        assert [column.name for column in live.columns] == ["id", "email", "city", "manager"]
        assert not live.is_view

    def test_plain_text_does_not_fold(self, product: Product) -> None:
        plain = Made(name="plain", columns=(Column(name="code"),), rows=(("Ab",), ("ab",)))
        system = product.make(plain)
        with system.session() as session:
            if not session.folds(plain.collection(), ("code",)):
                assert found(session, plain, when("code", "ab")) == [("ab",)]
            else:
                assert len(found(session, plain, when("code", "ab"))) == 2

    def test_closing_twice_is_no_error(self, product: Product) -> None:
        system = product.make(PEOPLE)
        system.close()
        system.close()
