import EventStore
import GRDB

extension Transaction {
    /// The next case number of `prefix` in `year`.
    ///
    /// Numbers have no gaps: a refused command gives its number back.
    func nextCaseNumber(prefix: String, year: Int) throws -> CaseNumber {
        var last = try db.prepared("SELECT last FROM intake_case_number WHERE prefix=? AND year=?")
        last.bind(prefix)
        last.bind(year)
        return CaseNumber(prefix: prefix, year: year, count: Int(try last.first { $0.integer(0) } ?? 0) + 1)
    }
}
