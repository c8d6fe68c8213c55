import EventStore
import Events

/// Somebody who may need protection is brought to attention.
struct IdentifyCase: Codable, Sendable, Hashable {
    var institutionId: EntityID
    var categories: [Category]
    var identifiedBy: IdentificationSource
    var identifiedByOrgId: EntityID?
    /// When; `occurredAt`, else now, unless given.
    var identifiedAt: Timestamp?
    var programmeId: EntityID?
    var agreementId: EntityID?
    /// What was told; sealed.
    var narrative: String?
    var occurredAt: Timestamp?
}

/// What is known of a case before there is a person: sealed under the case's own key, published nowhere.
struct IdentificationNotes: Codable, Sendable, Hashable {
    var categories: [Category]
    var narrative: String?
}

/// A case is registered for a person.
struct RegisterCase: Codable, Sendable, Hashable {
    struct Justice: Codable, Sendable, Hashable {
        var status: LegalStatus
        /// Sealed.
        var authority: String?
        /// Sealed.
        var orderRef: String?
        var orderDate: CalendarDate?
        var expectedEnd: CalendarDate?

        var published: ProfileJustice {
            ProfileJustice(status: status, orderDate: orderDate, expectedEnd: expectedEnd)
        }
    }

    /// The person; not with `subjectId`.
    var subject: SubjectDetails?
    /// A person known from another case of this instance.
    var subjectId: EntityID?
    /// Why this is not the person who is known here with the same document; sealed.
    var duplicateReason: String?
    /// Consents decided now; one for REGISTER must be in force, from here or recorded before.
    var consents: [RecordConsent]?
    /// In place of those given when the case was identified.
    var categories: [Category]?
    var concerns: [ProfileConcern]?
    var justice: Justice?
    var migration: ProfileMigration?
    var programmeId: EntityID?
    var agreementId: EntityID?
    var caseWorkerId: EntityID?
    /// Sealed.
    var narrative: String?
    var occurredAt: Timestamp?
}

/// What is noted at registration beside the person: sealed under the case's own key.
struct RegistrationNotes: Codable, Sendable, Hashable {
    var caseWorkerId: EntityID?
    var authority: String?
    var orderRef: String?
    var narrative: String?
    var duplicateReason: String?
}

/// Another case worker follows the case.
struct AssignCase: Codable, Sendable, Hashable {
    var caseWorkerId: EntityID
    var occurredAt: Timestamp?
}

/// An identified case is not taken on.
struct DeclineCase: Codable, Sendable, Hashable {
    var reason: DeclineReason
    var occurredAt: Timestamp?
}

extension IdentifyCase {
    /// When the person was brought to attention.
    var moment: Timestamp? { identifiedAt ?? occurredAt }

    /// Decides to identify a case.
    func decide(id: EntityID, number: CaseNumber, _ occasion: Occasion) throws(Rejection) -> CaseIdentified {
        try Self.check(categories)
        return CaseIdentified(
            caseId: id,
            caseNumber: number.description,
            institutionId: institutionId,
            identifiedBy: identifiedBy,
            identifiedByOrgId: identifiedByOrgId,
            identifiedAt: occasion.at,
            programmeId: programmeId,
            agreementId: agreementId,
            group: CaseGroup(categories, sex: nil, isChild: nil)
        )
    }

    static func check(_ categories: [Category]) throws(Rejection) {
        guard !categories.isEmpty, Set(categories).count == categories.count else {
            throw Rejection("categories.required", field: "categories", "give at least one category, each once")
        }
    }
}

extension CaseState {
    struct Registration {
        var registered: CaseRegistered
        var profile: CaseProfile
    }

    /// Decides to register the case, whose consents are recorded already.
    ///
    /// A new `subject` was checked by the caller; `identified` are the categories given when the case was identified.
    func register(
        _ command: RegisterCase,
        _ subject: SubjectDetails,
        id subjectID: EntityID,
        identified: [Category],
        _ occasion: Occasion
    ) throws(Rejection) -> Registration {
        try life.require(.register, at: occasion.at)
        guard consents.allows(.register, at: occasion.at) else {
            throw Rejection(
                "consent.missing",
                field: "consents",
                "record a REGISTER consent, a court's order or the person's best interests first; else decline the case"
            )
        }
        let categories = command.categories ?? identified
        try IdentifyCase.check(categories)
        try Self.check(command.justice, occasion)
        try Self.check(command.concerns)
        let mode = consents.statisticsMode
        let facts = CaseFacts(
            subject,
            categories: categories,
            registeredOn: occasion.day,
            // An urgent service may have begun before.
            childOn: occasion.calendar.date(of: work.enrolments.first?.startedAt ?? occasion.at),
            mode: mode,
            programmeID: command.programmeId ?? programmeID,
            agreementID: command.agreementId ?? agreementID
        )
        let registered = CaseRegistered(
            caseId: caseID,
            caseNumber: caseNumber,
            subjectId: subjectID,
            institutionId: institutionID,
            programmeId: facts.programmeID,
            agreementId: facts.agreementID,
            group: facts.group,
            sex: facts.sex,
            ageBand: facts.ageBand,
            isChild: facts.isChild,
            region: facts.region,
            registeredAt: occasion.at,
            statsMode: mode
        )
        let profile = CaseProfile(
            caseId: caseID,
            subjectId: subjectID,
            institutionId: institutionID,
            categories: categories,
            nationalities: [],
            concerns: command.concerns ?? [],
            disabilities: [],
            justice: command.justice?.published,
            migration: command.migration,
            trafficking: trafficking.published(),
            statsMode: mode
        )
        return Registration(registered: registered, profile: profile.describing(subject, mode: mode))
    }

    /// Decides whether another case worker may follow the case: as long as it is followed.
    func assign(_ occasion: Occasion) throws(Rejection) -> CaseProfile {
        try life.requireActive(at: occasion.at)
        guard let profile else { throw .invalidTransition("the case is not registered; register it first") }
        return profile
    }

    /// Decides not to take the case on.
    func decline(_ command: DeclineCase, _ occasion: Occasion) throws(Rejection) -> CaseDeclined {
        try life.require(.decline, at: occasion.at)
        return CaseDeclined(
            caseId: caseID,
            institutionId: institutionID,
            reason: command.reason,
            declinedAt: occasion.at
        )
    }

    static func check(_ concerns: [ProfileConcern]?) throws(Rejection) {
        guard let concerns else { return }
        guard Set(concerns).count == concerns.count else { throw .invalidField("concerns", "name each concern once") }
        for (index, concern) in concerns.enumerated() where concern.gbvType != nil && concern.harm == nil {
            throw .invalidField("concerns[\(index)].harm", "say which harm the gender-based violence is")
        }
    }

    static func check(_ justice: RegisterCase.Justice?, _ occasion: Occasion) throws(Rejection) {
        guard let justice else { return }
        try occasion.notInFuture(justice.orderDate, "justice.orderDate")
        if let from = justice.orderDate, let to = justice.expectedEnd, to < from {
            throw Rejection("period.invalid", field: "justice.expectedEnd", "a measure must not end before its order")
        }
    }
}
