import Events
import GRDB
import TestKit
import Testing

@testable import EventStore

/// A batch in which keys come several times leaves what its records leave one by one.
@Suite struct RunTests {
    @Test(arguments: 0..<40)
    func `records in one batch leave what they leave one by one`(seed: Int) throws {
        var random = SystemRandomNumberGenerator()
        var partition = ExamplePartition()
        for _ in 0..<60 {
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<12: if let again = partition.records.randomElement(using: &random) { partition.append(again) }
            case 12..<14: partition.append(RawRecord(key: nil, value: nil, headers: []))
            default:
                let caseID = Examples.id(Int.random(in: 1...8, using: &random))
                let source = "/jisr/intake/\(Int.random(in: 1...2, using: &random))"
                let skipped: Int64 = seed % 2 == 0 && Int.random(in: 0..<30, using: &random) == 0 ? 1 : 0
                try partition.append(Examples.caseIdentified(caseID), source: source, skipping: skipped)
            }
        }
        let (together, single) = (try Probe(), try Probe())
        var whole = try together.receive(partition)
        var sum = InboxOutcome()
        for offset in partition.records.indices {
            let one = try single.receive(partition.inbound(from: Int64(offset), limit: 1, table: single.table))
            sum.handled += one.handled
            sum.duplicates += one.duplicates
            sum.gaps += one.gaps
            sum.released += one.released
            sum.deadLettered.merge(one.deadLettered, uniquingKeysWith: +)
        }
        whole.parked = 0
        #expect(whole == sum)
        #expect(try Self.content(of: together) == Self.content(of: single))
    }

    @Test func `the highest sequence there is does no harm`() throws {
        let probe = try Probe()
        var partition = ExamplePartition()
        for sequence in [Int64.max - 1, .max, .max] {
            var record = try partition.next(Examples.caseIdentified(Examples.id(1)))
            record.headers = record.headers.map {
                $0.name == "ce_keyseq" ? RawRecord.Header($0.name, Array(String(sequence).utf8)) : $0
            }
            partition.append(record)
        }
        #expect(try probe.receive(partition).gaps == 2)
    }

    @Test func `what is gathered while reading is what the handler would gather`() throws {
        let table = MessageTable().gathering(CaseIdentified.self) { event, envelope, topic, gathered in
            gathered += event.caseId.bytes + [UInt8(truncatingIfNeeded: envelope.keySequence)] + topic.utf8
        }
        var partition = ExamplePartition()
        for number in [1, 2, 1] { try partition.append(Examples.caseIdentified(Examples.id(number))) }
        let read = partition.inbound(table: table)
        let unread = try read.map { record in
            guard case .gathered(let envelope, _) = record.content else { throw Rejection("test", "not gathered") }
            return InboundRecord(
                topic: record.topic,
                partition: record.partition,
                offset: record.offset,
                timestampMilliseconds: record.timestampMilliseconds,
                content: .event(
                    envelope,
                    try EventCatalog.decode(CaseIdentified.type, from: record.source.copiedValue())
                ),
                source: record.source
            )
        }
        let gathered = try [read, unread].map { records in
            let probe = try Probe()
            return try probe.store.writeNow { transaction in
                var batch = try InboxBatch(
                    transaction,
                    table: table,
                    deadLetters: probe.deadLetters,
                    usesSavepoints: false
                )
                try batch.apply(records)
                #expect(batch.outcome.handled == 3)
                return transaction.gathered
            }
        }
        #expect(gathered[0].count > 60)
        #expect(gathered[0] == gathered[1])
    }

    @Test func `an event that cannot be read is not gathered but set aside`() throws {
        let table = MessageTable().gathering(CaseIdentified.self) { _, _, _, gathered in gathered.append(1) }
        var partition = ExamplePartition()
        var record = try partition.next(Examples.caseIdentified(Examples.id(1)))
        record.value = Array("{}".utf8)
        partition.append(record)
        let content = partition.inbound(table: table).first?.content
        guard case .unreadable(_, .data, _) = content else {
            Issue.record("\(String(describing: content))")
            return
        }
    }

    private static func content(of probe: Probe) throws -> [String] {
        let queries = [
            "SELECT source, keyseq, hex(key) FROM effect ORDER BY position",
            "SELECT topic, partition, next_offset FROM inbox_offset",
            "SELECT producer, hex(key), last_keyseq FROM inbox_key",
            "SELECT hex(key), keyseq, stage, hex(record) FROM parked ORDER BY key, keyseq",
            "SELECT topic, hex(key), keyseq FROM outbox ORDER BY seq",
        ]
        return try probe.store.readNow { db in
            try queries.flatMap { try Row.fetchAll(db, sql: $0).map(\.description) }
        }
    }
}
