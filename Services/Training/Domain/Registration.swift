import Decisions
import EventStore
import Events

/// Registers a professional for an activity.
struct RegisterParticipant: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var participantId: EntityID?
    var role: ParticipantRole
    var sex: Sex
    var country: CountryCode
    var orgId: EntityID?
    /// That of the organisation, where it is known, when left out.
    var orgKind: OrganisationKind?
    var trainerId: EntityID?
    var name: String?
    var email: String?
    var phone: String?
    /// That this is another person than the one of the same name who is registered.
    var isAnotherPerson: Bool?
    var occurredAt: Timestamp?

    /// Who it is, in order; `nil` when nothing is said.
    func identity(field: String) throws(Rejection) -> ParticipantIdentity? {
        let identity = ParticipantIdentity(
            name: try Checks.optionalText(name, field: "\(field)name", maximumLength: 200),
            email: try Checks.optionalText(email, field: "\(field)email", maximumLength: 254),
            phone: try Checks.optionalText(phone, field: "\(field)phone", maximumLength: 40)
        )
        if let email = identity.email, !email.contains("@") {
            throw Rejection("field.invalid", field: "\(field)email", "an address has an @; correct it, or leave it out")
        }
        return identity == ParticipantIdentity() ? nil : identity
    }
}

/// Somebody who is registered for an activity, opened for the time of a decision.
struct RegisteredPerson: Sendable {
    var state: ParticipantState
    var identity: ParticipantIdentity?

    /// Whether this is the same person: by trainer's number, address or telephone, else by name, country and
    /// organisation.
    ///
    /// - `byNameToo`: whether a name is enough.
    func isSame(
        as identity: ParticipantIdentity?,
        _ other: ParticipantDetails,
        byNameToo: Bool
    ) -> Bool {
        guard let details = state.details else { return false }
        if let trainer = details.trainerId, trainer == other.trainerId { return true }
        guard let own = self.identity, let identity else { return false }
        if let email = own.email, let otherEmail = identity.email {
            return email.lowercased() == otherEmail.lowercased()
        }
        if let phone = own.phone, let otherPhone = identity.phone {
            return Self.digits(phone) == Self.digits(otherPhone)
        }
        guard byNameToo, let name = own.name, let otherName = identity.name else { return false }
        let areColleagues = details.orgId == nil || other.orgId == nil || details.orgId == other.orgId
        return Self.words(name) == Self.words(otherName) && details.country == other.country && areColleagues
    }

    /// The last digits, because the country's code may be written or not.
    private static func digits(_ phone: String) -> Substring {
        phone.filter(\.isNumber).suffix(9)
    }

    /// Whether two names are the same but for their case, blanks and signs.
    static func isSameName(_ name: String, _ other: String?) -> Bool {
        guard let other else { return false }
        return words(name) == words(other)
    }

    private static func words(_ name: String) -> [Substring] {
        name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    }
}

extension ActivityState {
    /// Decides ``RegisterParticipant``.
    ///
    /// - `present`: everybody who is registered.
    /// - `knownKind`: the kind of the organisation, where it is known here.
    /// - `field`: where in the request it stands: empty, or `participants[2].`.
    func register(
        _ command: RegisterParticipant,
        participantID: EntityID,
        at instant: Timestamp,
        present: [RegisteredPerson],
        knownKind: OrganisationKind?,
        field: String = ""
    ) throws(Rejection) -> ParticipantRegistered {
        let (id, _) = try existing()
        try require(.open, .inProgress, .held)
        try refuseHeadcount(of: command.role, field: "\(field)role")
        let details = ParticipantDetails(
            activityId: id,
            role: command.role,
            sex: command.sex,
            country: command.country,
            orgId: command.orgId,
            orgKind: command.orgKind ?? knownKind,
            trainerId: command.trainerId
        )
        let identity = try command.identity(field: field)
        let isRegistered = present.contains { person in
            !person.state.isVoided && person.state.details?.role == details.role
                && person.isSame(as: identity, details, byNameToo: command.isAnotherPerson != true)
        }
        guard !isRegistered else {
            throw Rejection(
                "participant.duplicate",
                field: field.isEmpty ? nil : String(field.dropLast()),
                "this person is registered in this role; if it is another of the same name, say isAnotherPerson",
                status: 409
            )
        }
        return ParticipantRegistered(
            participantId: participantID,
            activityId: id,
            role: details.role,
            sex: details.sex,
            country: details.country,
            orgId: details.orgId,
            orgKind: details.orgKind,
            trainerId: details.trainerId,
            registeredAt: instant
        )
    }

    /// Refuses to list people in a role that was counted without a list.
    func refuseHeadcount(of role: ParticipantRole, field: String) throws(Rejection) {
        guard headcount?.cells.contains(where: { $0.role == role }) != true else {
            throw Rejection(
                "headcount.conflict",
                field: field,
                "this role was counted without a list; a role has either a list or a headcount"
            )
        }
    }
}
