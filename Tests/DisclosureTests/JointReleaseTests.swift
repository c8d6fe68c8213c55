import Disclosure
import Testing

struct JointReleaseTests {
    private static func joint(_ tables: [[String]] = [["age", "geo"]]) -> DisclosurePolicy {
        var joint = policy(k: 6)
        joint.complement = ["sex"]
        joint.partners = .init(k: 3, tables: tables)
        return joint
    }

    private static func told(_ maker: BlockRelease, _ ledger: BlockLedger) -> [[String: String]: Int] {
        maker.figures(ledger).reduce(into: [:]) { told, figure in told[figure.coordinates] = figure.value }
    }

    @Test(arguments: 1...6)
    func `partners see all that everybody sees and more, and neither can work anything out`(_ seed: UInt64) throws {
        let maker = try JointRelease(Self.joint())
        let partners = try #require(maker.partners)
        let scheme = maker.everybody.scheme
        var crowd = Crowd(seed: seed)
        var (ledger, population) = (JointLedger(), Population<Int>())
        var current: [Int: Population<Int>.Place] = [:]
        for _ in 0..<4 {
            for (atom, institutions) in crowd.came(70, scheme, institutions: 9) {
                current[current.count] = Population.Place(atom: atom, institutions: institutions)
            }
            for _ in 0..<10 {
                let person = crowd.number(below: current.count)
                guard let place = current[person] else { continue }
                current[person] = .init(atom: crowd.number(below: scheme.atomCount), institutions: place.institutions)
            }
            _ = try maker.add(to: &ledger, &population, current: current)
            let wider = try #require(ledger.partners)
            let (everybody, some) = (Self.told(maker.everybody, ledger.everybody), Self.told(partners, wider))
            #expect(everybody.allSatisfy { some[$0.key] == $0.value })
            #expect(some.count > everybody.count)
            #expect(everybody.values.allSatisfy { $0 >= 6 } && some.values.allSatisfy { $0 >= 3 })
            #expect(wider.layers.map(\.came) == ledger.everybody.layers.map(\.came), "the same persons")
        }
        #expect(ledger.everybody.layers.contains { $0.left != nil })
        #expect(CertificateCheck(scheme).problems(ledger.everybody) == [])
        #expect(CertificateCheck(partners.scheme).problems(try #require(ledger.partners)) == [])
    }

    @Test func `partners who come later begin with what everybody knows`() throws {
        var alone = Self.joint([])
        alone.partners = nil
        var crowd = Crowd(seed: 5)
        var (ledger, population) = (JointLedger(), Population<Int>())
        var current: [Int: Population<Int>.Place] = [:]
        for policy in [alone, Self.joint([]), Self.joint([])] {
            let maker = try JointRelease(policy)
            for (atom, institutions) in crowd.came(90, maker.everybody.scheme, institutions: 9) {
                current[current.count] = Population.Place(atom: atom, institutions: institutions)
            }
            _ = try maker.add(to: &ledger, &population, current: current)
        }
        let partners = try #require(try JointRelease(Self.joint([])).partners)
        let wider = try #require(ledger.partners)
        #expect(wider.layers.count == 3)
        #expect(wider.layers[0].published == ledger.everybody.layers[0].published)
        #expect(CertificateCheck(partners.scheme).problems(wider) == [])
    }

    @Test func `a policy says what is wrong with its partners`() {
        var wrong = Self.joint([["sex"], ["town"]])
        wrong.partners?.k = 7
        wrong.corrections = 5
        #expect(
            wrong.problems == [
                "partners.tables[1]: town is none of the dimensions",
                "partners.k: is 7; give 1 to k, since partners see what everybody sees",
                "corrections: is 5; give at least k, or fewer persons would show",
                "tables: one is there twice",
            ]
        )
        #expect(policy().forPartners == nil)
        #expect(Self.joint().problems == [])
    }
}
