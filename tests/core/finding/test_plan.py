from muniment.core.finding.plan import plan
from muniment.core.finding.rules import Step, links, reference_rules, subjects
from muniment.core.values import CollectionId
from tests.core.finding.maps import collection, datamap, dataset

PEOPLE = ("person", "id! email@email address_id>address.id")
ADDRESS = ("address", "id! street")
NOTES = ("note", "id! person_id>person.id")


def names(ids: object) -> list[str]:
    return [one.collection for one in ids]  # type: ignore[attr-defined]


def test_an_undirected_reference_goes_up_always_and_down_only_from_data_subjects() -> None:
    rules = reference_rules(datamap(dataset("d", PEOPLE, ADDRESS, NOTES)))
    assert {(rule.source.collection, rule.target.collection, rule.step) for rule in rules} == {
        ("person", "address", Step.UP),
        ("note", "person", Step.UP),
        ("person", "note", Step.DOWN),
    }


def test_a_stated_direction_is_followed_as_written_and_only_so() -> None:
    rules = reference_rules(datamap(dataset("d", ("a", "id!"), ("b", "id! x>>a.id"), ("c", "id! y<a.id"))))
    assert [(rule.source.collection, rule.target.collection) for rule in rules] == [("b", "a"), ("a", "c")]


def test_references_to_all_fields_of_a_composite_key_are_one_link() -> None:
    (link,) = links(
        datamap(dataset("d", ("house", "claim! house!"), ("member", "id! claim>house.claim house>house.house")))
    )
    assert (link.child_fields, link.parent_fields) == ((("claim",), ("house",)), (("claim",), ("house",)))


def test_two_references_to_one_field_are_two_links() -> None:
    both = links(datamap(dataset("d", PEOPLE, ADDRESS, ("bond", "id! one>person.id other>person.id"))))
    assert [link.child_fields for link in both if link.child.collection == "bond"] == [(("one",),), (("other",),)]


def test_data_subjects_are_those_the_map_says_and_those_others_refer_to() -> None:
    told = datamap(
        dataset("d", PEOPLE, ADDRESS, NOTES, ("visit", "id! email@email")),
        dataset("e", collection("e", "index", "id!", subject=True), ("log", "email@email")),
        dataset("f", ("member", "id! email@email surname~user.name")),
        dataset("g", ("loan", "id! email@email title")),
        dataset(
            "i", ("index", "id! name@name"), ("home", "id! postcode@postcode"), ("stay", "id! a>index.id b>home.id")
        ),
        dataset("h", collection("h", "member", "id! email@email name~user.name", subject=False)),
    )
    assert subjects(told) == {
        CollectionId("d", "person"),
        CollectionId("e", "index"),
        CollectionId("f", "member"),
        CollectionId("i", "index"),
    }


def test_collections_are_asked_after_those_that_lead_to_them() -> None:
    told = datamap(
        dataset(
            "d",
            ("item", "id! order_id<order.id product_id>>product.id"),
            ("product", "id!"),
            ("order", "id! person_id<person.id address_id>>address.id"),
            ("address", "id!"),
            ("person", "id! email@email address_id>>address.id"),
        )
    )
    order = names(plan(told, ["email"]).order)
    assert order[0] == "person"
    for earlier, later in (("order", "item"), ("item", "product"), ("order", "address"), ("person", "address")):
        assert order.index(earlier) < order.index(later)


def test_a_cycle_has_an_order_too_and_each_of_its_collections_leads_to_itself() -> None:
    told = datamap(
        dataset("d", ("a", "id! email@email d<d.id"), ("b", "id! a<a.id"), ("c", "id! b<b.id"), ("d", "id! c<c.id"))
    )
    made = plan(told, ["email"])
    assert names(made.order) == ["a", "b", "c", "d"]
    assert all(one in made.leads_to[one] for one in made.order)


def test_what_is_not_searched_is_named_with_its_reason() -> None:
    told = datamap(
        dataset(
            "d",
            PEOPLE,
            ADDRESS,
            ("lonely", "id! name@name"),
            ("cards", "id! library_card@library_card"),
            collection("d", "cabinet", "id! person_id>person.id", paper=True),
        )
    )
    why = {one.id.collection: one.why for one in plan(told, ["email"]).not_searched}
    assert set(why) == {"lonely", "cards", "cabinet"}
    assert "by hand" in why["lonely"]
    assert "library_card" in why["cards"]
    assert "paper" in why["cabinet"]


def test_a_collection_on_paper_leads_nowhere() -> None:
    told = datamap(
        dataset("d", PEOPLE, ADDRESS, collection("d", "box", "id! p>person.id", paper=True), ("file", "id! box<box.id"))
    )
    assert names(plan(told, ["email"]).order) == ["person", "address"]
