import EventStore
import Events
import GRDB
import ServiceKit

/// An institution, organisation, agreement or programme that a case may name.
struct PartnerView: Codable, Sendable, Hashable {
    var partnerId: EntityID
    var family: PartnerFamily
    var name: String
    /// Its kind, of the family's own code list; absent for a programme.
    var kind: String?
    var place: String?
    /// Of an institution.
    var sexServed: SexServed?
    /// The last day of an agreement, as far as is known.
    var endsOn: CalendarDate?

    static let example = PartnerView(
        partnerId: InstitutionRegistered.example.institutionId,
        family: .institution,
        name: InstitutionRegistered.example.name,
        kind: InstitutionRegistered.example.kind.rawValue,
        place: InstitutionRegistered.example.place.code,
        sexServed: InstitutionRegistered.example.sexServed
    )

    /// Up to `limit` partners after the place `last`, in the order in which they became known, each with its place.
    static func list(
        _ family: PartnerFamily?,
        after last: [String]?,
        limit: Int,
        in db: Database
    ) throws -> [(place: Int64, view: PartnerView)] {
        var place: Int64 = 0
        if let last {
            guard last.count == 1, let found = Int64(last[0]) else { throw PageRequest.cursorInvalid }
            place = found
        }
        let statement = try db.cachedStatement(
            sql: """
                SELECT seq, partner_id, family, name, code, place, sex_served, ends_on FROM intake_partner
                WHERE seq>?1 AND (?2 IS NULL OR family=?2) ORDER BY seq LIMIT ?3
                """
        )
        return try Row.fetchAll(statement, arguments: [place, family?.rawValue, limit]).map { row in
            guard let family = PartnerFamily(rawValue: row[2]) else {
                throw StoreError.corrupt(path: "intake_partner", reason: "a family is unknown")
            }
            let view = PartnerView(
                partnerId: row[1],
                family: family,
                name: row[3],
                kind: row[4],
                place: row[5],
                sexServed: (row[6] as String?).flatMap { SexServed(rawValue: $0) },
                endsOn: (row[7] as String?).flatMap { CalendarDate($0) }
            )
            return (row[0], view)
        }
    }
}
