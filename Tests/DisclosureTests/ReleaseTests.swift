import Disclosure
import Foundation
import Testing

struct ReleaseTests {
    /// What a release tells, by the values of the cell joined by a bar.
    private static func told(_ maker: BlockRelease, _ ledger: BlockLedger) -> [String: Int] {
        Dictionary(
            uniqueKeysWithValues: maker.figures(ledger).compactMap { figure in
                figure.value.map { value in
                    (figure.coordinates.sorted { $0.key < $1.key }.map(\.value).joined(separator: "|"), value)
                }
            }
        )
    }

    private static func persons(
        _ count: Int,
        _ scheme: CubeScheme,
        _ codes: [String: String],
        by institution: String
    )
        throws -> [(atom: Int, institutions: [String])]
    {
        let atom = try #require(scheme.atom(of: codes))
        return Array(repeating: (atom, [institution]), count: count)
    }

    @Test func `a count below k is withheld, and so is what would give it away`() throws {
        let scheme = try CubeScheme(policy(rules: [.threshold, .increment, .linked], tables: [[], ["geo"]]))
        let maker = BlockRelease(scheme)
        var ledger = BlockLedger()
        var came: [(atom: Int, institutions: [String])] = []
        for (place, count) in [("EG-ALX", 40), ("EG-C", 30), ("EG-GZ", 4)] {
            came += try Self.persons(count, scheme, ["sex": "M", "age": "12-14", "geo": place], by: "A")
        }
        try maker.add(to: &ledger, came: came, left: nil)
        // EG-GZ is below k; without EG-C as well it could be worked out from the total.
        #expect(Self.told(maker, ledger) == ["": 74, "EG-ALX": 40])
        #expect(CertificateCheck(scheme).problems(ledger) == [])
    }

    @Test func `without the audit the same release gives the withheld cell away`() throws {
        let scheme = try CubeScheme(policy(rules: [.threshold, .increment], tables: [[], ["geo"]]))
        let maker = BlockRelease(scheme)
        var ledger = BlockLedger()
        var came: [(atom: Int, institutions: [String])] = []
        for (place, count) in [("EG-ALX", 40), ("EG-C", 30), ("EG-GZ", 4)] {
            came += try Self.persons(count, scheme, ["sex": "M", "age": "12-14", "geo": place], by: "A")
        }
        try maker.add(to: &ledger, came: came, left: nil)
        #expect(Self.told(maker, ledger) == ["": 74, "EG-ALX": 40, "EG-C": 30])
        #expect(!CertificateCheck(scheme).problems(ledger).isEmpty)
    }

    @Test func `what grew by less than k since it was told is not told again until it grew by k`() throws {
        let scheme = try CubeScheme(policy(rules: [.threshold, .increment, .linked], tables: [[]]))
        let maker = BlockRelease(scheme)
        var ledger = BlockLedger()
        func add(_ count: Int) throws {
            let came = try Self.persons(count, scheme, ["sex": "M", "age": "12-14", "geo": "EG-C"], by: "A")
            try maker.add(to: &ledger, came: came, left: nil)
        }
        try add(20)
        #expect(Self.told(maker, ledger) == ["": 20])
        try add(3)
        #expect(Self.told(maker, ledger) == [:])
        // With what follows it is enough: nobody can tell who of the ten came when.
        try add(7)
        #expect(Self.told(maker, ledger) == ["": 30])
        try add(9)
        #expect(Self.told(maker, ledger) == [:])
    }

    @Test func `an institution cannot subtract its own persons and see few others`() throws {
        let scheme = try CubeScheme(policy(rules: [.threshold, .insider, .increment, .linked], tables: [[]]))
        let maker = BlockRelease(scheme)
        for (others, isTold) in [(0, true), (1, false), (9, false), (10, true)] {
            var ledger = BlockLedger()
            let codes = ["sex": "M", "age": "12-14", "geo": "EG-C"]
            let came =
                try Self.persons(30, scheme, codes, by: "A") + Self.persons(others, scheme, codes, by: "B")
            try maker.add(to: &ledger, came: came, left: nil)
            #expect((Self.told(maker, ledger) == ["": 30 + others]) == isTold, "\(others)")
        }
    }

    @Test func `who is not in a sensitive cell is protected too`() throws {
        var sensitive = policy(rules: [.threshold, .complement, .increment, .linked], tables: [[], ["sex"]])
        sensitive.complement = ["sex"]
        let scheme = try CubeScheme(sensitive)
        let maker = BlockRelease(scheme)
        var ledger = BlockLedger()
        let came =
            try Self.persons(50, scheme, ["sex": "M", "age": "12-14", "geo": "EG-C"], by: "A")
            + Self.persons(4, scheme, ["sex": "F", "age": "12-14", "geo": "EG-C"], by: "A")
        try maker.add(to: &ledger, came: came, left: nil)
        #expect(Self.told(maker, ledger) == ["": 54])
    }

    @Test func `what cannot occur is told as none`() throws {
        var boys = policy(tables: [[], ["sex"]])
        boys.structuralZeros = [["sex": ["F"]]]
        let scheme = try CubeScheme(boys)
        let maker = BlockRelease(scheme)
        var ledger = BlockLedger()
        let came = try Self.persons(50, scheme, ["sex": "M", "age": "12-14", "geo": "EG-C"], by: "A")
        try maker.add(to: &ledger, came: came, left: nil)
        #expect(Self.told(maker, ledger) == ["": 50, "M": 50, "F": 0])
    }

    @Test(arguments: 1...12)
    func `successive releases of random persons are certified, and repeat themselves`(_ seed: UInt64) throws {
        let scheme = try CubeScheme(policy(k: 5))
        let maker = BlockRelease(scheme)
        func ledger() throws -> BlockLedger {
            var crowd = Crowd(seed: seed)
            var ledger = BlockLedger()
            for _ in 0..<4 {
                let came = crowd.came(crowd.number(below: 120), scheme)
                try maker.add(to: &ledger, came: came, left: nil)
            }
            return ledger
        }
        let first = try ledger()
        #expect(CertificateCheck(scheme).problems(first) == [])
        #expect(try ledger() == first)
        // Whoever publishes one cell more, or edits a table, is found out.
        var edited = first
        // Where the total is told, a person more anywhere disagrees with it.
        if first.layers.last?.published.contains(0) == true,
            let table = edited.certificates.tables.indices.last(where: {
                !first.certificates.tables[$0].columns.isEmpty
            }
            )
        {
            edited.certificates.tables[table].differences[0] += 1
            #expect(!CertificateCheck(scheme).problems(edited).isEmpty)
        }
    }

    @Test func `a ledger from a file that makes no sense is refused, not believed`() throws {
        let scheme = try CubeScheme(policy())
        var ledger = BlockLedger()
        try BlockRelease(scheme).add(to: &ledger, came: Crowd.some(scheme), left: nil)
        let good = try JSONEncoder().encode(ledger)
        #expect(CertificateCheck(scheme).problems(try JSONDecoder().decode(BlockLedger.self, from: good)) == [])
        ledger.layers[0].came.removeLast()
        #expect(CertificateCheck(scheme).problems(ledger).count == 1)
        ledger = try JSONDecoder().decode(BlockLedger.self, from: good)
        ledger.layers[0].came[0] = .max
        #expect(CertificateCheck(scheme).problems(ledger) == ["a layer has a number that cannot be"])
        ledger = try JSONDecoder().decode(BlockLedger.self, from: good)
        ledger.certificates.entries[0].none = 9_999
        #expect(CertificateCheck(scheme).problems(ledger) == ["a certificate names a table that does not exist"])
        ledger = try JSONDecoder().decode(BlockLedger.self, from: good)
        ledger.certificates.entries.removeAll()
        #expect(!CertificateCheck(scheme).problems(ledger).isEmpty)
    }
}

extension Crowd {
    fileprivate static func some(_ scheme: CubeScheme) -> [(atom: Int, institutions: [String])] {
        var crowd = Crowd(seed: 7)
        return crowd.came(100, scheme)
    }
}
