import Disclosure
import Foundation
import Solvers
import Testing

/// Known answers from elsewhere; the attacker of `deploy/lib/attack` has to find the same.
struct VectorTests {
    /// Regions in counties and, at the same time, in groups: each table alone seems safe, together they are not.
    private struct LinkedTables: Decodable {
        struct Sum: Decodable {
            let cells: [String]
            let value: Int
        }

        struct Case: Decodable {
            let what: String
            let tables: [String]?
            let withheld: [String]?
            let intervals: [String: [Int]]
        }

        let cells: [String: Int]
        let tables: [String: [Sum]]
        let cases: [Case]
    }

    private struct RegionByGender: Decodable {
        let k: Int
        let cells: [String: Int]
        let fewestSecondaries: Int
    }

    private static func read<T: Decodable>(_ type: T.Type, _ name: String) throws -> T {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Vectors"))
        return try JSONDecoder().decode(type, from: Data(contentsOf: url))
    }

    @Test func `linked tables: what is left to each withheld cell is what others worked out`() throws {
        let vector = try Self.read(LinkedTables.self, "linked-tables")
        let names = vector.cells.keys.sorted()
        var compared = 0
        for example in vector.cases {
            guard let tables = example.tables, let withheld = example.withheld else { continue }
            let bounds = names.map { name -> ClosedRange<Double> in
                let value = Double(vector.cells[name] ?? 0)
                return withheld.contains(name) ? 0...1_000 : value...value
            }
            let rows = try tables.flatMap { table in
                try #require(vector.tables[table]).map { sum in
                    ProgramRow(
                        sum.cells.compactMap { names.firstIndex(of: $0) }.map { ProgramRow.Term($0, 1) },
                        Double(sum.value)...Double(sum.value)
                    )
                }
            }
            let program = LinearProgram(columns: bounds, rows: rows)
            for (name, interval) in example.intervals {
                let place = try #require(names.firstIndex(of: name))
                for (end, sign) in zip(interval, [1.0, -1.0]) {
                    let objective = names.indices.map { $0 == place ? sign : 0 }
                    #expect(program.minimise(objective) == .optimal(sign * Double(end)), "\(example.what): \(name)")
                    compared += 1
                }
            }
        }
        #expect(compared >= 40)
    }

    @Test func `100 persons by region and gender: as few cells more are withheld as can be`() throws {
        let vector = try Self.read(RegionByGender.self, "region-by-gender")
        let policy = DisclosurePolicy(
            version: "vector",
            k: vector.k,
            rules: [.threshold, .increment, .linked],
            dimensions: [
                "region": DisclosurePolicy.Axis(codes: ["A", "B", "C", "D"]),
                "gender": DisclosurePolicy.Axis(codes: ["1", "2"]),
            ],
            tables: [[], ["region"], ["gender"], ["region", "gender"]]
        )
        let scheme = try CubeScheme(policy)
        var came: [(atom: Int, institutions: [String])] = []
        for (name, count) in vector.cells.sorted(by: { $0.key < $1.key }) {
            let codes = ["region": String(name.prefix(1)), "gender": String(name.suffix(1))]
            came += Array(repeating: (try #require(scheme.atom(of: codes)), ["all"]), count: count)
        }
        var ledger = BlockLedger()
        let maker = BlockRelease(scheme)
        try maker.add(to: &ledger, came: came, left: nil)
        let figures = maker.figures(ledger)
        let withheld = figures.filter { $0.value == nil }.map(\.coordinates)
        #expect(withheld.contains(["region": "A", "gender": "1"]))
        #expect(withheld.allSatisfy { $0.count == 2 })
        #expect(withheld.count == 1 + vector.fewestSecondaries)
        #expect(figures.first { $0.coordinates.isEmpty }?.value == 100)
    }
}
