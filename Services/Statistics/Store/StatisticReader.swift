import Events
import GRDB

/// Answers questions from the facts, inside one snapshot of the store.
struct StatisticReader {
    let db: Database
    /// Facts that are counted in one pass over a part of the persons: it bounds the memory of a count.
    var factsPerPart = 4_000_000
    /// Lengths of time and mean scores are told of at least twice so many persons.
    var threshold = 10

    init(_ db: Database) { self.db = db }

    /// The answer to a question.
    func answer(_ question: StatisticQuestion) throws -> StatisticAnswer {
        let entries = try EntryTable.entries(question.indicator.families.union([.figure]), db)
        return StatisticAnswer(
            question,
            try counts(question, entries),
            StatedFigure.all(in: entries),
            unreported: Self.unreported(question, entries)
        )
    }

    private func counts(_ question: StatisticQuestion, _ entries: Entries) throws -> [[String]: Count] {
        let cuts = question.cuts
        if let measured = question.indicator.measured {
            return try MeasuredReader(reader: self, question: question, entries: entries).counts(measured)
        }
        switch question.indicator.counted {
        case .persons:
            return try persons(question.recount, Surroundings(entries)).values(of: 0).mapValues { Count(value: $0) }
        case .kitPersons:
            let known = try persons(question.recount, Surroundings(entries)).values(of: 0)
            let anonymous = KitThings.anonymousItems(in: entries)
            var counts = Tally.count(anonymous, by: cuts, in: question.window, isSum: true)
            for (cell, value) in known { counts[cell, default: Count(value: 0)].value += value }
            return counts
        case .institutionsReached:
            let surroundings = Surroundings(entries)
            let items = try recount(question.recount, surroundings).institutions.items(surroundings)
            return Tally.count(items, by: cuts, in: question.window, isSum: false)
        case .things(let items):
            return Tally.count(items(entries, question.window.to), by: cuts, in: question.window, isSum: false)
        case .sum(let items):
            return Tally.count(items(entries, question.window.to), by: cuts, in: question.window, isSum: true)
        }
    }

    private static func unreported(_ question: StatisticQuestion, _ entries: Entries) -> Int? {
        switch question.indicator.code {
        case .trainingParticipants, .trainingCountries:
            Participation.unreportedCount(in: entries, role: .participant, question.window)
        default: nil
        }
    }

    private func persons(_ question: Recount.Question, _ surroundings: Surroundings) throws -> PersonTotals {
        try recount(question, surroundings).persons
    }

    /// What corrects facts.
    func corrections() throws -> Corrections {
        var corrections = Corrections()
        try FactTables.forEachFact(Corrections.kinds, db) { corrections.add($0) }
        return corrections
    }

    /// A recount of all facts, and of some that were made up of them, in as many parts as there are facts for.
    func recount(
        _ question: Recount.Question,
        _ surroundings: Surroundings,
        with made: [PersonFact] = []
    ) throws -> (persons: PersonTotals, institutions: InstitutionReach) {
        var totals = PersonTotals()
        var institutions = InstitutionReach()
        try forEachPart(question, surroundings, with: made) { recount in
            totals.add(recount.finish())
            institutions.merge(recount.institutions)
        }
        return (totals, institutions)
    }

    /// Who was reached, measure by measure.
    func reachedPersons(_ question: Recount.Question, _ surroundings: Surroundings) throws -> [[ReachedPerson]] {
        var persons: [[ReachedPerson]] = Array(repeating: [], count: question.measures.count)
        try forEachPart(question, surroundings) { recount in
            for (measure, reached) in recount.reachedPersons().enumerated() { persons[measure] += reached }
        }
        return persons
    }

    private func forEachPart(
        _ question: Recount.Question,
        _ surroundings: Surroundings,
        with made: [PersonFact] = [],
        _ body: (inout Recount) throws -> Void
    ) throws {
        let corrections = try corrections()
        let parts = max(1, try FactTables.deliveryCount(db) / factsPerPart)
        for part in 0..<parts {
            var recount = Recount(question, corrections, surroundings, part: (part, parts))
            try FactTables.forEachFact(question.kinds, db) { recount.add($0) }
            try FactTables.forEachDelivery(db) { recount.add($0) }
            for fact in made { recount.add(fact) }
            try body(&recount)
        }
    }
}

/// The parts of a recount, added up: every person is in one part only.
struct PersonTotals: Sendable {
    private var parts: [PersonCounts] = []

    mutating func add(_ counts: PersonCounts) { parts.append(counts) }

    /// How many fall into each cell of a measure.
    func values(of measure: Int) -> [[String]: Int] {
        parts.reduce(into: [:]) { $0.merge($1.values(of: measure)) { $0 + $1 } }
    }
}
