import Crypto
import EventStore
import Events
import GRDB

/// The mappings that there are: those that come with the service, and those that were sent.
enum ImportMappings {
    static let shipped: [(name: String, mapping: ImportMapping)] = [
        ("jisr", .jisr), ("primero", .primero), ("htcds", .htcds),
    ]

    /// The mapping of this name, as it was sent.
    static func find(_ name: String, in transaction: Transaction) throws -> ImportMapping? {
        if let shipped = shipped.first(where: { $0.name == name }) { return shipped.mapping }
        var row = try transaction.db.prepared(
            "SELECT l.payload FROM intake_import_mapping m JOIN log l ON l.seq=m.seq WHERE m.mapping_id=?"
        )
        row.bind(name)
        guard let payload = try row.first({ $0.bytes(0) ?? [] }) else { return nil }
        return try payload.withUnsafeBytes { try EventCoding.decode(ImportMappingKept.self, from: $0) }.mapping
    }

    /// The mapping of this name with all that it extends.
    static func resolved(_ name: String, in transaction: Transaction) throws -> ImportMapping {
        guard let mapping = try find(name, in: transaction) else { throw ImportMapping.unknown(field: "mapping") }
        return try mapping.resolved { try find($0, in: transaction) }
    }

    /// Keeps a mapping that is in order; the same one has the same name, however often it is sent.
    static func keep(
        _ mapping: ImportMapping,
        _ calendar: BusinessCalendar,
        in transaction: Transaction
    ) throws -> (id: String, isNew: Bool) {
        let whole = try mapping.resolved { try find($0, in: transaction) }
        // Who sends the file may name the institution, so a mapping may leave it open.
        var checked = whole
        checked.constants = (whole.constants ?? [:]).merging(["institutionId": ImportKey.id.description]) { own, _ in
            own
        }
        _ = try MappingPlan(checked, calendar)
        let digest = Array(SHA256.hash(data: try EventCoding.encode(ImportMappingKept(mappingId: "", mapping: whole))))
        let id = "m-" + HashText.text(Array(digest.prefix(16)))
        guard try find(id, in: transaction) == nil else { return (id, false) }
        // What it extends is kept with it: a later version of the service may ship another.
        try transaction.append(
            ImportMappingKept(mappingId: id, mapping: whole),
            to: EntityID(high: Self.number(digest[0..<8]), low: Self.number(digest[8..<16]))
        )
        return (id, true)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
