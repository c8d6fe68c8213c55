import Disclosure
import Testing

struct PolicyTests {
    @Test func `a policy without mistakes is followed`() throws {
        let scheme = try CubeScheme(policy())
        #expect(policy().problems.isEmpty)
        #expect(scheme.atomCount == 24)
        #expect(scheme.cells.count == 1 + 2 + 2 + 4 + 3 + 8 + 6)
        #expect(scheme.cells[0].coordinates == [:])
        #expect(scheme.cells[0].atoms.count == 24)
    }

    @Test func `levels that do not nest are refused: between them somebody would be alone`() {
        var wrong = policy()
        wrong.dimensions["age"]?.groups = ["0-5": ["00-04", "05-11"], "5-14": ["05-11", "12-14"]]
        #expect(wrong.problems == ["dimensions.age: 05-11 is in the groups 0-5 and 5-14; levels have to nest"])
        #expect(throws: PolicyError.self) { try CubeScheme(wrong) }
    }

    @Test(arguments: [
        ("k", "k: is 0; give 1 to 1000000"),
        ("greatest", "k: is \(Int.max); give 1 to 1000000"),
        ("level", "tables[0]: age.group is no level; write age or age.groups"),
        ("nothing", "structuralZeros[0]: names no dimension, so that nobody could occur"),
        ("atoms", "dimensions: have more than 100000 combinations of codes; publish fewer or coarser ones"),
        ("stop", "dimensions: the name \"a.b\" is empty or has a full stop, which stands for a level"),
        ("four", "tables[0]: is cut by 4 dimensions; three are the most"),
        ("twice", "tables[0]: is cut by a dimension twice"),
        ("unknown", "tables[0]: town is none of the dimensions"),
        ("groups", "tables[0]: sex has no groups"),
        ("complement", "complement: town is none of the dimensions"),
        ("zero", "structuralZeros[0]: EG-XX is no code of geo"),
        ("code", "dimensions.age: 18+ in the group adult is none of the codes"),
    ])
    func `every mistake is named with its place`(_ which: String, _ message: String) {
        var wrong = policy()
        switch which {
        case "k": wrong.k = 0
        case "greatest": wrong.k = .max
        case "level": wrong.tables = [["age.group"]]
        case "nothing": wrong.structuralZeros = [[:]]
        case "atoms":
            for name in ["x", "y", "z"] { wrong.dimensions[name] = .init(codes: (0..<90).map { "\(name)\($0)" }) }
        case "stop": wrong.dimensions["a.b"] = .init(codes: ["1"])
        case "four": wrong.tables = [["sex", "age", "geo", "sex"]]
        case "twice": wrong.tables = [["age", "age.groups"]]
        case "unknown": wrong.tables = [["town"]]
        case "groups": wrong.tables = [["sex.groups"]]
        case "complement": wrong.complement = ["town"]
        case "zero": wrong.structuralZeros = [["geo": ["EG-XX"]]]
        default: wrong.dimensions["age"]?.groups?["adult"] = ["18+"]
        }
        #expect(wrong.problems.contains(message), "\(wrong.problems)")
    }

    @Test func `what cannot occur is no atom, and its cells are empty`() throws {
        var boys = policy()
        boys.structuralZeros = [["sex": ["F"]]]
        let scheme = try CubeScheme(boys)
        #expect(scheme.atomCount == 12)
        #expect(scheme.atom(of: ["sex": "F", "age": "00-04", "geo": "EG-C"]) == nil)
        #expect(scheme.atom(of: ["sex": "M", "age": "00-04", "geo": "EG-C"]) != nil)
        #expect(scheme.cells.first { $0.coordinates == ["sex": "F"] }?.atoms == [])
    }
}
