import EventStore
import Events
import Kafka

extension InboundRecord {
    /// Reads the record at `index` of `batch`, whose bytes are copied only when it has to be set aside.
    convenience init(
        _ view: borrowing RecordView,
        of batch: RecordBatch,
        at index: Int,
        previous: Envelope?,
        table: MessageTable,
        accepts: (Envelope) -> Bool
    ) {
        let value = view.value
        let topic = view.topic
        self.init(
            topic: topic,
            partition: view.partition,
            offset: view.offset,
            timestampMilliseconds: view.timestampMilliseconds,
            content: view.withHeaders(InboundRecord.headerNames) { values in
                InboundRecord.content(
                    topic: topic,
                    header: { values[$0.rawValue] },
                    value: value,
                    previous: previous,
                    table: table,
                    accepts: accepts
                )
            },
            source: FetchedRecord(batch: batch, index: index)
        )
    }

    /// In the order of their numbers, so that each is found by its own.
    private static let headerNames = HeaderNames(EnvelopeHeader.allCases.map(\.name))
}

/// A record of a fetched batch, which stays in memory as long as this does.
private struct FetchedRecord: RecordSource {
    let batch: RecordBatch
    let index: Int

    func copiedRecord() -> RawRecord { batch.copy(at: index).rawRecord }

    func copiedValue() -> [UInt8] { batch.withRecord(at: index) { $0.value.map { [UInt8]($0) } ?? [] } }
}

extension ConsumedRecord {
    /// The record's bytes as the store keeps them.
    var rawRecord: RawRecord {
        RawRecord(key: key, value: value, headers: headers.map { RawRecord.Header($0.name, $0.value) })
    }
}
