import Decisions
import EventStore
import Events

/// What an agreement says, whatever its status.
struct AgreementTerms: Codable, Sendable, Hashable {
    var kind: AgreementKind
    var title: String
    var partyOrgIds: [EntityID]
    var countries: [CountryCode]
    var institutionIds: [EntityID]
    var regions: [PlaceCode]
    var targetGroups: [TargetGroup]
    var objectives: [String]
    var targets: [AgreementTarget]
    var reporting: ReportingDuty?
    var reviewEveryMonths: Int?
    var legalBasis: [String]
    var inForceFrom: CalendarDate?
    var inForceTo: CalendarDate?
    var continuesAgreementId: EntityID?
    var partnershipSince: Int?
}

/// What other records of this service an agreement may name.
struct KnownRecords: Sendable {
    var organisations: Set<EntityID>
    var institutions: Set<EntityID>
    var agreements: Set<EntityID>
}

extension AgreementTerms {
    /// These terms in order, or what is wrong with them.
    func checked(against known: KnownRecords, today: CalendarDate) throws(Rejection) -> AgreementTerms {
        var terms = self
        terms.title = try Checks.text(title, field: "title", maximumLength: 300)
        terms.partyOrgIds = Checks.distinct(partyOrgIds)
        guard terms.partyOrgIds.count >= 2 else {
            throw Rejection(
                "agreement.two_parties",
                field: "partyOrgIds",
                "an agreement has at least two different parties; name the other"
            )
        }
        terms.institutionIds = Checks.distinct(institutionIds)
        terms.regions = Checks.distinct(regions)
        terms.targetGroups = Checks.distinct(targetGroups)
        terms.objectives = try Checks.texts(objectives, field: "objectives")
        terms.legalBasis = try Checks.texts(legalBasis, field: "legalBasis", maximumLength: 300)
        terms.countries = Checks.distinct(countries.isEmpty ? terms.regions.map(\.country) : countries)
        for (index, region) in terms.regions.enumerated() where !terms.countries.contains(region.country) {
            throw Rejection(
                "region.outside_agreement",
                field: "regions[\(index)]",
                "the region lies in none of the agreement's countries; add the country, or leave out the region"
            )
        }
        try terms.checkReferences(known)
        try terms.checkNumbers(today: today)
        return terms
    }

    private func checkReferences(_ known: KnownRecords) throws(Rejection) {
        for (index, party) in partyOrgIds.enumerated() where !known.organisations.contains(party) {
            throw .unresolved("organisation", field: "partyOrgIds[\(index)]")
        }
        for (index, institution) in institutionIds.enumerated() where !known.institutions.contains(institution) {
            throw .unresolved("institution", field: "institutionIds[\(index)]")
        }
        if let continued = continuesAgreementId, !known.agreements.contains(continued) {
            throw .unresolved("agreement", field: "continuesAgreementId")
        }
    }

    private func checkNumbers(today: CalendarDate) throws(Rejection) {
        if let inForceFrom, let inForceTo, inForceTo < inForceFrom {
            throw Rejection("period.invalid", field: "inForceTo", "the last day in force is not before the first")
        }
        if let reporting {
            _ = try Checks.number(reporting.everyMonths, in: 1...60, field: "reporting.everyMonths")
            _ = try Checks.number(reporting.dueDays, in: 0...365, field: "reporting.dueDays")
        }
        _ = try Checks.number(reviewEveryMonths, in: 1...120, field: "reviewEveryMonths")
        _ = try Checks.number(partnershipSince, in: 1800...today.year, field: "partnershipSince")
        for (index, target) in targets.enumerated() {
            _ = try Checks.quantity(target.quantity, field: "targets[\(index)].quantity")
        }
    }

    /// Whether the agreement extends to `place`.
    func extends(to place: PlaceCode) -> Bool {
        RegionScope.isInside(place, regions: regions, countries: countries)
    }

    /// The names of the fields in which these terms differ from `other`.
    func differences(from other: AgreementTerms) -> [String] {
        var names: [String] = []
        func compare<Value: Equatable>(_ field: KeyPath<AgreementTerms, Value>, _ name: String) {
            if self[keyPath: field] != other[keyPath: field] { names.append(name) }
        }
        compare(\.kind, "kind")
        compare(\.title, "title")
        compare(\.partyOrgIds, "partyOrgIds")
        compare(\.countries, "countries")
        compare(\.institutionIds, "institutionIds")
        compare(\.regions, "regions")
        compare(\.targetGroups, "targetGroups")
        compare(\.objectives, "objectives")
        compare(\.targets, "targets")
        compare(\.reporting, "reporting")
        compare(\.reviewEveryMonths, "reviewEveryMonths")
        compare(\.legalBasis, "legalBasis")
        compare(\.inForceFrom, "inForceFrom")
        compare(\.inForceTo, "inForceTo")
        compare(\.continuesAgreementId, "continuesAgreementId")
        compare(\.partnershipSince, "partnershipSince")
        return names
    }
}
