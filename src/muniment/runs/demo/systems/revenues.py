"""Revenues and benefits: council tax accounts, who occupied what when, and housing benefit claims."""

import random
from collections.abc import Iterator
from itertools import count

from muniment.runs.demo.city import Address, Household, Resident
from muniment.runs.demo.held import Held, Value, held, recently
from muniment.runs.demo.identifiers import as_typed_email, as_typed_nino, as_typed_phone, mistyped


class Revenues:
    """Accounts are reached by the e-mail and telephone tables beside them, claims by National Insurance number."""

    name = "revenues"
    ddl = """
CREATE TABLE ctaccount (account_ref INTEGER PRIMARY KEY, lead_liab_title VARCHAR(8), lead_liab_forename VARCHAR(32),
  lead_liab_surname VARCHAR(32), paymeth_code VARCHAR(5), for_addr1 VARCHAR(64), for_postcode VARCHAR(8));
CREATE TABLE ctproperty (property_ref VARCHAR(18) PRIMARY KEY, addr1 VARCHAR(64), addr2 VARCHAR(35),
  postcode VARCHAR(8), uprn BIGINT, band VARCHAR(1));
CREATE TABLE ctoccupation (account_ref INTEGER NOT NULL, property_ref VARCHAR(18) NOT NULL, occupation_date DATE,
  vacation_date DATE, live_ind SMALLINT, PRIMARY KEY (account_ref, property_ref));
CREATE TABLE cttransaction (tran_id INTEGER PRIMARY KEY, account_ref INTEGER NOT NULL, tran_date DATE,
  tran_type VARCHAR(20), amount NUMERIC(14, 2));
CREATE TABLE syemail (applic_id VARCHAR(2) NOT NULL, reference_id INTEGER NOT NULL,
  person_type_seq_no SMALLINT NOT NULL, email_addr VARCHAR(128),
  PRIMARY KEY (applic_id, reference_id, person_type_seq_no));
CREATE TABLE syphone (applic_id VARCHAR(2) NOT NULL, ref INTEGER NOT NULL, phonenum1 VARCHAR(32),
  notes VARCHAR(300), PRIMARY KEY (applic_id, ref));
CREATE TABLE hbclaim (claim_id INTEGER PRIMARY KEY, name VARCHAR(72), nino VARCHAR(16), application_date DATE,
  cancel_date DATE, contact_tel_no VARCHAR(32));
CREATE TABLE hbhousehold (claim_id INTEGER NOT NULL, house_id SMALLINT NOT NULL, from_date DATE, to_date DATE,
  addr1 VARCHAR(64), post_code VARCHAR(10), uprn BIGINT, PRIMARY KEY (claim_id, house_id));
CREATE TABLE hbmember (claim_id INTEGER NOT NULL, house_id SMALLINT NOT NULL, member_id SMALLINT NOT NULL,
  surname VARCHAR(32), forename VARCHAR(32), birth_date VARCHAR(37), gender SMALLINT, nino VARCHAR(16),
  unique_pupil_num VARCHAR(15), PRIMARY KEY (claim_id, house_id, member_id));
CREATE INDEX ctoccupation_account_ref ON ctoccupation (account_ref);
CREATE INDEX ctoccupation_property_ref ON ctoccupation (property_ref);
CREATE INDEX cttransaction_account_ref ON cttransaction (account_ref);
CREATE INDEX syemail_reference ON syemail (reference_id);
CREATE INDEX syphone_ref ON syphone (ref);
"""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._accounts, self._transactions, self._claims = count(30_000_001), count(1), count(5_000_001)

    def rows(self, household: Household) -> Iterator[Held]:
        if "revenues" not in household.uses:
            return
        leads = household.adults[:1] if household.are_couple else household.adults
        yield from self._council_tax(household, leads)
        if self._rng.random() < 0.3 or len(household.uses) > 3:
            yield from self._benefit(household)

    def _council_tax(self, household: Household, leads: list[Resident]) -> Iterator[Held]:
        """An account for each lead; the dwelling is one row, whoever lives there."""
        emails = {lead.id: self._email(lead) for lead in leads}
        reached = {lead.id for lead in leads if emails[lead.id] or lead.has_own_phone}
        for home, _, _ in household.homes:
            values = (_reference(home), home.line, "Marlham", home.postcode, home.uprn, "ABCDE"[home.uprn % 5])
            yield held("ctproperty", _reference(home), values, leads, reached)
        for lead in leads:
            yield from self._account(household, lead, emails[lead.id], reached)

    def _account(self, household: Household, lead: Resident, email: str | None, reached: set[str]) -> Iterator[Held]:
        rng, account = self._rng, next(self._accounts)
        title, forename, surname = "Ms" if lead.is_female else "Mr", lead.forename.upper(), self._surname(lead).upper()
        values: tuple[Value, ...] = (
            account, title, forename, surname, "DD", household.home.line.upper(), household.home.postcode,
        )  # fmt: skip
        yield held("ctaccount", str(account), values, [lead], reached)
        for home, since, until in household.homes:
            values = (account, _reference(home), since, until, 0 if until else 1)
            yield held("ctoccupation", f"{account},{_reference(home)}", values, [lead], reached)
        for _ in range(1 + int(rng.random() * 4)):
            id = next(self._transactions)
            values = (id, account, recently(rng), "PAYMENT", f"-{90 + id % 120}.00")
            yield held("cttransaction", str(id), values, [lead], reached)
        if email:
            yield held("syemail", f"CT,{account},1", ("CT", account, 1, email), [lead], reached)
        if lead.phone and (lead.has_own_phone or rng.random() < 0.5):
            values = ("CT", account, as_typed_phone(rng, lead.phone), None)
            yield held("syphone", f"CT,{account}", values, [lead], reached)

    def _surname(self, lead: Resident) -> str:
        """As the account has it: sometimes the former one still, sometimes with a slip."""
        if lead.former_surname and self._rng.random() < 0.3:
            return lead.former_surname
        return mistyped(self._rng, lead.surname) if self._rng.random() < 0.03 else lead.surname

    def _email(self, lead: Resident) -> str | None:
        return as_typed_email(self._rng, lead.email) if lead.email and self._rng.random() < 0.7 else None

    def _benefit(self, household: Household) -> Iterator[Held]:
        """A claim is its claimant's; a partner or child is found in it only as a member, by their own number."""
        rng, claim, claimant = self._rng, next(self._claims), household.adults[0]
        members = household.residents if household.are_couple else [claimant, *household.children]
        reached = {one.id for one in members if one.nino or one.upn or (one is claimant and one.has_own_phone)}
        phone = as_typed_phone(rng, claimant.phone) if claimant.phone else None
        nino = as_typed_nino(rng, claimant.nino) if claimant.nino else None
        values: tuple[Value, ...] = (claim, claimant.name, nino, recently(rng), None, phone)
        yield held("hbclaim", str(claim), values, [claimant], reached)
        home = household.home
        values = (claim, 1, household.moved_on.isoformat(), None, home.line, home.postcode, home.uprn)
        yield held("hbhousehold", f"{claim},1", values, members, reached)
        for at, one in enumerate(members, start=1):
            nino = as_typed_nino(rng, one.nino) if one.nino else None
            born, sex = one.born_on.strftime("%d/%m/%Y"), 2 if one.is_female else 1
            values = (claim, 1, at, one.surname, one.forename, born, sex, nino, one.upn)
            people = [one] if one is claimant else [one, claimant]
            yield held("hbmember", f"{claim},1,{at}", values, people, reached)


def _reference(home: Address) -> str:
    return f"P{home.uprn - 999_900_000_000:09d}"
