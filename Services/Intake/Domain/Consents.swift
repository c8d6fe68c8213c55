import Events

/// The consents recorded for a case, in the order of entry.
struct Consents: Sendable, Equatable {
    private(set) var records: [ConsentRecorded] = []

    mutating func record(_ consent: ConsentRecorded) {
        records.append(consent)
    }

    /// Forgets a consent, which was entered in error.
    mutating func void(_ consentID: EntityID) {
        records.removeAll { $0.consentId == consentID }
    }

    /// The decision about `purpose` that held at `instant`: the latest taken by then, the last entered of one instant.
    func latest(_ purpose: ConsentPurpose, recipient: EntityID? = nil, at instant: Timestamp) -> ConsentRecorded? {
        records.filter { $0.purpose == purpose && $0.recipientOrgId == recipient && $0.at <= instant }
            .enumerated()
            .max { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }?
            .element
    }

    /// Whether `purpose` was allowed at `instant`: by consent, or by a court or the person's best interests.
    func allows(_ purpose: ConsentPurpose, recipient: EntityID? = nil, at instant: Timestamp) -> Bool {
        guard let latest = latest(purpose, recipient: recipient, at: instant) else { return false }
        return latest.decision == .granted && latest.expiresAt.map { instant < $0 } ?? true
    }

    /// The last record of a consent.
    func record(_ consentID: EntityID) -> ConsentRecorded? {
        records.last { $0.consentId == consentID }
    }

    /// What may enter statistics: everything, unless the latest decision about statistics is against it.
    var statisticsMode: StatisticsMode {
        let last = records.filter { $0.purpose == .statistics }
            .enumerated()
            .max { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        return switch last?.element.decision {
        case nil, .granted: .full
        case .withheld, .withdrawn: .countOnly
        }
    }
}
