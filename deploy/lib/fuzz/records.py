"""The identifiers of records that exist, by what they identify, gathered from every answer seen."""

from __future__ import annotations

import random
import uuid
from collections.abc import Container

# What a member or parameter identifies, by the end of its name: "byOrgId" and "organiserOrgIds" name organisations.
KINDS = {
    "orgid": "organisation", "organisationid": "organisation", "institutionid": "institution",
    "programmeid": "programme", "agreementid": "agreement", "commitmentid": "commitment", "figureid": "figure",
    "caseid": "case", "subjectid": "subject", "consentid": "consent", "admissionid": "admission",
    "assessmentid": "assessment", "offerid": "offer", "enrolmentid": "enrolment", "sessionid": "session",
    "distributionid": "distribution", "returnid": "return", "planid": "plan", "activityid": "activity",
    "participantid": "participant", "campaignid": "campaign", "knowledgeid": "knowledge", "referralid": "referral",
    "transferid": "transfer", "complaintid": "complaint", "importid": "import", "duplicateid": "duplicate",
    "kitid": "distribution", "keyid": "key", "trainerid": "trainer", "feedbackid": "feedback",
}
MAXIMUM_PER_KIND = 400


def is_uuid(value: object) -> bool:
    if not isinstance(value, str) or len(value) != 36:
        return False
    try:
        uuid.UUID(value)
    except ValueError:
        return False
    return True


def kind(name: str) -> str | None:
    lowered = name.lower().removesuffix("s")
    return next((found for end, found in KINDS.items() if lowered.endswith(end)), None)


class Records:
    def __init__(self, by_kind: dict[str, list[str]] | None = None):
        self.by_kind = {name: list(ids) for name, ids in (by_kind or {}).items()}
        self._known = {(name, value) for name, ids in self.by_kind.items() for value in ids}

    def add(self, name: str, value: object) -> None:
        found = kind(name)
        if found is None or not is_uuid(value) or (found, value) in self._known:
            return
        ids = self.by_kind.setdefault(found, [])
        self._known.add((found, value))
        ids.append(value)
        if len(ids) > MAXIMUM_PER_KIND:
            # The oldest are the most used up: most commands on them are refused by their state.
            self._known.discard((found, ids.pop(0)))

    def learn(self, value: object, name: str = "") -> None:
        """Takes every identifier from an answer."""
        if isinstance(value, dict):
            for member, inner in value.items():
                self.learn(inner, member)
        elif isinstance(value, list):
            for inner in value:
                self.learn(inner, name)
        else:
            self.add(name, value)

    def pick(self, name: str, choose: random.Random, unfit: Container[str] = ()) -> str | None:
        """One of the records that `name` may identify, rather one that is not unfit."""
        ids = self.by_kind.get(kind(name) or "")
        if not ids:
            return None
        return choose.choice([value for value in ids if value not in unfit] or ids)

    def place(self, value: object, choose: random.Random, name: str = "", share: float = 0.85) -> object:
        """`value` with most of its well-formed identifiers replaced by those of records that exist."""
        if isinstance(value, dict):
            return {member: self.place(inner, choose, member, share) for member, inner in value.items()}
        if isinstance(value, list):
            return [self.place(inner, choose, name, share) for inner in value]
        if is_uuid(value) and choose.random() < share:
            return self.pick(name, choose) or value
        return value
