import Events

/// A professional's part in an activity, as its events leave it.
struct Participation: Sendable {
    let id: EntityID
    var activity: EntityID
    var role: ParticipantRole
    var sex: Sex
    var country: CountryCode
    var organisation: OrganisationKind?
    var audience: [TargetGroup] = []
    var attendedOn: Int32?
    var certifiedOn: Int32?
    var isVoided = false

    /// The participations, by participant and activity.
    static func all(in entries: Entries) -> [EntityID: Participation] {
        var all: [EntityID: Participation] = [:]
        for entry in entries.of(.participant) {
            switch entry.event {
            case let event as ParticipantAttended:
                var part = all[event.participantId] ?? Participation(event)
                part.take(event.role, event.sex, event.country, event.orgKind)
                part.attendedOn = entry.day
                all[event.participantId] = part
            case let event as ParticipantCertified:
                var part = all[event.participantId] ?? Participation(event)
                part.take(event.role, event.sex, event.country, event.orgKind)
                part.certifiedOn = entry.day
                part.audience = event.audience
                all[event.participantId] = part
            case let event as ParticipantCorrected:
                var part = all[event.participantId] ?? Participation(event)
                part.take(event.role, event.sex, event.country, event.orgKind)
                part.isVoided = event.voided
                all[event.participantId] = part
            default: break
            }
        }
        return all
    }

    private init(_ event: ParticipantAttended) {
        (id, activity, role, sex, country) = (
            event.participantId, event.activityId, event.role, event.sex, event.country
        )
    }

    private init(_ event: ParticipantCertified) {
        (id, activity, role, sex, country) = (
            event.participantId, event.activityId, event.role, event.sex, event.country
        )
    }

    private init(_ event: ParticipantCorrected) {
        (id, activity, role, sex, country) = (
            event.participantId, event.activityId, event.role, event.sex, event.country
        )
    }

    private mutating func take(_ role: ParticipantRole, _ sex: Sex, _ country: CountryCode, _ kind: OrganisationKind?) {
        (self.role, self.sex, self.country, organisation) = (role, sex, country, kind)
    }

    /// Items for those who attended in `role`: one for each on a list, and the headcounts of activities without a list of
    /// that role.
    static func items(in entries: Entries, role: ParticipantRole) -> [Item] {
        let activities = Activity.all(in: entries)
        var listed: Set<EntityID> = []
        var items: [Item] = []
        for part in all(in: entries).values where part.role == role && !part.isVoided {
            guard let attendedOn = part.attendedOn else { continue }
            listed.insert(part.activity)
            let activity = activities[part.activity]
            items.append(
                Item(
                    key: part.id.description,
                    day: activity.map { $0.endsOn == .max ? attendedOn : $0.endsOn } ?? attendedOn,
                    values: part.values
                )
            )
        }
        for activity in activities.values where !activity.isCancelled && !listed.contains(activity.id) {
            for (number, cell) in (activity.headcount ?? []).enumerated() where cell.role == role {
                items.append(
                    Item(
                        key: "\(activity.id) \(number)",
                        amount: cell.count,
                        day: activity.endsOn,
                        values: [
                            .sex: [cell.sex.rawValue],
                            .country: cell.country.map { [$0.code] } ?? [notApplicable],
                        ]
                    )
                )
            }
        }
        return items
    }

    /// One item for each country from which somebody attended in `role`.
    static func countryItems(in entries: Entries, role: ParticipantRole) -> [Item] {
        items(in: entries, role: role).flatMap { item in
            (item.values[.country] ?? []).filter { $0 != notApplicable }.map {
                Item(key: $0, day: item.day, values: [.country: [$0]])
            }
        }
    }

    /// One item for each professional who was certified.
    static func certifiedItems(in entries: Entries) -> [Item] {
        all(in: entries).values.compactMap { part in
            guard let day = part.certifiedOn, !part.isVoided else { return nil }
            return Item(key: part.id.description, day: day, values: part.values)
        }
    }

    private var values: [Dimension: [String]] {
        [
            .sex: [sex.rawValue],
            .country: [country.code],
            .organisationKind: organisation.map { [$0.rawValue] } ?? [notApplicable],
            .audience: audience.map(\.rawValue),
        ]
    }

    /// Activities in the window that took place and of whose attendance in `role` nothing was reported.
    static func unreportedCount(in entries: Entries, role: ParticipantRole, _ window: Window) -> Int {
        let present = all(in: entries).values.filter { $0.role == role && $0.attendedOn != nil && !$0.isVoided }
        let listed = Set(present.map(\.activity))
        return Activity.held(in: entries).count { activity in
            window.contains(activity.endsOn) && !listed.contains(activity.id)
                && !(activity.headcount ?? []).contains { $0.role == role }
        }
    }
}
