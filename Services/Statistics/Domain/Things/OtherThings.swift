import Events

/// Policies that institutions adopted.
enum PolicyThings {
    /// One item for each institution and policy, from the day it was adopted.
    static func items(in entries: Entries) -> [Item] {
        let surroundings = Surroundings(entries)
        let agreements = Agreement.all(in: entries)
        return entries.of(.policy).compactMap { entry in
            guard let event = entry.event as? InstitutionPolicyAdopted, event.status != .draft else { return nil }
            return Item(
                key: event.institutionId.description,
                day: entry.day,
                values: [
                    .policy: [event.policy.rawValue],
                    .place: [surroundings.regions[surroundings.region(of: event.institutionId.key64)]],
                    .agreement: event.agreementId.map {
                        [agreements[$0] == nil ? unresolved : $0.description]
                    } ?? [notApplicable],
                ]
            )
        }
    }
}

/// Campaigns that were reported on.
enum CampaignThings {
    /// The people that each campaign reached; none for a campaign that does not say.
    static func items(in entries: Entries) -> [Item] {
        var newest: [EntityID: Item] = [:]
        for entry in entries.of(.campaign) {
            guard let event = entry.event as? CampaignReported else { continue }
            newest[event.campaignId] = event.reach.people.map {
                Item(
                    key: event.campaignId.description,
                    amount: $0,
                    day: entry.day,
                    values: [.kind: [event.kind.rawValue]],
                    mayDoubleCount: true
                )
            }
        }
        return Array(newest.values)
    }
}

/// Distributions of kits.
enum KitThings {
    /// A distribution as it stands.
    struct Distribution {
        var day: Int32
        var region: String
        var items: [KitItem]
        var cells: [KitCell]
        var mayDoubleCount: Bool

        /// How many kits it gave out.
        var itemCount: Int { items.reduce(0) { $0 + $1.quantity } }
        /// How many recipients are only counted.
        var countedRecipients: Int { cells.reduce(0) { $0 + $1.count } }
    }

    /// The distributions that stand.
    static func distributions(in entries: Entries) -> [EntityID: Distribution] {
        var all: [EntityID: Distribution] = [:]
        for entry in entries.of(.kit) {
            switch entry.event {
            case let event as KitDistributed:
                all[event.distributionId] = Distribution(
                    day: entry.day,
                    region: Surroundings.region(of: event.place),
                    items: event.items,
                    cells: event.cells,
                    mayDoubleCount: event.mayDoubleCount
                )
            case let event as KitCorrected:
                all[event.distributionId] = Distribution(
                    day: entry.day,
                    region: Surroundings.region(of: event.place),
                    items: event.items,
                    cells: event.cells,
                    mayDoubleCount: event.mayDoubleCount
                )
            default: break
            }
        }
        // A void holds for good, whatever is corrected after it.
        for entry in entries.of(.kit) {
            if let event = entry.event as? KitVoided { all[event.distributionId] = nil }
        }
        return all
    }

    /// The kits of each distribution.
    static func items(in entries: Entries) -> [Item] {
        distributions(in: entries).flatMap { id, distribution in
            distribution.items.map { item in
                Item(
                    key: "\(id) \(item.kind.rawValue)",
                    amount: item.quantity,
                    day: distribution.day,
                    values: [.kind: [item.kind.rawValue], .place: [distribution.region]]
                )
            }
        }
    }

    /// The recipients who are not known by name, of whom some may have come twice.
    static func anonymousItems(in entries: Entries) -> [Item] {
        distributions(in: entries).flatMap { id, distribution in
            distribution.cells.enumerated().map { number, cell in
                Item(
                    key: "\(id) \(number)",
                    amount: cell.count,
                    day: distribution.day,
                    values: [
                        .sex: [cell.sex.rawValue], .age: [cell.ageBand.rawValue], .place: [distribution.region],
                    ],
                    mayDoubleCount: distribution.mayDoubleCount
                )
            }
        }
    }
}

/// Referrals.
enum ReferralThings {
    /// One item for each referral that came to the point that `code` counts.
    static func items(of code: IndicatorCode, in entries: Entries) -> [Item] {
        entries.of(.referral).compactMap { entry in
            guard let (id, service) = referral(entry.event, code) else { return nil }
            return Item(key: id.description, day: entry.day, values: [.service: [service.rawValue]])
        }
    }

    private static func referral(_ event: any EventData, _ code: IndicatorCode) -> (EntityID, ServiceKind)? {
        switch (code, event) {
        case (.referralsSent, let event as ReferralSent): (event.referralId, event.service)
        case (.referralsAccepted, let event as ReferralAccepted): (event.referralId, event.service)
        case (.referralsRejected, let event as ReferralRejected): (event.referralId, event.service)
        case (.referralsCompleted, let event as ReferralCompleted): (event.referralId, event.service)
        case (.referralsExpired, let event as ReferralExpired): (event.referralId, event.service)
        case (.referralsCancelled, let event as ReferralCancelled): (event.referralId, event.service)
        default: nil
        }
    }
}
