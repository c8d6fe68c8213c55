import CKafka

/// A record in its batch: the bytes are librdkafka's own and valid only while the view is.
public struct RecordView: ~Copyable {
    // Unowned without a check: a view only exists inside a method of its batch, and one retain and one release for
    // each of a million records a second would show.
    private unowned(unsafe) let batch: RecordBatch
    private let view: UnsafePointer<jk_view>

    init(_ batch: RecordBatch, _ view: UnsafePointer<jk_view>) {
        self.batch = batch
        self.view = view
    }

    /// The topic's name.
    public var topic: String { batch.topics[topicIndex] }

    /// The topic's place in ``RecordBatch/topics``: cheaper to compare than its name.
    public var topicIndex: Int { Int(view.pointee.topic) }

    /// The partition's number.
    public var partition: Int32 { view.pointee.partition }

    /// The topic and the partition.
    public var topicPartition: TopicPartition { TopicPartition(topic: topic, partition: partition) }

    /// The record's place in its partition.
    public var offset: Int64 { view.pointee.offset }

    /// When it was produced or appended, in milliseconds since 1970; -1 when unknown.
    public var timestampMilliseconds: Int64 { view.pointee.timestamp_ms }

    /// The key; `nil` when there is none.
    public var key: UnsafeRawBufferPointer? {
        view.pointee.key.map { UnsafeRawBufferPointer(start: $0, count: view.pointee.key_size) }
    }

    /// The value; `nil` is a tombstone.
    public var value: UnsafeRawBufferPointer? {
        view.pointee.value.map { UnsafeRawBufferPointer(start: $0, count: view.pointee.value_size) }
    }

    /// The bytes of the last header of that name; `nil` when there is none or its value is null.
    ///
    /// To read several, ``withHeaders(_:_:)`` goes through them once.
    public func header(_ name: StaticString) -> UnsafeRawBufferPointer? {
        header(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    /// The bytes of the last header of that name; `nil` when there is none or its value is null.
    public func header(_ name: String) -> UnsafeRawBufferPointer? {
        var name = name
        return name.withUTF8 { header(UnsafeRawBufferPointer($0)) }
    }

    private func header(_ name: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        var last: UnsafeRawBufferPointer?
        // The list stays with the record, since the bytes are given out.
        withHeaderList { headers in
            for header in headers
            where UnsafeRawBufferPointer(start: header.name, count: header.name_size).elementsEqual(name) {
                last = header.bytes
            }
        }
        return last
    }

    /// Finds the last header of each name in one pass and gives their bytes in the names' order.
    ///
    /// `nil` stands for a header that is absent or whose value is null. The bytes are valid only inside `body`.
    public func withHeaders<Value>(
        _ names: HeaderNames,
        _ body: (UnsafeBufferPointer<UnsafeRawBufferPointer?>) throws -> Value
    ) rethrows -> Value {
        let count = names.count
        return try withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer?.self, capacity: count) { values in
            let list = withUnsafeTemporaryAllocation(of: jk_header.self, capacity: count) { found in
                let list = batch.findHeaders(view, names.wanted, count, found.baseAddress)
                for index in 0..<count {
                    values.initializeElement(at: index, to: found[index].bytes)
                }
                return list
            }
            defer { list.map { rd_kafka_headers_destroy($0) } }
            return try body(UnsafeBufferPointer(values))
        }
    }

    /// Gives every header in order, duplicates included; a `nil` value is null.
    public func forEachHeader(
        _ body: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer?) throws -> Void
    ) rethrows {
        try withHeaderList { headers in
            for header in headers {
                try body(UnsafeRawBufferPointer(start: header.name, count: header.name_size), header.bytes)
            }
        }
    }

    private func withHeaderList(_ body: (UnsafeMutableBufferPointer<jk_header>) throws -> Void) rethrows {
        // Few records have more, so one pass is enough for nearly all.
        var capacity = 32
        var isDone = false
        while !isDone {
            try withUnsafeTemporaryAllocation(of: jk_header.self, capacity: capacity) { buffer in
                let count = batch.headers(view, buffer.baseAddress, buffer.count)
                if count <= buffer.count {
                    try body(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
                    isDone = true
                } else {
                    capacity = count
                }
            }
        }
    }

    /// A copy that outlives the batch.
    public func copy() -> ConsumedRecord {
        var headers: [KafkaHeader] = []
        forEachHeader { name, value in
            headers.append(KafkaHeader(name: String(decoding: name, as: UTF8.self), value: value.map { Array($0) }))
        }
        return ConsumedRecord(
            topic: topic,
            partition: partition,
            offset: offset,
            timestampMilliseconds: timestampMilliseconds,
            key: key.map { Array($0) },
            value: value.map { Array($0) },
            headers: headers
        )
    }
}

/// A view must not outlive its batch's method, so it must not leave its task either.
@available(*, unavailable)
extension RecordView: Sendable {}

extension jk_header {
    fileprivate var bytes: UnsafeRawBufferPointer? {
        value.map { UnsafeRawBufferPointer(start: $0, count: value_size) }
    }
}
