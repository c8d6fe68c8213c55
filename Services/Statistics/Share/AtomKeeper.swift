import EventStore
import Events
import GRDB

/// Keeps what a reading instance makes of events, in the form in which it is told: by stretches of partitions.
///
/// A stretch is ``window`` offsets of a partition; all atoms of its events are one row and one record, so that a record
/// says all there is to say of its stretch and whoever reads the partition again writes the same. Events that make many
/// atoms, or large ones, have rows of their own.
struct AtomKeeper: Sendable {
    /// Offsets in a stretch.
    static let window: Int64 = 512
    /// Facts of one event that still go with the others of the stretch.
    private static let fewFacts = 2
    /// Bytes of a row of an event's own, unless one atom has more.
    private static let largeBytes = 300_000

    let secret: GroupSecret
    /// The topics that are read.
    let topics: [String]

    /// Where handlers of a reading instance put things.
    var sink: FactSink {
        let (keeper, topics) = (self, topics)
        return FactSink(
            pseudonyms: { _ in keeper.secret.pseudonyms },
            fact: { GatheredAtom.append(.fact($0), from: $1, topics: topics, to: $2) },
            entry: {
                GatheredAtom.append(.entry($0), from: $1, topics: topics, to: $2)
                return true
            },
            end: { try keeper.keep($0) }
        )
    }

    /// Keeps what was gathered of a batch, and how far partitions were read with it.
    func keep(_ transaction: Transaction) throws {
        var windows: [RowKey: [Atom]] = [:]
        var erased = try Self.erased(transaction.db)
        let gathered = try veiled(try GatheredAtom.all(in: transaction))
        var newlyErased: Set<EntityID> = []
        for case .fact(let fact) in gathered.map(\.atom) where fact.kind == .erased {
            if erased.insert(fact.person).inserted { newlyErased.insert(fact.person) }
        }
        for person in newlyErased.sorted() {
            // Others may have read what else is known of the person.
            try transaction.append(PersonForgotten(pseudonym: person, keyId: secret.id), to: person)
        }
        try Self.forget(newlyErased, transaction.db)
        for (place, atoms) in Dictionary(grouping: gathered, by: \.place).sorted(by: { $0.key < $1.key }) {
            let atoms = atoms.map { $0.atom.coarsened(erased) }
            if atoms.count <= Self.fewFacts, atoms.allSatisfy(\.isFact) {
                let start = place.offset / Self.window * Self.window
                windows[RowKey(topics[place.topic], place.partition, start), default: []] += atoms
            } else {
                try keepApart(atoms, at: place, transaction.db)
            }
        }
        try keep(windows, readTo: try transaction.nextOffsets(topics: topics), transaction.db)
    }

    /// What was gathered, with pseudonyms only.
    private func veiled(_ gathered: [GatheredAtom]) throws -> [GatheredAtom] {
        var facts = try secret.pseudonyms.veiled(
            gathered.compactMap { if case .fact(let fact) = $0.atom { fact } else { nil } }
        )[...]
        return gathered.map { one in
            guard case .fact = one.atom, let fact = facts.popFirst() else { return one }
            return GatheredAtom(place: one.place, atom: .fact(fact))
        }
    }

    // MARK: Rows

    private struct RowKey: Hashable {
        let topic: String
        let partition: Int32
        let start: Int64

        init(_ topic: String, _ partition: Int32, _ start: Int64) {
            (self.topic, self.partition, self.start) = (topic, partition, start)
        }
    }

    /// Rows of an event's own: the same for the same event.
    private func keepApart(_ atoms: [Atom], at place: GatheredAtom.Place, _ db: Database) throws {
        var parts: [[UInt8]] = []
        var bytes: [UInt8] = []
        for atom in atoms {
            var one: [UInt8] = []
            atom.write(behind: &one)
            if !bytes.isEmpty, bytes.count + one.count > Self.largeBytes {
                parts.append(bytes)
                bytes = []
            }
            bytes += one
        }
        for (index, bytes) in (parts + [bytes]).enumerated() {
            var row = try db.prepared(
                """
                INSERT INTO share_atoms(topic, partition, start, part, from_offset, next, content)
                VALUES (?1, ?2, ?3, ?4, ?3, ?3, ?5)
                ON CONFLICT DO UPDATE SET content=excluded.content, version=version + 1
                WHERE content<>excluded.content
                """
            )
            row.bind(topics[place.topic])
            row.bind(place.partition)
            row.bind(place.offset)
            row.bind(index + 1)
            row.bind(bytes)
            try row.run()
        }
    }

    private func keep(
        _ windows: [RowKey: [Atom]],
        readTo offsets: [String: [Int32: Int64]],
        _ db: Database
    ) throws {
        var known: [RowKey: Int64] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT topic, partition, next FROM share_part") {
            known[RowKey(row[0], row[1], 0)] = row[2]
        }
        var rest = windows
        for (topic, partitions) in offsets {
            for (partition, next) in partitions {
                let place = RowKey(topic, partition, 0)
                var from = known[place] ?? 0
                if next < from {
                    try rewind(place, to: next, db)
                    from = next
                } else if next == from {
                    continue
                }
                // What was read since, stretch by stretch; those without atoms are covered by the next one's beginning.
                let last = RowKey(topic, partition, max(0, next - 1) / Self.window * Self.window)
                let first = from / Self.window * Self.window
                let touched = rest.keys.filter { $0.topic == topic && $0.partition == partition && $0.start >= first }
                for key in Set(touched + [last]).sorted(by: { $0.start < $1.start }) where next > from {
                    let end = key == last ? next : key.start + Self.window
                    try put(rest.removeValue(forKey: key) ?? [], in: key, from: from, next: end, db)
                    from = end
                }
                try db.cachedStatement(
                    sql: "INSERT OR REPLACE INTO share_part(topic, partition, next) VALUES (?, ?, ?)"
                ).execute(arguments: [topic, partition, next])
            }
        }
        // Of events that had waited for others.
        for (key, atoms) in rest { try put(atoms, in: key, from: nil, next: nil, db) }
    }

    /// Puts atoms in a stretch and notes how far it was read.
    private func put(_ atoms: [Atom], in key: RowKey, from: Int64?, next: Int64?, _ db: Database) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT from_offset, next, content FROM share_atoms
                    WHERE topic=? AND partition=? AND start=? AND part=0
                    """
            ),
            arguments: [key.topic, key.partition, key.start]
        )
        let before: (from: Int64, next: Int64)? = row.map { ($0[0], $0[1]) }
        var content: [UInt8] = try row?.withUnsafeData(atIndex: 2) { data in data.map { [UInt8]($0) } ?? [] } ?? []
        let known = content.isEmpty || atoms.isEmpty ? [] : Set(try Atom.all(in: content))
        for atom in atoms where !known.contains(atom) { atom.write(behind: &content) }
        let start = before.map { min($0.from, from ?? $0.from) } ?? from ?? key.start
        let end = before.map { max($0.next, next ?? $0.next) } ?? next ?? key.start
        var put = try db.prepared(
            """
            INSERT INTO share_atoms(topic, partition, start, part, from_offset, next, content)
            VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6)
            ON CONFLICT DO UPDATE SET from_offset=excluded.from_offset, next=excluded.next, content=excluded.content,
                version=version + 1
            """
        )
        put.bind(key.topic)
        put.bind(key.partition)
        put.bind(key.start)
        put.bind(start)
        put.bind(end)
        put.bind(content)
        try put.run()
    }

    /// The topic lost records: what was made of them holds, but how far it was read is less.
    private func rewind(_ place: RowKey, to next: Int64, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE share_atoms SET next=?3, from_offset=min(from_offset, ?3), rewound=1, version=version + 1
                WHERE topic=?1 AND partition=?2 AND part=0 AND next > ?3
                """,
            arguments: [place.topic, place.partition, next]
        )
    }
}

extension Atom {
    fileprivate var isFact: Bool {
        if case .fact = self { true } else { false }
    }
}
