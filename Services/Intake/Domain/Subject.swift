import EventStore
import Events

/// All that is known of a person.
///
/// It is sealed under the person's own key beside the event that brought it (`case.registered`, `case.corrected`) and
/// never leaves this store; what others may know of it is coarsened in ``CaseFacts`` and `case.profile`.
struct SubjectDetails: Codable, Sendable, Hashable {
    struct Guardian: Codable, Sendable, Hashable {
        var name: String
        var phone: String?
        var relation: String?
    }

    struct Document: Codable, Sendable, Hashable {
        var kind: String
        var number: String
    }

    var givenName: String?
    var fatherName: String?
    var familyName: String?
    var alias: String?
    /// Nobody knows who the person is: then no name is needed.
    var identityUnknown: Bool?
    var sex: Sex
    /// Either this, or ``estimatedAge`` with ``estimatedOn``.
    var birthDate: CalendarDate?
    /// In years, 0 to 120.
    var estimatedAge: Int?
    var estimatedOn: CalendarDate?
    /// 1 to 3.
    var nationalities: [CountryCode]
    /// Where the person lives or was found; only its governorate or region leaves the store.
    var region: PlaceCode
    /// ISO 639-3.
    var language: String?
    var education: Education?
    var disabilities: [Disability]?
    var address: String?
    var phone: String?
    var guardian: Guardian?
    var documents: [Document]?
    var photoRef: String?
}

extension SubjectDetails {
    static let maximumAge = 120

    /// The age in whole years on `day`; at least 0.
    func age(on day: CalendarDate) -> Int {
        if let birthDate { return max(0, birthDate.years(until: day)) }
        guard let estimatedAge, let estimatedOn else { return 0 }
        // Whole years between the two days, in either direction.
        let elapsed = day >= estimatedOn ? estimatedOn.years(until: day) : -day.years(until: estimatedOn)
        return max(0, estimatedAge + elapsed)
    }

    func ageBand(on day: CalendarDate) -> AgeBand { .of(ageInYears: age(on: day)) }

    /// Whether the person is under 18 on `day` (Convention on the Rights of the Child).
    func isChild(on day: CalendarDate) -> Bool { age(on: day) < 18 }

    /// Refuses details that do not say who the person is, or how old.
    func check(_ occasion: Occasion) throws(Rejection) {
        guard identityUnknown == true || !givenName.isBlank || !familyName.isBlank else {
            throw Rejection(
                "identity.required",
                field: "subject.givenName",
                "give a given or family name, or set identityUnknown"
            )
        }
        try checkAge(occasion)
        guard (1...3).contains(nationalities.count), Set(nationalities).count == nationalities.count else {
            throw .invalidField("subject.nationalities", "give one to three different nationalities")
        }
        guard region.region != nil else {
            throw .invalidField("subject.region", "give a governorate or region such as EG-C, not a country")
        }
        try LanguageCode.check(language, "subject.language")
        if let disabilities, Set(disabilities).count != disabilities.count {
            throw .invalidField("subject.disabilities", "name each domain once")
        }
        if let guardian, guardian.name.isBlank {
            throw .invalidField("subject.guardian.name", "give the guardian's name, or leave the guardian out")
        }
    }

    private func checkAge(_ occasion: Occasion) throws(Rejection) {
        let isEstimated = estimatedAge != nil || estimatedOn != nil
        guard (birthDate != nil) != isEstimated else {
            throw Rejection(
                "age.required",
                field: "subject.birthDate",
                "give either birthDate, or estimatedAge with estimatedOn"
            )
        }
        if let birthDate {
            try occasion.notInFuture(birthDate, "subject.birthDate")
            guard birthDate <= occasion.day else {
                throw .invalidField("subject.birthDate", "the person must have been born by then")
            }
            guard birthDate.years(until: occasion.day) <= Self.maximumAge else {
                throw .invalidField("subject.birthDate", "the person would be over \(Self.maximumAge) years old")
            }
            return
        }
        guard let estimatedAge, let estimatedOn else {
            throw Rejection(
                "age.required",
                field: estimatedAge == nil ? "subject.estimatedAge" : "subject.estimatedOn",
                "give both estimatedAge and the day estimatedOn on which it was estimated"
            )
        }
        guard (0...Self.maximumAge).contains(estimatedAge) else {
            throw .invalidField("subject.estimatedAge", "give an age of 0 to \(Self.maximumAge) years")
        }
        try occasion.notInFuture(estimatedOn, "subject.estimatedOn")
    }
}
