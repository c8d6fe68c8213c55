import Disclosure
import EventStore
import Events
import Foundation
import TestKit
import Testing

@testable import Statistics

/// Whoever reads the figures and manifests of the service, and nothing else, learns of no few persons: the attacker of
/// `deploy/lib/attack`, which shares no code with the service, over random histories of several releases.
@Suite struct ReleaseAttackTests {
    private static let policy = ReleasePolicy(
        disclosure: DisclosurePolicy(
            version: "attacked",
            k: 5,
            complement: ["sex"],
            dimensions: [
                "sex": .init(codes: ["F", "M"]), "age": .init(codes: ["05-11", "12-14", "15-17"]),
                "geo": .init(codes: ["EG-C", "EG-ALX"]),
            ],
            tables: [[], ["sex"], ["age"], ["geo"], ["sex", "age"], ["sex", "geo"]],
            partners: .init(k: 3, tables: [["age", "geo"]])
        ),
        indicators: [.beneficiariesVocational, .beneficiariesMedical]
    )

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `what is released gives nobody away to whoever has all of it, nor to partners`(_ seed: UInt64) async throws {
        let desk = try ReleaseDesk(Self.policy, on: day(2021, 2, 1))
        var history = RandomHistory(seed: seed)
        try history.begin(desk)
        var published: [EntityID] = []
        for quarter in [day(2018, 12, 31), day(2019, 3, 31), day(2019, 6, 30), day(2019, 9, 30), day(2019, 12, 31)] {
            try history.go(on: quarter, desk)
            try await desk.release(through: quarter)
            published = try desk.desk.store.store.readNow { try PublicationReader($0).releases(limit: 9) }
                .map(\.releaseId)
        }
        #expect(published.count == 5)
        #expect(try desk.problems() == [])
        let found = try await attack(desk, published.reversed())
        #expect(found.status == 0, "\(found.output)")
        let learned = try await attack(desk, published.reversed(), for: .partners)
        #expect(learned.status == 0, "\(learned.output)")
        // The attacker can find something: one withheld number told is enough.
        let told = try await attack(desk, published.reversed(), leaking: true)
        #expect(told.status == 1, "\(told.output)")
    }

    @Test(arguments: [21, 22] as [UInt64])
    func `what is released by nationality gives nobody away either`(_ seed: UInt64) async throws {
        var policy = ReleasePolicy.builtIn(k: 5, nationalities: ["SD", "SY"])
        policy.indicators = [.beneficiariesAny]
        let desk = try ReleaseDesk(policy, on: day(2021, 2, 1))
        var history = RandomHistory(seed: seed, nationalities: ["EG", "EG", "SD", "SY", "ER"])
        try history.begin(desk)
        var (published, told): ([EntityID], Int) = ([], 0)
        for quarter in [day(2018, 12, 31), day(2019, 3, 31), day(2019, 6, 30)] {
            try history.go(on: quarter, desk)
            let figures = try await desk.release(through: quarter)
            told += figures.values.count { $0.dimensions["nationality"] != nil && $0.value != nil }
            published = try desk.desk.store.store.readNow { try PublicationReader($0).releases(limit: 9) }
                .map(\.releaseId)
        }
        #expect(told > 0 && published.count == 3)
        #expect(try desk.problems() == [])
        let found = try await attack(desk, published.reversed())
        #expect(found.status == 0, "\(found.output)")
        let leaked = try await attack(desk, published.reversed(), leaking: true)
        #expect(leaked.status == 1, "\(leaked.output)")
    }

    /// What the attacker needs to know of a figure.
    private struct Line: Encodable {
        let release: Int
        let block: IndicatorCode
        let cell: [String: String]
        var value: Int?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(release, forKey: .release)
            try container.encode(block, forKey: .block)
            try container.encode(cell, forKey: .cell)
            try container.encode(value, forKey: .value)
        }

        private enum CodingKeys: String, CodingKey {
            case release, block, cell, value
        }
    }

    /// The figures of a release, told or withheld.
    private func lines(_ desk: ReleaseDesk, _ release: EntityID, _ number: Int, _ audience: Audience) throws -> [Line] {
        try desk.desk.store.store.readNow { db in
            let reader = PublicationReader(db)
            return switch audience {
            case .everybody:
                try reader.figures(PublicationFilter(release: release)).map(\.statistic).map {
                    Line(release: number, block: $0.indicator, cell: $0.dimensions, value: $0.value)
                }
            case .partners:
                try reader.sharedFigures(release: release).map(\.statistic).map {
                    Line(release: number, block: $0.indicator, cell: $0.dimensions, value: $0.value)
                }
            }
        }
        // Those of whom something is not known are a number beside the tables.
        .filter { desk.policy.indicators.contains($0.block) && !$0.cell.values.contains(notDisclosed) }
    }

    /// Attacks what was published; with one number told that is withheld, to see that the attacker would find it.
    private func attack(
        _ desk: ReleaseDesk,
        _ releases: [EntityID],
        for audience: Audience = .everybody,
        leaking: Bool = false
    ) async throws -> Script.Result {
        let folder = try TemporaryFolder()
        var (figures, manifests) = (Data(), "")
        var leaks = leaking
        for (number, release) in releases.enumerated() {
            let manifest = try #require(
                try desk.desk.store.store.readNow { try PublicationReader($0).release(release) }
            )
            let revised = (manifest.revised ?? []).map { "\"\($0.rawValue)\"" }.joined(separator: ",")
            manifests += "{\"release\":\(number + 1),\"revisedBlocks\":[\(revised)]}\n"
            for line in try lines(desk, release, number + 1, audience) {
                var line = line
                if leaks, line.value == nil, !line.cell.isEmpty { (line.value, leaks) = (3, false) }
                figures += try JSONEncoder().encode(line) + [UInt8(ascii: "\n")]
            }
        }
        let block = try #require(try desk.policy.blocks.first)
        let maker = try #require(block.maker(for: audience))
        try figures.write(to: URL(filePath: folder.path + "/figures.jsonl"))
        try Data(manifests.utf8).write(to: URL(filePath: folder.path + "/manifest.jsonl"))
        let policy = folder.path + "/policy.json"
        try JSONEncoder().encode(maker.scheme.policy).write(to: URL(filePath: policy))
        return try await Script.run("deploy/lib/attack/run", ["--figures", folder.path, "--policy", policy])
    }
}

/// Persons who come, are corrected and taken back at random.
private struct RandomHistory {
    private var generator: SplitMix
    private var persons = 0
    /// What profiles tell, one of these for each person; no profiles when there are none.
    private let nationalities: [String]

    init(seed: UInt64, nationalities: [String] = []) {
        generator = SplitMix(state: seed)
        self.nationalities = nationalities
    }

    /// Institutions in two places, one of them far greater than the other.
    mutating func begin(_ desk: ReleaseDesk) throws {
        for number in 1...3 {
            let event = Told.institution(number, place: number == 3 ? "EG-ALX" : "EG-C:MARG")
            try desk.desk.tell(event, of: event.institutionId)
        }
    }

    mutating func go(on quarter: CalendarDate, _ desk: ReleaseDesk) throws {
        for service in [ServiceKind.vocational, .medical] {
            for _ in 0..<generator.number(30) {
                persons += 1
                let event = Told.delivered(
                    persons,
                    service,
                    on: quarter.adding(days: -generator.number(80)),
                    sex: generator.number(4) == 0 ? .female : .male,
                    age: [.from5To11, .from12To14, .from15To17, .from15To17][generator.number(4)],
                    institution: Told.institution(1 + generator.number(3)).institutionId
                )
                try desk.desk.tell(event, of: event.enrolmentId)
                guard !nationalities.isEmpty else { continue }
                let profile = Told.profile(persons, [nationalities[generator.number(nationalities.count)]])
                try desk.desk.tell(profile, of: profile.caseId)
            }
        }
        for _ in 0..<generator.number(8) where persons > 0 {
            let person = 1 + generator.number(persons)
            for service in [ServiceKind.vocational, .medical] {
                try desk.desk.tell(Told.voided(person, service), of: Told.enrolment(person, service))
            }
        }
    }
}

private struct SplitMix {
    var state: UInt64

    mutating func number(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Int(mixed(state) % UInt64(limit))
    }
}
