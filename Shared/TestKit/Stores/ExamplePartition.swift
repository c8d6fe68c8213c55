public import EventStore
public import Events

/// One partition of a topic in memory: what producers append to and an inbox reads from, any number of times.
public struct ExamplePartition: Sendable {
    /// The topic.
    public let topic: String
    /// The partition.
    public let number: Int32
    /// Its records, by offset.
    public private(set) var records: [RawRecord] = []
    private var lastKeySequences: [Series: Int64] = [:]

    private struct Series: Hashable {
        let source: String
        let epoch: Int
        let key: EntityID
    }

    /// An empty partition.
    public init(_ topic: Topic = .caseEvents, number: Int32 = 0) {
        self.topic = topic.name
        self.number = number
    }

    /// Appends a record, whatever it is, and gives its offset.
    @discardableResult
    public mutating func append(_ record: RawRecord) -> Int64 {
        records.append(record)
        return Int64(records.count - 1)
    }

    /// Appends `event` with the next sequence of its key, and gives its record.
    @discardableResult
    public mutating func append<E: CaseEvent>(
        _ event: E,
        source: String = "/jisr/intake/el-marg",
        epoch: Int = 1,
        skipping skipped: Int64 = 0
    ) throws -> RawRecord {
        let record = try next(event, source: source, epoch: epoch, skipping: skipped)
        append(record)
        return record
    }

    /// The record of `event` with the next sequence of its key, not appended.
    public mutating func next<E: CaseEvent>(
        _ event: E,
        source: String = "/jisr/intake/el-marg",
        epoch: Int = 1,
        skipping skipped: Int64 = 0
    ) throws -> RawRecord {
        let series = Series(source: source, epoch: epoch, key: event.caseId)
        let sequence = (lastKeySequences[series] ?? 0) + 1 + skipped
        lastKeySequences[series] = sequence
        let envelope = Examples.envelope(event, source: source, epoch: epoch, keySequence: sequence)
        return RawRecord(envelope, payload: try EventCoding.encode(event))
    }

    /// Everything from `offset` on, read as a consumer with `table` reads it.
    public func inbound(
        from offset: Int64 = 0,
        limit: Int = .max,
        table: MessageTable,
        accepts: (Envelope) -> Bool = { _ in true }
    ) -> [InboundRecord] {
        records.indices.dropFirst(Int(offset)).prefix(limit).map { index in
            InboundRecord(records[index], topic: topic, partition: number, offset: Int64(index), table, accepts)
        }
    }
}

extension RawRecord {
    /// The record of an event: key, headers and value.
    public init(_ envelope: Envelope, payload: [UInt8]) {
        self.init(
            key: Array(envelope.partitionKey.description.utf8),
            value: payload,
            headers: envelope.headers().map { Header($0.name, Array($0.value.utf8)) }
        )
    }
}

extension InboundRecord {
    /// Reads `raw` as the consumer loop reads what it fetched.
    public convenience init(
        _ raw: RawRecord,
        topic: String,
        partition: Int32 = 0,
        offset: Int64,
        timestampMilliseconds: Int64 = 1_767_225_600_000,
        _ table: MessageTable,
        _ accepts: (Envelope) -> Bool = { _ in true }
    ) {
        var arena: [UInt8] = []
        var ranges: [String: Range<Int>] = [:]
        for header in raw.headers where ranges[header.name] == nil {
            guard let value = header.value else { continue }
            ranges[header.name] = arena.count..<arena.count + value.count
            arena += value
        }
        // A view of no bytes must still be a view.
        arena.append(0)
        func read(_ value: UnsafeRawBufferPointer?) -> Content {
            arena.withUnsafeBytes { bytes in
                InboundRecord.content(
                    topic: topic,
                    header: { header in ranges[header.name].map { UnsafeRawBufferPointer(rebasing: bytes[$0]) } },
                    value: value,
                    table: table,
                    accepts: accepts
                )
            }
        }
        self.init(
            topic: topic,
            partition: partition,
            offset: offset,
            timestampMilliseconds: timestampMilliseconds,
            content: raw.value.map { value in value.withUnsafeBytes { read($0) } } ?? read(nil),
            source: raw
        )
    }
}
