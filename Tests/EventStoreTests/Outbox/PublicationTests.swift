import Events
import TestKit
import Testing

@testable import EventStore

@Suite struct PublicationTests {
    private let temporary: TemporaryStore
    private var store: EventStore { temporary.store }
    private let topic = Topic.caseEvents.name
    private var ids: [EntityID] = []

    /// Six events of three keys, published to offsets 10 to 15 of partition 3.
    init() async throws {
        temporary = try TemporaryStore()
        ids = try temporary.store.writeNow { transaction in
            try [1, 2, 3, 1, 2, 1].map { number in
                try transaction.append(Examples.caseRegistered(Examples.id(number)), to: Examples.id(number)).id
            }
        }
        try publish([(1, 10), (2, 11), (3, 12), (4, 13), (5, 14), (6, 15)])
    }

    private func publish(_ pairs: [(sequence: Int64, offset: Int64)], partition: Int32 = 3) throws {
        let publications = pairs.map {
            Publication(sequence: $0.sequence, topic: topic, partition: partition, offset: $0.offset)
        }
        try store.writeNow { try $0.markPublished(publications) }
    }

    private func waiting() async throws -> [Int64] {
        try await store.unpublished(after: 0, limit: 100).map(\.sequence)
    }

    private func position(_ offset: Int64, _ id: EntityID?) -> PublishedPosition {
        PublishedPosition(topic: topic, partition: 3, offset: offset, id: id)
    }

    @Test func `published records no longer wait, and the last of each partition is known`() async throws {
        #expect(try await waiting().isEmpty)
        #expect(try await store.publishedPositions() == [position(15, ids[5])])
        let all = try await store.publishedPositions(topic: topic, partition: 3)
        #expect(all.map(\.offset) == [10, 11, 12, 13, 14, 15])
        #expect(all.map(\.id) == ids)
        #expect(try await store.publishedPositions(topic: topic, partition: 4).isEmpty)
    }

    @Test func `the last position does not go back when an older record is acknowledged later`() async throws {
        try publish([(1, 9)])
        #expect(try await store.publishedPositions() == [position(15, ids[5])])
    }

    @Test func `what a partition lost from an offset on waits again`() async throws {
        let count = try store.writeNow { transaction in
            let count = try transaction.unpublish(topic: topic, partition: 3, from: 13)
            #expect(transaction.hasOutboxRows)
            return count
        }
        #expect(count == 3)
        #expect(try await waiting() == [4, 5, 6])
        #expect(try await store.publishedPositions() == [position(12, ids[2])])
        // The broker gives the same offsets again.
        try publish([(4, 13), (5, 14), (6, 15)])
        #expect(try await store.publishedPositions() == [position(15, ids[5])])
    }

    @Test func `a partition that lost nothing keeps everything`() async throws {
        #expect(try store.writeNow { try $0.unpublish(topic: topic, partition: 3, from: 16) } == 0)
        #expect(try store.writeNow { try $0.unpublish(topic: topic, partition: 2, from: 0) } == 0)
        #expect(try await waiting().isEmpty)
        #expect(try await store.publishedPositions() == [position(15, ids[5])])
    }

    @Test func `a partition that came back empty is published again from the start, at smaller offsets`() async throws {
        #expect(try store.writeNow { try $0.unpublish(topic: topic, partition: 3, from: 0) } == 6)
        #expect(try await waiting() == [1, 2, 3, 4, 5, 6])
        #expect(try await store.publishedPositions().isEmpty)
        try publish([(1, 0), (2, 1)])
        #expect(try await store.publishedPositions() == [position(1, ids[1])])
    }

    @Test func `of a compacted partition the newest of each key waits again`() async throws {
        #expect(try store.writeNow { try $0.unpublishNewest(topic: topic, partition: 3) } == 3)
        #expect(try await waiting() == [3, 5, 6])
        #expect(try await store.publishedPositions().isEmpty)
        #expect(try store.writeNow { try $0.unpublishNewest(topic: topic, partition: 2) } == 0)
    }

    @Test func `a dead letter's position has no event`() async throws {
        try store.writeNow { transaction in
            try transaction.enqueue(
                RawRecord(key: nil, value: [1], headers: []),
                topic: .deadLetters(of: "intake")
            )
            try transaction.markPublished([
                Publication(sequence: 7, topic: Topic.deadLetters(of: "intake").name, partition: 0, offset: 5)
            ])
        }
        let letters = try await store.publishedPositions().filter { $0.id == nil }
        #expect(letters.map(\.offset) == [5])
    }
}
