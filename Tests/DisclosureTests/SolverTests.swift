import Solvers
import Testing

struct SolverTests {
    @Test func `the least of a sum under rows and bounds is found`() {
        // x + y >= 3, x <= 2: the least of 2x + 3y is 7, at x = 2 and y = 1.
        let program = LinearProgram(
            columns: [0...2, 0...10],
            rows: [ProgramRow([ProgramRow.Term(0, 1), ProgramRow.Term(1, 1)], 3...ProgramRow.free.upperBound)]
        )
        #expect(program.minimise([2, 3]) == .optimal(7))
        #expect(program.solution == [2, 1])
        #expect(program.minimise([-1, 0]) == .optimal(-2))
    }

    @Test func `rows and columns can be bound anew`() {
        let program = LinearProgram(columns: [0...9], rows: [ProgramRow([ProgramRow.Term(0, 1)], 4...9)])
        #expect(program.minimise([1]) == .optimal(4))
        program.bound(row: 0, to: 6...9)
        #expect(program.minimise([1]) == .optimal(6))
        program.bound(row: 0, to: ProgramRow.free)
        #expect(program.minimise([1]) == .optimal(0))
        program.bound(columns: [2...3])
        #expect(program.minimise([1]) == .optimal(2))
        program.bound(row: 0, to: 5...9)
        #expect(program.minimise([1]) == .infeasible)
    }

    @Test func `whole numbers are found where the linear program has fractions only`() {
        // 2x + 2y = 3 has points, but none of whole numbers.
        let odd = ProgramRow([ProgramRow.Term(0, 2), ProgramRow.Term(1, 2)], 3...3)
        #expect(LinearProgram(columns: [0...3, 0...3], rows: [odd]).minimise([1, 0]) == .optimal(0))
        #expect(IntegerProgram(columns: [0...3, 0...3], rows: [odd], objective: [1, 1]).solve() == .infeasible)
        let even = ProgramRow([ProgramRow.Term(0, 2), ProgramRow.Term(1, 2)], 4...4)
        guard
            case .found(let point) = IntegerProgram(columns: [0...3, 0...3], rows: [even], objective: [1, 1]).solve()
        else {
            Issue.record("there is a point")
            return
        }
        #expect(point.reduce(0, +) == 2)
    }
}
