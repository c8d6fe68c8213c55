import EventStore
import GRDB

extension Transaction {
    /// The next case number of `prefix` in `year`.
    ///
    /// Numbers have no gaps: a refused command gives its number back.
    func nextCaseNumber(prefix: String, year: Int) throws -> CaseNumber {
        let last = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT last FROM intake_case_number WHERE prefix=? AND year=?"),
            arguments: [prefix, year]
        )
        return CaseNumber(prefix: prefix, year: year, count: (last ?? 0) + 1)
    }
}
