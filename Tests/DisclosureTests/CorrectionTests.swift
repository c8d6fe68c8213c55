import Disclosure
import Testing

struct CorrectionTests {
    @Test(arguments: 1...6)
    func `releases that take corrections in are certified, against institutions too`(_ seed: UInt64) throws {
        let maker = try JointRelease(policy(k: 3))
        let scheme = maker.everybody.scheme
        var crowd = Crowd(seed: seed)
        var (ledger, population) = (JointLedger(), Population<Int>())
        var current: [Int: Population<Int>.Place] = [:]
        for _ in 0..<4 {
            for (atom, institutions) in crowd.came(60, scheme) {
                current[current.count] = Population.Place(atom: atom, institutions: institutions)
            }
            for _ in 0..<12 {
                let person = crowd.number(below: current.count)
                guard let place = current[person] else { continue }
                let atom = crowd.number(below: scheme.atomCount)
                current[person] = Population.Place(atom: atom, institutions: place.institutions)
            }
            _ = try maker.add(to: &ledger, &population, current: current)
        }
        #expect(ledger.everybody.layers.contains { $0.left != nil })
        #expect(CertificateCheck(scheme).problems(ledger.everybody) == [])
        // What is told is what was released, not what waits.
        let total = maker.everybody.figures(ledger.everybody).first?.value
        #expect(total == nil || total == population.persons.count)
    }
}
