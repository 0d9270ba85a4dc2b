from muniment.core.finding.review import Known, Reviewer, Sight
from tests.core.finding.maps import collection, person

ROW = Reviewer(
    collection(
        "d",
        "member",
        "id! email@email name@name born@date_of_birth partner~user.name street~user.contact.address.street ref~system",
    )
)
ANN = Known(person(email="ann@example.com", name=("Ann Lee", "Ann Jones"), date_of_birth="1980-02-01"))


def sight(*values: object) -> Sight:
    return ROW.sight((1, *values), ANN)


def test_what_a_row_confirms_and_holds_otherwise_is_told() -> None:
    seen = sight("Ann@Example.com", "JONES Ann", "02/02/1980", None, None, None)
    assert (seen.agrees, seen.differs) == (("email", "name"), ("date_of_birth",))


def test_an_identifier_of_a_kind_that_was_given_but_not_that_one_is_suspect_in_any_row() -> None:
    assert sight("bob@example.com", None, None, None, None, None).suspects == (
        ("email", "not the email that was given"),
    )


def test_a_row_that_confirms_no_identifier_and_holds_one_otherwise_is_suspect_in_every_identifying_field() -> None:
    seen = sight(None, "Ann Lee", "2018-08-13", "Jack Lee", "1 High Street", "x")
    assert (seen.agrees, seen.differs) == (("name",), ("date_of_birth",))
    assert dict(seen.suspects).keys() == {"born", "partner"}
    assert "another date_of_birth" in dict(seen.suspects)["partner"]


def test_a_child_under_the_parent_s_e_mail_is_suspect_by_its_birth_date() -> None:
    assert dict(sight("ann@example.com", "Jack Lee", "2018-08-13", None, None, None).suspects).keys() == {
        "name",
        "born",
    }


def test_an_identifier_of_a_kind_not_given_is_suspect_where_the_row_confirms_none() -> None:
    by_phone = Known(person(phone_number="07700 900123", date_of_birth="1980-02-01"))
    seen = ROW.sight((1, "bob@example.com", "Bob Lee", "1980-02-01", None, None, None), by_phone)
    assert dict(seen.suspects) == {"email": "no email was given, and the row confirms no identifier that was"}


def test_another_name_under_an_e_mail_alone_is_suspect_as_a_household_may_share_it() -> None:
    assert dict(sight("ann@example.com", "Dan Lee", None, None, None, None).suspects).keys() == {"name"}


def test_a_maiden_name_in_a_row_that_confirms_the_birth_date_is_not_suspect() -> None:
    assert sight("ann@example.com", "Ann Smith", "1980-02-01", "Bob Lee", None, None).suspects == ()


def test_a_name_is_suspect_only_where_a_row_is_about_several_people_and_an_address_is_not() -> None:
    seen = sight("ann@example.com", "Ann Lee", None, "Bob Lee", "1 High Street", "x")
    assert seen.suspects == ()
    assert seen.suspects_if_shared == ("partner",)


def test_an_empty_row_has_nothing_to_look_at() -> None:
    assert not sight(None, "", None, None, None, None)
