import EventStore
import Events

/// What was entered wrongly about a case or its person is put right; what is absent stays.
struct CorrectCase: Codable, Sendable, Hashable {
    /// Optional things that can be taken away.
    enum Clearable: String, CodeList {
        case programmeId
        case agreementId
        case justice
        case migration
        case fatherName
        case alias
        case language
        case education
        case address
        case phone
        case guardian
        case photoRef
    }

    var reason: CorrectionReason
    var categories: [Category]?
    var concerns: [ProfileConcern]?
    var justice: RegisterCase.Justice?
    var migration: ProfileMigration?
    var programmeId: EntityID?
    var agreementId: EntityID?
    var subject: SubjectChanges?
    /// What is to be taken away.
    var clear: [Clearable]?
    var occurredAt: Timestamp?
}

/// What is put right about a person.
struct SubjectChanges: Codable, Sendable, Hashable {
    var givenName: String?
    var fatherName: String?
    var familyName: String?
    var alias: String?
    var identityUnknown: Bool?
    var sex: Sex?
    /// Takes the place of an estimated age.
    var birthDate: CalendarDate?
    /// Takes the place of a birth date.
    var estimatedAge: Int?
    var estimatedOn: CalendarDate?
    var nationalities: [CountryCode]?
    var region: PlaceCode?
    var language: String?
    var education: Education?
    var disabilities: [Disability]?
    var address: String?
    var phone: String?
    var guardian: SubjectDetails.Guardian?
    var documents: [SubjectDetails.Document]?
    var photoRef: String?
}

extension SubjectDetails {
    /// The details with `changes` made and `cleared` taken away.
    func applying(_ changes: SubjectChanges?, clearing cleared: Set<CorrectCase.Clearable>) -> SubjectDetails {
        var copy = self
        if cleared.contains(.fatherName) { copy.fatherName = nil }
        if cleared.contains(.alias) { copy.alias = nil }
        if cleared.contains(.language) { copy.language = nil }
        if cleared.contains(.education) { copy.education = nil }
        if cleared.contains(.address) { copy.address = nil }
        if cleared.contains(.phone) { copy.phone = nil }
        if cleared.contains(.guardian) { copy.guardian = nil }
        if cleared.contains(.photoRef) { copy.photoRef = nil }
        guard let changes else { return copy }
        copy.givenName = changes.givenName ?? copy.givenName
        copy.fatherName = changes.fatherName ?? copy.fatherName
        copy.familyName = changes.familyName ?? copy.familyName
        copy.alias = changes.alias ?? copy.alias
        copy.identityUnknown = changes.identityUnknown ?? copy.identityUnknown
        copy.sex = changes.sex ?? copy.sex
        copy.takeAge(from: changes)
        copy.nationalities = changes.nationalities ?? copy.nationalities
        copy.region = changes.region ?? copy.region
        copy.language = changes.language ?? copy.language
        copy.education = changes.education ?? copy.education
        copy.disabilities = changes.disabilities ?? copy.disabilities
        copy.address = changes.address ?? copy.address
        copy.phone = changes.phone ?? copy.phone
        copy.guardian = changes.guardian ?? copy.guardian
        copy.documents = changes.documents ?? copy.documents
        copy.photoRef = changes.photoRef ?? copy.photoRef
        return copy
    }

    private mutating func takeAge(from changes: SubjectChanges) {
        let isEstimated = changes.estimatedAge != nil || changes.estimatedOn != nil
        guard changes.birthDate != nil || isEstimated else { return }
        // What is given takes the place of what was known; both at once is refused by the check.
        estimatedAge = changes.birthDate == nil ? changes.estimatedAge ?? estimatedAge : changes.estimatedAge
        estimatedOn = changes.birthDate == nil ? changes.estimatedOn ?? estimatedOn : changes.estimatedOn
        birthDate = changes.birthDate
    }

    /// The names, on the wire, of what differs in `other`: names only, never values.
    func changes(to other: SubjectDetails) -> [String] {
        var names: [String] = []
        func note(_ name: String, _ isSame: Bool) { if !isSame { names.append(name) } }
        note("givenName", givenName == other.givenName)
        note("fatherName", fatherName == other.fatherName)
        note("familyName", familyName == other.familyName)
        note("alias", alias == other.alias)
        note("identityUnknown", identityUnknown == other.identityUnknown)
        note("sex", sex == other.sex)
        note("birthDate", birthDate == other.birthDate)
        note("estimatedAge", estimatedAge == other.estimatedAge)
        note("estimatedOn", estimatedOn == other.estimatedOn)
        note("nationalities", nationalities == other.nationalities)
        note("region", region == other.region)
        note("language", language == other.language)
        note("education", education == other.education)
        note("disabilities", disabilities == other.disabilities)
        note("address", address == other.address)
        note("phone", phone == other.phone)
        note("guardian", guardian == other.guardian)
        note("documents", documents == other.documents)
        note("photoRef", photoRef == other.photoRef)
        return names
    }
}

extension CaseState {
    struct CorrectionPlan {
        /// The case with what concerns it alone put right.
        var state: CaseState
        /// The codes as they should be.
        var codes: CaseProfile
        var subject: SubjectDetails
        /// The names of the person's fields that changed.
        var subjectChanges: [String]
        /// The names of all fields that changed.
        var changed: [String]
    }

    /// Decides what a correction changes.
    func correct(
        _ command: CorrectCase,
        _ subject: SubjectDetails,
        _ occasion: Occasion
    ) throws(Rejection) -> CorrectionPlan {
        guard let profile, let status = life.status, status.isActive || status == .closed else {
            throw .invalidTransition(
                "the case is \(life.status?.rawValue ?? "unknown"); only a registered case can be corrected"
            )
        }
        let cleared = Set(command.clear ?? [])
        let corrected = subject.applying(command.subject, clearing: cleared)
        try corrected.check(occasion)
        try Self.check(command.justice, occasion)
        try Self.check(command.concerns)
        if let categories = command.categories { try IdentifyCase.check(categories) }
        var (state, codes) = (self, profile)
        state.programmeID = command.programmeId ?? (cleared.contains(.programmeId) ? nil : programmeID)
        state.agreementID = command.agreementId ?? (cleared.contains(.agreementId) ? nil : agreementID)
        codes.categories = command.categories ?? codes.categories
        codes.concerns = command.concerns ?? codes.concerns
        codes.justice = command.justice?.published ?? (cleared.contains(.justice) ? nil : codes.justice)
        codes.migration = command.migration ?? (cleared.contains(.migration) ? nil : codes.migration)
        let subjectChanges = subject.changes(to: corrected)
        var changed = changes(to: state, codes: codes, was: profile) + subjectChanges
        // The authority and the order's reference are sealed; whether they differ is not known here.
        if command.justice?.authority != nil || command.justice?.orderRef != nil, !changed.contains("justice") {
            changed.append("justice")
        }
        guard !changed.isEmpty else {
            throw Rejection(
                "correction.empty",
                field: nil,
                "nothing differs from what is recorded; name what is to change"
            )
        }
        return CorrectionPlan(
            state: state,
            codes: codes,
            subject: corrected,
            subjectChanges: subjectChanges,
            changed: changed
        )
    }

    private func changes(to other: CaseState, codes: CaseProfile, was profile: CaseProfile) -> [String] {
        var names: [String] = []
        if programmeID != other.programmeID { names.append("programmeId") }
        if agreementID != other.agreementID { names.append("agreementId") }
        if profile.categories != codes.categories { names.append("categories") }
        if profile.concerns != codes.concerns { names.append("concerns") }
        if profile.justice != codes.justice { names.append("justice") }
        if profile.migration != codes.migration { names.append("migration") }
        return names
    }
}
