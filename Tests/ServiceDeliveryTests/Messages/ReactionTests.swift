import EventStore
import Events
import TestKit
import Testing

@testable import ServiceDelivery

struct ReactionTests {
    private let caseID = Examples.id(100)

    private func bench() throws -> Workbench {
        let bench = try Workbench()
        try bench.offer(.literacy)
        try bench.offer(.medical)
        try bench.offer(.legal, at: Workbench.otherInstitution)
        return bench
    }

    private func onTrust(_ command: inout Enrol) {
        command.isConsentAttested = true
        command.subjectID = Facts.subject
    }

    @Test func `registration and plan confirm what was taken on trust`() throws {
        let bench = try bench()
        let id = try bench.enrol(caseID, change: onTrust)
        try bench.attend(id, of: caseID, on: ["2018-02-02"])
        try bench.hear(Facts.registered(caseID))
        #expect(try bench.enrolment(id, of: caseID).isProvisional)
        try bench.hear(Facts.planned(caseID))
        #expect(try bench.enrolment(id, of: caseID).isProvisional == false)
        let corrected = try #require(try bench.last(ServiceCorrected.self, caseID))
        #expect(corrected.changed.contains("provisional"))
        #expect(corrected.sex == .male && corrected.statsMode == .full && corrected.deliveredSessions == 1)
        #expect(corrected.agreementId == CaseRegistered.example.agreementId)
        let entry = try bench.write { try $0.entries(aggregate: id).last }
        #expect(entry?.occurredAt == Dates.started)
        #expect(entry?.isReaction == true)
    }

    @Test func `confirmation says whose the case is`() throws {
        let bench = try bench()
        let id = try bench.enrol(caseID) {
            $0.isConsentAttested = true
            $0.isUrgent = true
            $0.subjectID = Examples.id(33)
        }
        try bench.hear(Facts.registered(caseID))
        #expect(try bench.enrolment(id, of: caseID).subjectID == Facts.subject)
        #expect(try bench.last(ServiceCorrected.self, caseID)?.changed.contains("subjectId") == true)
    }

    @Test func `a declined case rejects what was taken on trust`() throws {
        let bench = try bench()
        let id = try bench.enrol(caseID, change: onTrust)
        try bench.hear(
            CaseDeclined(
                caseId: caseID,
                institutionId: Workbench.institution,
                reason: .noConsent,
                declinedAt: Dates.registered
            )
        )
        #expect(try bench.enrolment(id, of: caseID).status == .voided)
        #expect(try bench.published(caseID) == ["service.started.v1", "service.voided.v1"])
    }

    @Test func `trust runs out after thirty days`() throws {
        let bench = try bench()
        let id = try bench.enrol(caseID, change: onTrust)
        bench.now = Dates.now.adding(.seconds(29 * 86_400))
        _ = try bench.write { try DueWork.run($0, bench.settings.index, after: nil) }
        #expect(try bench.enrolment(id, of: caseID).status == .active)
        bench.now = Dates.now.adding(.seconds(31 * 86_400))
        _ = try bench.write { try DueWork.run($0, bench.settings.index, after: nil) }
        #expect(try bench.enrolment(id, of: caseID).status == .voided)
    }

    @Test func `release interrupts what is open at the institution, and nothing else`() throws {
        let bench = try bench()
        try bench.openCase(caseID)
        let literacy = try bench.enrol(caseID)
        let medical = try bench.enrol(caseID, .medical)
        let legal = try bench.enrol(caseID, .legal) { $0.providerInstitutionID = Workbench.otherInstitution }
        try bench.end(literacy, of: caseID)
        try bench.hear(Facts.released(caseID), aggregate: Examples.id(70))
        #expect(try bench.enrolment(literacy, of: caseID).status == .completed)
        #expect(try bench.enrolment(legal, of: caseID).status == .active)
        let interrupted = try bench.enrolment(medical, of: caseID)
        #expect(interrupted.status == .interrupted)
        #expect(interrupted.end?.outcome == .released && interrupted.end?.at == Dates.released)
    }

    @Test func `an earlier end found out later takes the place of a later one`() throws {
        let bench = try bench()
        try bench.openCase(caseID)
        let id = try bench.enrol(caseID)
        try bench.hear(Facts.closed(caseID, .goalReached, at: Dates.at("2018-12-31T09:00:00Z")))
        #expect(try bench.enrolment(id, of: caseID).end?.outcome == .partial)
        try bench.hear(Facts.released(caseID), aggregate: Examples.id(70))
        let end = try bench.enrolment(id, of: caseID).end
        #expect(end?.outcome == .released && end?.at == Dates.released)
    }

    @Test func `what was completed before the release is entered after it`() throws {
        let bench = try bench()
        try bench.openCase(caseID)
        let id = try bench.enrol(caseID)
        try bench.hear(Facts.released(caseID), aggregate: Examples.id(70))
        try bench.attend(id, of: caseID, on: ["2018-03-01"])
        let late = Dates.released.adding(.seconds(1))
        #expect(refusal { try bench.end(id, of: caseID, at: late) } == "state.invalid_transition")
        try bench.end(id, of: caseID)
        #expect(try bench.enrolment(id, of: caseID).status == .completed)
        try bench.certify(id, of: caseID)
    }

    @Test func `a release from an admission that never was interrupts nothing more`() throws {
        let bench = try bench()
        try bench.openCase(caseID)
        try bench.hear(Facts.released(caseID), aggregate: Examples.id(70))
        var voided = AdmissionVoided.example
        (voided.caseId, voided.admissionId) = (caseID, Examples.id(70))
        try bench.hear(voided, aggregate: Examples.id(70))
        let id = try bench.enrol(caseID)
        #expect(try bench.enrolment(id, of: caseID).status == .active)
    }

    @Test func `absconding and death interrupt too`() throws {
        let bench = try bench()
        try bench.openCase(caseID)
        let id = try bench.enrol(caseID)
        let left = Dates.at("2018-09-01T09:00:00Z")
        try bench.hear(Facts.absconded(caseID, at: left), aggregate: Examples.id(70))
        #expect(try bench.enrolment(id, of: caseID).end?.outcome == .dropped)
        let back = try bench.enrol(caseID, at: Dates.at("2018-09-05T09:00:00Z"))
        #expect(try bench.enrolment(back, of: caseID).status == .active)
        try bench.hear(
            AdmissionDied(
                admissionId: Examples.id(70),
                caseId: caseID,
                subjectId: Facts.subject,
                institutionId: Workbench.institution,
                diedAt: Dates.at("2018-10-01T09:00:00Z")
            ),
            aggregate: Examples.id(70)
        )
        #expect(try bench.enrolment(back, of: caseID).end?.outcome == .partial)
    }

    @Test func `a voided case voids its services and certificates`() throws {
        let bench = try bench()
        try bench.openCase(caseID)
        let id = try bench.enrol(caseID)
        try bench.end(id, of: caseID)
        try bench.certify(id, of: caseID)
        try bench.hear(
            CaseVoided(
                caseId: caseID,
                institutionId: Workbench.institution,
                reason: .duplicateEntry,
                voidedAt: Dates.now
            )
        )
        #expect(try bench.enrolment(id, of: caseID).status == .voided)
        #expect(try bench.published(caseID).suffix(2) == ["certificate.revoked.v1", "service.voided.v1"])
    }

    @Test func `new events name the person who a subject was found to be`() throws {
        let bench = try bench()
        try bench.openCase(caseID)
        let (middle, survivor) = (Examples.id(31), Examples.id(32))
        func merge(_ merged: EntityID, into surviving: EntityID) throws {
            let event = SubjectMerged(
                survivingSubjectId: surviving,
                mergedSubjectId: merged,
                caseIds: [caseID],
                mergedAt: Dates.now
            )
            try bench.hear(try bench.feed.message(event, key: merged, source: "/jisr/intake/cairo"))
        }
        try merge(middle, into: survivor)
        try merge(Facts.subject, into: middle)
        try bench.enrol(caseID) { $0.subjectID = middle }
        #expect(try bench.last(ServiceStarted.self, caseID)?.subjectId == survivor)
    }

    @Test func `a transfer ends what the old case had`() throws {
        let bench = try bench()
        try bench.openCase(caseID)
        let id = try bench.enrol(caseID)
        try bench.hear(
            TransferCompleted(
                transferId: Examples.id(80),
                caseId: caseID,
                subjectId: Facts.subject,
                fromInstitutionId: Workbench.institution,
                toInstitutionId: Workbench.otherInstitution,
                newCaseId: Examples.id(81),
                completedAt: Dates.released
            ),
            aggregate: Examples.id(80)
        )
        #expect(try bench.enrolment(id, of: caseID).end?.outcome == .transferred)
        #expect(refusal { try bench.enrol(caseID, at: Dates.released) } == "case.not_open")
    }
}
