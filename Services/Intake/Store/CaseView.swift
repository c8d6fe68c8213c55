import EventStore
import Events

/// One case as its workers see it: where it stands, what is under way, what happened, and nothing that names the person.
struct CaseView: Codable, Sendable, Hashable {
    struct Stay: Codable, Sendable, Hashable {
        var admissionId: EntityID
        var institutionId: EntityID
        var status: AdmissionStatus
        var version: Int
        var admittedAt: Timestamp
        var expectedRelease: CalendarDate?
        var rightsExplainedAt: Timestamp?
        var endedAt: Timestamp?
        var placement: Placement
        var separatedFromAdults: Bool
        var legalStatus: LegalStatus?
        var classification: ClassificationLevel?
        var classificationReviewDue: CalendarDate?
        var contacts: [Contact]
    }

    struct Contact: Codable, Sendable, Hashable {
        var contactId: EntityID
        var kind: ContactKind
        var on: CalendarDate
    }

    struct Consent: Codable, Sendable, Hashable {
        var consentId: EntityID
        var purpose: ConsentPurpose
        var decision: ConsentDecision
        var basis: ConsentBasis
        var recipientOrgId: EntityID?
        var at: Timestamp
        var expiresAt: Timestamp?
    }

    struct OpenWork: Codable, Sendable, Hashable {
        var id: EntityID
        var kind: WorkKind
        var service: ServiceKind?
        var since: Timestamp
    }

    struct Happening: Codable, Sendable, Hashable {
        var eventId: EntityID
        var type: String
        var aggregateId: EntityID
        var aggregateVersion: Int
        var occurredAt: Timestamp
        var recordedAt: Timestamp
        /// Whether this service decided it, rather than being told.
        var isOwn: Bool
    }

    var caseId: EntityID
    var caseNumber: String
    var status: CaseStatus
    var version: Int
    var institutionId: EntityID
    var subjectId: EntityID?
    var programmeId: EntityID?
    var agreementId: EntityID?
    var group: CaseGroup?
    var statsMode: StatisticsMode
    var identifiedAt: Timestamp
    var registeredAt: Timestamp?
    var planNumber: Int
    var reviewDue: CalendarDate?
    var consents: [Consent]
    var admissions: [Stay]
    var openWork: [OpenWork]
    var trafficking: Trafficking?
    var complaints: [Complaint]
    var history: [Happening]
}

extension CaseView {
    /// Reads a case from the log; refused when it is not in this store.
    init(_ caseID: EntityID, in transaction: Transaction) throws {
        let entries = try transaction.entries(key: .id(caseID))
        var state = CaseState()
        for entry in entries { try CaseState.fold.apply(entry, to: &state) }
        guard let status = state.life.status, let identifiedAt = state.identifiedAt else {
            throw Rejection.caseUnknown
        }
        self.init(
            caseId: caseID,
            caseNumber: state.caseNumber,
            status: status,
            version: entries.filter { $0.aggregateID == caseID }.map(\.version).max() ?? 0,
            institutionId: state.institutionID,
            subjectId: state.subjectID,
            programmeId: state.programmeID,
            agreementId: state.agreementID,
            group: state.group,
            statsMode: state.consents.statisticsMode,
            identifiedAt: identifiedAt,
            registeredAt: state.registeredAt,
            planNumber: state.planNumber,
            reviewDue: state.reviewDue,
            consents: state.consents.records.map(Consent.init),
            admissions: state.admissions.compactMap(Stay.init),
            openWork: state.openWork(at: transaction.now).map {
                OpenWork(id: $0.id, kind: $0.kind, service: $0.service, since: $0.startedAt)
            },
            trafficking: Trafficking(state.trafficking),
            complaints: state.complaints.map(Complaint.init),
            history: entries.map(Happening.init)
        )
    }
}

extension CaseView.Stay {
    init?(_ admission: AdmissionState) {
        guard let status = admission.life.status else { return nil }
        self.init(
            admissionId: admission.id,
            institutionId: admission.institutionID,
            status: status,
            version: admission.version,
            admittedAt: admission.admittedAt,
            expectedRelease: admission.expectedRelease,
            rightsExplainedAt: admission.rightsExplainedAt,
            endedAt: admission.endedAt,
            placement: admission.placement,
            separatedFromAdults: admission.separatedFromAdults,
            legalStatus: admission.legalStatus,
            classification: admission.classification,
            classificationReviewDue: admission.classificationReviewDue,
            contacts: admission.contacts.map { CaseView.Contact(contactId: $0.id, kind: $0.kind, on: $0.on) }
        )
    }
}

extension CaseView.Consent {
    init(_ event: ConsentRecorded) {
        self.init(
            consentId: event.consentId,
            purpose: event.purpose,
            decision: event.decision,
            basis: event.basis,
            recipientOrgId: event.recipientOrgId,
            at: event.at,
            expiresAt: event.expiresAt
        )
    }
}

extension CaseView.Happening {
    init(_ entry: LogEntry) {
        self.init(
            eventId: entry.id,
            type: entry.type,
            aggregateId: entry.aggregateID,
            aggregateVersion: entry.version,
            occurredAt: entry.occurredAt,
            recordedAt: entry.recordedAt,
            isOwn: entry.isOwn
        )
    }
}
