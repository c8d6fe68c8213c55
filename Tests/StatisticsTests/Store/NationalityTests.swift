import EventStore
import Events
import TestKit
import Testing

@testable import Statistics

@Suite struct NationalityTests {
    /// Serves persons, one session each.
    private func serve(_ persons: ClosedRange<Int>, _ desk: Desk, mode: StatisticsMode = .full) throws {
        for person in persons {
            try desk.tell(Told.delivered(person, .medical, mode: mode), of: Told.enrolment(person, .medical))
        }
    }

    private func tell(_ profile: CaseProfile, _ desk: Desk) throws {
        try desk.tell(profile, of: profile.caseId)
    }

    private func counts(_ desk: Desk) throws -> [String: Int] { try desk.counts("BEN_ANY", by: "nationality") }

    @Test func `counts persons by nationality, and by sex and age with it`() throws {
        let desk = try Desk()
        try serve(1...3, desk)
        try tell(Told.profile(1, ["EG"]), desk)
        try tell(Told.profile(2, ["SD"]), desk)
        try tell(Told.profile(3, ["SD"]), desk)
        #expect(try counts(desk) == ["EG": 1, "SD": 2])
        #expect(try desk.counts("BEN_ANY", by: "nationality,sex,age") == ["EG|M|15-17": 1, "SD|M|15-17": 2])
        #expect(try desk.counts("BEN_ANY", by: "sex,service,nationality") == ["M|MED|EG": 1, "M|MED|SD": 2])
        #expect(try desk.total("BEN_ANY") == 3)
    }

    @Test func `of several nationalities the host country's counts, else the first by code, in any order`() throws {
        let desk = try Desk()
        try serve(1...4, desk)
        try tell(Told.profile(1, ["SY", "SD", "EG"]), desk)
        try tell(Told.profile(2, ["EG", "AE"]), desk)
        try tell(Told.profile(3, ["SY", "SD"]), desk)
        try tell(Told.profile(4, ["SD", "SY"]), desk)
        #expect(try counts(desk) == ["EG": 2, "SD": 2])
    }

    @Test func `puts whoever no nationality is told of under unknown, not under not disclosed`() throws {
        let desk = try Desk()
        try serve(1...2, desk)
        try serve(3...3, desk, mode: .countOnly)
        try tell(Told.profile(2, []), desk)
        #expect(try counts(desk) == ["ZZ": 2, "not_disclosed": 1])
    }

    @Test func `takes no nationality of somebody who is not known yet`() throws {
        let desk = try Desk()
        try serve(1...1, desk)
        var profile = Told.profile(1, ["SD"])
        profile.subjectId = nil
        try tell(profile, desk)
        #expect(try counts(desk) == ["ZZ": 1])
    }

    @Test func `consent taken back hides the nationality, and given again shows it`() throws {
        let desk = try Desk()
        try desk.tell(Told.registered(1, sex: .male), of: Told.caseID(1))
        try serve(1...1, desk)
        try tell(Told.profile(1, ["SD"]), desk)
        #expect(try counts(desk) == ["SD": 1])
        try desk.tell(Told.caseCorrected(1, mode: .countOnly), of: Told.caseID(1))
        try tell(Told.profile(1, [], mode: .countOnly), desk)
        #expect(try counts(desk) == ["not_disclosed": 1])
        try desk.tell(Told.caseCorrected(1), of: Told.caseID(1))
        try tell(Told.profile(1, ["SY"]), desk)
        #expect(try counts(desk) == ["SY": 1])
    }

    @Test func `takes nothing of a profile that may not be told`() throws {
        let desk = try Desk()
        try serve(1...1, desk)
        try tell(Told.profile(1, ["SD"], mode: .countOnly), desk)
        #expect(try counts(desk) == ["ZZ": 1])
    }

    @Test(arguments: [false, true])
    func `what was entered last holds, of several cases too, whatever came first`(_ isReversed: Bool) throws {
        let desk = try Desk()
        try serve(1...1, desk)
        let notes = [
            Note(event: Told.profile(1, ["SY"]), aggregate: Told.caseID(1), version: 2, recorded: 10),
            Note(event: Told.profile(1, ["SD"]), aggregate: Told.caseID(1), version: 3, recorded: 30),
            Note(event: Told.profile(1, ["ER"], case: 2), aggregate: Told.caseID(2), version: 7, recorded: 20),
        ]
        try desk.receive(loosely: isReversed ? notes.reversed() : notes)
        try desk.receive(loosely: notes)
        #expect(try counts(desk) == ["SD": 1])
    }

    @Test func `takes nothing of a case entered in error`() throws {
        let desk = try Desk()
        try serve(1...1, desk)
        try tell(Told.profile(1, ["SD"]), desk)
        try tell(Told.profile(1, ["SY"], case: 2), desk)
        #expect(try counts(desk) == ["SY": 1])
        var voided = CaseVoided.example
        (voided.caseId, voided.subjectId) = (Told.caseID(2), Told.person(1))
        try desk.tell(voided, of: voided.caseId)
        #expect(try counts(desk) == ["SD": 1])
    }

    @Test func `two subjects that are one person have the nationality entered last, until they are two again`() throws {
        let desk = try Desk()
        try serve(1...2, desk)
        try tell(Told.profile(1, ["SD"]), desk)
        try tell(Told.profile(2, ["SY"]), desk)
        try desk.tell(Told.merged(1, into: 2), of: Told.person(1))
        #expect(try counts(desk) == ["SY": 1])
        try desk.tell(Told.unmerged(1, from: 2), of: Told.person(1))
        #expect(try counts(desk) == ["SD": 1, "SY": 1])
    }

    @Test(arguments: [false, true])
    func `erasure leaves no nationality, of what comes after it neither`(_ isErasedFirst: Bool) throws {
        let desk = try Desk()
        if isErasedFirst { try desk.tell(Told.erased(1), of: Told.person(1)) }
        try serve(1...2, desk)
        try tell(Told.profile(1, ["SD"]), desk)
        try tell(Told.profile(2, ["SD"]), desk)
        if !isErasedFirst { try desk.tell(Told.erased(1), of: Told.person(1)) }
        #expect(try counts(desk) == ["SD": 1, "not_disclosed": 1])
        var items: [UInt64] = []
        try desk.store.store.readNow { db in
            try FactTables.forEachFact([.nationality], db) { items.append($0.item) }
        }
        #expect(items.sorted() == [0, UInt64(CountryCode("SD")?.number ?? 0)])
    }

    @Test func `says of returns and of victims of trafficking which nationality they have`() throws {
        let desk = try Desk()
        try tell(Told.profile(1, ["SD"]), desk)
        try desk.tell(Told.departed(1, sex: .female), of: Examples.id(6_000_001))
        #expect(try desk.counts("RETURNS", by: "nationality,country") == ["SD|SD": 1])
        // Detected before anybody knew who it was.
        var detected = VictimDetected.example
        (detected.caseId, detected.subjectId) = (Told.caseID(2), nil)
        try desk.tell(detected, of: detected.caseId)
        try desk.tell(Told.registered(2, sex: .female), of: Told.caseID(2))
        try tell(Told.profile(2, ["ER"]), desk)
        #expect(try desk.counts("TIP_DETECTED", by: "nationality") == ["ER": 1])
    }

    @Test func `refuses the cut where an indicator does not say it`() {
        for code in ["BEN_VOC", "KIT_PERSONS", "JJ_HELD"] {
            #expect {
                try StatisticQuestion(code: code, by: "nationality", from: nil, asOf: day(2018, 12, 31))
            } throws: { ($0 as? Rejection)?.code == "dimension.not_allowed" }
        }
    }

    @Test func `every country has a number of its own that leads back to it`() {
        let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
        let codes = letters.flatMap { first in letters.compactMap { CountryCode(first + $0) } }
        #expect(codes.map(\.number) == Array(1...676))
        #expect(codes.allSatisfy { Nationality.country($0.number) == $0 })
        #expect(Nationality.country(0) == Nationality.unknown && Nationality.country(677) == Nationality.unknown)
    }
}
