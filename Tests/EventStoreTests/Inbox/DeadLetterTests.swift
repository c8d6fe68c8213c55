import Events
import GRDB
import TestKit
import Testing

@testable import EventStore

@Suite struct DeadLetterTests {
    private let probe: Probe
    private var partition = ExamplePartition(number: 5)
    private let caseID = Examples.id(1)

    init() throws { probe = try Probe() }

    /// A record between two good ones of its key, changed so that it cannot be read.
    private mutating func receiveSpoiled(_ change: (inout RawRecord) -> Void) throws -> (InboxOutcome, RawRecord) {
        try partition.append(Examples.caseIdentified(caseID))
        var spoiled = try partition.next(Examples.caseIdentified(caseID))
        change(&spoiled)
        partition.append(spoiled)
        try partition.append(Examples.caseIdentified(caseID))
        return (try probe.receive(partition), spoiled)
    }

    /// That the letter is `original` byte for byte, with the reasons behind.
    private func expectLetter(_ original: RawRecord, stage: String, message: String) throws {
        let letters = try probe.letters()
        let letter = try #require(letters.first)
        #expect(letters.count == 1)
        #expect(letter.key == original.key)
        #expect(letter.value == original.value)
        #expect(Array(letter.headers.prefix(original.headers.count)) == original.headers)
        #expect(letter.text("__jisr.errors.topic") == partition.topic)
        #expect(letter.text("__jisr.errors.partition") == "5")
        #expect(letter.text("__jisr.errors.offset") == "1")
        #expect(letter.text("__jisr.errors.timestamp") == "1767225600000")
        #expect(letter.text("__jisr.errors.group") == "jisr.services.el-marg")
        #expect(letter.text("__jisr.errors.stage") == stage)
        #expect(letter.text("__jisr.errors.message")?.contains(message) == true)
        #expect(letter.text("__jisr.errors.attempts") == "1")
        #expect(letter.text("__jisr.errors.first-failed-at") == Examples.time().description)
        #expect(letter.text("__jisr.errors.service-version") == "1.2.3")
    }

    @Test mutating func `a refused event is dead-lettered and its key goes on`() throws {
        probe.react { $0.envelope.keySequence == 2 ? .reject : .act }
        let (outcome, record) = try receiveSpoiled { _ in }
        #expect(outcome.deadLettered == ["handler": 1])
        #expect(outcome.handled == 2)
        #expect(try probe.sequences() == [1, 3])
        try expectLetter(record, stage: "handler", message: "test.refused: it cannot be")
        #expect(try probe.letters().first?.text("__jisr.errors.exception") == "Rejection")
        // The refused event's own writes are undone: two events of ours, one letter.
        #expect(try probe.count("outbox") == 3)
    }

    @Test mutating func `an unknown error is dead-lettered without its text`() throws {
        struct Secret: Error, CustomStringConvertible { let description = "Zaynab" }
        probe.react { $0.envelope.keySequence == 2 ? .fail(Secret()) : .act }
        let (_, record) = try receiveSpoiled { _ in }
        try expectLetter(record, stage: "handler", message: "Secret")
        #expect(try probe.letters().allSatisfy { letter in !letter.headers.contains { $0.contains("Zaynab") } })
    }

    @Test mutating func `an event that contradicts what is stored is dead-lettered without its values`() throws {
        let error = DatabaseError(resultCode: .SQLITE_CONSTRAINT_UNIQUE, message: "Zaynab")
        probe.react { $0.envelope.keySequence == 2 ? .fail(error) : .act }
        let (_, record) = try receiveSpoiled { _ in }
        try expectLetter(record, stage: "handler", message: "contradicts")
        #expect(try probe.letters().allSatisfy { letter in !letter.headers.contains { $0.contains("Zaynab") } })
    }

    @Test mutating func `a record without an envelope is dead-lettered`() throws {
        // It cannot be placed: what follows of its key waits for it.
        let (outcome, record) = try receiveSpoiled { $0.headers.removeAll { $0.name == "ce_id" } }
        #expect(outcome.deadLettered == ["envelope": 1])
        try expectLetter(record, stage: "envelope", message: "ce_id")
        #expect(try probe.nextOffset(partition) == 3)
    }

    @Test mutating func `a record of no key, headers or value is dead-lettered`() throws {
        let (outcome, record) = try receiveSpoiled { $0 = RawRecord(key: nil, value: nil, headers: []) }
        #expect(outcome.deadLettered == ["envelope": 1])
        try expectLetter(record, stage: "envelope", message: "ce_")
    }

    @Test mutating func `a record that cannot be placed is dead-lettered once while its offset is passed`() throws {
        _ = try receiveSpoiled { $0 = RawRecord(key: nil, value: nil, headers: []) }
        #expect(try probe.receive(partition.inbound(table: probe.table)).duplicates == 3)
        #expect(try probe.letters().count == 1)
    }

    @Test mutating func `an unknown type is dead-lettered and its key goes on`() throws {
        let (outcome, record) = try receiveSpoiled { record in
            for index in record.headers.indices where record.headers[index].name == "ce_type" {
                record.headers[index].value = Array("jisr.case.identified.v9".utf8)
            }
        }
        #expect(outcome.deadLettered == ["type": 1])
        try expectLetter(record, stage: "type", message: "version")
        #expect(try probe.sequences() == [1, 3])
        #expect(try probe.count("parked") == 0)
    }

    @Test(arguments: [[UInt8]("{".utf8), [UInt8]("{}".utf8), [UInt8]("[]".utf8), [], [0xFF, 0xFE], nil])
    mutating func `data that cannot be read are dead-lettered and the key goes on`(value: [UInt8]?) throws {
        let (outcome, record) = try receiveSpoiled { $0.value = value }
        #expect(outcome.deadLettered == ["data": 1])
        try expectLetter(record, stage: "data", message: "")
        #expect(try probe.sequences() == [1, 3])
        #expect(try probe.count("parked") == 0)
    }

    @Test mutating func `an event that cannot be read is dead-lettered once, however often it is read`() throws {
        _ = try receiveSpoiled { $0.value = [] }
        try probe.store.writeNow { try $0.rewind(topic: partition.topic, partition: 5, to: 0) }
        #expect(try probe.receive(partition).duplicates == 3)
        #expect(try probe.letters().count == 1)
    }

    @Test mutating func `an unreadable event behind a gap keeps its place`() throws {
        let missing = try partition.next(Examples.caseIdentified(caseID))
        var spoiled = try partition.next(Examples.caseIdentified(caseID))
        spoiled.value = [1]
        partition.append(spoiled)
        try partition.append(Examples.caseIdentified(caseID))
        #expect(try probe.receive(partition).gaps == 2)
        #expect(try probe.letters().isEmpty)
        partition.append(missing)
        let outcome = try probe.receive(partition)
        #expect(outcome.deadLettered == ["data": 1])
        #expect(try probe.sequences() == [1, 3])
        #expect(try probe.letters().first?.value == [1])
        #expect(try probe.letters().first?.text("__jisr.errors.timestamp") == "1767225600000")
    }
}

extension RawRecord.Header {
    func contains(_ text: String) -> Bool { String(decoding: value ?? [], as: UTF8.self).contains(text) }
}
