from dataclasses import replace
from typing import get_args

import pytest

from muniment.core.bundle.words import legal_reason, why_not_searched
from muniment.core.datamap.model import DataMap
from muniment.core.finding.plan import plan
from muniment.plugins.maps.fides.form import LawfulBasis
from tests.core.finding.maps import collection, datamap, dataset


@pytest.mark.parametrize("basis", get_args(LawfulBasis))
def test_every_lawful_basis_of_a_map_is_told_to_a_resident_in_a_sentence(basis: str) -> None:
    said = legal_reason(basis)
    assert said.endswith(f"({basis.replace('-', ' ')})")
    assert len(said.split()) > 4


def test_a_basis_in_the_council_s_own_words_stays_as_it_is() -> None:
    assert legal_reason("Care Act 2014 section 9") == "Care Act 2014 section 9"


TOLD = [
    (
        datamap(dataset("schools", ("pupil", "id! upn@upn uln@uln"))),
        "It is searched by unique learner number or unique pupil number, and the search was given none",
    ),
    (
        datamap(dataset("library", ("borrower", "id! card@library_card"))),
        "It is searched by library card, and the search was given none",
    ),
    (
        datamap(dataset("schools", ("attendance", "id! day"))),
        "None of the details that the search was given leads to it",
    ),
    (
        datamap(dataset("library", collection("library", "cards", "id!", paper=True))),
        "It is held on paper, and this search read computer records only",
    ),
    (
        datamap(dataset("library", replace(collection("library", "log", "id!"), skip=True))),
        "The council leaves it out of searches like this one",
    ),
]


@pytest.mark.parametrize(("asked", "told"), TOLD)
def test_a_resident_is_told_in_plain_words_why_a_part_was_not_searched(asked: DataMap, told: str) -> None:
    (left_out,) = plan(asked, ["email"]).not_searched
    assert why_not_searched(left_out.why) == told
    assert left_out.why != told


def test_a_reason_in_other_words_stays_as_it_is() -> None:
    assert why_not_searched("Held in the strong room") == "Held in the strong room"
