import Disclosure
import Events
import TestKit
import Testing

@testable import Statistics

@Suite struct NationalityReleaseTests {
    private static let period = "to-2018-12-31|counted"

    /// Serves persons who have a nationality.
    private func serve(_ persons: ClosedRange<Int>, of codes: [String], _ desk: ReleaseDesk) throws {
        try desk.serve(persons)
        for person in persons { try desk.desk.tell(Told.profile(person, codes), of: Told.caseID(person)) }
    }

    @Test func `tells the nationalities that the policy names, and all others together`() async throws {
        let desk = try ReleaseDesk(.builtIn(k: 10, nationalities: ["SD", "SY"]))
        try serve(1...30, of: ["EG"], desk)
        try serve(31...50, of: ["SD"], desk)
        try serve(51...53, of: ["SY"], desk)
        try serve(54...63, of: ["ER"], desk)
        try serve(64...73, of: ["ET"], desk)
        // Neither is in the total: nothing is told of one, and nobody told anything of the other.
        try desk.serve(74...74)
        try desk.serve(75...75, mode: .countOnly)
        let figures = try await desk.release(through: day(2018, 12, 31))
        func value(_ dimensions: String) -> Int? { figures["BEN_ANY|\(dimensions)\(Self.period)"]?.value }
        #expect(value("") == 73)
        #expect(value("nationality=EG|") == 30 && value("nationality=national|") == 30)
        #expect(value("nationality=non_national|") == 43)
        let few = try #require(figures["BEN_ANY|nationality=SY|\(Self.period)"])
        #expect(few.value == nil && few.suppressed == true)
        let others = [value("nationality=SD|"), value("nationality=other|")]
        #expect(others.contains(20) && others.contains(nil), "one of them gives way to the few")
        #expect(figures["BEN_VOC|nationality=EG|\(Self.period)"] == nil, "its persons are told of by service only")
        #expect(try desk.problems() == [])
    }

    @Test func `tells returns by what CTDC's columns hold`() async throws {
        let desk = try ReleaseDesk(.builtIn(k: 10, nationalities: ["SD"]))
        var number = 0
        for code in ["EG", "SD", "ER"] {
            for (sex, age) in [Sex.female, .male].flatMap({ sex in AgeBand.allCases.map { (sex, $0) } })
            where age != .unknown {
                for _ in 1...5 {
                    number += 1
                    var event = Told.departed(number, sex: sex)
                    (event.ageBand, event.isChild) = (age, age.isChild)
                    try desk.desk.tell(event, of: event.returnId)
                    try desk.desk.tell(Told.profile(number, [code]), of: Told.caseID(number))
                }
            }
        }
        desk.today = day(2021, 2, 1)
        let figures = try await desk.release(through: day(2020, 12, 31))
        #expect(figures["RETURNS|to-2020-12-31|counted"]?.value == 210)
        for nationality in ["EG", "SD", "other"] {
            for (age, sex, value) in [("child", "F", 20), ("child", "M", 20), ("adult", "F", 15), ("adult", "M", 15)] {
                let key = "RETURNS|age=\(age)|nationality=\(nationality)|sex=\(sex)|to-2020-12-31|counted"
                #expect(figures[key]?.value == value, "\(key)")
            }
        }
        #expect(try desk.problems() == [])
    }

    @Test func `a policy that says nothing of nationalities stays as it was`() throws {
        let policy = ReleasePolicy.builtIn(k: 10, countries: ["EG"])
        #expect(policy.disclosure.version == "k10-EG" && policy.disclosure.dimensions["nationality"] == nil)
        #expect(policy == .builtIn(k: 10, countries: ["EG"], nationalities: []))
    }

    @Test func `a block by nationality says of a person what erasure takes away`() {
        var policy = ReleasePolicy.builtIn(k: 10, nationalities: ["SD"])
        policy.disclosure.dimensions = policy.disclosure.dimensions.filter { $0.key == "nationality" }
        #expect(policy.personalBlocks == ["BEN_ANY", "RETURNS", "RETURNS_ARRIVED"])
    }

    @Test func `a country that is not named counts among the others, and what is not known does not`() throws {
        let axis = try #require(DisclosurePolicy.Axis(nationalities: ["SY", "EG", "SD"]))
        #expect(axis.groups == ["national": ["EG"], "non_national": ["SD", "SY", "other"]])
        let told = ["EG", "SY", "ER", "ZZ", notDisclosed].map(axis.code(ofNationality:))
        #expect(told == ["EG", "SY", "other", "ZZ", notDisclosed])
        #expect(DisclosurePolicy.Axis(nationalities: []) == nil)
        #expect(DisclosurePolicy.Axis(codes: ["EG"]).code(ofNationality: "ER") == "ER")
    }
}
