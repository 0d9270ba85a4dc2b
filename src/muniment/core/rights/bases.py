"""Which rights there are, by the lawful basis that the data are processed on, and in law enforcement."""

from datetime import date

from muniment.core.errors import NoLawInForce, UsageError
from muniment.core.judgement.criteria import reason
from muniment.core.values import Decision, Fact, Question, Reason, Receipt, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules import rights as rules
from muniment.law.rules.processing import Basis, LawfulBases
from muniment.law.rules.rights import Applies, Entitlement

ANSWERS = {
    Applies.YES: "Yes.",
    Applies.ON_CONDITIONS: "Yes, for data that meet the conditions.",
    Applies.EXCEPT_AS_NECESSARY: "Yes, except to the extent that the processing is necessary; an officer assesses it.",
    Applies.NO: "No.",
    Applies.WITHDRAW_CONSENT: "No: the person withdraws their consent instead.",
    Applies.BARRED: "It does not come to that: what the right guards against is not allowed on this basis.",
    Applies.FOLLOWS: "Yes, whenever the right that it follows was met.",
    Applies.NO_SUCH_BASIS: "No: there was no such lawful basis on that day.",
}


def applies(*, right: Entitlement, basis: Basis, received_on: date) -> Decision[Applies]:
    """Whether a right applies to data that are processed on a basis under the UK GDPR.

    UsageError for being told of a breach, which is owed whatever the basis.
    """
    if right is Entitlement.BREACH_NOTICE:
        raise UsageError("Whether people are told of a breach hangs on no lawful basis. Decide it by the risk to them.")
    there_are = governing("uk_gdpr/lawful_bases", LawfulBases, processed_on=received_on)
    facts = (Fact(name="right", value=right.value), Fact(name="lawful basis", value=basis.value))
    if basis not in {one.code for one in there_are.rule.bases}:
        said = _receipt(Applies.NO_SUCH_BASIS, reasons_of(there_are), facts, received_on)
        return Decision(outcome=Applies.NO_SUCH_BASIS, receipt=said)
    version = governing(f"uk_gdpr/bases/{right.file}", rules.RightOnBases, received_on=received_on)
    cell = _cell(version, basis, received_on)
    questions = (Question(code=f"{right.value}-extent", text=cell.question, cite=cell.cite),) if cell.question else ()
    said = _receipt(cell.applies, (reason(version, cell.why, cell.cite), *reasons_of(version)), facts, received_on)
    return Decision(outcome=cell.applies, receipt=said, questions=questions)


def applies_in_law_enforcement(*, right: Entitlement, received_on: date) -> Decision[Applies]:
    """Whether there is such a right where Part 3 governs; NoLawInForce where the law files do not say."""
    version = governing("dpa_2018/part_3/rights", rules.HeldRights, received_on=received_on)
    for one in version.rule.rights:
        if one.right == right:
            outcome = Applies.YES if one.held else Applies.NO
            facts = (Fact(name="right", value=right.value), Fact(name="regime", value="part-3"))
            reasons = (reason(version, one.why, one.cite), *reasons_of(version))
            return Decision(outcome=outcome, receipt=_receipt(outcome, reasons, facts, received_on))
    raise NoLawInForce(
        "dpa_2018/part_3/rights", received_on, f"whether Part 3 then gave the right '{right.value}' is not held here."
    )


def _cell(version: Version[rules.RightOnBases], basis: Basis, on: date) -> rules.OnBases:
    for cell in version.rule.cells:
        if basis in cell.bases:
            return cell
    name = f"uk_gdpr/bases/{version.rule.right.file}"
    raise NoLawInForce(name, on, f"whether it applies on the basis '{basis.value}' is not held here.")


def _receipt(outcome: Applies, reasons: tuple[Reason, ...], facts: tuple[Fact, ...], on: date) -> Receipt:
    return receipt(
        question="Does the right apply?", answer=ANSWERS[outcome], reasons=reasons, facts=facts, law_as_at=on
    )
