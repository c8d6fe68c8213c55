import EventStore
import Events
import GRDB
import Kafka
import ServiceKit
import TestKit
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ConsumerLoopTests {
    private let cluster: MockCluster
    private let services: TestService
    private var topic: TopicContents { TopicContents(configuration: cluster.configuration) }

    init() throws {
        cluster = try .serving()
        services = try TestService("services", publishes: [])
    }

    /// Puts events of `cases` on the topic, `times` each, and gives what another service would have sent.
    @discardableResult
    private func produce(
        cases: ClosedRange<Int>,
        times: Int = 1,
        source: String = "/jisr/intake/el-marg"
    ) async throws
        -> [RawRecord]
    {
        var partition = ExamplePartition()
        var records: [RawRecord] = []
        for _ in 0..<times {
            for number in cases {
                records.append(
                    try partition.append(Examples.caseIdentified(Examples.id(number)), source: source)
                )
            }
        }
        try await topic.produce(records.map { ProducerRecord($0) })
        return records
    }

    @Test func `applies everything once, from the beginning, in order for each key`() async throws {
        try await produce(cases: 1...30, times: 3)
        let consumer = services.startConsumer(cluster.bootstrapServers)
        let effects = try await services.effects(90)
        try await consumer.stop()
        #expect(effects.count == 90)
        for (_, ofCase) in Dictionary(grouping: effects, by: \.caseID) {
            #expect(ofCase.map(\.keySequence) == [1, 2, 3])
        }
        #expect(services.count("jisr_inbox_handled_total") == 90)
    }

    @Test func `goes on after a restart from what the store says, whatever the group`() async throws {
        try await produce(cases: 1...20)
        let first = services.startConsumer(cluster.bootstrapServers)
        _ = try await services.effects(20)
        try await first.stop()
        try await produce(cases: 21...40)

        let second = services.startConsumer(cluster.bootstrapServers, groupID: "jisr.another")
        let effects = try await services.effects(40)
        try await second.stop()
        #expect(effects.count == 40)
        #expect(services.count("jisr_inbox_duplicates_total") == 0)
        #expect(services.count("jisr_inbox_rewinds_total") == 0)
    }

    @Test func `drops what comes twice`() async throws {
        let records = try await produce(cases: 1...10, times: 2)
        try await topic.produce(records.map { ProducerRecord($0) })
        try await produce(cases: 11...11)
        let consumer = services.startConsumer(cluster.bootstrapServers)
        _ = try await services.effects(21)
        _ = try await eventually("all are read") {
            services.count("jisr_inbox_duplicates_total") == 20 ? true : nil
        }
        try await consumer.stop()
        #expect(try await services.effects().count == 21)
    }

    @Test func `tells how many records of each partition are not applied yet`() async throws {
        try await produce(cases: 1...20, times: 2)
        let gate = Gate()
        let isHeld = Flag()
        let writer = services.writer
        let held = Task {
            try await writer.submit { _ in
                isHeld.set()
                gate.pass()
            }
        }
        _ = try await eventually("the store is held") { isHeld.isSet ? true : nil }
        var limits = ConsumerLoop.Limits()
        limits.housekeeping = .milliseconds(20)
        let consumer = services.startConsumer(cluster.bootstrapServers, limits: limits)
        _ = try await eventually("all are behind") { services.lag(of: .caseEvents) == 40 ? true : nil }
        gate.open()
        try await held.value
        _ = try await services.effects(40)
        _ = try await eventually("none is") { services.lag(of: .caseEvents) == 0 ? true : nil }
        try await consumer.stop()
    }

    @Test func `passes over what is another instance's business`() async throws {
        try await produce(cases: 1...5, source: "/jisr/intake/aswan")
        try await produce(cases: 6...8)
        let consumer = services.startConsumer(
            cluster.bootstrapServers,
            accepts: { $0.source == "/jisr/intake/el-marg" }
        )
        _ = try await eventually("all are read") {
            services.count("jisr_inbox_passed_over_total") == 5 ? true : nil
        }
        let effects = try await services.effects(3)
        try await consumer.stop()
        #expect(Set(effects.map(\.caseID)) == Set((6...8).map { Examples.id($0).description }))
    }

    @Test func `parks what a handler cannot do yet, and what follows of its key, and does it later`() async throws {
        let isReady = Flag()
        let table = MessageTable().on(CaseIdentified.self) { transaction, event, message in
            if event.caseId == Examples.id(1), !isReady.isSet { throw RetryLater("the centre is not known yet") }
            try transaction.noteEffect(message)
        }
        try await produce(cases: 1...3, times: 2)
        var limits = ConsumerLoop.Limits()
        limits.housekeeping = .milliseconds(20)
        let consumer = services.startConsumer(cluster.bootstrapServers, table: table, limits: limits)
        #expect(try await services.effects(4).allSatisfy { $0.caseID != Examples.id(1).description })
        #expect(try await services.store.parkedKeyCount() == 1)
        isReady.set()
        services.clock.advance(by: .seconds(60))
        let effects = try await services.effects(6)
        try await consumer.stop()
        #expect(effects.filter { $0.caseID == Examples.id(1).description }.map(\.keySequence) == [1, 2])
        #expect(services.count("jisr_inbox_released_total") == 2)
        #expect(try await services.store.parkedKeyCount() == 0)
    }

    @Test func `is assigned while the broker answers, and only then`() async throws {
        let consumer = services.startConsumer(cluster.bootstrapServers)
        _ = try await eventually("the consumer is assigned") { consumer.part.isAssigned ? true : nil }
        cluster.setDown()
        _ = try await eventually("the consumer is not assigned", within: .seconds(5)) {
            consumer.part.isAssigned ? nil : true
        }
        cluster.setUp()
        _ = try await eventually("the consumer is assigned again") { consumer.part.isAssigned ? true : nil }
        try await produce(cases: 1...3)
        #expect(try await services.effects(3).count == 3)
        let start = ContinuousClock.now
        try await consumer.stop()
        #expect(start.duration(to: .now) < .seconds(15))
        #expect(!consumer.part.isAssigned)
    }

    @Test func `a shutdown does not wait for a broker that was never there`() async throws {
        cluster.setDown()
        let consumer = services.startConsumer(cluster.bootstrapServers)
        _ = try await eventually("it has tried") { services.log.contains("The broker is not reachable") ? true : nil }
        let start = ContinuousClock.now
        try await consumer.stop()
        #expect(start.duration(to: .now) < .seconds(15))
    }

    @Test func `a store that fails stops nothing for good`() async throws {
        let isReady = Flag()
        let table = MessageTable().on(CaseIdentified.self) { transaction, _, message in
            // As a full disk fails: an error of the database that is no fault of the record.
            if !isReady.isSet { throw DatabaseError(resultCode: .SQLITE_FULL) }
            try transaction.noteEffect(message)
        }
        try await produce(cases: 1...3)
        let consumer = services.startConsumer(cluster.bootstrapServers, table: table)
        _ = try await eventually("it fails") { services.count("jisr_inbox_failures_total") >= 2 ? true : nil }
        #expect(try await services.effects().isEmpty)
        isReady.set()
        #expect(try await services.effects(3).count == 3)
        try await consumer.stop()
    }
}
