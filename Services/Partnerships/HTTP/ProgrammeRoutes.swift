import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

struct ProgrammeAnswer: Codable, Sendable, Hashable {
    var programmeId: EntityID
    var version: Int
}

struct ProgrammeView: Codable, Sendable, Equatable {
    var version: Int
    var programme: ProgrammeRegistered
}

extension PartnershipsRoutes {
    var programmes: [Route] {
        [registerProgramme, updateProgramme, programme, programmeList]
    }

    private var registerProgramme: Route {
        .command(
            .post,
            "/v1/programmes",
            summary: "Registers a programme.",
            permission: Permission.directory,
            dataClass: .public,
            statuses: [201],
            errors: [
                .taken, .inFuture, "programme.country_count", "programme.lead_required", "organisation.unknown",
            ],
            example: RegisterProgramme.example,
            response: ProgrammeAnswer(programmeId: ProgrammeRegistered.example.programmeId, version: 1)
        ) { transaction, _, command in
            let id = try transaction.newID(command.programmeId, field: "programmeId")
            let known = try transaction.organisations(among: (command.donorOrgIds ?? []) + (command.leadOrgIds ?? []))
            let moment = self.moment(transaction)
            let event = try command.decide(programmeID: id, at: moment, isOrganisation: known.contains)
            let entry = try transaction.append(event, to: id, occurredAt: try moment.occurred(command.occurredAt))
            return CommandResult(
                ProgrammeAnswer(programmeId: id, version: entry.version),
                version: entry.version,
                location: "/v1/programmes/\(id)"
            )
        }
    }

    private var updateProgramme: Route {
        .command(
            .put,
            "/v1/programmes/{programmeId}",
            summary: "States how a programme's entry, its windows included, now stands.",
            permission: Permission.directory,
            dataClass: .public,
            errors: [
                .unknown("programme"), .versionConflict, .inFuture, "programme.country_count",
                "programme.lead_required", "organisation.unknown", "correction.empty", "field.invalid",
            ],
            example: RegisterProgramme.example,
            response: ProgrammeAnswer(programmeId: ProgrammeRegistered.example.programmeId, version: 2)
        ) { transaction, context, command in
            let id = try context.id("programmeId")
            guard let before = try self.load(ProgrammeState.self, id, transaction, context).programme else {
                throw Rejection.unknown("programme")
            }
            guard command.programmeId == nil || command.programmeId == id else {
                throw Rejection("field.invalid", field: "programmeId", "the path names the programme; leave this out")
            }
            let known = try transaction.organisations(among: (command.donorOrgIds ?? []) + (command.leadOrgIds ?? []))
            let moment = self.moment(transaction)
            let after = try command.decide(programmeID: id, at: moment, isOrganisation: known.contains)
            guard after != before else {
                throw Rejection("correction.empty", "nothing of the programme would change; state what does")
            }
            let entry = try transaction.append(
                after.updated,
                to: id,
                occurredAt: try moment.occurred(command.occurredAt)
            )
            return CommandResult(ProgrammeAnswer(programmeId: id, version: entry.version), version: entry.version)
        }
    }

    private var programme: Route {
        .query(
            "/v1/programmes/{programmeId}",
            summary: "Gives a programme.",
            permission: Permission.read,
            dataClass: .public,
            errors: [.unknown("programme")],
            response: ProgrammeView(version: 1, programme: .example)
        ) { context in
            let id = try context.id("programmeId")
            let view = try await context.folding { try ProgrammeView(id, $0) }
            return QueryResult(view, version: view.version)
        }
    }

    private var programmeList: Route {
        .query(
            "/v1/programmes",
            summary: "Lists programmes.",
            permission: Permission.read,
            dataClass: .public,
            isPaged: true,
            response: Page(items: [ProgrammeView(version: 1, programme: .example)])
        ) { context in
            try await context.list(ListQuery("programme")) { try ProgrammeView($1, $0) }
        }
    }
}

extension ProgrammeView {
    init(_ id: EntityID, _ transaction: Transaction) throws {
        guard let programme = try transaction.state(ProgrammeState.self, key: .id(id)).programme else {
            throw Rejection.unknown("programme")
        }
        self.init(version: try transaction.version(of: id), programme: programme)
    }
}

extension RegisterProgramme {
    static var example: RegisterProgramme {
        let event = ProgrammeRegistered.example
        return RegisterProgramme(
            name: event.name,
            donorOrgIds: event.donorOrgIds,
            leadOrgIds: event.leadOrgIds,
            startedOn: event.startedOn,
            countries: event.countries,
            declaredCountryCount: event.declaredCountryCount,
            regions: event.regions,
            windows: event.windows
        )
    }
}
