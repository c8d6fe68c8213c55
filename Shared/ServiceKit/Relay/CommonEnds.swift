import Events
import Kafka

/// A record of which the store knows where it was.
struct KnownRecord {
    let offset: Int64
    /// `nil` for a record without an identifier: any record at its offset is taken for it.
    let id: EntityID?
    /// When the broker had it, in milliseconds since 1970; `nil` where that is not known.
    var timestamp: Int64?

    /// Whether `record`, found at its offset, is it, and not the same event published again, which is later.
    func isThere(in record: ConsumedRecord?) -> Bool {
        guard let record else { return false }
        if let timestamp, timestamp != record.timestampMilliseconds { return false }
        guard let id else { return true }
        return record.headerText("ce_id").flatMap { EntityID($0) } == id
    }
}

/// Finds where what the store knows of partitions and what they hold part ways.
///
/// What a broker loses is the end of a partition, so everything before a record that is there is there. All partitions
/// are asked for together, as each question costs a connection.
struct CommonEnds {
    let admin: KafkaAdmin

    private static let timeout = Duration.seconds(10)

    private struct Search {
        /// So many are there for certain.
        var there: Int
        /// From this one on all are lost for certain.
        var lost: Int
        private var hasBegun = false

        init(_ known: [KnownRecord], low: Int64, high: Int64) {
            // Retention has removed what is below the low watermark, which is no loss.
            there = known.firstIndex { $0.offset >= low } ?? known.count
            lost = max(there, known.firstIndex { $0.offset >= high } ?? known.count)
        }

        /// The one to look at; mostly nobody else has written since, and the last one is there.
        var probe: Int? { there == lost ? nil : hasBegun ? (there + lost) / 2 : lost - 1 }

        mutating func note(_ probe: Int, isThere: Bool) {
            hasBegun = true
            if isThere { there = probe + 1 } else { lost = probe }
        }
    }

    /// How many of each partition's records, given in the order of their offsets, it still has.
    func common(
        _ known: [TopicPartition: [KnownRecord]],
        within bounds: [TopicPartition: Watermarks]
    ) async throws -> [TopicPartition: Int] {
        var searches: [TopicPartition: Search] = [:]
        for (place, records) in known {
            guard let bounds = bounds[place] else { continue }
            searches[place] = Search(records, low: bounds.low, high: bounds.high)
        }
        while true {
            let probes = searches.compactMapValues(\.probe)
            guard !probes.isEmpty else { return searches.mapValues(\.there) }
            let wanted = probes.reduce(into: [:]) { wanted, probe in
                wanted[probe.key] = known[probe.key]?[probe.value]
            }
            let found = try await records(at: wanted)
            for (place, probe) in probes {
                searches[place]?.note(probe, isThere: wanted[place]?.isThere(in: found[place]) ?? false)
            }
        }
    }

    /// How many of each partition's records, given in the order of their offsets, it still has before the first that is
    /// not there.
    ///
    /// One after the other: later ones may be there that were read when a loss had not been noticed.
    func prefix(
        _ known: [TopicPartition: [KnownRecord]],
        within bounds: [TopicPartition: Watermarks]
    ) async throws -> [TopicPartition: Int] {
        var there: [TopicPartition: Int] = [:]
        var open = known.filter { bounds[$0.key] != nil }
        for (place, records) in open {
            // Retention has removed what is below the low watermark, which is no loss.
            there[place] = records.firstIndex { $0.offset >= bounds[place]?.low ?? 0 } ?? records.count
        }
        while true {
            open = open.filter { place, records in (there[place] ?? 0) < records.count }
            guard !open.isEmpty else { return there }
            let wanted = open.reduce(into: [:]) { $0[$1.key] = $1.value[there[$1.key] ?? 0] }
            let found = try await self.records(at: wanted)
            for (place, record) in wanted {
                if record.isThere(in: found[place]) { there[place, default: 0] += 1 } else { open[place] = nil }
            }
        }
    }

    /// What is at the offsets of `known` now.
    func records(at known: [TopicPartition: KnownRecord]) async throws -> [TopicPartition: ConsumedRecord] {
        guard !known.isEmpty else { return [:] }
        return try await admin.records(at: known.mapValues(\.offset), timeout: Self.timeout)
    }

    func watermarks(of places: [TopicPartition]) async throws -> [TopicPartition: Watermarks] {
        guard !places.isEmpty else { return [:] }
        return try await admin.watermarks(places, timeout: Self.timeout)
    }
}
