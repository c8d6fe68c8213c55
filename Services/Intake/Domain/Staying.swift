import EventStore
import Events

/// An admitted person's rights are explained.
struct ExplainRights: Codable, Sendable, Hashable {
    /// ISO 639-3.
    var language: String?
    var occurredAt: Timestamp?
}

/// An admitted person is classified, or classified anew.
struct ClassifyPerson: Codable, Sendable, Hashable {
    var classification: ClassificationLevel
    /// At most 90 days later, and then unless given.
    var reviewDue: CalendarDate?
    /// What it rests on; sealed.
    var basis: ClassificationBasis?
    /// Sealed.
    var note: String?
    var occurredAt: Timestamp?
}

/// What a classification rests on beside age and sex, in words (Havana Rules 28).
struct ClassificationBasis: Codable, Sendable, Hashable {
    var offenceType: String?
    var physicalHealth: String?
    var mentalHealth: String?
    var personality: String?
}

/// What a classification rests on: sealed under the case's own key.
struct ClassificationNotes: Codable, Sendable, Hashable {
    var note: String?
    var basis: ClassificationBasis?
    /// In years on the day of the classification.
    var age: Int?
    var sex: Sex?
}

/// An admitted person is in touch with the family.
struct RecordContact: Codable, Sendable, Hashable {
    var kind: ContactKind
    /// The day; that of `occurredAt` unless given.
    var on: CalendarDate?
    var occurredAt: Timestamp?
}

extension CaseState {
    /// Decides to record that rights were explained.
    func explainRights(_ command: ExplainRights, _ occasion: Occasion) throws(Rejection) -> RightsExplained {
        let admission = try heldAdmission(at: occasion.at)
        try LanguageCode.check(command.language, "language")
        return RightsExplained(
            admissionId: admission.id,
            caseId: caseID,
            explainedAt: occasion.at,
            language: command.language
        )
    }

    /// Decides to classify.
    func classify(_ command: ClassifyPerson, _ occasion: Occasion) throws(Rejection) -> AdmissionClassified {
        let admission = try admission(at: occasion.at)
        try admission.require(.classify, at: occasion.at)
        let reviewDue = command.reviewDue ?? occasion.day.adding(days: Self.reviewIntervalDays)
        try Self.check(reviewDue: reviewDue, occasion)
        return AdmissionClassified(
            admissionId: admission.id,
            caseId: caseID,
            subjectId: try requireSubject(),
            institutionId: admission.institutionID,
            classification: command.classification,
            classifiedAt: occasion.at,
            reviewDue: reviewDue
        )
    }

    /// Decides to record a contact, on a day of the stay.
    func recordContact(_ command: RecordContact, _ occasion: Occasion) throws(Rejection) -> ContactRecorded {
        let day = command.on ?? occasion.day
        try occasion.notInFuture(day, "on")
        guard life.status != .voided else { throw .invalidTransition("the case is voided") }
        let stay = admissions.last { admission in
            let from = occasion.calendar.date(of: admission.admittedAt)
            let to = admission.endedAt.map { occasion.calendar.date(of: $0) }
            return day >= from && to.map { day <= $0 } ?? true
        }
        guard let stay else {
            throw .invalidTransition("the person was not admitted on that day", field: "on")
        }
        return ContactRecorded(admissionId: stay.id, caseId: caseID, kind: command.kind, on: day)
    }

    /// The stay in which the person is held at `instant`.
    private func heldAdmission(at instant: Timestamp) throws(Rejection) -> AdmissionState {
        let admission = try admission(at: instant)
        guard let status = admission.life.status(at: instant), status.isHeld else {
            let status = admission.life.status(at: instant)?.rawValue ?? "not begun"
            throw .invalidTransition("the admission was \(status) then; the person must be in the institution")
        }
        return admission
    }
}
