import EventStore
import Events
import GRDB
import TestKit
import Testing

@Suite struct LogTests {
    private let temporary: TemporaryStore
    private var store: EventStore { temporary.store }
    private let caseID = Examples.id(1)

    private struct Failure: Error {}

    /// What is known of a case.
    private struct CaseState: Folded {
        var number: String?
        var registrations = 0
        var versions: [Int] = []

        static let fold = Dispatch<CaseState>()
            .on(CaseIdentified.self) { state, event, entry in
                state.number = event.caseNumber
                state.versions.append(entry.version)
            }
            .on(CaseRegistered.self) { state, _, entry in
                state.registrations += 1
                state.versions.append(entry.version)
            }
    }

    init() throws { temporary = try TemporaryStore(projections: [CaseTables.projection]) }

    @Test func `versions count from 1 for each aggregate`() throws {
        let versions = try store.writeNow { transaction in
            try transaction.append(Examples.caseIdentified(caseID), to: Examples.id(50))
            return try [1, 2, 1, 1, 2].map { number in
                try transaction.append(Examples.caseRegistered(caseID), to: Examples.id(number), key: .id(caseID))
                    .version
            }
        }
        #expect(versions == [1, 1, 2, 3, 2])
        #expect(try store.writeNow { try $0.version(of: Examples.id(1)) } == 3)
        #expect(try store.writeNow { try $0.version(of: Examples.id(9)) } == 0)
    }

    @Test func `the events of a key are read in the order of the log, of whatever aggregate`() throws {
        let appended = try store.writeNow { transaction in
            let first = try transaction.append(Examples.caseIdentified(caseID), to: caseID)
            try transaction.append(Examples.caseIdentified(Examples.id(5)), to: Examples.id(5))
            let second = try transaction.append(Examples.caseRegistered(caseID), to: Examples.id(7), key: .id(caseID))
            let third = try transaction.append(Examples.caseRegistered(caseID), to: caseID)
            return [first, second, third].map(\.id)
        }
        #expect(try store.writeNow { try $0.entries(key: .id(caseID)) }.map(\.id) == appended)
        #expect(try store.writeNow { try $0.entries(aggregate: caseID) }.map(\.version) == [1, 2])
    }

    @Test func `an entry is read as it was appended`() throws {
        let actor = "worker-7"
        let written = try store.writeNow(now: Examples.time(50)) { transaction in
            transaction.actor = actor
            transaction.causationID = Examples.id(77)
            return try transaction.append(
                Examples.caseIdentified(caseID),
                to: caseID,
                occurredAt: Examples.time(3)
            )
        }
        let read = try #require(try store.writeNow { try $0.entries(aggregate: caseID) }.first)
        #expect(read.sequence == written.sequence)
        #expect(read.id == written.id)
        #expect(read.isOwn)
        #expect(read.type == "jisr.case.identified.v1")
        #expect(read.occurredAt == Examples.time(3))
        #expect(read.recordedAt == Examples.time(50))
        #expect(read.correlationID == written.correlationID)
        #expect(read.causationID == Examples.id(77))
        #expect(read.actor == actor)
        #expect(read.payload == written.payload)
        #expect(read.event == nil)
        #expect(try read.data(as: CaseIdentified.self) == Examples.caseIdentified(caseID))
    }

    @Test func `a state is folded from its key's events, unknown ones passed over`() throws {
        try store.writeNow { transaction in
            try transaction.append(Examples.caseIdentified(caseID, number: 9), to: caseID)
            try transaction.append(CaseDeclined.example, to: caseID)
            try transaction.append(Examples.caseRegistered(caseID), to: caseID)
            try transaction.append(Examples.caseIdentified(Examples.id(4), number: 4), to: Examples.id(4))
        }
        let state = try store.writeNow { try $0.state(CaseState.self, key: .id(caseID)) }
        #expect(state.number == "EG-ELMARG-2026-9")
        #expect(state.registrations == 1)
        #expect(state.versions == [1, 3])
    }

    @Test func `a command on a version that is past is refused with a conflict`() throws {
        try store.writeNow { try $0.append(Examples.caseIdentified(caseID), to: caseID) }
        try store.writeNow { transaction in
            try transaction.expect(version: nil, of: caseID)
            try transaction.expect(version: 1, of: caseID)
            try transaction.expect(version: 0, of: Examples.id(2))
            #expect {
                try transaction.expect(version: 2, of: caseID)
            } throws: {
                ($0 as? Rejection)?.code == "version.conflict" && ($0 as? Rejection)?.status == 409
            }
            #expect(throws: Rejection.self) { try transaction.expect(version: 0, of: caseID) }
        }
    }

    @Test(arguments: ["DELETE FROM log", "UPDATE log SET payload=x'7B7D'", "UPDATE log SET version=9"])
    func `the log can neither be shortened nor edited`(sql: String) throws {
        try store.writeNow { try $0.append(Examples.caseIdentified(caseID), to: caseID) }
        #expect {
            try store.writeNow { try $0.db.execute(sql: sql) }
        } throws: {
            "\($0)".contains("append-only")
        }
        #expect(try store.writeNow { try $0.entries(aggregate: caseID) }.count == 1)
    }

    @Test func `data above the limit are refused, at the limit taken`() throws {
        var event = Examples.caseIdentified(caseID)
        event.caseNumber = ""
        let empty = try EventCoding.encode(event).count
        event.caseNumber = String(repeating: "x", count: EventStore.maximumPayloadBytes - empty)
        try store.writeNow { try $0.append(event, to: caseID) }
        event.caseNumber += "x"
        let tooLarge = event
        #expect(
            throws: StoreError.payloadTooLarge(
                type: "jisr.case.identified.v1",
                bytes: EventStore.maximumPayloadBytes + 1
            )
        ) {
            try store.writeNow { try $0.append(tooLarge, to: Examples.id(2)) }
        }
    }

    @Test func `a transaction that fails leaves nothing, and no gap`() throws {
        try store.writeNow { try $0.append(Examples.caseIdentified(caseID), to: caseID) }
        #expect(throws: Failure.self) {
            try store.writeNow { transaction in
                try transaction.append(Examples.caseRegistered(caseID), to: caseID)
                throw Failure()
            }
        }
        try store.writeNow { transaction in
            #expect(throws: Failure.self) {
                try transaction.savepoint {
                    try transaction.append(Examples.caseRegistered(caseID), to: caseID)
                    throw Failure()
                }
            }
            try transaction.append(Examples.caseRegistered(caseID), to: caseID)
        }
        let entries = try store.writeNow { try $0.entries(aggregate: caseID) }
        #expect(entries.map(\.version) == [1, 2])
        #expect(entries.map(\.sequence) == [1, 2])
        #expect(try CaseTables.numbers(store).count == 1)
        #expect(try store.readNow { try Int.fetchOne($0, sql: "SELECT count(*) FROM test_registration") } == 1)
    }

    @Test func `a savepoint that fails takes back that something waits to be published`() throws {
        try store.writeNow { transaction in
            #expect(throws: Failure.self) {
                try transaction.savepoint {
                    try transaction.append(Examples.caseIdentified(caseID), to: caseID)
                    #expect(transaction.hasOutboxRows)
                    throw Failure()
                }
            }
            #expect(!transaction.hasOutboxRows)
        }
    }

    @Test func `read tables follow in the same transaction`() throws {
        try store.writeNow { transaction in
            try transaction.append(Examples.caseIdentified(caseID, number: 8), to: caseID)
            let number = try String.fetchOne(transaction.db, sql: "SELECT number FROM test_case")
            #expect(number == "EG-ELMARG-2026-8")
        }
    }
}
