import EventStore
import Events
import TestKit
import Testing

@testable import Statistics

/// Children in institutions: who is there on a day, and what became of them.
@Suite struct CustodyTests {
    private static let admissions = 7_000_000

    private static func admission(_ person: Int) -> EntityID { Examples.id(admissions + person) }

    private func admit(
        _ person: Int,
        on date: CalendarDate,
        status: LegalStatus? = .preTrial,
        isSeparated: Bool = true,
        isChild: Bool = true,
        in desk: Desk
    ) throws {
        var event = AdmissionAdmitted.example
        (event.admissionId, event.caseId) = (Self.admission(person), Told.caseID(person))
        (event.subjectId, event.admittedAt) = (Told.person(person), Timestamp(date))
        (event.legalStatus, event.separatedFromAdults) = (status, isSeparated)
        (event.sex, event.isChild, event.statsMode) = (.male, isChild, .full)
        try desk.tell(event, of: event.admissionId)
    }

    private func release(_ person: Int, on date: CalendarDate, in desk: Desk) throws {
        var event = AdmissionReleased.example
        (event.admissionId, event.caseId) = (Self.admission(person), Told.caseID(person))
        (event.subjectId, event.releasedAt) = (Told.person(person), Timestamp(date))
        try desk.tell(event, of: event.admissionId)
    }

    private func profile(
        _ person: Int,
        _ status: LegalStatus?,
        on date: CalendarDate,
        scores: SustainabilityScores? = nil,
        in desk: Desk
    ) throws {
        var event = CaseProfile.example
        (event.caseId, event.subjectId) = (Told.caseID(person), Told.person(person))
        event.justice = status.map { ProfileJustice(status: $0) }
        event.sustainability = scores
        try desk.tell(event, of: event.caseId, on: date)
    }

    private func measurement(
        _ code: String,
        from: CalendarDate? = nil,
        asOf: CalendarDate,
        in desk: Desk
    ) throws -> Measurement? {
        try desk.answer(code, from: from, asOf: asOf).rows.first { $0.cell.isEmpty }?.counted?.measured
    }

    @Test func `tells who is held on a day, and of whom nothing has been decided`() throws {
        let desk = try Desk()
        for person in 1...4 { try admit(person, on: day(2020, 1, 10), in: desk) }
        try admit(5, on: day(2020, 1, 10), isChild: false, in: desk)
        try profile(2, .sentenced, on: day(2020, 3, 1), in: desk)
        try release(3, on: day(2020, 3, 31), in: desk)
        var absconded = AdmissionAbsconded.example
        (absconded.admissionId, absconded.caseId) = (Self.admission(4), Told.caseID(4))
        (absconded.subjectId, absconded.abscondedAt) = (Told.person(4), Timestamp(day(2020, 2, 1)))
        try desk.tell(absconded, of: absconded.admissionId)
        var back = AdmissionReturned.example
        (back.admissionId, back.caseId) = (absconded.admissionId, absconded.caseId)
        (back.subjectId, back.returnedAt) = (absconded.subjectId, Timestamp(day(2020, 4, 1)))
        try desk.tell(back, of: back.admissionId)
        func stock(_ code: String, _ date: CalendarDate) throws -> Int? { try desk.total(code, asOf: date) }
        #expect(try stock("JJ_HELD", day(2020, 1, 9)) == 0)
        #expect(try stock("JJ_HELD", day(2020, 1, 10)) == 4)
        #expect(try stock("JJ_HELD", day(2020, 3, 30)) == 3)
        #expect(try stock("JJ_HELD", day(2020, 3, 31)) == 2)
        #expect(try stock("JJ_HELD", day(2020, 4, 1)) == 3)
        #expect(try stock("JJ_PRE_SENTENCE", day(2020, 2, 1)) == 3)
        #expect(try stock("JJ_PRE_SENTENCE", day(2020, 4, 1)) == 2)
        #expect(try desk.counts("JJ_HELD", by: "sex", asOf: day(2020, 4, 1)) == ["M": 3])
        #expect(try desk.counts("JJ_HELD", asOf: day(2020, 4, 1), population: .all) == ["": 4])
        try desk.tell(Told.merged(1, into: 2), of: Told.person(1))
        #expect(try stock("JJ_HELD", day(2020, 4, 1)) == 2)
        try desk.tell(Told.erased(1), of: Told.person(1))
        #expect(try stock("JJ_HELD", day(2020, 4, 1)) == 2)
        var voided = AdmissionVoided.example
        (voided.admissionId, voided.caseId) = (Self.admission(4), Told.caseID(4))
        try desk.tell(voided, of: voided.admissionId)
        #expect(try stock("JJ_HELD", day(2020, 4, 1)) == 1)
    }

    @Test func `tells shares of those held, and takes a voided contact back`() throws {
        let desk = try Desk()
        for person in 1...4 { try admit(person, on: day(2020, 1, 10), isSeparated: person > 1, in: desk) }
        for person in 1...2 {
            let contact = ContactRecorded(
                admissionId: Self.admission(person),
                caseId: Told.caseID(person),
                kind: .visit,
                on: day(2020, 2, person)
            )
            let record = try desk.record(contact, of: contact.admissionId)
            try desk.receive([record])
            guard person == 2, let id = record.envelope?.id else { continue }
            let voided = ContactVoided(
                contactId: id,
                admissionId: contact.admissionId,
                caseId: contact.caseId,
                kind: .visit,
                on: contact.on,
                reason: .dataEntry,
                voidedAt: Examples.time()
            )
            try desk.tell(voided, of: contact.admissionId)
        }
        let spring = day(2020, 4, 30)
        #expect(try measurement("JJ_NOT_SEPARATED", asOf: spring, in: desk) == Measurement(share: 25, per: 100, of: 4))
        #expect(try measurement("JJ_FAMILY_CONTACT", asOf: spring, in: desk) == Measurement(share: 25, per: 100, of: 4))
        #expect(try measurement("JJ_FAMILY_CONTACT", asOf: day(2020, 8, 1), in: desk)?.share == 0)
        #expect(try measurement("JJ_NOT_SEPARATED", asOf: day(2019, 1, 1), in: desk) == nil)
    }

    @Test func `tells deaths, aftercare and diversion of a year`() throws {
        let desk = try Desk()
        for person in 1...4 { try admit(person, on: day(2020, 1, 10), in: desk) }
        var died = AdmissionDied.example
        (died.admissionId, died.caseId) = (Self.admission(1), Told.caseID(1))
        (died.subjectId, died.diedAt) = (Told.person(1), Timestamp(day(2020, 6, 1)))
        try desk.tell(died, of: died.admissionId)
        for person in 2...3 { try release(person, on: day(2020, 7, 1), in: desk) }
        let plan = Told.reintegration(2, on: day(2020, 9, 1))
        try desk.tell(plan, of: plan.planId)
        try profile(3, .sentenced, on: day(2020, 2, 1), in: desk)
        try profile(9, .diverted, on: day(2020, 2, 1), in: desk)
        let end = day(2020, 12, 31)
        #expect(try measurement("JJ_DEATHS", asOf: end, in: desk) == Measurement(share: 250, per: 1000, of: 4))
        #expect(try measurement("JJ_AFTERCARE", asOf: end, in: desk) == Measurement(share: 50, per: 100, of: 2))
        #expect(try measurement("JJ_DIVERSION", asOf: end, in: desk) == Measurement(share: 50, per: 100, of: 2))
        #expect(try measurement("JJ_DEATHS", asOf: day(2021, 12, 31), in: desk)?.share == 0)
    }

    @Test func `tells lengths of enough persons only, rounded`() throws {
        let desk = try Desk()
        for person in 1...20 {
            try admit(person, on: day(2020, 1, 1), in: desk)
            // Decided after 1 to 20 days; released 30 days after that.
            try profile(person, .sentenced, on: day(2020, 1, 1 + person), in: desk)
            if person == 20 { break }
            try release(person, on: day(2020, 1, 1 + person).adding(days: 30), in: desk)
        }
        let end = day(2020, 12, 31)
        let before = try measurement("JJ_PRE_SENTENCE_DAYS", asOf: end, in: desk)
        #expect(before == Measurement(medianDays: 10, p90Days: 20))
        #expect(try desk.answer("JJ_SENTENCE_DAYS", asOf: end).rows.first?.counted == nil)
        try release(20, on: day(2020, 3, 1), in: desk)
        #expect(try measurement("JJ_SENTENCE_DAYS", asOf: end, in: desk)?.medianDays == 30)
    }

    @Test func `tells how long referrals waited`() throws {
        let desk = try Desk()
        for number in 1...20 {
            var sent = ReferralSent.example
            sent.referralId = Examples.id(8_000_000 + number)
            sent.subjectId = Told.person(number)
            sent.sentAt = Timestamp(day(2020, 1, 1))
            try desk.tell(sent, of: sent.referralId)
            #expect(try measurement("REF_ANSWER_DAYS", asOf: day(2020, 12, 31), in: desk) == nil)
            var accepted = ReferralAccepted.example
            (accepted.referralId, accepted.service) = (sent.referralId, sent.service)
            accepted.acceptedAt = Timestamp(day(2020, 1, 1 + number))
            try desk.tell(accepted, of: accepted.referralId)
        }
        let waited = try measurement("REF_ANSWER_DAYS", asOf: day(2020, 12, 31), in: desk)
        #expect(waited == Measurement(medianDays: 10, p90Days: 20))
    }

    @Test func `tells mean scores of enough persons, and not of how many`() throws {
        let desk = try Desk()
        for person in 1...20 {
            #expect(try measurement("REI_SOCIAL", asOf: day(2020, 12, 31), in: desk) == nil)
            let first = SustainabilityScores(economic: 0, social: 1, psychosocial: 1)
            try profile(person, nil, on: day(2020, 1, 1), scores: first, in: desk)
            let last = SustainabilityScores(economic: 0.5, social: person <= 10 ? 0.25 : 0.75, psychosocial: 0)
            try profile(person, nil, on: day(2020, 6, 1), scores: last, in: desk)
        }
        let end = day(2020, 12, 31)
        #expect(try measurement("REI_ECONOMIC", asOf: end, in: desk)?.mean == 0.5)
        #expect(try measurement("REI_SOCIAL", asOf: end, in: desk)?.mean == 0.5)
        #expect(try measurement("REI_PSYCHOSOCIAL", asOf: end, in: desk)?.mean == 0)
        #expect(try measurement("REI_SOCIAL", asOf: day(2020, 3, 1), in: desk)?.mean == 1)
        let question = try StatisticQuestion(code: "REI_SOCIAL", by: nil, from: nil, asOf: end)
        let response = StatisticResponse(question, try desk.answer("REI_SOCIAL", asOf: end))
        #expect(response.rows.first?.counted == nil)
        #expect(response.rows.first?.measured?.mean == 0.5)
    }
}
