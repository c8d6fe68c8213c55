import Events
import GRDB

extension OfferView {
    init(_ row: Row) throws {
        self.init(
            offerId: row["offer_id"],
            institutionId: row["institution_id"],
            service: try row.code("service"),
            capacity: row["capacity"],
            from: try row.day("from_day"),
            to: row.dayIfPresent("to_day"),
            version: row["version"]
        )
    }

    static func find(_ db: Database, _ id: EntityID) throws -> OfferView? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM services_offer WHERE offer_id=?"),
            arguments: [id]
        ).map { try OfferView($0) }
    }

}
