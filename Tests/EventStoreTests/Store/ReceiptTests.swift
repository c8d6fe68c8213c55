import EventStore
import TestKit
import Testing

@Suite struct ReceiptTests {
    private let temporary: TemporaryStore
    private var store: EventStore { temporary.store }

    init() throws { temporary = try TemporaryStore() }

    private func receipt(_ key: String) -> Receipt {
        Receipt(
            key: key,
            requestHash: [1, 2, 3],
            status: 201,
            etag: "\"1\"",
            location: "/v1/cases/1",
            body: [123, 125]
        )
    }

    @Test func `the answer to a command is given again`() throws {
        try store.writeNow { try $0.save(receipt("a")) }
        #expect(try store.writeNow { try $0.receipt(for: "a") } == receipt("a"))
        #expect(try store.writeNow { try $0.receipt(for: "b") } == nil)
    }

    @Test func `an answer without location or tag is kept as it is`() throws {
        let bare = Receipt(key: "a", requestHash: [], status: 200, etag: nil, location: nil, body: [])
        try store.writeNow { try $0.save(bare) }
        #expect(try store.writeNow { try $0.receipt(for: "a") } == bare)
    }

    @Test func `a second answer to the same command is refused`() throws {
        try store.writeNow { try $0.save(receipt("a")) }
        #expect(throws: (any Error).self) { try store.writeNow { try $0.save(receipt("a")) } }
    }

    @Test func `an answer is gone with the command that failed`() throws {
        struct Failure: Error {}
        #expect(throws: Failure.self) {
            try store.writeNow {
                try $0.save(receipt("a"))
                throw Failure()
            }
        }
        #expect(try store.writeNow { try $0.receipt(for: "a") } == nil)
    }

    @Test func `only old answers are forgotten, the oldest first`() throws {
        for second in 1...4 {
            try store.writeNow(now: Examples.time(Int64(second))) { try $0.save(receipt("\(second)")) }
        }
        #expect(try store.writeNow { try $0.forgetReceipts(before: Examples.time(4), limit: 2) } == 2)
        let left = try store.writeNow { transaction in
            try (1...4).filter { try transaction.receipt(for: "\($0)") != nil }
        }
        #expect(left == [3, 4])
        #expect(try store.writeNow { try $0.forgetReceipts(before: Examples.time(4), limit: 2) } == 1)
        #expect(try store.writeNow { try $0.receipt(for: "4") } != nil)
    }
}
