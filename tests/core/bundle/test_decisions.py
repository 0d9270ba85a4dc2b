"""A file of decisions is read strictly: what it does not say clearly is an error that names the decision."""

from typing import Any

import pytest

from muniment.core.bundle.decisions import Decision, Do, Scope, read_decisions
from muniment.core.errors import UsageError

ONE = {"do": "release", "dataset": "housing", "collection": "rent", "because": "Yours."}


def read(*decisions: object, **whole: object) -> tuple[Decision, ...]:
    values = {"manifest_sha256": "AB" * 32, "reviewed_by": "DPO", "decisions": list(decisions)} | whole
    return read_decisions(values).decisions


SCOPES: list[tuple[dict[str, Any], Scope]] = [
    ({}, Scope.COLLECTION),
    ({"collection": "*"}, Scope.COLLECTIONS),
    ({"dataset": "*", "collection": "*"}, Scope.COLLECTIONS),
    ({"field": "amount"}, Scope.ROW_OR_FIELD),
    ({"collection": "*", "field": "amount"}, Scope.ROW_OR_FIELD),
    ({"key": "17"}, Scope.ROW_OR_FIELD),
    ({"row": 3}, Scope.ROW_OR_FIELD),
    ({"row": 3, "field": "amount"}, Scope.CELL),
]


@pytest.mark.parametrize(("more", "scope"), SCOPES)
def test_what_a_decision_names_is_its_scope(more: dict[str, Any], scope: Scope) -> None:
    (decision,) = read(ONE | more)
    assert decision.scope is scope
    assert decision.do is Do.RELEASE
    assert decision.because == "Yours."


WRONG: list[tuple[object, str]] = [
    ("release", "Decision 1 is not a JSON object"),
    (ONE | {"colection": "rent"}, "Decision 1 has 'colection', but may only have: do, dataset"),
    ({key: ONE[key] for key in ONE if key != "because"}, "Decision 1 needs 'because'"),
    (ONE | {"because": "  "}, "Decision 1 needs 'because'"),
    (ONE | {"do": "delete"}, "Decision 1 needs 'do'"),
    (ONE | {"do": None}, "Decision 1 needs 'do'"),
    (ONE | {"dataset": 7}, "Decision 1 needs 'dataset'"),
    (ONE | {"field": None}, "Decision 1 needs 'field'"),
    (ONE | {"key": ""}, "Decision 1 needs 'key'"),
    (ONE | {"key": 17}, "Decision 1 needs 'key'"),
    (ONE | {"row": 0}, "'row' that is not a whole number from 1"),
    (ONE | {"row": True}, "'row' that is not a whole number from 1"),
    (ONE | {"row": 1, "key": "17"}, "gives both 'key' and 'row'"),
    (ONE | {"row": 1, "collection": "*"}, "is about one row, so it must name"),
]


@pytest.mark.parametrize(("decision", "said"), WRONG)
def test_a_decision_that_is_not_clear_is_an_error(decision: object, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(decision)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        ({"decisions": {}}, "no list 'decisions'"),
        ({"reviewed_by": ""}, "needs 'reviewed_by'"),
        ({"manifest_sha256": None}, "needs 'manifest_sha256'"),
        ({"comment": "x"}, "has 'comment'"),
    ],
)
def test_a_file_that_is_not_clear_is_an_error(whole: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(ONE, **whole)
    assert said in str(caught.value)


def test_a_list_is_no_file_of_decisions() -> None:
    with pytest.raises(UsageError, match="is not a JSON object"):
        read_decisions([])
