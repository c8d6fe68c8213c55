import CKafka

/// Lays records out for C: one block for all bytes, one for all headers, one for the records.
struct RecordMarshaller: ~Copyable {
    let records: UnsafeMutableBufferPointer<jk_record>
    private let headers: UnsafeMutableBufferPointer<jk_header>
    private let bytes: UnsafeMutableRawBufferPointer
    private var headerCount = 0
    private var byteCount = 0

    /// Copies the records; `topic` gives the handle of a topic's name, or `nil` if librdkafka refuses it.
    init(_ source: [ProducerRecord], topic: (String) -> OpaquePointer?) {
        var byteTotal = 1
        var headerTotal = 0
        for record in source {
            byteTotal += (record.key?.count ?? 0) + (record.value?.count ?? 0)
            headerTotal += record.headers.count
            for header in record.headers {
                byteTotal += header.name.utf8.count + 1 + (header.value?.count ?? 0)
            }
        }
        records = .allocate(capacity: source.count)
        headers = .allocate(capacity: headerTotal)
        bytes = .allocate(byteCount: byteTotal, alignment: 16)
        var lastTopic: (name: String, handle: OpaquePointer?)?
        for (index, record) in source.enumerated() {
            let handle: OpaquePointer?
            if let lastTopic, lastTopic.name == record.topic {
                handle = lastTopic.handle
            } else {
                handle = topic(record.topic)
                lastTopic = (record.topic, handle)
            }
            records.initializeElement(at: index, to: layOut(record, handle))
        }
    }

    deinit {
        records.deallocate()
        headers.deallocate()
        bytes.deallocate()
    }

    private mutating func layOut(_ record: ProducerRecord, _ topic: OpaquePointer?) -> jk_record {
        let key = copy(record.key)
        let value = copy(record.value)
        let firstHeader = headers.baseAddress.map { $0 + headerCount }
        for header in record.headers {
            let name = copy(header.name)
            let content = copy(header.value)
            headers.initializeElement(
                at: headerCount,
                to: jk_header(
                    name: name.baseAddress?.assumingMemoryBound(to: CChar.self),
                    name_size: name.count,
                    value: content?.baseAddress,
                    value_size: content?.count ?? 0
                )
            )
            headerCount += 1
        }
        return jk_record(
            topic: topic,
            key: key?.baseAddress,
            key_size: key?.count ?? 0,
            value: value?.baseAddress,
            value_size: value?.count ?? 0,
            headers: record.headers.isEmpty ? nil : firstHeader.map { UnsafePointer($0) },
            header_count: record.headers.count,
            partition: record.partition ?? RD_KAFKA_PARTITION_UA
        )
    }

    /// Copies bytes into the block; an empty array still has an address there, as only `nil` is null in Kafka.
    private mutating func copy(_ source: [UInt8]?) -> UnsafeRawBufferPointer? {
        guard let source else { return nil }
        return source.withUnsafeBytes { place($0) }
    }

    private mutating func copy(_ source: String) -> UnsafeRawBufferPointer {
        var source = source
        return source.withUTF8 { place(UnsafeRawBufferPointer($0)) }
    }

    private mutating func place(_ source: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let target = UnsafeMutableRawBufferPointer(rebasing: bytes[byteCount..<byteCount + source.count])
        target.copyMemory(from: source)
        byteCount += source.count
        return UnsafeRawBufferPointer(target)
    }
}
