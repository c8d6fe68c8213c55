import Events
import TestKit
import Testing

@testable import Statistics

/// Whatever the order, and however often something comes again, the values are those of a plain recount.
@Suite struct OrderTests {
    private static let services: [ServiceKind] = [.vocational, .medical, .literacy]

    /// A made-up history, and what is true at its end.
    private struct History {
        var notes: [Note] = []
        /// Sessions that stand: service, person, date.
        var served: [(service: ServiceKind, person: Int, date: CalendarDate)] = []
        var certified: Set<Int> = []
        var sexes: [Int: Sex] = [:]
        var survivors: [Int: Int] = [:]

        func survivor(_ person: Int) -> Int { survivors[person] ?? person }
    }

    private static func history(_ generator: inout SeededGenerator) -> History {
        var history = History()
        var recorded: Int64 = 0
        for person in 1...25 {
            let sex: Sex = Bool.random(using: &generator) ? .male : .female
            history.sexes[person] = sex
            for service in services where Int.random(in: 0..<3, using: &generator) > 0 {
                enrol(person, service, sex, &history, &recorded, &generator)
            }
        }
        for merged in [24, 25] where Bool.random(using: &generator) {
            let survivor = merged - 10
            history.survivors[merged] = survivor
            recorded += 1
            let event = SubjectMerged(
                survivingSubjectId: Told.person(survivor),
                mergedSubjectId: Told.person(merged),
                caseIds: [],
                mergedAt: Examples.time()
            )
            history.notes.append(Note(event: event, aggregate: Told.person(merged), version: 1, recorded: recorded))
        }
        return history
    }

    private static func enrol(
        _ person: Int,
        _ service: ServiceKind,
        _ sex: Sex,
        _ history: inout History,
        _ recorded: inout Int64,
        _ generator: inout SeededGenerator
    ) {
        let id = Told.enrolment(person, service)
        var version = 0
        func note(_ event: any EventData) {
            version += 1
            recorded += 1
            history.notes.append(Note(event: event, aggregate: id, version: version, recorded: recorded))
        }
        note(Told.started(person, service))
        // The sex as first entered may be wrong; a correction follows.
        let isWrong = Int.random(in: 0..<4, using: &generator) == 0
        let entered: Sex = isWrong ? (sex == .male ? .female : .male) : sex
        var sessions: [Int: CalendarDate] = [:]
        for session in 1...Int.random(in: 1...3, using: &generator) {
            let date = day(2018, 1 + Int.random(in: 0..<12, using: &generator), 1 + session)
            sessions[session] = date
            note(Told.delivered(person, service, on: date, session: session, sex: entered))
        }
        if service == .literacy, Bool.random(using: &generator) {
            note(Told.certificate(person))
            history.certified.insert(person)
            if Int.random(in: 0..<4, using: &generator) == 0 {
                note(Told.revoked(person))
                history.certified.remove(person)
            }
        }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0:
            note(Told.voided(person, service))
            sessions = [:]
            if service == .literacy { history.certified.remove(person) }
        case 1:
            note(Told.voided(person, service, session: 1))
            sessions[1] = nil
        case 2:
            let date = day(2019, 6, 1)
            note(Told.corrected(person, service, session: 1, date: date, sex: entered))
            sessions[1] = date
        default: break
        }
        // What is entered last of a person holds, whichever service entered it.
        note(Told.corrected(person, service, sex: sex))
        history.served += sessions.values.map { (service, person, $0) }
    }

    /// Adds repetitions and mixes everything.
    private static func mixed(_ notes: [Note], _ generator: inout SeededGenerator) -> [Note] {
        let again = notes.filter { _ in Int.random(in: 0..<5, using: &generator) == 0 }
        return (notes + again).shuffled(using: &generator)
    }

    @Test(arguments: 0..<12)
    func `gives what a plain recount gives`(_ seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let history = Self.history(&generator)
        let desk = try Desk()
        try desk.receive(loosely: Self.mixed(history.notes, &generator))
        for asOf in [day(2018, 6, 30), day(2018, 12, 31), day(2019, 12, 31)] {
            let served = history.served.filter { $0.date <= asOf }
            for service in Self.services {
                let persons = Set(served.filter { $0.service == service }.map { history.survivor($0.person) })
                let code = ["VOC": "BEN_VOC", "MED": "BEN_MED", "LIT": "LIT_ATT"][service.rawValue] ?? ""
                #expect(try desk.total(code, asOf: asOf) == persons.count, "\(code) by \(asOf), seed \(seed)")
            }
            let any = Set(served.map { history.survivor($0.person) })
            #expect(try desk.total("BEN_ANY", asOf: asOf) == any.count, "seed \(seed)")
            let pairs = Set(served.map { "\(history.survivor($0.person)) \($0.service)" })
            #expect(try desk.total("BEN_PAIRS", asOf: asOf) == pairs.count, "seed \(seed)")
        }
        let certified = Set(history.certified.map { history.survivor($0) })
        #expect(try desk.total("LIT_CERT") == certified.count, "seed \(seed)")
    }

    @Test(arguments: 0..<8)
    func `gives the same whatever the order`(_ seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(1000 + seed))
        let history = Self.history(&generator)
        var answers: [[[String: Int]]] = []
        for _ in 0..<3 {
            let desk = try Desk()
            try desk.receive(loosely: Self.mixed(history.notes, &generator))
            answers.append([
                try desk.counts("BEN_ANY", by: "sex"), try desk.counts("BEN_PAIRS", by: "service,sex"),
                try desk.counts("BEN_ANY", by: "quarter"), try desk.counts("LIT_CERT", by: "sex,age"),
            ])
        }
        #expect(answers[0] == answers[1])
        #expect(answers[1] == answers[2])
        for person in history.sexes.keys where history.survivors.values.contains(person) { return }
        let any = Set(history.served.map(\.person))
        let expected = Dictionary(grouping: any) { history.sexes[$0]?.rawValue ?? "" }.mapValues(\.count)
        #expect(answers[0][0] == expected, "seed \(seed)")
    }
}
