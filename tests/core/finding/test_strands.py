from dataclasses import replace

from muniment.core.finding.plan import plan
from muniment.core.finding.rules import ReferenceRule, Rule, Step
from muniment.core.finding.strands import Given, Paths, Strand, Strands
from tests.core.finding.maps import datamap, dataset

MAP = datamap(
    dataset(
        "d",
        ("person", "id! email@email manager_id>person.id"),
        ("bond", "id! one>person.id other>person.id"),
        ("note", "id! person_id>person.id"),
    )
)
PLAN = plan(MAP, ["email"])
(START,) = PLAN.identity_rules


def rule(source: str, target: str, field: str, step: Step) -> ReferenceRule:
    (one,) = [
        rule
        for rule in PLAN.reference_rules
        if (rule.source.collection, rule.target.collection, rule.step) == (source, target, step)
        and rule.link.child_fields == ((field,),)
    ]
    return one


def walk(*rules: Rule) -> Strand:
    strand = Strand(0)
    for one in rules:
        strand = strand.after(one, PLAN.subjects)
    return strand


def test_the_partner_in_a_relationship_is_another_person_whose_records_are_not_followed() -> None:
    up = rule("bond", "person", "other", Step.UP)
    partner = walk(START, rule("person", "bond", "one", Step.DOWN), up)
    assert partner.other
    assert not partner.may_follow(rule("person", "note", "person_id", Step.DOWN), up)


def test_the_person_found_through_a_child_row_is_the_person() -> None:
    up = rule("note", "person", "person_id", Step.UP)
    strand = Strand(0).after(up, PLAN.subjects)
    assert not strand.other
    assert strand.may_follow(rule("person", "bond", "one", Step.DOWN), up)


def test_the_manager_is_another_person_and_so_are_all_above() -> None:
    up = rule("person", "person", "manager_id", Step.UP)
    manager = walk(START, up)
    assert manager.other
    assert manager.may_follow(up, up)
    assert not manager.may_follow(rule("person", "person", "manager_id", Step.DOWN), up)


def test_those_who_report_to_the_person_are_other_people_whose_records_are_not_followed() -> None:
    down = rule("person", "person", "manager_id", Step.DOWN)
    report = walk(START, down)
    assert report.other
    assert report.may_follow(down, down), "who reports to them is shown too"
    assert not report.may_follow(rule("person", "note", "person_id", Step.DOWN), down)


def test_a_row_reached_down_does_not_lead_back_up_the_same_link() -> None:
    down = rule("person", "bond", "one", Step.DOWN)
    strand = walk(START, down)
    assert not strand.may_follow(rule("bond", "person", "one", Step.UP), down)
    assert strand.may_follow(rule("bond", "person", "other", Step.UP), down)


def test_strands_are_numbered_once() -> None:
    strands = Strands(PLAN.subjects)
    ann, bob = (strands.start(person, Given("email", 0)) for person in (0, 1))
    assert strands.start(0, Given("email", 0)) == ann
    assert strands.after(bob, START) == strands.after(bob, START) != strands.after(ann, START)
    assert strands[strands.after(bob, START)].person == 1


def test_what_a_search_began_with_is_remembered_until_the_first_person() -> None:
    strands = Strands(PLAN.subjects)
    first, second = (strands.start(0, Given("email", number)) for number in (0, 1))
    down = rule("bond", "person", "one", Step.UP)
    assert strands[second].given == Given("email", 1)
    assert strands.after(first, down) == strands.after(second, down)
    assert strands[strands.after(first, down)].given is None


def test_a_path_reads_as_the_steps_taken_and_a_repeated_step_does_not_lengthen_it() -> None:
    paths = Paths()
    down = rule("person", "note", "person_id", Step.DOWN)
    up = rule("person", "person", "manager_id", Step.UP)
    first = paths.after(0, START)
    assert paths.text(paths.after(first, down)) == "email -> person.email -> note.person_id"
    manager = paths.after(first, up)
    assert paths.after(manager, up) == manager


def test_a_list_of_people_leads_back_up_to_those_it_names() -> None:
    down = rule("person", "bond", "one", Step.DOWN)
    many = replace(down.link, holds_many=True)
    up = replace(rule("bond", "person", "one", Step.UP), link=many)
    listed = replace(down, link=many)
    assert walk(START, listed).may_follow(up, listed)
    assert walk(START, listed, up).other
