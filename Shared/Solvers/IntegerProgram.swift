internal import Ccoin
internal import Synchronization

/// A linear program all of whose columns are integers.
///
/// Solved by COIN-OR CBC, one at a time in a process.
public struct IntegerProgram: Sendable {
    /// What came of it.
    public enum Outcome: Sendable, Hashable {
        /// A point that satisfies all rows and bounds, the best of those found.
        case found([Int])
        /// There is no such point.
        case infeasible
        /// Neither a point nor a proof that there is none was found within the limit.
        case undecided
    }

    /// The bounds of each column.
    public var columns: [ClosedRange<Double>]
    /// The rows.
    public var rows: [ProgramRow]
    /// What is to be least.
    public var objective: [Double]
    /// How many nodes of the search tree are looked at: a limit in steps, not in time, so that answers can be repeated.
    public var nodeLimit = 200

    /// Makes a program.
    public init(columns: [ClosedRange<Double>], rows: [ProgramRow], objective: [Double]) {
        self.columns = columns
        self.rows = rows
        self.objective = objective
    }

    private static let turn = Mutex(())

    /// Looks for a point.
    public func solve() -> Outcome { Self.turn.withLock { _ in solveNow() } }

    private func solveNow() -> Outcome {
        let model = Cbc_newModel()
        defer { Cbc_deleteModel(model) }
        Cbc_setLogLevel(model, 0)
        let matrix = ColumnMatrix(columnCount: columns.count, rows: rows)
        Cbc_loadProblem(
            model,
            Int32(columns.count),
            Int32(rows.count),
            matrix.starts,
            matrix.indices,
            matrix.values,
            columns.map(\.lowerBound),
            columns.map(\.upperBound),
            objective,
            rows.map(\.bounds.lowerBound),
            rows.map(\.bounds.upperBound)
        )
        for column in columns.indices { Cbc_setInteger(model, Int32(column)) }
        Cbc_setObjSense(model, 1)
        Cbc_setMaximumNodes(model, Int32(nodeLimit))
        // Any point will do: the objective only guides.
        Cbc_setMaximumSolutions(model, 1)
        Cbc_solve(model)
        if Cbc_isProvenInfeasible(model) != 0 { return .infeasible }
        guard Cbc_numberSavedSolutions(model) > 0 || Cbc_isProvenOptimal(model) != 0,
            let solution = Cbc_getColSolution(model)
        else { return .undecided }
        return .found(UnsafeBufferPointer(start: solution, count: columns.count).map { Int($0.rounded()) })
    }
}
