import EventStore
import Events
import Kafka

extension InboundRecord {
    /// Reads the record at `index` of `batch`, whose bytes are copied only when it has to be set aside.
    init(
        _ view: borrowing RecordView,
        of batch: RecordBatch,
        at index: Int,
        table: MessageTable,
        accepts: (Envelope) -> Bool
    ) {
        let value = view.value
        self.init(
            topic: view.topic,
            partition: view.partition,
            offset: view.offset,
            timestampMilliseconds: view.timestampMilliseconds,
            content: view.withHeaders(EnvelopeHeaders.names) { values in
                let headers = EnvelopeHeaders(values: values)
                return Self.content(header: { headers[$0] }, value: value, table: table, accepts: accepts)
            },
            raw: { batch.copy(at: index).rawRecord }
        )
    }
}

/// The headers of one record, found in a single pass.
private struct EnvelopeHeaders {
    private static let order: [StaticString] = [
        "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_recordedtime",
        "ce_partitionkey", "ce_sequence", "ce_keyseq", "ce_storeepoch", "ce_aggregateversion", "ce_correlationid",
        "ce_causationid", "ce_traceparent", "ce_dataclassification", "content-type",
    ]
    static let names = HeaderNames(order.map(\.description))

    let values: UnsafeBufferPointer<UnsafeRawBufferPointer?>

    subscript(name: StaticString) -> UnsafeRawBufferPointer? {
        guard let index = Self.order.firstIndex(where: { $0.isSame(as: name) }) else {
            preconditionFailure("\(name) is not among the headers that are looked for")
        }
        return values[index]
    }
}

extension StaticString {
    fileprivate func isSame(as other: StaticString) -> Bool {
        utf8CodeUnitCount == other.utf8CodeUnitCount
            && UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
                .elementsEqual(UnsafeRawBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount))
    }
}

extension ConsumedRecord {
    /// The record's bytes as the store keeps them.
    var rawRecord: RawRecord {
        RawRecord(key: key, value: value, headers: headers.map { RawRecord.Header($0.name, $0.value) })
    }
}
