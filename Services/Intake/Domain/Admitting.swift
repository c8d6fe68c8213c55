import EventStore
import Events

/// Why a child is not kept apart from adults (Havana Rules 29).
enum MixReason: String, CodeList {
    /// With members of the same family.
    case sameFamily = "SAME_FAMILY"
    /// In a controlled programme that was shown to be good for the child.
    case specialProgramme = "SPECIAL_PROGRAMME"
    /// By order of the court.
    case ordered = "ORDERED"
}

/// A person is admitted to an institution.
struct AdmitPerson: Codable, Sendable, Hashable {
    /// The case's institution unless given.
    var institutionId: EntityID?
    /// When; `occurredAt`, else now, unless given.
    var admittedAt: Timestamp?
    /// The order that admits, sealed; without it nobody may be held (Havana Rules 20).
    var orderRef: String?
    /// Not after the admission.
    var orderDate: CalendarDate?
    /// Sealed.
    var orderAuthority: String?
    var placement: Placement
    var separatedFromAdults: Bool
    /// Required where a child is not kept apart from adults.
    var mixReason: MixReason?
    var legalStatus: LegalStatus?
    var expectedRelease: CalendarDate?
    var familyNotifiedAt: Timestamp?
    /// Sealed.
    var note: String?
    var occurredAt: Timestamp?

    /// When the person came in.
    var moment: Timestamp? { admittedAt ?? occurredAt }
}

/// What is kept of an admission beside its codes: sealed under the person's key.
struct AdmissionNotes: Codable, Sendable, Hashable {
    var orderRef: String
    var orderDate: CalendarDate?
    var orderAuthority: String?
    var mixReason: MixReason?
    var note: String?
}

extension CaseState {
    struct Admitting {
        var admitted: AdmissionAdmitted
        /// The codes as they should be, when the order says something of the person's standing.
        var codes: CaseProfile?
        var notes: AdmissionNotes
    }

    /// Decides to admit the person.
    ///
    /// `terms` is what is known of the institution: an unknown one refuses nobody. `isHeldElsewhere` says whether
    /// another case of the person has a stay that lasts at that time.
    func admit(
        _ command: AdmitPerson,
        _ subject: SubjectDetails,
        id: EntityID,
        to institutionID: EntityID,
        terms: InstitutionState.Terms?,
        isHeldElsewhere: Bool,
        _ occasion: Occasion
    ) throws(Rejection) -> Admitting {
        let subjectID = try requireSubject()
        try life.requireActive(at: occasion.at)
        guard !life.isClosed(after: occasion.at) else {
            throw .invalidTransition("the case was closed later; an admission cannot be entered behind its closing")
        }
        guard !isHeldElsewhere, !admissions.contains(where: { $0.isOpen(at: occasion.at) }) else {
            throw .invalidTransition("the person is admitted already; record the release first")
        }
        let notes = try Self.order(of: command, occasion)
        try Self.checkDates(of: command, occasion)
        try Self.check(command, subject, terms, occasion.day)
        let isFull = consents.statisticsMode == .full
        let admitted = AdmissionAdmitted(
            admissionId: id,
            caseId: caseID,
            subjectId: subjectID,
            institutionId: institutionID,
            admittedAt: occasion.at,
            placement: command.placement,
            separatedFromAdults: command.separatedFromAdults,
            legalStatus: command.legalStatus ?? profile?.justice?.status,
            expectedRelease: command.expectedRelease ?? profile?.justice?.expectedEnd,
            familyNotifiedAt: command.familyNotifiedAt,
            sex: isFull ? subject.sex : nil,
            ageBand: isFull ? subject.ageBand(on: occasion.day) : nil,
            isChild: isFull ? subject.isChild(on: occasion.day) : nil,
            statsMode: consents.statisticsMode
        )
        return Admitting(admitted: admitted, codes: codes(after: command), notes: notes)
    }

    /// The codes with what the order says of the person's standing in criminal justice.
    private func codes(after command: AdmitPerson) -> CaseProfile? {
        guard let status = command.legalStatus ?? profile?.justice?.status else { return nil }
        var codes = profile
        codes?.justice = ProfileJustice(
            status: status,
            orderDate: command.orderDate ?? profile?.justice?.orderDate,
            expectedEnd: command.expectedRelease ?? profile?.justice?.expectedEnd
        )
        return codes
    }

    private static func order(of command: AdmitPerson, _ occasion: Occasion) throws(Rejection) -> AdmissionNotes {
        guard let orderRef = command.orderRef, !orderRef.isBlank else {
            throw Rejection(
                "order.required",
                field: "orderRef",
                "nobody is admitted without a valid order; give its reference"
            )
        }
        if let orderDate = command.orderDate, orderDate > occasion.day {
            throw Rejection("order.required", field: "orderDate", "the order must not be later than the admission")
        }
        return AdmissionNotes(
            orderRef: orderRef,
            orderDate: command.orderDate,
            orderAuthority: command.orderAuthority,
            mixReason: command.mixReason,
            note: command.note
        )
    }

    private static func checkDates(of command: AdmitPerson, _ occasion: Occasion) throws(Rejection) {
        if let expected = command.expectedRelease, expected < occasion.day {
            throw Rejection("period.invalid", field: "expectedRelease", "release must be expected after the admission")
        }
        try occasion.notInFuture(command.familyNotifiedAt, "familyNotifiedAt")
    }

    private static func check(
        _ command: AdmitPerson,
        _ subject: SubjectDetails,
        _ terms: InstitutionState.Terms?,
        _ day: CalendarDate
    ) throws(Rejection) {
        let isChild = subject.isChild(on: day)
        if isChild, !command.separatedFromAdults, command.mixReason == nil {
            throw Rejection(
                "placement.adult_child_mix",
                field: "separatedFromAdults",
                "a child must be kept apart from adults; where a lawful exception applies, give mixReason"
            )
        }
        guard let terms else { return }
        switch (terms.sexServed, subject.sex) {
        case (.male, .female), (.female, .male):
            throw Rejection(
                "placement.sex_not_served",
                field: "institutionId",
                "the institution does not serve persons of this sex; choose another"
            )
        default: break
        }
        try check(age: subject.age(on: day), isChild: isChild, terms)
        guard command.placement == .open || terms.security == .closed else {
            throw Rejection(
                "placement.security_not_offered",
                field: "placement",
                "the institution is open and has no closed placement; choose an open one or another institution"
            )
        }
    }

    private static func check(age: Int, isChild: Bool, _ terms: InstitutionState.Terms) throws(Rejection) {
        if !isChild, let ageMax = terms.ageMax, ageMax < 18 {
            throw Rejection(
                "placement.adult_child_mix",
                field: "institutionId",
                "the institution is for children and the person is an adult; choose another"
            )
        }
        guard age >= terms.ageMin ?? 0, age <= terms.ageMax ?? .max else {
            throw Rejection(
                "placement.age_not_served",
                field: "institutionId",
                "the institution does not serve persons of this age; choose another"
            )
        }
    }
}
