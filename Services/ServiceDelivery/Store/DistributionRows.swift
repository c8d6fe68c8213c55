import Events
import Foundation
import GRDB

extension DistributionView {
    fileprivate init(_ row: Row, withRecipients: Bool) throws {
        guard let place = (row["place"] as String?).flatMap({ PlaceCode($0) }) else {
            throw Row.Unreadable(column: "place")
        }
        let cells: [KitCell] = try Self.list(row["cells"])
        self.init(
            distributionId: row["distribution_id"],
            place: place,
            date: try row.day("day"),
            programmeId: row["programme_id"],
            distributorOrgId: row["distributor_id"],
            agreementId: row["agreement_id"],
            items: try Self.list(row["items"]),
            subjectIds: withRecipients ? try Self.list(row["subject_ids"]) : nil,
            cells: withRecipients ? cells : nil,
            recipients: row["recipients"],
            mayDoubleCount: !cells.isEmpty,
            status: try row.code("status"),
            verifiedAt: row["verified_at"],
            version: row["version"]
        )
    }

    static func find(
        _ db: Database,
        _ id: EntityID,
        withRecipients: Bool = true
    ) throws -> DistributionView? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM services_distribution WHERE distribution_id=?"),
            arguments: [id]
        ).map { try DistributionView($0, withRecipients: withRecipients) }
    }

    private static func list<Element: Decodable>(_ text: String) throws -> [Element] {
        try JSONDecoder().decode([Element].self, from: Data(text.utf8))
    }
}
