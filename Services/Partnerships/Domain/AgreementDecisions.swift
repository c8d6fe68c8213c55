import Decisions
import EventStore
import Events

/// Drafts an agreement.
struct DraftAgreement: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var agreementId: EntityID?
    var kind: AgreementKind
    var title: String
    var partyOrgIds: [EntityID]?
    /// Those of the regions when left out.
    var countries: [CountryCode]?
    var institutionIds: [EntityID]?
    var regions: [PlaceCode]?
    var targetGroups: [TargetGroup]?
    var objectives: [String]?
    var targets: [AgreementTarget]?
    var reporting: ReportingDuty?
    /// How many months after it came into force, or after its last review, it is due to be reviewed.
    var reviewEveryMonths: Int?
    var legalBasis: [String]?
    var inForceFrom: CalendarDate?
    var inForceTo: CalendarDate?
    var continuesAgreementId: EntityID?
    var partnershipSince: Int?
    var occurredAt: Timestamp?
}

/// Signs an agreement for all its parties.
struct SignAgreement: Codable, Sendable, Hashable {
    var signedOn: CalendarDate?
    var place: PlaceCode?
    var signatories: [Signatory]?
    var occurredAt: Timestamp?
}

/// Brings a signed agreement into force.
struct ActivateAgreement: Codable, Sendable, Hashable {
    /// Its first day in force; the one it states, else today, when left out.
    var from: CalendarDate?
    var occurredAt: Timestamp?
}

/// Records that an agreement was reviewed and stays in force.
struct ReviewAgreement: Codable, Sendable, Hashable {
    var reviewedOn: CalendarDate?
    var occurredAt: Timestamp?
}

/// Renews an agreement.
struct RenewAgreement: Codable, Sendable, Hashable {
    /// Its new last day; without end when left out.
    var to: CalendarDate?
    var renewedOn: CalendarDate?
    var occurredAt: Timestamp?
}

/// Ends an agreement before its last day.
struct TerminateAgreement: Codable, Sendable, Hashable {
    /// The party that ends it.
    var byOrgId: EntityID?
    var terminatedOn: CalendarDate?
    var occurredAt: Timestamp?
}

extension DraftAgreement {
    /// The terms as they were sent.
    var terms: AgreementTerms {
        AgreementTerms(
            kind: kind,
            title: title,
            partyOrgIds: partyOrgIds ?? [],
            countries: countries ?? [],
            institutionIds: institutionIds ?? [],
            regions: regions ?? [],
            targetGroups: targetGroups ?? [],
            objectives: objectives ?? [],
            targets: targets ?? [],
            reporting: reporting,
            reviewEveryMonths: reviewEveryMonths,
            legalBasis: legalBasis ?? [],
            inForceFrom: inForceFrom,
            inForceTo: inForceTo,
            continuesAgreementId: continuesAgreementId,
            partnershipSince: partnershipSince
        )
    }
}

extension AgreementState {
    /// The identifier and the terms of an agreement that is there.
    func existing() throws(Rejection) -> (id: EntityID, terms: AgreementTerms) {
        guard let agreementID, let terms else { throw .unknown("agreement") }
        return (agreementID, terms)
    }

    /// Decides ``SignAgreement``: every party has somebody who signs for it.
    func sign(_ command: SignAgreement, at moment: Moment) throws(Rejection) -> AgreementSigned {
        let (id, terms) = try existing()
        guard status == .draft else { throw .transition("the agreement", status.rawValue, wanted: "a draft") }
        var signatories: [Signatory] = []
        for (index, signatory) in (command.signatories ?? []).enumerated() {
            guard terms.partyOrgIds.contains(signatory.orgId) else {
                throw Rejection(
                    "signatory.not_party",
                    field: "signatories[\(index)].orgId",
                    "only the parties sign; name the party this person signs for"
                )
            }
            signatories.append(
                Signatory(
                    name: try Checks.text(signatory.name, field: "signatories[\(index)].name", maximumLength: 200),
                    title: try Checks.text(signatory.title, field: "signatories[\(index)].title", maximumLength: 200),
                    orgId: signatory.orgId
                )
            )
        }
        let unsigned = Set(terms.partyOrgIds).subtracting(signatories.map(\.orgId))
        guard unsigned.isEmpty else {
            throw Rejection(
                "signatory.missing",
                field: "signatories",
                "\(unsigned.count) of \(terms.partyOrgIds.count) parties have nobody who signs; name one for each"
            )
        }
        let day = try moment.day(command.signedOn, field: "signedOn")
        return terms.signed(id, on: day, at: command.place, by: signatories)
    }

    /// Decides ``ActivateAgreement``.
    func activate(_ command: ActivateAgreement, at moment: Moment) throws(Rejection) -> AgreementInForce {
        let (id, terms) = try existing()
        guard status == .signed else { throw .transition("the agreement", status.rawValue, wanted: "signed") }
        let stated = terms.inForceFrom.flatMap { $0 <= moment.today ? $0 : nil }
        let day = try moment.day(command.from ?? stated, field: "from")
        if let last = terms.inForceTo, day > last {
            throw Rejection(
                "period.invalid",
                field: "from",
                "the agreement ends before this day; renew it after its activation"
            )
        }
        return terms.inForce(id, from: day)
    }

    /// Decides ``ReviewAgreement``.
    func review(_ command: ReviewAgreement, at moment: Moment) throws(Rejection) -> AgreementReviewed {
        let (id, _) = try existing()
        let day = try moment.day(command.reviewedOn, field: "reviewedOn")
        guard inForceSince != nil, isLive(on: day) else {
            throw .transition("the agreement", status.rawValue, wanted: "in force on the day of the review")
        }
        return AgreementReviewed(agreementId: id, reviewedOn: day)
    }

    /// Decides ``RenewAgreement``; an expired agreement comes into force again with its renewal.
    func renew(
        _ command: RenewAgreement,
        at moment: Moment
    ) throws(Rejection)
        -> (renewed: AgreementRenewed, inForce: AgreementInForce?)
    {
        let (id, before) = try existing()
        guard isInForce || status == .expired else {
            throw .transition("the agreement", status.rawValue, wanted: "in force or expired")
        }
        let day = try moment.day(command.renewedOn, field: "renewedOn")
        if let to = command.to, to <= before.inForceTo ?? day.adding(days: -1) || to < day {
            throw Rejection(
                "period.invalid",
                field: "to",
                "the new last day is after the present one and not before the renewal"
            )
        }
        var terms = before
        terms.inForceTo = command.to
        let renewed = AgreementRenewed(agreementId: id, to: command.to, renewedOn: day)
        return (renewed, status == .expired ? terms.inForce(id, from: day) : nil)
    }

    /// Decides ``TerminateAgreement``.
    func terminate(_ command: TerminateAgreement, at moment: Moment) throws(Rejection) -> AgreementTerminated {
        let (id, terms) = try existing()
        let day = try moment.day(command.terminatedOn, field: "terminatedOn")
        guard status != .terminated, isLive(on: day) else {
            throw .transition("the agreement", status.rawValue, wanted: "signed or in force on that day")
        }
        if let party = command.byOrgId, !terms.partyOrgIds.contains(party) {
            throw Rejection(
                "agreement.party_unknown",
                field: "byOrgId",
                "this organisation is not a party; name one that is"
            )
        }
        if let since = inForceSince ?? signedOn, day < since {
            throw Rejection("period.invalid", field: "terminatedOn", "an agreement does not end before it began")
        }
        return AgreementTerminated(agreementId: id, byOrgId: command.byOrgId, terminatedOn: day)
    }
}
