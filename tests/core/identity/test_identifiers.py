"""Each kind of identifier: what passes, what does not, and why; samples are published ones or of test ranges."""

import pytest

from muniment.core.errors import UsageError
from muniment.core.identity import matching
from muniment.core.identity.identifiers.checked import IdentifierKind as Kind
from muniment.core.identity.identifiers.checked import Outcome, Reveals
from muniment.core.identity.identifiers.checking import check, mask, normalise
from muniment.core.identity.identifiers.education import learner_check_digit
from muniment.core.identity.identifiers.health import check_digit
from muniment.core.identity.identifiers.travel import mrz_check_digit

VALID = [
    (Kind.NHS_NUMBER, "943 476 5919", "9434765919", None),
    (Kind.NHS_NUMBER, "943-476-5870", "9434765870", None),
    (Kind.NHS_NUMBER, " 401 023 2137\t", "4010232137", None),
    (Kind.CHI_NUMBER, "0211165794", "0211165794", None),
    (Kind.CHI_NUMBER, "040207 0763", "0402070763", None),
    (Kind.CHI_NUMBER, "2902000006", "2902000006", None),  # 29 February 2000; 1900 had none
    (Kind.HEALTH_AND_CARE_NUMBER, "320 000 0007", "3200000007", None),
    (Kind.HEALTH_AND_CARE_NUMBER, "399 000 0004", "3990000004", None),
    (Kind.NINO, "AA 00 00 00 A", "AA000000A", None),
    (Kind.NINO, "aa000000", "AA000000", None),
    (Kind.TEMPORARY_REFERENCE, "11 a1 11 11", "11A11111", None),
    (Kind.UTR, "19558 39661", "1955839661", None),
    (Kind.UTR, "1955839661K", "1955839661", None),
    (Kind.UTR, "k1955839661", "1955839661", None),
    (Kind.UPN, "B801200005001", "B801200005001", "permanent"),
    (Kind.UPN, "k80120000001b", "K80120000001B", "temporary"),
    (Kind.UPN, "N999000000000", "N999000000000", "permanent"),  # an authority stdnum does not know
    (Kind.ULN, "9276308686", "9276308686", None),
    (Kind.UPRN, "999900000001", "999900000001", None),
    (Kind.UPRN, "000000000012", "12", None),
    (Kind.UPRN, "1", "1", None),
    (Kind.USRN, "20000000", "20000000", None),
    (Kind.USRN, "07", "7", None),
    (Kind.POSTCODE, "sw1a1aa", "SW1A 1AA", None),
    (Kind.POSTCODE, "SW1A  1AA", "SW1A 1AA", None),
    (Kind.POSTCODE, "M1 1AE", "M1 1AE", None),
    (Kind.POSTCODE, "B33 8TH", "B33 8TH", None),
    (Kind.POSTCODE, "CR2 6XH", "CR2 6XH", None),
    (Kind.POSTCODE, "DN55 1PT", "DN55 1PT", None),
    (Kind.POSTCODE, "W1A 0AX", "W1A 0AX", None),
    (Kind.POSTCODE, "EC1A 1BB", "EC1A 1BB", None),
    (Kind.POSTCODE, "n1p 2aa", "N1P 2AA", None),
    (Kind.POSTCODE, "GIR0AA", "GIR 0AA", None),
    (Kind.POSTCODE, "bfpo 58", "BFPO 58", "British Forces"),
    (Kind.POSTCODE, "BFPO58", "BFPO 58", "British Forces"),
    (Kind.POSTCODE, "fiqq1zz", "FIQQ 1ZZ", "overseas territory"),
    (Kind.POSTCODE, "GX11 1AA", "GX11 1AA", "overseas territory"),
    (Kind.POSTCODE, "AI-2640", "AI2640", "overseas territory"),
    (Kind.DRIVER_NUMBER, "12345678", "12345678", "Northern Ireland"),
    (Kind.VEHICLE_REGISTRATION, "ab02 cde", "AB02CDE", "current"),
    (Kind.VEHICLE_REGISTRATION, "AB29CDE", "AB29CDE", "current"),
    (Kind.VEHICLE_REGISTRATION, "AB51 CDZ", "AB51CDZ", "current"),
    (Kind.VEHICLE_REGISTRATION, "AB79 CDE", "AB79CDE", "current"),
    (Kind.VEHICLE_REGISTRATION, "A123 BCD", "A123BCD", "prefix"),
    (Kind.VEHICLE_REGISTRATION, "ABC 123D", "ABC123D", "suffix"),
    (Kind.VEHICLE_REGISTRATION, "AZ 1234", "AZ1234", "Northern Ireland"),
    (Kind.VEHICLE_REGISTRATION, "XIZ 1", "XIZ1", "Northern Ireland"),
    (Kind.VEHICLE_REGISTRATION, "A 1", "A1", "dateless"),
    (Kind.VEHICLE_REGISTRATION, "1234 AB", "1234AB", "dateless"),
    (Kind.PASSPORT_NUMBER, "L898902C3 6", "L898902C36", "older, with letters"),
    (Kind.PASSPORT_NUMBER, "0000000000", "0000000000", "digits"),
    (Kind.PNC_ID, "2003/0011985X", "2003/0011985X", None),
    (Kind.PNC_ID, "03/11985x", "03/0011985X", None),
    (Kind.PNC_ID, "03/62845E", "03/0062845E", None),
    (Kind.PNC_ID, "79/163001B", "79/0163001B", None),
    (Kind.PNC_ID, "19790163001B", "1979/0163001B", None),
    (Kind.IBAN, "gb82 west 1234 5698 7654 32", "GB82WEST12345698765432", None),
    (Kind.VAT_NUMBER, "GB 980 7806 84", "GB980780684", "standard"),
    (Kind.VAT_NUMBER, "980780684", "GB980780684", "standard"),
    (Kind.VAT_NUMBER, "XI980780684", "GB980780684", "standard"),
    (Kind.VAT_NUMBER, "GB 980 7806 84 001", "GB980780684001", "branch"),
    (Kind.VAT_NUMBER, "100000034", "GB100000034", "standard"),  # remainder 42: the 9755 scheme
    (Kind.VAT_NUMBER, "100000047", "GB100000047", "standard"),  # remainder 55
    (Kind.VAT_NUMBER, "GB GD 001", "GBGD001", "government department"),
    (Kind.VAT_NUMBER, "HA500", "GBHA500", "health authority"),
    (Kind.COMPANY_NUMBER, "12345", "00012345", None),
    (Kind.COMPANY_NUMBER, "SC 12345", "SC012345", None),
    (Kind.COMPANY_NUMBER, "oc300001", "OC300001", None),
    (Kind.COMPANY_NUMBER, "R0000001", "R0000001", None),
    (Kind.COMPANY_NUMBER, "RS01234A", "RS01234A", None),
    (Kind.CHARITY_NUMBER, "1000000", "1000000", "England and Wales"),
    (Kind.CHARITY_NUMBER, "200000", "200000", "England and Wales"),
    (Kind.CHARITY_NUMBER, "SC000001", "SC000001", "Scotland"),
    (Kind.CHARITY_NUMBER, "nic100000", "NIC100000", "Northern Ireland"),
    (Kind.CHARITY_NUMBER, "100000", "100000", "England and Wales, or Northern Ireland"),
    (Kind.PHONE_NUMBER, "0300 123 1234", "+443001231234", "UK-wide"),
    (Kind.PHONE_NUMBER, "020 7946 0000", "+442079460000", "geographic"),
    (Kind.PHONE_NUMBER, "07624 123456", "+447624123456", "mobile"),
    (Kind.PHONE_NUMBER, "070 0090 0123", "+447000900123", "personal number"),
    (Kind.PHONE_NUMBER, "0800 1111", "+448001111", "freephone or special rate"),  # seven digits, and in use
]

INVALID = [
    (Kind.NHS_NUMBER, "943 476 5918", "last digit"),
    (Kind.NHS_NUMBER, "999 000 0000", "last digit"),  # these nine digits can have no tenth
    (Kind.NHS_NUMBER, "94347659", "ten digits"),
    (Kind.NHS_NUMBER, "９４３４７６５９１９", "ten digits"),  # digits of another script are no digits here
    (Kind.CHI_NUMBER, "0211165795", "last digit"),
    (Kind.CHI_NUMBER, "9434765919", "no date"),  # passes as an NHS number
    (Kind.CHI_NUMBER, "3002000000", "no date"),  # 30 February, with a right check digit
    (Kind.CHI_NUMBER, "2902010001", "no date"),  # 2001 has no 29 February
    (Kind.CHI_NUMBER, "211165794", "nine digits"),
    (Kind.HEALTH_AND_CARE_NUMBER, "943 476 5919", "outside the ranges"),
    (Kind.HEALTH_AND_CARE_NUMBER, "319 999 0002", "outside the ranges"),
    (Kind.HEALTH_AND_CARE_NUMBER, "320 000 0008", "last digit"),
    *((Kind.NINO, f"{prefix}123456A", "never allotted") for prefix in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")),
    *((Kind.NINO, f"{letter}A123456A", "never allotted") for letter in "DFIQUV"),
    *((Kind.NINO, f"A{letter}123456A", "never allotted") for letter in "DFIOQUV"),
    (Kind.NINO, "AA123456E", "A to D"),
    (Kind.NINO, "AA12345A", "A to D"),
    (Kind.NINO, "11A11111", "temporary reference"),
    (Kind.TEMPORARY_REFERENCE, "AA000000", "two digits"),
    (Kind.UTR, "2955839661", "first digit"),
    (Kind.UTR, "195583966", "ten digits"),
    (Kind.UPN, "A801200005001", "first letter"),
    (Kind.UPN, "S801200005001", "I, O and S"),
    (Kind.UPN, "B80120000500I", "I, O and S"),
    (Kind.UPN, "B80120000500", "twelve digits"),
    (Kind.ULN, "9276308687", "last digit"),
    (Kind.ULN, "9434765919", "last digit"),  # an NHS number is never a ULN
    (Kind.ULN, "0276308686", "begin with zero"),
    (Kind.UPRN, "1234567890123", "1 to 12"),
    (Kind.UPRN, "000", "1 to 12"),
    (Kind.UPRN, "12A", "1 to 12"),
    (Kind.USRN, "123456789", "1 to 8"),
    (Kind.DRIVER_NUMBER, "MORGA613054SM9IJ", "16 characters"),  # month 13
    (Kind.DRIVER_NUMBER, "MORGA602314SM9IJ", "no date"),  # 31 February
    (Kind.DRIVER_NUMBER, "MACDO657054SM9IJ", "MC"),
    (Kind.DRIVER_NUMBER, "9MORG657054SM9IJ", "16 characters"),
    (Kind.DRIVER_NUMBER, "MORGA657054SM9I1", "16 characters"),
    (Kind.DRIVER_NUMBER, "MORGA657054SM9IJ3", "16 characters"),
    *((Kind.VEHICLE_REGISTRATION, f"AB{age}CDE", "half-year") for age in ("01", "30", "50", "80")),
    (Kind.PASSPORT_NUMBER, "L898902C37", "check digit"),
    (Kind.PASSPORT_NUMBER, "12345678", "nine characters"),
    (Kind.PASSPORT_NUMBER, "PASSPORTS", "nine characters"),
    (Kind.PNC_ID, "03/11985A", "letter"),
    (Kind.PNC_ID, "03/62845", "a letter"),
    (Kind.PNC_ID, "1803/0011985X", "a year"),
    (Kind.SORT_CODE, "12345", "six digits"),
    (Kind.BANK_ACCOUNT, "12345", "eight digits"),
    (Kind.BANK_ACCOUNT, "12345678901", "eight digits"),
    (Kind.IBAN, "GB83WEST12345698765432", "check digits"),
    (Kind.IBAN, "DE89370400440532013000", "GB"),
    (Kind.IBAN, "GB99WEST12345698765417", "check digits"),  # 02 written as 99: the remainder is right, the digits not
    (Kind.VAT_NUMBER, "802311781", "agree"),
    (Kind.VAT_NUMBER, "GBGD500", "agree"),
    (Kind.VAT_NUMBER, "GBHA499", "agree"),
    (Kind.VAT_NUMBER, "GB1234", "nine or twelve"),
    (Kind.COMPANY_NUMBER, "123456789", "eight digits"),
    (Kind.COMPANY_NUMBER, "XX123456", "two letters"),
    (Kind.CHARITY_NUMBER, "SC123456", "SC0"),
    (Kind.CHARITY_NUMBER, "12345", "six or seven"),
    (Kind.CHARITY_NUMBER, "NIC200000", "NIC1"),
    (Kind.ODS_CODE, "A1", "three to six"),
    (Kind.ODS_CODE, "A123456", "three to six"),
    (Kind.PHONE_NUMBER, "07700", "ten digits"),
    (Kind.PHONE_NUMBER, "0400 123 4567", "ten digits"),  # no range begins with 4
    (Kind.PHONE_NUMBER, "+1 202 555 0100", "no UK"),
    (Kind.PHONE_NUMBER, "+44 none", "no UK"),
    (Kind.PHONE_NUMBER, "Ann Lee", "no UK"),
    (Kind.PHONE_NUMBER, "00000000000", "no UK"),
    *((kind, blank, "Nothing was given") for kind in Kind for blank in ("", " \n")),
]

UNKNOWN = [
    (Kind.DRIVER_NUMBER, "MORGA657054SM9IJ", "not published"),
    (Kind.DRIVER_NUMBER, "MCDON657054SM9IJ 35", "not published"),
    (Kind.DRIVER_NUMBER, "LEE99002290S99AB", "not published"),  # 29 February 2000, and one initial
    (Kind.VEHICLE_REGISTRATION, "101 D 234", "form"),
    (Kind.PASSPORT_NUMBER, "123456789", "alone"),
    (Kind.SORT_CODE, "08-99-99", "table"),
    (Kind.BANK_ACCOUNT, "66374958", "table"),
    *((Kind.BANK_ACCOUNT, digits, "bank to bank") for digits in ("123456", "1234567", "123456789", "1234567890")),
    (Kind.ODS_CODE, "a81001", "ODS list"),
    *((Kind.POSTCODE, f"{area}1 1AA", "form") for area in ("Q", "V", "X", "AI", "AJ", "AZ")),
    *((Kind.POSTCODE, f"M1 1A{letter}", "form") for letter in "CIKMOV"),
    (Kind.POSTCODE, "none", "form"),
    (Kind.PHONE_NUMBER, "01204 12345", "no range"),
    (Kind.COUNCIL_TAX_ACCOUNT, "1234567X", "council"),
    (Kind.PROPERTY_REFERENCE, "123456789012", "council"),
    (Kind.BLUE_BADGE, "ABC123", "council"),
]

NOBODYS = [
    (Kind.NHS_NUMBER, "999 999 9999", Outcome.PLACEHOLDER),  # of the test range, and passes the arithmetic
    (Kind.NHS_NUMBER, "0000000000", Outcome.PLACEHOLDER),
    (Kind.CHI_NUMBER, "1111111111", Outcome.PLACEHOLDER),  # passes the arithmetic, and 11 November 11 is a date
    (Kind.HEALTH_AND_CARE_NUMBER, "3333333333", Outcome.PLACEHOLDER),
    (Kind.ULN, "9999999999", Outcome.PLACEHOLDER),
    *((Kind.NINO, f"{p}123456A", Outcome.PLACEHOLDER) for p in ("OO", "CR", "FY", "MW", "NC", "PP", "PY", "PZ")),
    (Kind.POSTCODE, "ZZ99 3VZ", Outcome.PLACEHOLDER),
    (Kind.COMPANY_NUMBER, "0", Outcome.PLACEHOLDER),
    (Kind.NHS_NUMBER, "999 000 0018", Outcome.TEST_RANGE),
    (Kind.NINO, "QQ 12 34 56 C", Outcome.TEST_RANGE),
    (Kind.PHONE_NUMBER, "07700 900123", Outcome.TEST_RANGE),
    (Kind.PHONE_NUMBER, "01632 960999", Outcome.TEST_RANGE),
]


@pytest.mark.parametrize(("kind", "text", "normal", "variety"), VALID)
def test_what_passes_is_valid_in_its_normal_form(kind: Kind, text: str, normal: str, variety: str | None) -> None:
    checked = check(kind, text)
    assert (checked.outcome, checked.normalised, checked.variety) == (Outcome.VALID, normal, variety)
    assert not checked.issued_for_tests


@pytest.mark.parametrize(("kind", "text", "why"), INVALID)
def test_what_cannot_be_one_is_invalid_with_why_and_nothing_of_it_is_shown(kind: Kind, text: str, why: str) -> None:
    checked = check(kind, text)
    assert (checked.outcome, checked.masked) == (Outcome.INVALID, "******")
    assert why in str(checked.problem)
    assert checked.what_to_do


@pytest.mark.parametrize(("kind", "text", "why"), UNKNOWN)
def test_what_cannot_be_settled_here_is_unknown_and_never_valid(kind: Kind, text: str, why: str) -> None:
    checked = check(kind, text)
    assert checked.outcome is Outcome.UNKNOWN
    assert why in str(checked.problem)
    assert checked.what_to_do


@pytest.mark.parametrize(("kind", "text", "outcome"), NOBODYS)
def test_a_placeholder_or_a_number_for_tests_is_never_valid(kind: Kind, text: str, outcome: Outcome) -> None:
    checked = check(kind, text)
    assert checked.outcome is outcome
    assert checked.issued_for_tests == (outcome is Outcome.TEST_RANGE)
    assert checked.problem and checked.what_to_do


def test_every_kind_has_samples() -> None:
    without_national_form = {Kind.COUNCIL_TAX_ACCOUNT, Kind.PROPERTY_REFERENCE, Kind.BLUE_BADGE}
    never_settled_here = {Kind.SORT_CODE, Kind.BANK_ACCOUNT, Kind.ODS_CODE, *without_national_form}
    assert {kind for kind, *_ in VALID} == set(Kind) - never_settled_here
    assert {kind for kind, *_ in UNKNOWN} >= never_settled_here


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Kind.NINO, "AA000000A", "aa 00 00 00"),
        (Kind.DRIVER_NUMBER, "MORGA657054SM9IJ 35", "MORGA657054SM9IJ"),
        (Kind.PASSPORT_NUMBER, "L898902C36", "L898902C3"),
        (Kind.PNC_ID, "2003/0011985X", "03/11985X"),
        (Kind.PHONE_NUMBER, "+44 (0)7700 900123", "07700 900123 (mob)"),
        (Kind.VAT_NUMBER, "GB980780684", "980 7806 84"),
    ],
)
def test_what_does_not_tell_people_apart_is_no_part_of_the_identity(kind: Kind, one: str, other: str) -> None:
    assert check(kind, one).identity == check(kind, other).identity


def test_the_century_of_a_police_identifier_is_kept_where_given_and_not_guessed() -> None:
    assert normalise(Kind.PNC_ID, "2003/11985X") == "2003/0011985X"
    assert normalise(Kind.PNC_ID, "03/11985X") == "03/0011985X"


def test_a_temporary_pupil_number_is_valid_and_says_what_to_ask_for() -> None:
    checked = check(Kind.UPN, "K80120000001B")
    assert checked.outcome is Outcome.VALID
    assert "temporary" in str(checked.problem)
    assert "permanent" in str(checked.what_to_do)


@pytest.mark.parametrize(
    ("kind", "reveals"),
    [
        (Kind.CHI_NUMBER, {Reveals.BIRTH_DATE, Reveals.SEX}),
        (Kind.DRIVER_NUMBER, {Reveals.BIRTH_DATE, Reveals.SEX, Reveals.NAME}),
        (Kind.PNC_ID, {Reveals.POLICE_RECORD}),
    ],
)
def test_of_an_identifier_that_reveals_its_holder_the_mask_shows_nothing(kind: Kind, reveals: set[Reveals]) -> None:
    text = {Kind.CHI_NUMBER: "0211165794", Kind.DRIVER_NUMBER: "MORGA657054SM9IJ", Kind.PNC_ID: "03/62845E"}[kind]
    checked = check(kind, text)
    assert checked.outcome in {Outcome.VALID, Outcome.UNKNOWN}
    assert (set(checked.reveals), checked.masked) == (reveals, "******")


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        (Kind.NHS_NUMBER, "9434765919", "******919"),
        (Kind.NINO, "QQ123456C", "******56C"),
        (Kind.SORT_CODE, "08-99-99", "******99"),
        (Kind.UPRN, "12", "******"),
        (Kind.POSTCODE, "SW1A 1AA", "SW******"),
        (Kind.POSTCODE, "FIQQ 1ZZ", "******"),
        (Kind.POSTCODE, "ZZ99 3VZ", "******"),
        (Kind.POSTCODE, "Ann Lee", "******"),
        (Kind.VEHICLE_REGISTRATION, "Ann Lee", "******"),
        (Kind.BLUE_BADGE, "Ann Lee", "******"),
        (Kind.NINO, "******", "######"),
        (Kind.NINO, "#", "******"),
    ],
)
def test_the_mask_shows_what_its_kind_allows(kind: Kind, text: str, shown: str) -> None:
    assert mask(kind, text) == shown


@pytest.mark.parametrize("kind", [Kind.COUNCIL_TAX_ACCOUNT, Kind.PROPERTY_REFERENCE, Kind.BLUE_BADGE])
def test_what_each_council_writes_its_own_way_is_checked_by_its_pattern(kind: Kind) -> None:
    pattern = "[0-9]{8}[A-Z]?"
    assert check(kind, "1234 5678-x", pattern=pattern).outcome is Outcome.VALID
    assert check(kind, "1234 567", pattern=pattern).outcome is Outcome.INVALID
    assert check(kind, "123456789", pattern=pattern).outcome is Outcome.INVALID
    assert check(kind, " ", pattern=".*").outcome is Outcome.INVALID
    assert mask(kind, "1234 5678-x", pattern=pattern) == "******78X"


def test_a_pattern_that_is_none_is_refused_with_what_to_write_instead() -> None:
    with pytest.raises(UsageError, match=r"no regular expression.*\[0-9\]\{8\}"):
        check(Kind.BLUE_BADGE, "ABC123", pattern="[0-9")


def test_a_pattern_for_what_has_a_national_form_is_refused() -> None:
    with pytest.raises(UsageError, match=r"'nino'.*Leave the pattern out"):
        check(Kind.NINO, "QQ123456C", pattern=".*")


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, text, *_ in [*VALID, *INVALID, *UNKNOWN, *NOBODYS]])
def test_neither_the_words_nor_the_printed_result_hold_the_identifier(kind: Kind, text: str) -> None:
    checked = check(kind, text)
    for whole in {text.strip(), checked.normalised, checked.identity} - {""}:
        assert len(whole) < 4 or whole not in repr(checked)


def test_check_digits_of_health_and_learner_numbers_are_none_where_there_can_be_none() -> None:
    assert (check_digit("999000000"), check_digit("999000001")) == (None, "8")
    assert (learner_check_digit("927630868"), learner_check_digit("990001000")) == ("6", None)


@pytest.mark.parametrize(("field", "digit"), [("L898902C3", "6"), ("L898902C<", "3"), ("740812", "2"), ("<<<", "0")])
def test_the_check_digit_of_a_passport_is_that_of_its_machine_readable_lines(field: str, digit: str) -> None:
    assert mrz_check_digit(field) == digit


@pytest.mark.parametrize("field", ["", "l898902c3", "L898 902"])
def test_a_field_that_cannot_stand_in_a_passport_has_no_check_digit(field: str) -> None:
    with pytest.raises(UsageError, match="as it is printed"):
        mrz_check_digit(field)


def test_a_kind_is_called_as_the_data_map_calls_its_identity() -> None:
    numbered = {"nhs_number", "nino", "upn", "uln", "uprn", "postcode", "phone_number"}
    assert all(matching.is_known(key) for key in numbered)
    assert numbered <= {kind.value for kind in Kind}
