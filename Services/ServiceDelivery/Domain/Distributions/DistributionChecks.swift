import EventStore
import Events

extension DistributionContents {
    /// The most recipients or cells of one distribution, so that the event stays small enough to publish.
    static let maximumRecipients = 10_000

    func check(mayLackRecipients: Bool) throws(Rejection) {
        try checkItems()
        guard subjectIDs.isEmpty || cells.isEmpty else {
            throw Rejection(
                "recipients.mixed",
                field: "cells",
                "recipients are either named or counted in cells; make two distributions of them"
            )
        }
        guard mayLackRecipients || !subjectIDs.isEmpty || !cells.isEmpty else {
            throw Rejection(
                "field.required",
                field: "subjectIds",
                "say who got the kits: subjectIds for people who are known, else cells"
            )
        }
        guard subjectIDs.count <= Self.maximumRecipients, cells.count <= Self.maximumRecipients else {
            throw Rejection(
                "recipients.too_many",
                field: subjectIDs.isEmpty ? "cells" : "subjectIds",
                "one distribution has at most 10,000 recipients or cells; make several of it"
            )
        }
        var seen: Set<EntityID> = []
        for (index, subjectID) in subjectIDs.enumerated() where !seen.insert(subjectID).inserted {
            throw Rejection(
                "recipients.duplicate",
                field: "subjectIds[\(index)]",
                "this person is named twice; name everyone once"
            )
        }
        for (index, cell) in cells.enumerated() where cell.count <= 0 {
            throw Self.quantity("cells[\(index)].count", "a cell counts at least one person; leave empty ones out")
        }
    }

    private func checkItems() throws(Rejection) {
        guard !items.isEmpty else { throw Self.quantity("items", "name at least one kind of kit") }
        var seen: Set<KitKind> = []
        for (index, item) in items.enumerated() {
            guard item.quantity > 0 else {
                throw Self.quantity("items[\(index)].quantity", "a quantity is more than 0")
            }
            guard seen.insert(item.kind).inserted else {
                throw Self.quantity("items[\(index)].kind", "this kind is named twice; add the quantities up")
            }
        }
    }

    func differences(from before: DistributionContents) -> [String] {
        var changed: [String] = []
        if place != before.place { changed.append("place") }
        if date != before.date { changed.append("date") }
        if programmeID != before.programmeID { changed.append("programmeId") }
        if distributorOrgID != before.distributorOrgID { changed.append("distributorOrgId") }
        if agreementID != before.agreementID { changed.append("agreementId") }
        if items != before.items { changed.append("items") }
        if subjectIDs != before.subjectIDs { changed.append("subjectIds") }
        if cells != before.cells { changed.append("cells") }
        return changed
    }

    private static func quantity(_ field: String, _ message: String) -> Rejection {
        Rejection("quantity.invalid", field: field, message)
    }
}
