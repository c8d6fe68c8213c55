import Decisions
import EventStore
import Events

/// Changes an agreement's terms: what is given replaces what was, what is left out stays.
struct AmendAgreement: Codable, Sendable, Hashable {
    var title: String?
    /// Only while it is a draft: signed terms bind those who signed.
    var partyOrgIds: [EntityID]?
    var countries: [CountryCode]?
    var institutionIds: [EntityID]?
    var regions: [PlaceCode]?
    var targetGroups: [TargetGroup]?
    var objectives: [String]?
    var targets: [AgreementTarget]?
    var reporting: ReportingDuty?
    var reviewEveryMonths: Int?
    var legalBasis: [String]?
    var inForceFrom: CalendarDate?
    var inForceTo: CalendarDate?
    var continuesAgreementId: EntityID?
    var partnershipSince: Int?
    var amendedOn: CalendarDate?
    var occurredAt: Timestamp?
}

extension AmendAgreement {
    /// `terms` with what this command gives.
    func applied(to terms: AgreementTerms) -> AgreementTerms {
        var terms = terms
        func replace<Value>(_ field: WritableKeyPath<AgreementTerms, Value>, _ given: Value?) {
            if let given { terms[keyPath: field] = given }
        }
        replace(\.title, title)
        replace(\.partyOrgIds, partyOrgIds)
        replace(\.countries, countries)
        replace(\.institutionIds, institutionIds)
        replace(\.regions, regions)
        replace(\.targetGroups, targetGroups)
        replace(\.objectives, objectives)
        replace(\.targets, targets)
        replace(\.legalBasis, legalBasis)
        if let reporting { terms.reporting = reporting }
        if let reviewEveryMonths { terms.reviewEveryMonths = reviewEveryMonths }
        if let inForceFrom { terms.inForceFrom = inForceFrom }
        if let inForceTo { terms.inForceTo = inForceTo }
        if let continuesAgreementId { terms.continuesAgreementId = continuesAgreementId }
        if let partnershipSince { terms.partnershipSince = partnershipSince }
        return terms
    }
}

extension AgreementState {
    /// Decides ``AmendAgreement``: what was promised or delivered under the agreement stays inside it.
    ///
    /// - `promised`: the regions that the agreement's commitments name and where they were delivered.
    /// - `committed`: the organisations that have committed themselves under it.
    func amend(
        _ command: AmendAgreement,
        at moment: Moment,
        known: KnownRecords,
        promised: Set<PlaceCode>,
        committed: Set<EntityID>
    ) throws(Rejection) -> AgreementAmended {
        let (id, before) = try existing()
        guard status == .draft || status == .signed || isInForce else {
            throw .transition("the agreement", status.rawValue, wanted: "a draft, signed or in force")
        }
        let after = try command.applied(to: before).checked(against: known, today: moment.today)
        let changed = after.differences(from: before)
        guard !changed.isEmpty else {
            throw Rejection("amendment.empty", "nothing in the agreement would change; state what does")
        }
        guard status == .draft || !changed.contains("partyOrgIds") else {
            throw Rejection(
                "agreement.parties_signed",
                field: "partyOrgIds",
                "the parties have signed; draft a new agreement that continues this one",
                status: 409
            )
        }
        guard committed.isSubset(of: after.partyOrgIds) else {
            throw Rejection(
                "commitment.party_unknown",
                field: "partyOrgIds",
                "an organisation that committed itself would no longer be a party; withdraw its commitments first"
            )
        }
        guard promised.allSatisfy({ after.extends(to: $0) }) else {
            throw RegionScope.outside("regions")
        }
        if inForceSince != nil, changed.contains("inForceFrom") {
            throw Rejection(
                "state.invalid_transition",
                field: "inForceFrom",
                "the agreement is in force already",
                status: 409
            )
        }
        return after.amended(id, on: try moment.day(command.amendedOn, field: "amendedOn"), changed: changed)
    }
}
