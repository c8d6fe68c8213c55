import Disclosure
import EventStore
import Events
import GRDB

/// All that a release is made of, from one snapshot of the store.
struct ReleaseMaterial: Sendable {
    /// What concerns one block.
    struct Part: Sendable {
        let block: ReleaseBlock
        /// Who counts as released, as it is written down.
        let written: ReleaseTables.Places
        /// Who counts now.
        let current: ReleaseTables.Places
        let ledger: JointLedger
        /// Who counts as released, under who stands for the person now.
        let released: Population<EntityID>
    }

    /// What concerns a series that is told with noise.
    struct NoisePart: Sendable {
        let series: NoiseSeries
        /// What is kept under: `noise.BEN_ANY`.
        var name: String { "noise.\(series.title)" }
        /// Who was counted in it already, as it is written down.
        let written: ReleaseTables.Places
        /// Who is to be counted with this release: each person is counted once, whatever is corrected later.
        let came: Set<EntityID>
    }

    let order: ReleaseOrders.Order
    let last: ReleaseTables.Made?
    let parts: [Part]
    let noiseParts: [NoisePart]
    let noiseLedger: NoiseLedger
    /// Kits given out, whoever received them.
    let kitItems: Int
    /// Whether nobody received so many of the kits that their number is mostly about that person.
    let areKitsSpread: Bool
    /// Pairs of child and service.
    let servicePairs: Int
    /// Whether recipients of kits may have been counted twice.
    let mayDoubleCountKits: Bool
    /// Who had been erased.
    let erased: Set<EntityID>
    /// How far the topics had been read.
    let offsets: [TopicOffset]

    /// Reads everything up to the day that was ordered.
    init(_ order: ReleaseOrders.Order, _ policy: ReleasePolicy, offsets: [TopicOffset], _ db: Database) throws {
        self.order = order
        self.offsets = offsets
        last = try ReleaseTables.last(db)
        erased = try FactTables.erasedPersons(db)
        let cutoff = order.through.number
        let blocks = try policy.blocks
        let entries = try EntryTable.entries(Surroundings.families, db)
        let surroundings = Surroundings(entries)
        let series = policy.disclosure.noise ?? []
        let codes =
            policy.released.compactMap { Indicator.named($0.rawValue) }
            + series.compactMap { Indicator.named($0.measure) }
        let pairs = Indicator.named(IndicatorCode.beneficiaryServicePairs.rawValue)?.measure
        var question = Recount.Question(measures: codes.compactMap(\.measure), window: .to(cutoff))
        question.tellsPlaces = true
        question.tellsNationalities = policy.disclosure.dimensions[Dimension.nationality.rawValue] != nil
        let reader = StatisticReader(db)
        let reached = try reader.reachedPersons(question, surroundings)
        let count = Recount.Question(measures: [pairs].compactMap { $0 }, window: .to(cutoff))
        servicePairs = try reader.recount(count, surroundings).persons.values(of: 0).values.reduce(0, +)
        let anonymous = KitThings.anonymousItems(in: entries).filter { $0.day <= cutoff }
        mayDoubleCountKits = anonymous.contains(where: \.mayDoubleCount)
        kitItems = KitThings.items(in: entries).filter { $0.day <= cutoff }.reduce(0) { $0 + $1.amount }
        areKitsSpread = try KitShares(entries, surroundings, through: cutoff, db).greatest * 5 <= Double(kitItems)
        func persons(_ code: String) -> [ReachedPerson] {
            let known = codes.firstIndex { $0.code.rawValue == code }.map { reached[$0] } ?? []
            return code == IndicatorCode.kitPersons.rawValue ? known + anonymous.flatMap(Self.persons) : known
        }
        noiseLedger = try ReleaseTables.noiseLedger(db)
        noiseParts = try series.map { series in
            let written = try ReleaseTables.persons("noise.\(series.title)", db)
            let counted = Self.standing(written, surroundings)
            let came = persons(series.measure).map(\.person).filter { counted[$0] == nil }
            return NoisePart(series: series, written: written, came: Set(came))
        }
        parts = try blocks.map { block in
            let written = try ReleaseTables.persons(block.name, db)
            return Part(
                block: block,
                written: written,
                current: Self.places(of: persons(block.indicator.code.rawValue), in: block, blocks),
                ledger: try ReleaseTables.ledger(block.name, db),
                released: Population(Self.standing(written, surroundings))
            )
        }
    }

    /// Of two who were released and turned out to be one, one goes on under the name of both; the other has left.
    private static func standing(_ written: ReleaseTables.Places, _ surroundings: Surroundings) -> ReleaseTables.Places
    {
        var standing: ReleaseTables.Places = [:]
        for (person, place) in written.sorted(by: { $0.key < $1.key }) {
            let survivor = surroundings.survivor(of: person)
            standing[standing[survivor] == nil ? survivor : person] = place
        }
        return standing
    }

    private static func places(
        of persons: [ReachedPerson],
        in block: ReleaseBlock,
        _ blocks: [ReleaseBlock]
    ) -> ReleaseTables.Places {
        let known = blocks.first { $0.share == .known && $0.indicator.code == block.indicator.code } ?? block
        var atoms: [[String: String]: Int?] = [:]
        var places: ReleaseTables.Places = [:]
        for person in persons {
            let atom = atoms[person.codes] ?? known.atom(of: person)
            atoms[person.codes] = .some(atom)
            guard (atom != nil) == (block.share == .known) else { continue }
            places[person.person] = Population.Place(atom: atom ?? 0, institutions: person.institutions)
        }
        return places
    }

    /// Recipients who are known to nobody: as many as were counted.
    private static func persons(_ item: Item) -> [ReachedPerson] {
        func value(_ dimension: Dimension) -> String { item.values[dimension]?.first ?? notDisclosed }
        let codes = Recount.codes(
            sex: value(.sex),
            age: value(.age),
            region: value(.place),
            nationality: notDisclosed
        )
        return (0..<item.amount).map { number in
            ReachedPerson(
                person: EntityID(high: textKey(item.key), low: UInt64(number)),
                codes: codes,
                institutions: []
            )
        }
    }
}
