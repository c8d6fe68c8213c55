import Events

/// An agreement as its events leave it.
struct Agreement: Sendable {
    let id: EntityID
    var kind: AgreementKind?
    var parties: [EntityID] = []
    var countries: [CountryCode] = []
    var regions: [PlaceCode] = []
    var institutions: [EntityID] = []
    /// `draft`, `signed`, `in_force`, `expired` or `terminated`.
    var status = "draft"
    /// The first day it counts from; `nil` while it is a draft.
    var signedOn: Int32?
    var inForceFrom: Int32?
    var inForceTo: Int32?

    /// The agreements as they stand on `day`.
    static func all(in entries: Entries, asOf day: Int32 = .max) -> [EntityID: Agreement] {
        var agreements: [EntityID: Agreement] = [:]
        for entry in entries.of(.agreement, asOf: day) {
            guard let id = id(of: entry.event) else { continue }
            agreements[id, default: Agreement(id: id)].apply(entry)
        }
        return agreements
    }

    private static func id(of event: any EventData) -> EntityID? {
        switch event {
        case let event as AgreementDrafted: event.agreementId
        case let event as AgreementSigned: event.agreementId
        case let event as AgreementInForce: event.agreementId
        case let event as AgreementRenewed: event.agreementId
        case let event as AgreementAmended: event.agreementId
        case let event as AgreementExpired: event.agreementId
        case let event as AgreementTerminated: event.agreementId
        default: nil
        }
    }

    private mutating func apply(_ entry: Entry) {
        switch entry.event {
        case let event as AgreementDrafted:
            kind = event.kind
            (parties, countries, regions) = (event.partyOrgIds, event.countries, event.regions)
            institutions = event.institutionIds
        case let event as AgreementSigned:
            kind = event.kind
            (parties, countries, regions) = (event.partyOrgIds, event.countries, event.regions)
            institutions = event.institutionIds
            signedOn = event.signedOn.number
            status = "signed"
        case let event as AgreementInForce:
            kind = event.kind
            (parties, regions, institutions) = (event.partyOrgIds, event.regions, event.institutionIds)
            inForceFrom = event.from.number
            inForceTo = event.to?.number
            signedOn = signedOn ?? entry.day
            status = "in_force"
        case let event as AgreementRenewed:
            inForceTo = event.to?.number
            status = "in_force"
        case let event as AgreementAmended:
            kind = event.kind
            (parties, countries, regions) = (event.partyOrgIds, event.countries, event.regions)
            institutions = event.institutionIds
            inForceTo = event.inForceTo?.number ?? inForceTo
        case let event as AgreementExpired:
            inForceTo = event.expiredOn.number
            status = "expired"
        case let event as AgreementTerminated:
            inForceTo = event.terminatedOn.number
            status = "terminated"
        default: break
        }
    }

    /// One item for each agreement that has been signed.
    static func items(in entries: Entries, asOf day: Int32) -> [Item] {
        all(in: entries, asOf: day).values.compactMap { agreement in
            guard let signed = agreement.signedOn else { return nil }
            return Item(
                key: agreement.id.description,
                day: signed,
                values: [
                    .kind: agreement.kind.map { [$0.rawValue] } ?? [notApplicable],
                    .party: agreement.parties.map(\.description),
                    .country: agreement.countries.map(\.code),
                    .region: agreement.regions.map(\.code),
                    .status: [agreement.status],
                    .agreement: [agreement.id.description],
                ]
            )
        }
    }
}
