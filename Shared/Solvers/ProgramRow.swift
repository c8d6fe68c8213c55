/// A row of a linear or integer program: a sum of columns between two bounds.
public struct ProgramRow: Sendable, Hashable {
    /// The columns that take part, each once, with their coefficients.
    public var terms: [Term]
    /// Between what the sum must lie.
    public var bounds: ClosedRange<Double>

    /// A column with its coefficient.
    public struct Term: Sendable, Hashable {
        /// The column's place.
        public let column: Int
        /// Its coefficient.
        public let coefficient: Double

        /// Makes a term.
        public init(_ column: Int, _ coefficient: Double) {
            self.column = column
            self.coefficient = coefficient
        }
    }

    /// Makes a row.
    public init(_ terms: [Term], _ bounds: ClosedRange<Double>) {
        self.terms = terms
        self.bounds = bounds
    }

    /// Bounds that bind nothing.
    public static let free = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
}

/// Rows as the solvers want them: column by column.
struct ColumnMatrix {
    var starts: [Int32]
    var indices: [Int32] = []
    var values: [Double] = []

    init(columnCount: Int, rows: [ProgramRow]) {
        var counts = [Int](repeating: 0, count: columnCount)
        for term in rows.joined() { counts[term.column] += 1 }
        var next = [Int](repeating: 0, count: columnCount)
        starts = [0]
        starts.reserveCapacity(columnCount + 1)
        for column in 0..<columnCount {
            next[column] = Int(starts[column])
            starts.append(starts[column] + Int32(counts[column]))
        }
        let count = Int(starts[columnCount])
        indices = [Int32](repeating: 0, count: count)
        values = [Double](repeating: 0, count: count)
        for (index, row) in rows.enumerated() {
            for term in row.terms {
                indices[next[term.column]] = Int32(index)
                values[next[term.column]] = term.coefficient
                next[term.column] += 1
            }
        }
    }
}

extension [ProgramRow] {
    fileprivate func joined() -> [ProgramRow.Term] { flatMap(\.terms) }
}
