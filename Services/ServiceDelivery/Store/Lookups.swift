import EventStore
import Events
import GRDB

/// What commands and handlers look up beside a case's own state.
extension Transaction {
    /// The case that an enrolment, a return or a plan belongs to.
    ///
    /// `thing`: Its name in refusals: `enrolment`.
    func caseID(of aggregateID: EntityID, in table: ReadTable, _ thing: String) throws -> EntityID {
        let statement = try db.cachedStatement(
            sql: "SELECT case_id FROM \(table.rawValue) WHERE \(table.keyColumn)=?"
        )
        guard let caseID = try EntityID.fetchOne(statement, arguments: [aggregateID]) else {
            throw Rejection.unknown(thing)
        }
        return caseID
    }

    /// The person that a subject was found to be.
    func survivor(of subjectID: EntityID) throws -> EntityID? {
        try EntityID.fetchOne(
            db.cachedStatement(sql: "SELECT surviving FROM services_survivor WHERE merged=?"),
            arguments: [subjectID]
        )
    }

    /// How many people have a service at an institution at an instant.
    func enrolledCount(_ service: ServiceKind, at institutionID: EntityID, on instant: Timestamp) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM services_enrolment
                    WHERE provider_id=? AND service=? AND voided=0 AND started_at<=?
                        AND (ended_at IS NULL OR ended_at>?)
                    """
            ),
            arguments: [institutionID, service.rawValue, instant, instant]
        ) ?? 0
    }

    /// The next number of a kind of certificate in a year.
    ///
    /// Numbers have no gaps: a refused command gives its back.
    func nextCertificateNumber(_ kind: CertificateKind, prefix: String, year: Int) throws -> CertificateNumber {
        let last = try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT last FROM services_certificate_number WHERE prefix=? AND year=? AND letter=?"
            ),
            arguments: [prefix, year, kind.letter]
        )
        return CertificateNumber(prefix: prefix, year: year, letter: kind.letter, count: (last ?? 0) + 1)
    }

    /// Cases in which something comes due by rule: a planned enrolment begins, or one taken on trust has waited long
    /// enough.
    ///
    /// In the order of their identifiers, from after `last`.
    func dueCases(after last: EntityID?, limit: Int) throws -> [EntityID] {
        try EntityID.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT case_id FROM (
                        SELECT case_id FROM services_enrolment WHERE status='planned' AND started_at<=?
                        UNION ALL
                        SELECT case_id FROM services_enrolment WHERE provisional=1 AND voided=0 AND recorded_at<?
                    ) WHERE case_id>? ORDER BY case_id LIMIT ?
                    """
            ),
            arguments: [
                now.adding(BusinessTime.tolerance),
                now.adding(.zero - Provisional.patience),
                last ?? EntityID(high: 0, low: 0),
                limit,
            ]
        )
    }
}

/// The read tables of things that belong to a case.
enum ReadTable: String, Sendable {
    case enrolments = "services_enrolment"
    case returns = "services_return"
    case plans = "services_plan"

    var keyColumn: String {
        switch self {
        case .enrolments: "enrolment_id"
        case .returns: "return_id"
        case .plans: "plan_id"
        }
    }
}
