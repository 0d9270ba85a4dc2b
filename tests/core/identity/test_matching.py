import pytest

from muniment.core.datamap.model import MatchRule
from muniment.core.identity.matching import can_start, normal_form, probes, rule_for, starts_search

SAME = [
    (MatchRule.FOLDED, "Ann.Lee@Example.com", " ann.lee@example.com\t"),
    (MatchRule.FOLDED, "ann.lee@example.com", "ann.lee\u00a0@example.com"),
    (MatchRule.PHONE, "07700 900123", "+447700900123"),
    (MatchRule.PHONE, "07700 900123", "+44 (0)7700 900-123"),
    (MatchRule.PHONE, "07700900123", "0044 7700 900123"),
    (MatchRule.PHONE, "(01632) 960001", "01632 960 001"),
    (MatchRule.PHONE, "07700 900123", "07700 900123 (mob), call after 6"),
    (MatchRule.PHONE, "07700 900123", "mob: 07700900123x4"),
    (MatchRule.ALPHANUMERIC, "999 000 0018", "9990000018"),
    (MatchRule.ALPHANUMERIC, "a801-200/005001", "A801200005001"),
    (MatchRule.NINO, "QQ 12 34 56 C", "qq123456"),
    (MatchRule.NINO, "QQ123456A", "QQ123456C"),
    (MatchRule.NAME, "Siân O'Brien-Jones", "SIAN OBRIEN JONES"),
    (MatchRule.NAME, "LEE, Ann", "Ann Lee"),
    (MatchRule.NAME, "Łukasz", "lukasz"),
    (MatchRule.DATE, "1980-02-01", "01/02/1980"),
    (MatchRule.DATE, "1980-02-01T00:00:00", "1 February 1980"),
    (MatchRule.POSTCODE, "zz99 3vz", "ZZ993VZ"),
    (MatchRule.EXACT, " LB-17 ", "LB-17"),
]
DIFFERENT = [
    (MatchRule.FOLDED, "ann.lee@example.com", "annlee@example.com"),
    (MatchRule.PHONE, "07700 900123", "07700 900124"),
    (MatchRule.NINO, "QQ123456A", "QQ123457A"),
    (MatchRule.EXACT, "LB-17", "lb-17"),
    (MatchRule.DATE, "1980-02-01", "1980-01-02"),
    (MatchRule.NAME, "Ann Lee", "Anna Lee"),
]


@pytest.mark.parametrize(("rule", "one", "other"), SAME)
def test_two_notations_of_one_value_have_one_normal_form(rule: MatchRule, one: str, other: str) -> None:
    assert normal_form(rule, one) == normal_form(rule, other) is not None


@pytest.mark.parametrize(("rule", "one", "other"), DIFFERENT)
def test_two_values_keep_two_normal_forms(rule: MatchRule, one: str, other: str) -> None:
    assert normal_form(rule, one) != normal_form(rule, other)


@pytest.mark.parametrize(("rule", "one", "other"), SAME)
def test_values_that_match_share_a_probe_so_that_no_system_misses_one(rule: MatchRule, one: str, other: str) -> None:
    if can_start(rule):
        first, second = normal_form(rule, one), normal_form(rule, other)
        assert first is not None
        assert second is not None
        assert probes(rule, first) == probes(rule, second) != ()


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (MatchRule.FOLDED, " \t"),
        (MatchRule.PHONE, "none"),
        (MatchRule.DATE, "31/02/1980"),
        (MatchRule.DATE, "unknown"),
        (MatchRule.NAME, "--"),
        (MatchRule.ALPHANUMERIC, "-./"),
    ],
)
def test_a_value_that_is_none_of_its_kind_has_no_normal_form(rule: MatchRule, value: str) -> None:
    assert normal_form(rule, value) is None


def test_a_date_is_read_in_the_format_of_its_field_first() -> None:
    assert normal_form(MatchRule.DATE, "02.01.80", "%m.%d.%y") == "1980-02-01"


def test_a_name_or_birth_date_never_starts_a_search() -> None:
    assert [starts_search(key) for key in ("name", "date_of_birth", "postcode", "uprn")] == [False] * 4
    assert [starts_search(key) for key in ("email", "nhs_number", "council_tax_account")] == [True] * 3


def test_the_map_may_state_another_rule_than_the_identity_s_own() -> None:
    assert rule_for("email", None) is MatchRule.FOLDED
    assert rule_for("email", MatchRule.EXACT) is MatchRule.EXACT
    assert rule_for("library_card", None) is MatchRule.EXACT
