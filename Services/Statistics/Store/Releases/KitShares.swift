import Events
import GRDB

/// How many kits each recipient may have received: events say how many were given out and to whom, not who got how many, so
/// those of a distribution are divided equally.
///
/// A number of kits most of which one person received would be about that person.
struct KitShares {
    /// The kits of whoever received most of them.
    let greatest: Double

    /// Adds up what was given out by a day.
    init(_ entries: Entries, _ surroundings: Surroundings, through cutoff: Int32, _ db: Database) throws {
        let distributions = KitThings.distributions(in: entries).filter { $0.value.day <= cutoff }
        var recipients: [EntityID: Set<EntityID>] = [:]
        try FactTables.forEachFact([.kit], db) { fact in
            recipients[fact.aggregate, default: []].insert(surroundings.survivor(of: fact.person))
        }
        var shares: [EntityID: Double] = [:]
        var greatest = 0.0
        for (id, distribution) in distributions {
            let known = recipients[id] ?? []
            let count = known.count + distribution.countedRecipients
            guard count > 0 else { continue }
            let share = Double(distribution.itemCount) / Double(count)
            // Whoever is only counted may be the same person nowhere else.
            if distribution.countedRecipients > 0 { greatest = max(greatest, share) }
            for person in known { shares[person, default: 0] += share }
        }
        self.greatest = shares.values.reduce(greatest, max)
    }
}
