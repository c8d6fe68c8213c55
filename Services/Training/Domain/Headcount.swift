import Decisions
import EventStore
import Events

/// States how many came, where no list was kept.
///
/// It replaces what was stated before.
struct ReportHeadcount: Codable, Sendable, Hashable {
    var cells: [HeadcountCell]?
    var source: HeadcountSource
    var occurredAt: Timestamp?
}

extension ActivityState {
    /// Decides ``ReportHeadcount``: a role has either a list or a headcount.
    ///
    /// - `participants`: everybody who was registered.
    func count(
        _ command: ReportHeadcount,
        at instant: Timestamp,
        participants: [ParticipantState]
    ) throws(Rejection) -> HeadcountReported {
        let (id, _) = try existing()
        try requireBegun()
        let cells = command.cells ?? []
        guard !cells.isEmpty else {
            throw Rejection(
                "field.required",
                field: "cells",
                "state at least one count; what is not known is left out, not 0"
            )
        }
        let listed = Set(participants.filter { !$0.isVoided }.compactMap { $0.details?.role })
        var seen: Set<Cell> = []
        for (index, cell) in cells.enumerated() {
            guard !listed.contains(cell.role) else {
                throw Rejection(
                    "headcount.conflict",
                    field: "cells[\(index)].role",
                    "there is a list of this role; a role has either a list or a headcount"
                )
            }
            guard cell.count >= 0 else {
                throw Rejection("quantity.invalid", field: "cells[\(index)].count", "a count is 0 or more")
            }
            guard seen.insert(Cell(role: cell.role, sex: cell.sex, country: cell.country)).inserted else {
                throw Rejection(
                    "headcount.conflict",
                    field: "cells[\(index)]",
                    "the same role, sex and country is counted twice; add the two up"
                )
            }
        }
        return HeadcountReported(activityId: id, cells: cells, source: command.source, reportedAt: instant)
    }

    private struct Cell: Hashable {
        var role: ParticipantRole
        var sex: Sex
        var country: CountryCode?
    }
}
