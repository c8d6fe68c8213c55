import EventStore
import Events
import TestKit
import Testing

@testable import Statistics

@Suite struct StatisticsMessagesTests {
    @Test func `handles, passes over, drops duplicates`() throws {
        let desk = try Desk()
        let event = Told.delivered(1, .medical)
        let record = try desk.record(event, of: event.enrolmentId)
        var outcome = try desk.receive([record])
        #expect(outcome.handled == 1)
        outcome = try desk.receive([record])
        #expect(outcome.duplicates == 1)
        outcome = try desk.tell(ActivityPlanned.example, of: ActivityPlanned.example.activityId)
        #expect(outcome.passedOver == 1)
        #expect(try desk.store.store.readNow { try FactTables.deliveryCount($0) } == 1)
    }

    @Test func `applies a large batch in one commit`() throws {
        let desk = try Desk()
        let records = try (1...3000).map { number in
            let event = Told.delivered(number % 500, .vocational, session: number)
            return try desk.record(event, of: Told.person(number % 500))
        }
        let outcome = try desk.receive(records)
        #expect(outcome.handled == 3000)
        #expect(try desk.total("BEN_VOC") == 500)
    }

    @Test func `a record that cannot be read is set aside and the rest goes on`() throws {
        let desk = try Desk()
        let good = Told.delivered(1, .medical)
        let bad = InboundRecord(
            topic: Topic.serviceEvents.name,
            partition: 1,
            offset: 0,
            timestampMilliseconds: 0,
            content: .poison(stage: .data, reason: "made up"),
            source: RawRecord(key: nil, value: [], headers: [])
        )
        let outcome = try desk.receive([bad, desk.record(good, of: good.enrolmentId)])
        #expect(outcome.deadLettered == ["data": 1])
        #expect(try desk.total("BEN_MED") == 1)
    }

    @Test func `an event that comes again under another store epoch changes nothing`() throws {
        let desk = try Desk()
        let event = Told.delivered(1, .medical)
        try desk.tell(event, of: event.enrolmentId, version: 1)
        try desk.tell(event, of: event.enrolmentId, version: 1, epoch: 2)
        var agreement = AgreementSigned.example
        agreement.agreementId = Told.agreement
        try desk.tell(agreement, of: Told.agreement, version: 1)
        try desk.tell(agreement, of: Told.agreement, version: 1, epoch: 2)
        #expect(try desk.total("BEN_MED") == 1)
        #expect(try desk.total("AGR") == 1)
    }

    @Test func `listens to every topic that others share`() throws {
        let topics: [Topic] = [
            .caseEvents, .caseConfidential, .serviceEvents, .serviceConfidential, .trainingEvents, .partnershipEvents,
            // Its own releases, so that a store that has lost its ledgers knows it.
            .releases,
        ]
        #expect(Set(try Desk().table.topics) == Set(topics.map(\.name)))
    }
}
