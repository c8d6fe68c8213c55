import Events
import TestKit
import Testing

@testable import Statistics

/// What goes wrong between instances and over time, and must not show in a figure.
@Suite struct AuditTests {
    private func deliver(_ persons: ClosedRange<Int>, to desk: Desk) throws {
        for person in persons {
            try desk.tell(Told.delivered(person, .medical), of: Told.enrolment(person, .medical))
        }
    }

    private func merge(_ merged: Int, into survivor: Int, in desk: Desk, instance: String = "test") throws {
        try desk.tell(Told.merged(merged, into: survivor), of: Told.person(merged), version: 1, instance: instance)
    }

    @Test func `counts those whom two coordinators merged in a circle as one`() throws {
        let desk = try Desk()
        try deliver(1...4, to: desk)
        try merge(1, into: 2, in: desk)
        try merge(2, into: 3, in: desk)
        #expect(try desk.total("BEN_ANY") == 2)
        try merge(3, into: 1, in: desk)
        #expect(try desk.total("BEN_ANY") == 2)
        try merge(4, into: 2, in: desk)
        #expect(try desk.total("BEN_ANY") == 1)
        try desk.tell(Told.unmerged(3, from: 1), of: Told.person(3), version: 2)
        #expect(try desk.total("BEN_ANY") == 1)
        try desk.tell(Told.unmerged(2, from: 3), of: Told.person(2), version: 2)
        #expect(try desk.total("BEN_ANY") == 2)
    }

    @Test(arguments: [false, true])
    func `keeps what two institutions decided of one person, whichever is heard first`(_ isReversed: Bool) throws {
        let desk = try Desk()
        try deliver(1...3, to: desk)
        // Each of them counts the versions of the person by itself.
        let merges = [(2, "first"), (3, "second")]
        for (survivor, instance) in isReversed ? merges.reversed() : merges {
            try merge(1, into: survivor, in: desk, instance: instance)
        }
        #expect(try desk.total("BEN_ANY") == 1)
        try desk.tell(Told.unmerged(1, from: 3), of: Told.person(1), version: 2, instance: "second")
        #expect(try desk.total("BEN_ANY") == 2)
    }

    @Test func `leaves a distribution void that is corrected later`() throws {
        let desk = try Desk()
        var given = KitDistributed.example
        given.subjectIds = [Told.person(1)]
        given.cells = []
        let void = KitVoided(distributionId: given.distributionId, reason: .neverHappened, voidedAt: Examples.time())
        var corrected = KitCorrected.example
        corrected.subjectIds = [Told.person(1)]
        corrected.cells = []
        try desk.tell(given, of: given.distributionId, version: 1)
        try desk.tell(void, of: given.distributionId, version: 2)
        try desk.tell(corrected, of: given.distributionId, version: 3)
        #expect(try desk.total("KIT_PERSONS") == 0)
        #expect(try desk.total("KIT_ITEMS") == 0)
    }

    @Test func `takes the age that the case is corrected to, also for what was delivered before`() throws {
        let desk = try Desk()
        try desk.tell(Told.registered(1, sex: .male), of: Told.caseID(1))
        try deliver(1...1, to: desk)
        try desk.tell(
            Told.caseCorrected(1, age: .from18To24, isChild: false),
            of: Told.caseID(1)
        )
        #expect(try desk.total("BEN_MED") == 0)
        #expect(try desk.counts("BEN_MED", by: "age", population: .all) == ["18-24": 1])
        try desk.tell(Told.caseCorrected(1, age: .from12To14, isChild: true), of: Told.caseID(1))
        #expect(try desk.counts("BEN_MED", by: "age") == ["12-14": 1])
    }

    @Test func `tells nothing of whom intake says to tell nothing, though services do not know it yet`() throws {
        let desk = try Desk()
        try desk.tell(Told.registered(1, sex: .female), of: Told.caseID(1))
        try desk.tell(Told.delivered(1, .medical, sex: .female), of: Told.enrolment(1, .medical))
        #expect(try desk.counts("BEN_MED", by: "sex") == ["F": 1])
        try desk.tell(Told.caseCorrected(1, mode: .countOnly), of: Told.caseID(1))
        #expect(try desk.counts("BEN_MED", by: "sex,age") == ["not_disclosed|not_disclosed": 1])
        try desk.tell(Told.delivered(1, .legal, sex: .female), of: Told.enrolment(1, .legal))
        #expect(try desk.counts("BEN_ANY", by: "sex,age") == ["not_disclosed|not_disclosed": 1])
        // Another institution that has not heard of it corrects something else of its own case of the person.
        try desk.tell(Told.registered(1, sex: .female, case: 501), of: Told.caseID(501), instance: "second")
        try desk.tell(Told.caseCorrected(1, sex: .female, case: 501), of: Told.caseID(501), instance: "second")
        #expect(try desk.counts("BEN_ANY", by: "sex") == ["not_disclosed": 1])
        try desk.tell(Told.caseCorrected(1, sex: .female, mode: .full), of: Told.caseID(1))
        #expect(try desk.counts("BEN_ANY", by: "sex,age") == ["F|15-17": 1])
    }

    @Test func `leaves an adult out who takes the consent to statistics back`() throws {
        let desk = try Desk()
        try desk.tell(Told.registered(1, sex: .female, age: .from25To59, isChild: false), of: Told.caseID(1))
        try desk.tell(
            Told.delivered(1, .medical, age: .from25To59, isChild: false),
            of: Told.enrolment(1, .medical)
        )
        try desk.tell(Told.caseCorrected(1, mode: .countOnly), of: Told.caseID(1))
        try desk.tell(Told.delivered(1, .legal, mode: .countOnly), of: Told.enrolment(1, .legal))
        #expect(try desk.total("BEN_ANY") == 0)
        #expect(try desk.counts("BEN_ANY", by: "sex", population: .all) == ["not_disclosed": 1])
    }

    @Test func `keeps an adult out after a correction that says nothing of the age`() throws {
        let desk = try Desk()
        let id = Told.enrolment(1, .medical)
        try desk.tell(Told.delivered(1, .medical), of: id)
        try desk.tell(Told.corrected(1, .medical, isChild: false), of: id)
        var silent = Told.corrected(1, .medical)
        (silent.sex, silent.ageBand, silent.isChild, silent.statsMode) = (nil, nil, nil, .countOnly)
        try desk.tell(silent, of: id)
        #expect(try desk.total("BEN_MED") == 0)
    }

    @Test func `counts the help for a victim who was detected elsewhere`() throws {
        let desk = try Desk()
        var detected = VictimDetected.example
        (detected.caseId, detected.subjectId) = (Told.caseID(1), nil)
        try desk.tell(detected, of: detected.caseId)
        try desk.tell(Told.registered(1, sex: .female), of: Told.caseID(1))
        // After a transfer the same person has another case.
        var help = Told.delivered(1, .livelihood)
        help.caseId = Told.caseID(700)
        try desk.tell(help, of: help.enrolmentId)
        #expect(try desk.total("TIP_DETECTED") == 1)
        #expect(try desk.total("TIP_LIV") == 1)
    }

    @Test func `gives the age of registration to those who had no service yet`() throws {
        let desk = try Desk()
        try desk.tell(Told.registered(1, sex: .female, age: .from12To14), of: Told.caseID(1))
        var given = KitDistributed.example
        given.subjectIds = [Told.person(1)]
        given.cells = []
        try desk.tell(given, of: given.distributionId)
        #expect(try desk.counts("KIT_PERSONS", by: "age,sex") == ["12-14|F": 1])
    }

    @Test func `does not take an attendance that was voided for a report`() throws {
        let desk = try Desk()
        let held = ActivityHeld.example
        try desk.tell(held, of: held.activityId)
        var attended = ParticipantAttended.example
        attended.activityId = held.activityId
        attended.role = .participant
        try desk.tell(attended, of: attended.participantId)
        var corrected = ParticipantCorrected.example
        corrected.activityId = held.activityId
        corrected.participantId = attended.participantId
        corrected.role = .participant
        corrected.voided = true
        try desk.tell(corrected, of: attended.participantId)
        let answer = try desk.answer("TRN_PART")
        #expect(answer.unreportedCount == 1)
    }
}
