"""Records in every state, made through HTTP, so that commands meet what they are meant for instead of a 404."""

from __future__ import annotations

import json
import uuid

from .records import Records
from .services import Service


class World:
    """Makes records; all people are synthetic."""

    def __init__(self, services: dict[str, Service]):
        self.services = services
        self.records = Records()
        # What was accepted, by route.
        self.bodies: dict[str, list[dict]] = {}
        self.number = 0

    def run(self, service: str, route: str, body: dict, **ids: str) -> dict:
        answer = self.services[service].command(route, body, **ids)
        self.bodies.setdefault(route, []).append(body)
        self.records.learn(answer)
        for name, value in ids.items():
            self.records.add(name, value)
        return answer

    def make(self, copies: int) -> None:
        self.partners()
        for _ in range(copies):
            self.children()
            self.migrants()
            self.activities()
            self.trainers()
            self.campaigns()
            self.agreements()
            self.distributions()
            self.referrals()

    def save(self, path: str) -> None:
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"records": self.records.by_kind, "bodies": self.bodies}, file)

    # Partnerships

    def partners(self) -> None:
        self.organisations = [
            self.run("partnerships", "POST /v1/organisations",
                     {"names": {"en": f"Synthetic {kind}"}, "kind": kind, "country": country})["orgId"]
            for kind, country in (("GOV", "EG"), ("NNGO", "MA"), ("IGO", "ZZ"))
        ]
        self.institutions = [
            self.run("partnerships", "POST /v1/institutions", {
                "orgId": self.organisations[0], "name": f"Synthetic institution {number}", "kind": "SCI_CLOSED",
                "security": "CLOSED", "sexServed": "M", "ageMin": 7, "ageMax": 21, "place": "EG-C",
            })["institutionId"]
            for number in range(3)
        ]
        self.programme = self.run("partnerships", "POST /v1/programmes", {
            "name": "Synthetic programme", "donorOrgIds": [self.organisations[2]],
            "leadOrgIds": [self.organisations[2]], "countries": ["EG", "MA"],
        })["programmeId"]
        for institution in self.institutions:
            for service in ("LIT", "PSS", "VOC", "MED", "LEG", "REI"):
                self.run("services", "POST /v1/offers", {
                    "institutionId": institution, "service": service, "capacity": 5000, "from": "2006-01-01"})
        figure = self.services["partnerships"].example("POST", "/v1/figures")
        self.run("partnerships", "POST /v1/figures", figure | {"scope": {}})

    def agreements(self) -> None:
        terms = {
            "kind": "CONV", "title": "Synthetic convention", "partyOrgIds": self.organisations[:2],
            "countries": ["MA"], "regions": ["MA-FIG", "MA-ERR"], "targetGroups": ["WOM"],
            "reporting": {"everyMonths": 12, "dueDays": 60}, "inForceFrom": "2010-01-01",
            "inForceTo": "2030-12-31", "occurredAt": "2009-12-01T08:00:00Z",
        }
        signing = {
            "signedOn": "2010-01-01", "occurredAt": "2010-01-01T08:00:00Z",
            "signatories": [{"name": "A. Example", "title": "Minister", "orgId": party}
                            for party in self.organisations[:2]],
        }
        base = "POST /v1/agreements/{agreementId}"
        for stage in range(3):
            agreement = self.run("partnerships", "POST /v1/agreements", terms)["agreementId"]
            if stage == 0:
                continue
            self.run("partnerships", base + "/sign", signing, agreementId=agreement)
            for step in range(4 if stage == 2 else 1):
                commitment = self.run("partnerships", base + "/commitments", {
                    "label": f"M{step}", "kind": "WCENTRE", "text": "Set up centres", "regions": ["MA-FIG"],
                    "committedByOrgIds": [self.organisations[0]], "occurredAt": "2010-01-02T08:00:00Z",
                }, agreementId=agreement)["commitmentId"]
                moves = [
                    ("plan", {"on": "2011-01-01", "occurredAt": "2011-01-01T08:00:00Z"}),
                    ("progress", {"status": "in_progress", "on": "2011-02-01",
                                  "occurredAt": "2011-02-01T08:00:00Z"}),
                    ("deliver", {"byOrgId": self.organisations[0], "kind": "CENTRE", "region": "MA-FIG",
                                 "on": "2012-05-01", "evidenceRef": "synthetic",
                                 "occurredAt": "2012-05-01T08:00:00Z"}),
                ]
                for move, body in moves[:step]:
                    self.run("partnerships", "POST /v1/commitments/{commitmentId}/" + move, body,
                             commitmentId=commitment)

    # Intake and services

    def identify(self, category: str, day: str) -> str:
        return self.run("intake", "POST /v1/cases", {
            "institutionId": self.institutions[0], "categories": [category], "identifiedBy": "INSTITUTION",
            "identifiedAt": f"{day}T08:00:00Z",
        })["caseId"]

    def person(self, sex: str, year: int, **further: object) -> dict:
        self.number += 1
        return {
            "subject": {
                "givenName": f"Person {self.number}", "familyName": "Synthetic", "sex": sex,
                "birthDate": f"{year}-0{self.number % 9 + 1}-1{self.number % 9}", "nationalities": ["EG"],
                "region": "EG-C",
            },
        } | further

    def children(self) -> None:
        """A boy's case at every stage from identification to release."""
        base = "POST /v1/cases/{caseId}"
        steps = [
            (base + "/admission", {
                "orderRef": "synthetic", "placement": "closed", "separatedFromAdults": True,
                "admittedAt": "2018-01-11T08:00:00Z", "expectedRelease": "2018-08-30"}),
            (base + "/admission/rights", {"occurredAt": "2018-01-11T11:00:00Z"}),
            (base + "/admission/classification", {
                "classification": "LEVEL_2", "occurredAt": "2018-01-15T08:00:00Z"}),
            (base + "/assessments", self.assessment("2018-01-20")),
            (base + "/plan", self.plan("2018-01-20")),
            (base + "/admission/release-preparation", {
                "expectedRelease": "2018-08-30", "occurredAt": "2018-06-15T08:00:00Z"}),
            (base + "/admission/release", {"occurredAt": "2018-08-30T08:00:00Z"}),
        ]
        self.identify("CCL", "2018-01-10")
        for stage in range(len(steps) + 1):
            case = self.identify("CCL", "2018-01-10")
            consents = [{"purpose": "REGISTER", "decision": "granted", "basis": "court_order"}]
            self.run("intake", base + "/register",
                     self.person("M", 2003, consents=consents, occurredAt="2018-01-10T09:00:00Z"), caseId=case)
            for route, body in steps[:stage]:
                self.run("intake", route, body, caseId=case)
            if stage >= 5:
                self.enrolments(case)

    @staticmethod
    def assessment(day: str) -> dict:
        return {
            "kind": "COMPREHENSIVE", "risk": "MED", "assessorId": str(uuid.uuid4()),
            "factors": [{"level": "IND", "polarity": "risk", "code": "EDUCATION", "weight": 2}],
            "occurredAt": f"{day}T08:00:00Z",
        }

    @staticmethod
    def plan(day: str) -> dict:
        return {
            "goals": ["a trade and a way home"], "actions": [{"service": "VOC", "due": "2018-12-31"}],
            "authorId": str(uuid.uuid4()), "approvedBy": str(uuid.uuid4()), "reviewDue": day[:4] + "-03-20",
            "occurredAt": f"{day}T09:00:00Z",
        }

    def enrolments(self, case: str) -> None:
        base = "POST /v1/enrolments/{enrolmentId}"
        for service in ("LIT", "PSS", "VOC", "MED"):
            enrolment = self.run("services", "POST /v1/enrolments", {
                "caseId": case, "service": service, "providerInstitutionId": self.institutions[0],
                "startedAt": "2018-02-01T08:00:00Z"})["enrolmentId"]
            if service != "MED":
                self.run("services", base + "/sessions",
                         {"sessions": [{"date": "2018-02-05", "hours": 2, "attended": True}]}, enrolmentId=enrolment)
            if service == "LIT":
                self.run("services", base + "/complete",
                         {"outcome": "CERTIFIED", "endedAt": "2018-06-01T08:00:00Z"}, enrolmentId=enrolment)
                self.run("services", base + "/certificate",
                         {"kind": "LITERACY", "issuedOn": "2018-06-01"}, enrolmentId=enrolment)

    def migrants(self) -> None:
        """A stranded adult's return at every stage, and a reintegration plan for each who arrived."""
        moves = [
            ("counsel", {"counselledAt": "2020-02-10T08:00:00Z", "occurredAt": "2020-02-10T08:00:00Z"}),
            ("clear", {"fitToTravelAt": "2020-02-20T08:00:00Z", "occurredAt": "2020-02-20T09:00:00Z"}),
            ("book", {"occurredAt": "2020-03-10T08:00:00Z"}),
            ("depart", {"occurredAt": "2020-04-01T08:00:00Z"}),
            ("arrive", {"occurredAt": "2020-04-02T08:00:00Z"}),
        ]
        for stage in range(len(moves) + 1):
            case = self.migrant()
            answer = self.run("services", "POST /v1/returns", {
                "caseId": case, "fromCountry": "EG", "toCountry": "SD", "programmeId": self.programme,
                "voluntarinessSignedAt": "2020-02-01T08:00:00Z", "occurredAt": "2020-02-01T08:00:00Z"})
            for move, body in moves[:stage]:
                self.run("services", "POST /v1/returns/{returnId}/" + move, body, returnId=answer["returnId"])
        for stage in range(3):
            plan = self.run("services", "POST /v1/reintegration-plans", {
                "caseId": self.migrant(), "phase": "POST", "dimensions": ["ECO", "SOC"],
                "occurredAt": "2020-05-01T08:00:00Z"})["planId"]
            for move in ("approve", "start")[:stage]:
                self.run("services", "POST /v1/reintegration-plans/{planId}/" + move,
                         {"occurredAt": "2020-05-02T08:00:00Z"}, planId=plan)

    def migrant(self) -> str:
        case = self.identify("STR", "2020-01-10")
        consents = [{"purpose": purpose, "decision": "granted", "basis": "self"} for purpose in ("REGISTER", "RETURN")]
        self.run("intake", "POST /v1/cases/{caseId}/register",
                 self.person("F", 1985, consents=consents, migration={"status": "STRANDED", "stranded": True},
                             occurredAt="2020-01-10T09:00:00Z"), caseId=case)
        self.run("intake", "POST /v1/cases/{caseId}/assessments", self.assessment("2020-01-20"), caseId=case)
        self.run("intake", "POST /v1/cases/{caseId}/plan", self.plan("2020-01-20"), caseId=case)
        return case

    def distributions(self) -> None:
        for stage in range(2):
            distribution = self.run("services", "POST /v1/distributions", {
                "place": "EG-ALX", "date": "2020-03-15", "programmeId": self.programme,
                "distributorOrgId": self.organisations[1], "items": [{"kind": "FOO", "quantity": 600}],
                "cells": [{"migrationStatus": "STRANDED", "sex": "F", "ageBand": "25-59", "count": 600}],
            })["distributionId"]
            if stage:
                self.run("services", "POST /v1/distributions/{distributionId}/distribute", {},
                         distributionId=distribution)

    def referrals(self) -> None:
        """A referral at every stage, and a course with its certificate, steps in proceedings and attendance."""
        services, base = "services", "POST /v1/referrals/{referralId}/"
        case = self.migrant()
        consent = self.run("intake", "POST /v1/cases/{caseId}/consents", {
            "purpose": "SHARE_SERVICE", "decision": "granted", "basis": "self", "at": "2020-01-10T10:00:00Z",
        }, caseId=case)["consentId"]
        moves = [("send", {"sentAt": "2020-02-01T08:00:00Z", "payload": {"givenName": "Synthetic"}}),
                 ("receive", {"receivedAt": "2020-02-02T08:00:00Z"}),
                 ("accept", {"acceptedAt": "2020-02-03T08:00:00Z"}),
                 ("start", {"startedAt": "2020-02-04T08:00:00Z"})]
        key = self.services[services].example("POST", "/v1/organisations/{orgId}/keys")
        if not getattr(self, "has_key", False):
            self.run(services, "POST /v1/organisations/{orgId}/keys", key, orgId=self.organisations[1])
            self.has_key = True
        for stage in range(len(moves) + 1):
            referral = self.run(services, "POST /v1/referrals", {
                "caseId": case, "fromOrgId": self.organisations[0], "toOrgId": self.organisations[1],
                "service": "LEG", "urgency": "LOW", "consentId": consent,
                "occurredAt": "2020-01-30T08:00:00Z"})["referralId"]
            for move, body in moves[:stage]:
                self.run(services, base + move, body, referralId=referral)
        support = self.run(services, "POST /v1/enrolments", {
            "caseId": case, "service": "LEG", "providerInstitutionId": self.institutions[0],
            "startedAt": "2020-02-05T08:00:00Z"})["enrolmentId"]
        self.run(services, "POST /v1/enrolments/{enrolmentId}/milestones",
                 {"role": "VICTIM", "milestone": "LAWYER", "reachedOn": "2020-02-10"}, enrolmentId=support)
        self.run(services, "POST /v1/attendance", {
            "date": "2020-02-11", "hours": 1, "rows": [{"enrolmentId": support}]})
        distribution = self.run(services, "POST /v1/distributions", {
            "place": "EG-ALX", "date": "2020-03-15", "programmeId": self.programme,
            "distributorOrgId": self.organisations[1], "items": [{"kind": "FOO", "quantity": 6}],
        })["distributionId"]
        self.run(services, "POST /v1/distributions/{distributionId}/recipients",
                 {"rows": [{"caseId": case}]}, distributionId=distribution)

    # Training

    def activities(self) -> None:
        base = "POST /v1/activities/{activityId}/"
        for stage in range(5):
            activity = self.run("training", "POST /v1/activities", {
                "kind": "WSP", "title": "Synthetic workshop", "scope": "REGIONAL", "startsOn": "2021-11-15",
                "endsOn": "2021-11-17", "place": "EG-C", "mode": "ONSITE", "organiserOrgIds": [self.organisations[1]],
                "topics": ["TIP"], "audience": ["CSO"], "occurredAt": "2021-10-01T08:00:00Z"})["activityId"]
            for number, (move, at) in enumerate((("open", "2021-10-02T08:00:00Z"), ("start", "2021-11-15T08:00:00Z"),
                                                 ("hold", "2021-11-17T16:00:00Z"),
                                                 ("report", "2021-11-30T08:00:00Z"))[:stage]):
                self.run("training", base + move, {"occurredAt": at}, activityId=activity)
                if number == 0:
                    for sex in ("F", "M"):
                        self.run("training", base + "participants", {
                            "role": "PAR", "sex": sex, "country": "EG", "orgKind": "NNGO",
                            "name": f"Synthetic {sex}", "occurredAt": "2021-11-01T08:00:00Z"}, activityId=activity)

    def trainers(self) -> None:
        """Trainers who were certified, what they lead, and what was thought of it."""
        base = "POST /v1/activities/{activityId}/"
        plan = {"kind": "TOT", "title": "Synthetic training of trainers", "scope": "NATIONAL",
                "startsOn": "2021-11-15", "endsOn": "2021-11-15", "organiserOrgIds": [self.organisations[1]],
                "topics": ["TIP"], "occurredAt": "2021-10-01T08:00:00Z"}
        activity = self.run("training", "POST /v1/activities", plan)["activityId"]
        self.run("training", base + "open", {"occurredAt": "2021-10-02T08:00:00Z"}, activityId=activity)
        people = [
            self.run("training", base + "participants", {
                "role": "PAR", "sex": sex, "country": "MA", "name": f"Synthetic trainer {sex}",
                "occurredAt": "2021-11-01T08:00:00Z"}, activityId=activity)["participantId"]
            for sex in ("F", "M")
        ]
        self.run("training", "POST /v1/participants/{participantId}/confirm", {"occurredAt": "2021-11-02T08:00:00Z"},
                 participantId=people[0])
        self.run("training", base + "start", {"occurredAt": "2021-11-15T08:00:00Z"}, activityId=activity)
        for person in people:
            self.run("training", "POST /v1/participants/{participantId}/attendance",
                     {"days": 1, "occurredAt": "2021-11-15T15:00:00Z"}, participantId=person)
        self.run("training", base + "feedback", {"rating": 5, "quote": "synthetic words"}, activityId=activity)
        self.run("training", base + "hold", {"occurredAt": "2021-11-15T16:00:00Z"}, activityId=activity)
        trainers = [
            self.run("training", "POST /v1/participants/{participantId}/certificate", {"certifiedOn": "2021-11-16"},
                     participantId=person)["details"]["trainerId"]
            for person in people
        ]
        self.run("training", "POST /v1/activities", plan | {"kind": "CRS", "trainerIds": trainers})

    def campaigns(self) -> None:
        example = self.services["training"].example("POST", "/v1/campaigns")
        for stage in range(3):
            campaign = self.run("training", "POST /v1/campaigns",
                                example | {"occurredAt": "2021-02-01T08:00:00Z"})["campaignId"]
            for move, at in (("start", "2021-03-01T08:00:00Z"), ("end", "2021-04-01T08:00:00Z"))[:stage]:
                self.run("training", "POST /v1/campaigns/{campaignId}/" + move, {"occurredAt": at},
                         campaignId=campaign)
        self.run("training", "POST /v1/knowledge", self.services["training"].example("POST", "/v1/knowledge"))
