internal import Ccoin

/// A linear program whose rows and columns stay while its objective and bounds change from one solution to the next.
///
/// Solved by COIN-OR CLP. Every search starts where all columns stand at their lower bounds, which is quick when that point
/// satisfies the rows and the best one is near, and makes answers independent of what was asked before. Not for use by
/// two tasks at once.
public final class LinearProgram {
    /// What came of a question.
    public enum Outcome: Sendable, Hashable {
        /// The best value, found at ``LinearProgram/solution``.
        case optimal(Double)
        /// No point satisfies all rows and bounds.
        case infeasible
        /// The solver gave up: nothing is known.
        case undecided
    }

    private let model: UnsafeMutableRawPointer?
    private let rowCount: Int
    private let columnCount: Int
    /// The basis in which every column stands at its lower bound.
    private let origin: [UInt8]

    private static let basic: UInt8 = 1
    private static let atLowerBound: UInt8 = 3

    /// Makes a program.
    ///
    /// - Parameters:
    ///   - columns: The bounds of each column.
    ///   - rows: The rows with their bounds; infinite ones are none.
    public init(columns: [ClosedRange<Double>], rows: [ProgramRow]) {
        columnCount = columns.count
        rowCount = rows.count
        let model = Clp_newModel()
        self.model = model
        Clp_setLogLevel(model, 0)
        // Coefficients are near to 1 by themselves.
        Clp_scaling(model, 0)
        let matrix = ColumnMatrix(columnCount: columns.count, rows: rows)
        Clp_loadProblem(
            model,
            Int32(columns.count),
            Int32(rows.count),
            matrix.starts,
            matrix.indices,
            matrix.values,
            columns.map(\.lowerBound),
            columns.map(\.upperBound),
            [Double](repeating: 0, count: columns.count),
            rows.map(\.bounds.lowerBound),
            rows.map(\.bounds.upperBound)
        )
        Clp_setOptimizationDirection(model, 1)
        origin =
            [UInt8](repeating: Self.atLowerBound, count: columns.count)
            + [UInt8](repeating: Self.basic, count: rows.count)
    }

    deinit { Clp_deleteModel(model) }

    /// Replaces the bounds of the columns.
    public func bound(columns: [ClosedRange<Double>]) {
        Clp_chgColumnLower(model, columns.map(\.lowerBound))
        Clp_chgColumnUpper(model, columns.map(\.upperBound))
    }

    /// Replaces the bounds of one row.
    public func bound(row: Int, to bounds: ClosedRange<Double>) { self.bound(rows: [row: bounds]) }

    /// Replaces the bounds of some rows.
    public func bound(rows: [Int: ClosedRange<Double>]) {
        guard let lower = Clp_rowLower(model), let upper = Clp_rowUpper(model), !rows.isEmpty else { return }
        var lowers = Array(UnsafeBufferPointer(start: lower, count: rowCount))
        var uppers = Array(UnsafeBufferPointer(start: upper, count: rowCount))
        for (row, bounds) in rows { (lowers[row], uppers[row]) = (bounds.lowerBound, bounds.upperBound) }
        Clp_chgRowLower(model, lowers)
        Clp_chgRowUpper(model, uppers)
    }

    /// Looks for the point at which `objective` is least.
    public func minimise(_ objective: [Double]) -> Outcome {
        Clp_chgObjCoefficients(model, objective)
        Clp_copyinStatus(model, origin)
        Clp_primal(model, 0)
        switch Clp_status(model) {
        case 0: return .optimal(Clp_objectiveValue(model))
        case 1: return .infeasible
        default: return .undecided
        }
    }

    /// The point found last.
    public var solution: [Double] { values(Clp_primalColumnSolution(model), columnCount) }

    /// How much the objective found last would change with each row's bound.
    public var duals: [Double] { values(Clp_dualRowSolution(model), rowCount) }

    private func values(_ start: UnsafeMutablePointer<Double>?, _ count: Int) -> [Double] {
        start.map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
    }
}

@available(*, unavailable)
extension LinearProgram: Sendable {}
