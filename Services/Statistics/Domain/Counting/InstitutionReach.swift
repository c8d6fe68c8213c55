import Events

/// The institutions that delivered something under an agreement, by quarter.
struct InstitutionReach: Sendable {
    struct Key: Hashable, Sendable {
        let institution: UInt64
        let agreement: UInt64
        let quarter: UInt64
    }

    /// The first day of each.
    private(set) var days: [Key: Int32] = [:]
    private var last: (key: Key, day: Int32)?

    /// Notes a delivery: under the enrolment's agreement, else under those in force that name the institution.
    mutating func note(_ fact: PersonFact, _ surroundings: Surroundings) {
        guard fact.institution != 0 else { return }
        if fact.agreement != 0 {
            note(fact, fact.agreement)
            return
        }
        for claim in surroundings.claims[fact.institution] ?? [] where fact.day >= claim.from && fact.day <= claim.to {
            note(fact, claim.agreement)
        }
    }

    private mutating func note(_ fact: PersonFact, _ agreement: UInt64) {
        let key = Key(
            institution: fact.institution,
            agreement: agreement,
            quarter: Cut.quarter.stretch(of: fact.day)
        )
        if let last, last.key == key, last.day <= fact.day { return }
        let day = min(days[key] ?? .max, fact.day)
        days[key] = day
        last = (key, day)
    }

    /// Adds what another part gathered.
    mutating func merge(_ other: InstitutionReach) {
        days.merge(other.days) { min($0, $1) }
    }

    /// One item for each institution, agreement and quarter.
    func items(_ surroundings: Surroundings) -> [Item] {
        days.map { key, day in
            Item(
                key: surroundings.institutions[key.institution]?.description ?? "#\(key.institution)",
                day: day,
                values: [
                    .agreement: [surroundings.agreements[key.agreement]?.description ?? unresolved],
                    .place: [surroundings.regions[surroundings.region(of: key.institution)]],
                ]
            )
        }
    }
}
