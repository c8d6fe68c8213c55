public import Events
public import Kafka

/// Everything on a topic, as an auditor reads it: order and gaps for each source and key.
public struct TopicAudit: Sendable {
    /// One key's record stream from one source and store epoch.
    public struct Stream: Hashable, Sendable {
        /// The CloudEvents source.
        public let source: String
        /// The store's epoch.
        public let epoch: Int
        /// The record's key.
        public let key: String
    }

    /// The records read.
    public private(set) var recordCount = 0
    /// Records that repeat an earlier one.
    public private(set) var duplicateCount = 0
    /// What is wrong; empty when everything is in order.
    public private(set) var problems: [String] = []
    /// The identifiers of the events, each once.
    public private(set) var eventIDs: Set<EntityID> = []
    /// How many distinct events of each type.
    public private(set) var typeCounts: [String: Int] = [:]
    private var lastSequences: [Stream: Int64] = [:]
    private var seen: [Stream: [Int64: EntityID]] = [:]

    /// An empty audit.
    public init() {}

    /// Takes the next record of its partition.
    public mutating func add(_ record: borrowing RecordView) {
        recordCount += 1
        let envelope: Envelope
        do {
            envelope = try Envelope(headers: { record.header($0.name) })
        } catch {
            problems.append("\(record.topic)[\(record.partition)]@\(record.offset): \(error)")
            return
        }
        let stream = Stream(source: envelope.source, epoch: envelope.storeEpoch, key: envelope.partitionKey.description)
        let last = lastSequences[stream] ?? 0
        if let known = seen[stream]?[envelope.keySequence] {
            duplicateCount += 1
            if known != envelope.id {
                problems.append("\(stream): keyseq \(envelope.keySequence) names two events")
            }
            return
        }
        // What a broker lost is published again, so a stretch may appear twice; its first appearance is in order.
        if envelope.keySequence != last + 1 {
            problems.append("\(stream): keyseq \(envelope.keySequence) first appears after \(last)")
        }
        if !eventIDs.insert(envelope.id).inserted {
            problems.append("\(stream): event \(envelope.id) appears under two sequences")
        }
        typeCounts[envelope.type, default: 0] += 1
        seen[stream, default: [:]][envelope.keySequence] = envelope.id
        lastSequences[stream] = max(last, envelope.keySequence)
    }

    /// Reads a topic from its beginning to its present end.
    public static func read(_ topic: String, configuration: KafkaConfiguration) async throws -> TopicAudit {
        let admin = try KafkaAdmin(configuration: configuration)
        let counts = try await admin.partitionCount(of: [topic], timeout: .seconds(10))
        let partitions = (0..<Int32(counts[topic] ?? 0)).map { TopicPartition(topic: topic, partition: $0) }
        let watermarks = try await admin.watermarks(partitions, timeout: .seconds(10))
        await admin.close()
        var remaining = watermarks.filter { $0.value.high > $0.value.low }.mapValues(\.high)
        var audit = TopicAudit()
        guard !remaining.isEmpty else { return audit }
        let consumer = try KafkaConsumer(configuration: configuration, groupID: "jisr.audit")
        try await consumer.assign(
            Dictionary(uniqueKeysWithValues: remaining.keys.map { ($0, KafkaConsumer.beginning) })
        )
        let deadline = ContinuousClock.now.advanced(by: .seconds(120))
        while !remaining.isEmpty, ContinuousClock.now < deadline {
            let batch = try await consumer.next(maxRecords: 5000, maxWait: .seconds(1))
            for index in 0..<batch.count {
                batch.withRecord(at: index) { record in
                    audit.add(record)
                    let place = record.topicPartition
                    if let end = remaining[place], record.offset + 1 >= end { remaining[place] = nil }
                }
            }
        }
        await consumer.close()
        if !remaining.isEmpty { audit.problems.append("\(topic) could not be read to its end") }
        return audit
    }
}
