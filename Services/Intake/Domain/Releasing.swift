import EventStore
import Events

/// Preparation of a release begins.
struct PrepareRelease: Codable, Sendable, Hashable {
    /// At most 90 days away; as entered at admission unless given.
    var expectedRelease: CalendarDate?
    var occurredAt: Timestamp?
}

/// An admitted person is released.
struct ReleasePerson: Codable, Sendable, Hashable {
    /// Released by order before a release could be prepared.
    var immediate: Bool?
    var familyNotifiedAt: Timestamp?
    var occurredAt: Timestamp?
}

/// An admitted person left without leave, or came back.
struct RecordAbsence: Codable, Sendable, Hashable {
    /// When the person came back, of an absence that is over when it is entered.
    var returnedAt: Timestamp?
    var occurredAt: Timestamp?
}

extension CaseState {
    /// How long before a release its preparation may begin, in days.
    static let releasePreparationDays = 90

    /// Decides to begin preparing a release.
    func prepareRelease(_ command: PrepareRelease, _ occasion: Occasion) throws(Rejection) -> AdmissionReleasePrepared {
        let admission = try admission(at: occasion.at)
        try admission.require(.prepareRelease, at: occasion.at)
        guard let expected = command.expectedRelease ?? admission.expectedRelease else {
            throw Rejection("release.date_required", field: "expectedRelease", "say on which day release is expected")
        }
        guard expected >= occasion.calendar.date(of: admission.admittedAt) else {
            throw Rejection("period.invalid", field: "expectedRelease", "release must be expected after the admission")
        }
        guard expected <= occasion.day.adding(days: Self.releasePreparationDays) else {
            throw Rejection(
                "release.preparation_too_early",
                field: "expectedRelease",
                "preparation begins at most \(Self.releasePreparationDays) days before the expected release"
            )
        }
        return AdmissionReleasePrepared(
            admissionId: admission.id,
            caseId: caseID,
            subjectId: try requireSubject(),
            institutionId: admission.institutionID,
            preparedAt: occasion.at,
            expectedRelease: expected
        )
    }

    /// Decides to release; without preparation only at once, by order: nobody is held for want of preparation.
    func release(_ command: ReleasePerson, _ occasion: Occasion) throws(Rejection) -> AdmissionReleased {
        let admission = try admission(at: occasion.at)
        try admission.require(.release, at: occasion.at)
        guard admission.life.status(at: occasion.at) == .preparingRelease || command.immediate == true else {
            throw .invalidTransition(
                "the release was not prepared; prepare it, or set immediate when an order releases at once",
                field: "immediate"
            )
        }
        try occasion.notInFuture(command.familyNotifiedAt, "familyNotifiedAt")
        return AdmissionReleased(
            admissionId: admission.id,
            caseId: caseID,
            subjectId: try requireSubject(),
            institutionId: admission.institutionID,
            releasedAt: occasion.at,
            familyNotifiedAt: command.familyNotifiedAt
        )
    }

    /// Decides to record that the person left without leave.
    func abscond(_ occasion: Occasion) throws(Rejection) -> AdmissionAbsconded {
        let admission = try admission(at: occasion.at)
        try admission.require(.abscond, at: occasion.at)
        return AdmissionAbsconded(
            admissionId: admission.id,
            caseId: caseID,
            subjectId: try requireSubject(),
            institutionId: admission.institutionID,
            abscondedAt: occasion.at
        )
    }

    /// Decides to record an absence with its end, entered behind what happened since: neither fits there alone.
    func abscond(
        until returnedAt: Timestamp,
        isHeldElsewhere: Bool,
        _ occasion: Occasion
    ) throws(Rejection) -> (left: AdmissionAbsconded, back: AdmissionReturned) {
        try occasion.notInFuture(returnedAt, "returnedAt")
        guard returnedAt > occasion.at else {
            throw Rejection("period.invalid", field: "returnedAt", "a person comes back after leaving")
        }
        let admission = try admission(at: occasion.at)
        var life = admission.life
        life.record(.abscond, at: occasion.at)
        life.record(.comeBack, at: returnedAt)
        guard life.isPossible else {
            throw .invalidTransition("what is recorded of the admission leaves no place for that absence")
        }
        guard !isHeldElsewhere, !admissions.contains(where: { $0.id != admission.id && $0.isOpen(at: returnedAt) })
        else {
            throw .invalidTransition("the person was admitted elsewhere then; record the release first")
        }
        let subjectID = try requireSubject()
        let left = AdmissionAbsconded(
            admissionId: admission.id,
            caseId: caseID,
            subjectId: subjectID,
            institutionId: admission.institutionID,
            abscondedAt: occasion.at
        )
        let back = AdmissionReturned(
            admissionId: admission.id,
            caseId: caseID,
            subjectId: subjectID,
            institutionId: admission.institutionID,
            returnedAt: returnedAt
        )
        return (left, back)
    }

    /// Decides to record that the person came back to an open case.
    func comeBack(isHeldElsewhere: Bool, _ occasion: Occasion) throws(Rejection) -> AdmissionReturned {
        let admission = try admission(at: occasion.at)
        try admission.require(.comeBack, at: occasion.at)
        try life.requireActive(at: occasion.at)
        guard !life.isClosed(after: occasion.at) else {
            throw .invalidTransition("the case was closed later; a return cannot be entered behind its closing")
        }
        guard !isHeldElsewhere, !admissions.contains(where: { $0.id != admission.id && $0.isOpen(at: occasion.at) })
        else {
            throw .invalidTransition("the person is admitted elsewhere; record the release first")
        }
        return AdmissionReturned(
            admissionId: admission.id,
            caseId: caseID,
            subjectId: try requireSubject(),
            institutionId: admission.institutionID,
            returnedAt: occasion.at
        )
    }
}

extension AdmissionState {
    /// Decides that the stay ended by death.
    func die(_ occasion: Occasion, of caseID: EntityID, _ subjectID: EntityID) throws(Rejection) -> AdmissionDied {
        try require(.die, at: occasion.at)
        return AdmissionDied(
            admissionId: id,
            caseId: caseID,
            subjectId: subjectID,
            institutionId: institutionID,
            diedAt: occasion.at
        )
    }
}
