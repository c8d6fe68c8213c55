import Events

/// Facts of the events of admissions, and of what a case's profile says of justice, reintegration and nationality.
extension PersonFact {
    init(_ event: AdmissionAdmitted, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(
            .admitted,
            of: event.admissionId,
            person: event.subjectId,
            case: event.caseId,
            day: days.day(event.admittedAt),
            envelope
        )
        institution = event.institutionId.key64
        item = AdmissionItem(isSeparated: event.separatedFromAdults, status: event.legalStatus).bits
        traits = Traits(event.sex, event.ageBand, event.isChild, event.statsMode)
    }

    init(_ event: AdmissionReleased, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(left: event.admissionId, event.subjectId, event.caseId, days.day(event.releasedAt), envelope)
        item = Leaving.released.rawValue
    }

    init(_ event: AdmissionAbsconded, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(left: event.admissionId, event.subjectId, event.caseId, days.day(event.abscondedAt), envelope)
        item = Leaving.absconded.rawValue
    }

    init(_ event: AdmissionDied, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(left: event.admissionId, event.subjectId, event.caseId, days.day(event.diedAt), envelope)
        item = Leaving.died.rawValue
    }

    init(_ event: AdmissionReturned, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(left: event.admissionId, event.subjectId, event.caseId, days.day(event.returnedAt), envelope)
        kind = .readmitted
    }

    init(_ event: AdmissionVoided, _ envelope: Envelope, _ days: BusinessDays) {
        let day = days.day(event.voidedAt)
        self.init(left: event.admissionId, event.subjectId ?? event.caseId, event.caseId, day, envelope)
        kind = .admissionVoided
    }

    /// A contact names no person, so that the case stands for it, and is known by its event.
    init(_ event: ContactRecorded, _ envelope: Envelope) {
        self.init(left: event.admissionId, event.caseId, event.caseId, event.on.number, envelope)
        kind = .contact
        item = envelope.id.key64
    }

    init(_ event: ContactVoided, _ envelope: Envelope) {
        self.init(left: event.admissionId, event.caseId, event.caseId, event.on.number, envelope)
        kind = .contactVoided
        item = event.contactId.key64
    }

    /// What a profile says of justice, of reintegration and of nationality, from the day it says it.
    ///
    /// Of a person who is not known yet, or of whom nothing may be told, no nationality is taken.
    static func profiled(_ event: CaseProfile, _ envelope: Envelope, _ days: BusinessDays) -> [PersonFact] {
        func fact(_ kind: FactKind, _ item: UInt64) -> PersonFact {
            var fact = PersonFact(
                kind,
                of: event.caseId,
                person: event.subjectId ?? event.caseId,
                case: event.caseId,
                day: days.day(envelope.occurredAt),
                envelope
            )
            fact.institution = event.institutionId.key64
            fact.item = item
            return fact
        }
        let status = event.justice.map { fact(.legalStatus, UInt64($0.status.number)) }
        let scores = event.sustainability.map { fact(.scores, ScoresItem($0).bits) }
        let mayTell = event.statsMode == .full && event.subjectId != nil
        let nationality = mayTell ? Nationality.counted(of: event.nationalities) : nil
        return [status, scores, nationality.map { fact(.nationality, UInt64($0.number)) }].compactMap(\.self)
    }

    private init(
        left admission: EntityID,
        _ person: EntityID,
        _ caseID: EntityID,
        _ day: Int32,
        _ envelope: Envelope
    ) {
        self.init(.left, of: admission, person: person, case: caseID, day: day, envelope)
    }
}
