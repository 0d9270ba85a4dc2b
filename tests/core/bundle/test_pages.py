"""The first page says what was asked, what is held, what was searched, and what is missing."""

from collections.abc import Iterable
from dataclasses import replace

from muniment.core.bundle.held import LONGEST_TEXT, ROWS_SHOWN
from muniment.core.bundle.pages import first_page
from muniment.core.bundle.withheld import Withheld
from muniment.core.finding.findings import Findings, NotSearched
from muniment.core.writing.document import (
    Block,
    BulletList,
    Details,
    Document,
    Heading,
    Notice,
    NumberedList,
    Paragraph,
    SummaryList,
    Table,
    Text,
    Warning,
    runs_of,
)
from tests.findings_folder import DATAMAP, DEADLINE, HOUSEHOLD, LOANS, NOTES, PAPER, PEOPLE, RENT, ROWS, findings


def page(found: Findings, *, reviewed: bool = False, left_out: tuple[Withheld, ...] = ()) -> Document:
    return first_page(found, DATAMAP, deadline=DEADLINE, reviewed=reviewed, left_out=left_out)


def plain(text: Text) -> str:
    return "".join(run.text for run in runs_of(text))


def texts(blocks: Iterable[Block]) -> list[str]:
    """Every text of the blocks, in order."""
    said: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                said.append(block.text)
            case Paragraph() | Warning():
                said.append(plain(block.text))
            case BulletList() | NumberedList():
                said += map(plain, block.items)
            case SummaryList():
                said += [f"{name}: {plain(value)}" for name, value in block.entries]
            case Table():
                said += [block.caption, " | ".join(block.header)]
                said += [" | ".join(map(plain, row)) for row in block.rows]
            case Notice():
                said += [block.title, *texts(block.blocks)]
            case Details():
                said += [block.summary, *texts(block.blocks)]
    return said


def table(document: Document, caption: str) -> Table:
    (found,) = [block for block in document.blocks if isinstance(block, Table) and block.caption.startswith(caption)]
    return found


def test_it_counts_what_is_held_and_says_by_which_kinds_of_identifier_it_was_found() -> None:
    said = texts(page(findings()).blocks)
    assert "We found 66 records about you in 2 of the 3 systems we searched." in said
    assert "Searched for: 2 email addresses and 1 NHS number that you gave or the council knew" in said
    assert "Searched on: 2 November 2026 at 09:05 UTC" in said
    assert f"Answer due: 2 December 2026, by {DEADLINE.cite}" in said


def test_until_it_is_reviewed_a_banner_stands_first_and_names_what_to_look_at() -> None:
    first = page(findings()).blocks[0]
    assert isinstance(first, Notice)
    assert first.title == "Not for release: not reviewed yet"
    said = texts(first.blocks)
    assert "Case notes in Adult social care: 1 record shared with other people and 1 value that may be about somebody "\
           "else" in said  # fmt: skip
    assert "Household members in Housing: 1 record of another person" in said


def test_a_reviewed_page_says_nothing_of_the_review_or_of_how_rows_were_found() -> None:
    said = "\n".join(texts(page(findings(), reviewed=True).blocks))
    for word in ("Not for release", "To review", "search-diary", "why Case notes are here"):
        assert word not in said


def test_findings_that_are_not_whole_say_so_and_name_what_did_not_answer() -> None:
    document = page(findings(unread={RENT: "statement timeout"}))
    said = texts(document.blocks)
    assert said.index("This answer is not complete") < said.index("What the council holds about you")
    assert "Rent payments in Housing: statement timeout" in said
    assert "60, not read to its end" in [plain(row[2]) for row in table(document, "Everything that").rows]


def test_each_system_says_how_it_uses_the_data_and_what_the_map_does_not_state() -> None:
    said = texts(page(findings()).blocks)
    assert "What it is used for: To assess needs and arrange care; To safeguard adults at risk" in said
    assert "Who it is shared with: NHS Exampleshire; Care providers" in said
    assert "How long it is kept: 10 years after care ends" in said
    assert "Where it came from: You, your GP and the hospital" in said
    unstated = "The council’s data map does not state what it is used for, the legal reason, who it is shared with, "
    assert [one for one in said if one.startswith(unstated)]


def test_one_record_is_a_list_of_facts_and_several_are_a_table() -> None:
    document = page(findings())
    said = texts(document.blocks)
    assert "Full name: Ann Lee" in said
    assert "Middle name: Nothing recorded" in said
    household = table(document, "Household members in Housing: all 2 records")
    assert household.header == ("Member ID", "Name", "Relationship", "Phone")
    assert len(table(document, f"Rent payments in Housing: the first {ROWS_SHOWN} of 60 records").rows) == ROWS_SHOWN


def test_a_very_long_text_goes_on_in_the_files() -> None:
    document = page(findings({PEOPLE: [(1, "x" * 100_000, None, None, None)]}, found={}))
    (name,) = [one for one in texts(document.blocks) if one.startswith("Full name")]
    assert len(name) < LONGEST_TEXT + 100
    assert name.endswith("(the text goes on in the files)")


def test_links_lead_to_the_files_of_each_collection_by_their_safe_names() -> None:
    links = [
        run.link
        for block in page(findings()).blocks
        if isinstance(block, Paragraph)
        for run in runs_of(block.text)
        if run.link and "~" in run.link
    ]
    assert len(links) == 3
    assert [(link.split("/")[0], link.rpartition(".")[2]) for link in links] == [
        ("data", "csv"), ("data", "json"), ("found", "json")
    ]  # fmt: skip


def test_everything_searched_is_listed_also_where_nothing_was_found() -> None:
    document = page(findings())
    rows = [[plain(cell) for cell in row] for row in table(document, "Everything that was searched").rows]
    assert ["Library", "Loans", "None"] in rows
    assert len(rows) == len(ROWS)
    assert "Library | Joining cards | Held on paper: look for it by hand." in texts(document.blocks)


def test_only_the_reviewed_page_says_for_a_resident_why_a_part_was_not_searched() -> None:
    why = "held on paper: to be looked for by hand"
    found = replace(findings(), not_searched=(NotSearched(id=PAPER, why=why),))
    assert f"Library | Joining cards | {why}" in texts(page(found).blocks)
    said = texts(page(found, reviewed=True).blocks)
    assert "Library | Joining cards | It is held on paper, and this search read computer records only" in said
    assert "by hand" not in "\n".join(said)


def test_a_person_of_whom_nothing_is_held_is_told_so_and_what_to_do() -> None:
    document = page(findings({id: [] for id in ROWS}, found={}))
    said = texts(document.blocks)
    assert "We searched 3 systems and found no records about you." in said
    assert "tell the council and ask it to search again" in "\n".join(said)
    assert "What the council holds about you" not in said
    assert "How to complain" in said


def test_what_was_left_out_is_told_with_its_reason_and_never_as_nothing_found() -> None:
    left_out = (
        Withheld(id=HOUSEHOLD, field=None, count=2, because="About other people."),
        Withheld(id=NOTES, field="contact.carer", count=1, because="About a carer."),
    )
    rows = ROWS | {HOUSEHOLD: []}
    document = page(findings(rows, found={}), reviewed=True, left_out=left_out)
    said = texts(document.blocks)
    counted = "We found 64 records about you in 2 of the 3 systems we searched. 2 more are left out, for the reasons "
    assert [one for one in said if one.startswith(counted)]
    assert "Household members in Housing, 2 records: About other people." in said
    assert "Contact carer in 1 record: About a carer." in said
    assert "Housing | Household members | 0, 2 left out" in said


def test_when_all_is_left_out_the_page_does_not_say_that_nothing_was_found() -> None:
    nothing = findings({PEOPLE: []}, found={})
    left_out = (Withheld(id=PEOPLE, field=None, count=1, because="Serious harm."),)
    said = texts(page(nothing, reviewed=True, left_out=left_out).blocks)
    assert "We searched 1 system. What we found about you is left out, for the reasons given below." in said
    assert not [one for one in said if "no records about you" in one]
    assert "People in Adult social care, 1 record: Serious harm." in said


def test_rights_and_both_ways_to_complain_are_told() -> None:
    said = "\n".join(texts(page(findings({LOANS: []}, found={})).blocks))
    for words in (
        "correct data",
        "erase data",
        "restrict how",
        "stop using",
        "complain to the council",
        "Commissioner",
    ):
        assert words in said


def test_a_page_without_a_deadline_says_that_it_states_none() -> None:
    document = first_page(findings(), DATAMAP, deadline=None)
    assert "Answer due: Not stated: the search was not told when the request was received." in texts(document.blocks)


def test_a_search_that_asked_nobody_says_so() -> None:
    document = page(replace(findings({}, found={}), identities={}))
    assert "No system was searched." in texts(document.blocks)
