import EventStore
import Events

struct ActivityAnswer: Codable, Sendable, Hashable {
    var activityId: EntityID
    var status: ActivityStatus
    var version: Int
}

struct ActivityView: Codable, Sendable, Equatable {
    var activityId: EntityID
    var version: Int
    var status: ActivityStatus
    var plan: ActivityPlan
    /// Whether it was postponed and its new days are not known.
    var awaitsDays: Bool
    var attendance: AttendanceView
    var outcomeAgreementIds: [EntityID]
    /// The names of the organisations and programmes that it names, where partnerships has told them.
    var names: [String: LocalizedNames]
    /// Whether its agreement was in force on its first day; absent without an agreement, or while nothing was heard of it.
    var isAgreementInForce: Bool?
}

/// What is known of who came.
///
/// What was not reported is absent, never 0.
struct AttendanceView: Codable, Sendable, Equatable {
    var source: AttendanceSource
    /// Participants who attended, experts and all other roles excluded.
    var participantCount: Int?
    /// Those who attended, or were counted, by role, sex and country.
    var cells: [HeadcountCell]
    /// How many are registered, by role.
    var registered: [String: Int]
    /// Participants who attended, by their organisation: as many entries as organisations, and one of those who named none.
    var organisations: [OrganisationCount]
    /// The countries that participants came from.
    var participantCountries: [CountryCode]
    /// The countries that experts came from.
    var expertCountries: [CountryCode]
}

/// How many participants came from an organisation.
struct OrganisationCount: Codable, Sendable, Hashable {
    /// Absent for those who named none.
    var orgId: EntityID?
    var orgKind: OrganisationKind?
    var count: Int
}

extension ActivityView {
    init(_ id: EntityID, _ transaction: Transaction) throws {
        let state = try transaction.activity(id)
        let plan = try state.existing().plan
        self.init(
            activityId: id,
            version: try transaction.version(of: id),
            status: state.status,
            plan: plan,
            awaitsDays: state.awaitsDays,
            attendance: AttendanceView(state, try transaction.participants(of: id)),
            outcomeAgreementIds: state.report?.outcomeAgreementIds ?? [],
            names: try transaction.names(in: plan),
            isAgreementInForce: try plan.agreementId.flatMap {
                try transaction.state(KnownAgreement.self, key: .id($0)).isInForce(on: plan.startsOn)
            }
        )
    }

    static var example: ActivityView {
        let event = ActivityPlanned.example
        return ActivityView(
            activityId: event.activityId,
            version: 1,
            status: .planned,
            plan: ActivityPlan(event),
            awaitsDays: false,
            attendance: AttendanceView(ActivityState(), []),
            outcomeAgreementIds: [],
            names: [event.organiserOrgIds[0].description: OrganisationRegistered.example.names]
        )
    }
}

extension AttendanceView {
    init(_ state: ActivityState, _ participants: [ParticipantState]) {
        struct Key: Hashable {
            var role: ParticipantRole
            var sex: Sex
            var country: CountryCode?
        }
        let known = state.attendance(participants)
        var counts: [Key: Int] = [:]
        var registered: [String: Int] = [:]
        var organisations: [OrganisationCount: Int] = [:]
        for participant in participants where !participant.isVoided {
            guard let details = participant.details else { continue }
            registered[details.role.rawValue, default: 0] += 1
            guard participant.attendance.isPresent else { continue }
            if details.role == .participant {
                let from = OrganisationCount(orgId: details.orgId, orgKind: details.orgKind, count: 0)
                organisations[from, default: 0] += 1
            }
            counts[Key(role: details.role, sex: details.sex, country: details.country), default: 0] += 1
        }
        for cell in state.headcount?.cells ?? [] {
            counts[Key(role: cell.role, sex: cell.sex, country: cell.country), default: 0] += cell.count
        }
        let cells = counts.map { HeadcountCell(role: $0.role, sex: $0.sex, country: $0.country, count: $1) }.sorted {
            ($0.role.rawValue, $0.country?.code ?? "", $0.sex.rawValue)
                < ($1.role.rawValue, $1.country?.code ?? "", $1.sex.rawValue)
        }
        func countries(_ role: ParticipantRole) -> [CountryCode] {
            Set(cells.filter { $0.role == role && $0.count > 0 }.compactMap(\.country)).sorted()
        }
        self.init(
            source: known.source,
            participantCount: known.participantCount,
            cells: cells,
            registered: registered,
            organisations: organisations.map { OrganisationCount(orgId: $0.orgId, orgKind: $0.orgKind, count: $1) }
                .sorted { ($1.count, $0.orgId?.description ?? "~") < ($0.count, $1.orgId?.description ?? "~") },
            participantCountries: countries(.participant),
            expertCountries: countries(.expert)
        )
    }
}

extension ActivityAnswer {
    init(_ id: EntityID, _ transaction: Transaction) throws {
        self.init(
            activityId: id,
            status: try transaction.activity(id).status,
            version: try transaction.version(of: id)
        )
    }

    static func example(_ status: ActivityStatus) -> ActivityAnswer {
        ActivityAnswer(activityId: ActivityPlanned.example.activityId, status: status, version: 1)
    }
}

extension PlanActivity {
    static var example: PlanActivity {
        let event = ActivityPlanned.example
        return PlanActivity(
            kind: event.kind,
            title: event.title,
            scope: event.scope,
            startsOn: event.startsOn,
            endsOn: event.endsOn,
            place: event.place,
            mode: event.mode,
            organiserOrgIds: event.organiserOrgIds,
            funderOrgIds: event.funderOrgIds,
            fundingProgrammeIds: event.fundingProgrammeIds,
            topics: event.topics,
            audience: event.audience,
            firstOfKind: event.firstOfKind,
            agenda: event.agenda
        )
    }
}
