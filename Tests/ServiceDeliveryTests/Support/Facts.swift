import Events
import TestKit

/// What intake says of a case.
enum Facts {
    static let subject = Examples.id(3)

    static func registered(
        _ caseID: EntityID,
        subject: EntityID = Facts.subject,
        statsMode: StatisticsMode = .full,
        isChild: Bool? = true,
        group: CaseGroup? = .child
    ) -> CaseRegistered {
        var event = CaseRegistered.example
        event.caseId = caseID
        event.subjectId = subject
        event.institutionId = Workbench.institution
        event.registeredAt = Dates.registered
        event.statsMode = statsMode
        event.group = statsMode == .full ? group : nil
        event.isChild = statsMode == .full ? isChild : nil
        event.sex = statsMode == .full ? .male : nil
        event.ageBand = statsMode == .full ? (isChild == true ? .from15To17 : .from25To59) : nil
        event.region = nil
        return event
    }

    static func planned(_ caseID: EntityID) -> CasePlanned {
        var event = CasePlanned.example
        event.caseId = caseID
        event.approvedAt = Dates.planned
        return event
    }

    static func closed(_ caseID: EntityID, _ reason: ClosureReason, at instant: Timestamp) -> CaseClosed {
        CaseClosed(caseId: caseID, institutionId: Workbench.institution, reason: reason, closedAt: instant)
    }

    static func consent(
        _ caseID: EntityID,
        _ purpose: ConsentPurpose,
        _ decision: ConsentDecision,
        at instant: Timestamp
    ) -> ConsentRecorded {
        ConsentRecorded(
            consentId: .v7(),
            caseId: caseID,
            purpose: purpose,
            decision: decision,
            basis: .ownWill,
            at: instant
        )
    }

    static func released(
        _ caseID: EntityID,
        from institution: EntityID = Workbench.institution,
        at instant: Timestamp = Dates.released
    ) -> AdmissionReleased {
        AdmissionReleased(
            admissionId: Examples.id(70),
            caseId: caseID,
            subjectId: subject,
            institutionId: institution,
            releasedAt: instant
        )
    }

    static func absconded(_ caseID: EntityID, at instant: Timestamp) -> AdmissionAbsconded {
        AdmissionAbsconded(
            admissionId: Examples.id(70),
            caseId: caseID,
            subjectId: subject,
            institutionId: Workbench.institution,
            abscondedAt: instant
        )
    }

    static func admitted(_ caseID: EntityID) -> AdmissionAdmitted {
        var event = AdmissionAdmitted.example
        event.caseId = caseID
        event.admissionId = Examples.id(70)
        event.institutionId = Workbench.institution
        event.admittedAt = Dates.registered
        return event
    }

    static func detected(_ caseID: EntityID, at instant: Timestamp, until: Timestamp) -> VictimDetected {
        var event = VictimDetected.example
        event.caseId = caseID
        event.detectedAt = instant
        event.reflectionEndsAt = until
        return event
    }
}
