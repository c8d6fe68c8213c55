import Decisions
import EventStore
import Events
import Reference

extension Transaction {
    /// Every programme and every signed agreement as an activity; those without any known day are left out.
    func iatiActivities() throws -> (activities: [IATIActivity], leftOut: [EntityID]) {
        let found = try programmeIDs().map(iatiProgramme) + signedAgreementIDs().map(iatiAgreement)
        return (found.filter { !$0.dates.isEmpty }, found.filter(\.dates.isEmpty).map(\.id))
    }

    private func iatiProgramme(_ id: EntityID) throws -> IATIActivity {
        guard let programme = try state(ProgrammeState.self, key: .id(id)).programme else {
            throw Rejection.unknown("programme")
        }
        let start = programme.startedOn?.value ?? programme.windows.compactMap { $0.startedOn?.value }.min()
        let windows = programme.windows.map { window in
            "\(window.name): \(window.countries.map { name(of: $0) }.joined(separator: ", "))"
        }
        var description = [programme.name]
        if !programme.regions.isEmpty {
            description.append("Regions: \(programme.regions.joined(separator: ", ")).")
        }
        if let count = programme.declaredCountryCount { description.append("Countries in all: \(count).") }
        if !windows.isEmpty { description.append("Windows: \(windows.joined(separator: "; ")).") }
        return IATIActivity(
            id: id,
            changed: try changed(id),
            title: programme.name,
            description: description.joined(separator: " "),
            participants: try participants(programme.donorOrgIds, .funding)
                + participants(programme.leadOrgIds, .implementing),
            status: .implementation,
            dates: start.map { [IATIDate(kind: .actualStart, day: $0)] } ?? [],
            countries: Checks.distinct(programme.countries + programme.windows.flatMap(\.countries)),
            places: []
        )
    }

    private func iatiAgreement(_ id: EntityID) throws -> IATIActivity {
        let state = try agreement(id)
        let terms = try state.existing().terms
        let committed = Checks.distinct(
            try commitmentIDs(of: id).compactMap { try commitment($0).pledge }.flatMap(\.committedByOrgIds)
        )
        let plannedStart = terms.inForceFrom ?? (state.inForceSince == nil ? state.signedOn : nil)
        let dates: [(IATIDate.Kind, CalendarDate?)] = [
            (.plannedStart, plannedStart), (.actualStart, state.inForceSince), (.plannedEnd, terms.inForceTo),
            (.actualEnd, state.endedOn),
        ]
        return IATIActivity(
            id: id,
            changed: try changed(id),
            title: terms.title,
            description: terms.objectives.isEmpty ? terms.title : terms.objectives.joined(separator: "; "),
            participants: try participants(terms.partyOrgIds, .accountable) + participants(committed, .implementing),
            status: state.iatiStatus,
            dates: dates.compactMap { kind, day in day.map { IATIDate(kind: kind, day: $0) } },
            countries: terms.countries.filter { $0 != .noCountry },
            places: terms.regions.filter { $0.level > .country }
                .map { ReferenceList.subdivisions.entry($0.code)?.names.en ?? $0.code },
            relatedIDs: terms.continuesAgreementId.map { [$0] } ?? [],
            results: try terms.targets.compactMap { target in
                guard let from = state.inForceSince ?? terms.inForceFrom,
                    let to = target.due ?? terms.inForceTo, from <= to
                else { return nil }
                return IATIResult(
                    title: [target.indicator.rawValue, target.quantity.unit].compactMap { $0 }.joined(separator: ", "),
                    from: from,
                    to: to,
                    target: target.quantity.value,
                    actual: try targetFigure(target.indicator, of: id)?.value
                )
            }
        )
    }

    private func participants(_ ids: [EntityID], _ role: IATIParticipant.Role) throws -> [IATIParticipant] {
        try ids.compactMap { id in
            try organisation(id).map { IATIParticipant(role: role, names: $0.names, kind: $0.kind) }
        }
    }

    private func changed(_ id: EntityID) throws -> Timestamp {
        try entries(aggregate: id).last?.recordedAt ?? now
    }

    private func name(of country: CountryCode) -> String {
        ReferenceList.countries.entry(country.code)?.names.en ?? country.code
    }
}

extension AgreementState {
    fileprivate var iatiStatus: IATIActivity.Status {
        switch status {
        case .draft, .signed: .pipeline
        case .inForce, .underReview: .implementation
        case .expired: .closed
        case .terminated: .cancelled
        }
    }
}
