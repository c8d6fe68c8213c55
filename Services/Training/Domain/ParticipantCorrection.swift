import Decisions
import EventStore
import Events

/// Corrects what was recorded of a participation: what is given replaces what was, what is left out stays.
struct CorrectParticipant: Codable, Sendable, Hashable {
    var role: ParticipantRole?
    var sex: Sex?
    var country: CountryCode?
    var orgId: EntityID?
    var orgKind: OrganisationKind?
    /// On how many days; 0 is absence.
    var days: Int?
    /// That the participation counts nowhere.
    var voided: Bool?
    var name: String?
    var email: String?
    var phone: String?
    var reason: CorrectionReason
    var occurredAt: Timestamp?

    /// `identity` with what this command gives.
    func applied(to identity: ParticipantIdentity?) throws(Rejection) -> ParticipantIdentity? {
        guard name != nil || email != nil || phone != nil else { return nil }
        var merged = identity ?? ParticipantIdentity()
        if let name { merged.name = try Checks.optionalText(name, field: "name", maximumLength: 200) }
        if let email { merged.email = try Checks.optionalText(email, field: "email", maximumLength: 254) }
        if let phone { merged.phone = try Checks.optionalText(phone, field: "phone", maximumLength: 40) }
        return merged
    }
}

extension ParticipantState {
    /// Decides ``CorrectParticipant``.
    func correct(_ command: CorrectParticipant, in activity: ActivityState) throws(Rejection) -> ParticipantCorrected {
        let (id, before) = try existing()
        var after = before
        if let role = command.role { after.role = role }
        if let sex = command.sex { after.sex = sex }
        if let country = command.country { after.country = country }
        if let orgId = command.orgId { after.orgId = orgId }
        if let orgKind = command.orgKind { after.orgKind = orgKind }
        if after.role != before.role { try activity.refuseHeadcount(of: after.role, field: "role") }
        var attended = attendance
        if let days = command.days {
            try activity.requireBegun()
            attended = try activity.checked(days: days) > 0 ? .present(days: days) : .absent
        }
        if certificate != nil, command.voided != true {
            let (_, plan) = try activity.existing()
            guard plan.isEnough(days: attended.days) else {
                throw Rejection(
                    "certificate.not_earned",
                    field: "days",
                    "a certificate rests on these days; declare the participation void instead, and the certificate is"
                )
            }
        }
        var changed = Self.differences(after, before)
        if attended != attendance { changed.append("days") }
        if command.voided == true { changed.append("voided") }
        if command.name != nil || command.email != nil || command.phone != nil { changed.append("identity") }
        guard !changed.isEmpty else {
            throw Rejection("correction.empty", "nothing of the participation would change; state what does")
        }
        return corrected(
            id,
            after,
            days: attended.isPresent ? attended.days : nil,
            changed: changed,
            voided: command.voided == true,
            for: command.reason
        )
    }

    private static func differences(_ after: ParticipantDetails, _ before: ParticipantDetails) -> [String] {
        var names: [String] = []
        if after.role != before.role { names.append("role") }
        if after.sex != before.sex { names.append("sex") }
        if after.country != before.country { names.append("country") }
        if after.orgId != before.orgId { names.append("orgId") }
        if after.orgKind != before.orgKind { names.append("orgKind") }
        return names
    }
}
