import EventStore
import Events
import TestKit
import Testing

@testable import Statistics

@Suite struct BeneficiaryTests {
    private let year2018 = day(2018, 12, 31)

    @Test func `counts each child once however often it is served`() throws {
        let desk = try Desk()
        for person in 1...3 {
            for session in 1...3 {
                try desk.tell(
                    Told.delivered(person, .vocational, session: session),
                    of: Told.enrolment(person, .vocational)
                )
            }
        }
        try desk.tell(Told.delivered(1, .medical), of: Told.enrolment(1, .medical))
        #expect(try desk.total("BEN_VOC") == 3)
        #expect(try desk.total("BEN_MED") == 1)
        #expect(try desk.total("BEN_ANY") == 3)
        #expect(try desk.total("BEN_PAIRS") == 4)
        #expect(try desk.counts("BEN_PAIRS", by: "service") == ["VOC": 3, "MED": 1])
        #expect(try desk.total("BEN_PSS") == 0)
    }

    @Test func `leaves adults out unless all are asked for`() throws {
        let desk = try Desk()
        try desk.tell(Told.delivered(1, .vocational), of: Told.enrolment(1, .vocational))
        try desk.tell(
            Told.delivered(2, .vocational, age: .from25To59, isChild: false),
            of: Told.enrolment(2, .vocational)
        )
        #expect(try desk.total("BEN_VOC") == 1)
        #expect(try desk.counts("BEN_VOC", population: .all) == ["": 2])
    }

    @Test func `counts those who withhold consent to statistics under not disclosed`() throws {
        let desk = try Desk()
        try desk.tell(Told.delivered(1, .legal), of: Told.enrolment(1, .legal))
        try desk.tell(Told.delivered(2, .legal, mode: .countOnly), of: Told.enrolment(2, .legal))
        #expect(try desk.total("BEN_LEG") == 2)
        #expect(try desk.counts("BEN_LEG", by: "sex,age") == ["M|15-17": 1, "not_disclosed|not_disclosed": 1])
    }

    @Test func `counts by the end of a year, within a window, and by quarter`() throws {
        let desk = try Desk()
        let id = Told.enrolment(1, .psychosocial)
        try desk.tell(Told.delivered(1, .psychosocial, on: day(2017, 12, 31), session: 1), of: id)
        try desk.tell(Told.delivered(1, .psychosocial, on: day(2018, 1, 1), session: 2), of: id)
        try desk.tell(
            Told.delivered(2, .psychosocial, on: day(2018, 12, 31)),
            of: Told.enrolment(2, .psychosocial)
        )
        try desk.tell(Told.delivered(3, .psychosocial, on: day(2019, 1, 1)), of: Told.enrolment(3, .psychosocial))
        #expect(try desk.total("BEN_PSS", asOf: day(2017, 12, 31)) == 1)
        #expect(try desk.total("BEN_PSS", asOf: year2018) == 2)
        #expect(try desk.counts("BEN_PSS", from: day(2018, 1, 1), asOf: year2018) == ["": 2])
        #expect(try desk.counts("BEN_PSS", by: "quarter") == ["2017-Q4": 1, "2018-Q1": 1, "2018-Q4": 1, "2019-Q1": 1])
        #expect(try desk.counts("BEN_PSS", by: "year") == ["2017": 1, "2018": 2, "2019": 1])
    }

    @Test func `puts what is not known yet under unresolved`() throws {
        let desk = try Desk()
        let known = Told.institution(1)
        try desk.tell(
            Told.delivered(1, .medical, institution: known.institutionId, agreement: Told.agreement),
            of: Told.enrolment(1, .medical)
        )
        try desk.tell(Told.delivered(2, .medical), of: Told.enrolment(2, .medical))
        #expect(try desk.counts("BEN_MED", by: "geo") == ["UNRESOLVED": 2])
        try desk.tell(known, of: known.institutionId)
        #expect(try desk.counts("BEN_MED", by: "geo") == ["UNRESOLVED": 1, "EG-C": 1])
        #expect(try desk.counts("BEN_MED", by: "region,sex") == ["UNRESOLVED|M": 1, "EG-C|M": 1])
        #expect(try desk.counts("BEN_MED", by: "agreement") == ["UNRESOLVED": 1, "NONE": 1])
    }

    @Test func `counts a reintegration plan that started and not a session of reintegration`() throws {
        let desk = try Desk()
        let plan = Told.reintegration(1)
        try desk.tell(plan, of: plan.planId)
        try desk.tell(Told.delivered(2, .reintegration), of: Told.enrolment(2, .reintegration))
        #expect(try desk.total("BEN_REI") == 1)
        #expect(try desk.total("BEN_ANY") == 1)
        #expect(try desk.total("BEN_PAIRS") == 1)
    }

    @Test func `holds a certificate until its enrolment is known and counts it once`() throws {
        let desk = try Desk()
        let enrolment = Told.enrolment(1, .literacy)
        let certificate = Told.certificate(1)
        try desk.tell(certificate, of: enrolment, version: 3)
        try desk.tell(certificate, of: enrolment, version: 3)
        #expect(try desk.total("LIT_CERT", asOf: year2018) == 0)
        try desk.tell(Told.started(1, .literacy), of: enrolment, version: 1)
        #expect(try desk.total("LIT_CERT", asOf: year2018) == 1)
        #expect(try desk.total("LIT_CERT", asOf: day(2018, 12, 29)) == 0)
        #expect(try desk.total("LIT_ATT", asOf: year2018) == 0)
        try desk.tell(Told.revoked(1), of: enrolment, version: 4)
        #expect(try desk.total("LIT_CERT", asOf: year2018) == 0)
    }

    @Test func `takes back what was voided`() throws {
        let desk = try Desk()
        let id = Told.enrolment(1, .medical)
        try desk.tell(Told.delivered(1, .medical, session: 1), of: id)
        try desk.tell(Told.delivered(1, .medical, session: 2), of: id)
        try desk.tell(Told.delivered(2, .medical), of: Told.enrolment(2, .medical))
        try desk.tell(Told.voided(1, .medical, session: 1), of: id)
        #expect(try desk.total("BEN_MED") == 2)
        try desk.tell(Told.voided(1, .medical, session: 2), of: id)
        #expect(try desk.total("BEN_MED") == 1)
        try desk.tell(Told.voided(2, .medical), of: Told.enrolment(2, .medical))
        #expect(try desk.total("BEN_MED") == 0)
    }

    @Test func `moves the cell when the sex is corrected, not the total`() throws {
        let desk = try Desk()
        for person in 1...2 {
            try desk.tell(Told.delivered(person, .medical), of: Told.enrolment(person, .medical))
        }
        try desk.tell(Told.corrected(1, .medical, sex: .female), of: Told.enrolment(1, .medical))
        #expect(try desk.counts("BEN_MED", by: "sex") == ["M": 1, "F": 1])
        var correction = CaseCorrected.example
        correction.caseId = Told.caseID(2)
        correction.subjectId = Told.person(2)
        correction.sex = .female
        try desk.tell(correction, of: correction.caseId)
        #expect(try desk.counts("BEN_MED", by: "sex") == ["F": 2])
        #expect(try desk.total("BEN_MED") == 2)
    }

    @Test func `moves a session that was on another day, and an enrolment that was another child's`() throws {
        let desk = try Desk()
        let id = Told.enrolment(1, .medical)
        try desk.tell(Told.delivered(1, .medical, on: day(2018, 3, 1)), of: id)
        try desk.tell(Told.delivered(2, .medical, on: day(2018, 3, 1)), of: Told.enrolment(2, .medical))
        try desk.tell(Told.corrected(1, .medical, session: 1, date: day(2019, 3, 1)), of: id)
        #expect(try desk.total("BEN_MED", asOf: year2018) == 1)
        #expect(try desk.total("BEN_MED") == 2)
        try desk.tell(Told.corrected(1, .medical, subject: 2), of: id)
        #expect(try desk.total("BEN_MED") == 1)
    }

    @Test func `counts two subjects that are one person once`() throws {
        let desk = try Desk()
        for person in 1...3 {
            try desk.tell(Told.delivered(person, .medical), of: Told.enrolment(person, .medical))
        }
        for (survivor, merged) in [(1, 2), (3, 1)] {
            let merge = SubjectMerged(
                survivingSubjectId: Told.person(survivor),
                mergedSubjectId: Told.person(merged),
                caseIds: [Told.caseID(merged)],
                mergedAt: Examples.time()
            )
            try desk.tell(merge, of: Told.person(merged))
        }
        #expect(try desk.total("BEN_ANY") == 1)
        // The middle one was another person after all, and so the one merged into it.
        let unmerged = SubjectUnmerged(
            survivingSubjectId: Told.person(3),
            mergedSubjectId: Told.person(1),
            caseIds: [Told.caseID(1)],
            unmergedAt: Examples.time()
        )
        try desk.tell(unmerged, of: Told.person(1))
        #expect(try desk.total("BEN_ANY") == 2)
    }

    @Test func `counts nothing of a case entered in error`() throws {
        let desk = try Desk()
        try desk.tell(Told.delivered(1, .medical), of: Told.enrolment(1, .medical))
        var voided = CaseVoided.example
        voided.caseId = Told.caseID(1)
        try desk.tell(voided, of: voided.caseId)
        #expect(try desk.total("BEN_MED") == 0)
    }

    @Test func `counts an event of a sensitive service once though it comes on two topics`() throws {
        let desk = try Desk()
        let event = Told.delivered(1, .shelter)
        let id = event.enrolmentId
        try desk.tell(event, of: id, topic: .serviceEvents, version: 1)
        try desk.tell(event, of: id, topic: .serviceConfidential, version: 1)
        #expect(try desk.total("BEN_ANY") == 1)
        #expect(try desk.store.store.readNow { try FactTables.deliveryCount($0) } == 1)
    }

    @Test func `gives the age at the first service`() throws {
        let desk = try Desk()
        let id = Told.enrolment(1, .medical)
        try desk.tell(Told.delivered(1, .medical, on: day(2019, 1, 1), session: 2, age: .from18To24), of: id)
        try desk.tell(Told.delivered(1, .medical, on: day(2018, 1, 1), session: 1, age: .from15To17), of: id)
        #expect(try desk.counts("BEN_MED", by: "age") == ["15-17": 1])
    }

    @Test func `counts the same in parts as at once`() throws {
        let desk = try Desk()
        for person in 1...50 {
            let service: ServiceKind = person % 3 == 0 ? .medical : .legal
            try desk.tell(
                Told.delivered(person, service, sex: person % 2 == 0 ? .female : .male),
                of: Told.person(person)
            )
        }
        let question = try StatisticQuestion(code: "BEN_ANY", by: "sex,service", from: nil, asOf: day(2020, 1, 1))
        let whole = try desk.store.store.readNow { try StatisticReader($0).answer(question) }
        let parts = try desk.store.store.readNow { db in
            var reader = StatisticReader(db)
            reader.factsPerPart = 7
            return try reader.answer(question)
        }
        #expect(parts.rows.map(\.cell) == whole.rows.map(\.cell))
        #expect(parts.rows.map(\.counted) == whole.rows.map(\.counted))
        #expect(whole.rows.compactMap(\.counted?.value).reduce(0, +) == 50)
    }
}
