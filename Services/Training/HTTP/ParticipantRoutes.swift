import Decisions
import EventStore
import Events
import HTTPTypes
import ServiceKit

extension TrainingRoutes {
    var participants: [Route] {
        [
            confirmParticipant, recordAttendance, recordScores, certifyParticipant, correctParticipant, participant,
            participantList,
        ]
    }

    private var errors: [RouteError] {
        [.unknown("participant"), .transition, .inFuture, .versionConflict, "activity.not_started"]
    }

    private var confirmParticipant: Route {
        .command(
            .post,
            "/v1/participants/{participantId}/confirm",
            summary: "Records that somebody confirmed taking part.",
            permission: Permission.participant,
            dataClass: .operational,
            errors: [.unknown("participant"), .transition, .inFuture, .versionConflict],
            example: Move(),
            response: ParticipantView.example
        ) { transaction, context, command in
            let id = try context.id("participantId")
            let (state, activity) = try self.load(id, transaction, context)
            let instant = try self.moment(transaction).occurred(command.occurredAt)
            try transaction.append(try state.confirm(in: activity, at: instant), to: id, occurredAt: instant)
            return try Self.answer(id, transaction)
        }
    }

    private var recordAttendance: Route {
        .command(
            .post,
            "/v1/participants/{participantId}/attendance",
            summary: "Records on how many days somebody attended; 0 is absence.",
            permission: Permission.participant,
            dataClass: .operational,
            errors: errors + ["period.invalid"],
            example: RecordAttendance(days: 3),
            response: ParticipantView.example
        ) { transaction, context, command in
            let id = try context.id("participantId")
            let (state, activity) = try self.load(id, transaction, context)
            let instant = try self.moment(transaction).occurred(command.occurredAt)
            switch try state.attend(command, in: activity) {
            case .attended(let event): try transaction.append(event, to: id, occurredAt: instant)
            case .absent(let event): try transaction.append(event, to: id, occurredAt: instant)
            }
            return try Self.answer(id, transaction)
        }
    }

    private var recordScores: Route {
        .command(
            .post,
            "/v1/participants/{participantId}/scores",
            summary: "Records what somebody scored before and after; a score stated again replaces the earlier one.",
            permission: Permission.participant,
            dataClass: .operational,
            errors: errors + ["score.range"],
            example: RecordScores(preScore: 55, postScore: 80),
            response: ParticipantView.example
        ) { transaction, context, command in
            let id = try context.id("participantId")
            let (state, activity) = try self.load(id, transaction, context)
            let event = try state.score(command, in: activity)
            try transaction.append(
                event,
                to: id,
                occurredAt: try self.moment(transaction).occurred(command.occurredAt)
            )
            return try Self.answer(id, transaction)
        }
    }

    private var certifyParticipant: Route {
        .command(
            .post,
            "/v1/participants/{participantId}/certificate",
            summary:
                "Certifies somebody who attended 80 % of the days and, where tested, scored 60 after; a training of "
                + "trainers makes its participants trainers.",
            permission: Permission.participant,
            dataClass: .operational,
            errors: errors + ["certificate.not_earned", RouteError("certificate.duplicate", status: 409)],
            example: CertifyParticipant(certifiedOn: ParticipantCertified.example.certifiedOn),
            response: ParticipantView.example
        ) { transaction, context, command in
            let id = try context.id("participantId")
            let (state, activity) = try self.load(id, transaction, context)
            let moment = self.moment(transaction)
            let day = try moment.day(command.certifiedOn, field: "certifiedOn")
            let series = CertificateNumber.series(
                instance: self.instance,
                kind: try activity.existing().plan.kind,
                on: day
            )
            let event = try state.certify(
                on: day,
                number: try transaction.certificateNumber(command.certificateNo, series: series),
                in: activity,
                mintTrainer: { .v7(at: moment.now) }
            )
            try transaction.append(event, to: id, occurredAt: try moment.occurred(command.occurredAt, on: day))
            return try Self.answer(id, transaction)
        }
    }

    private var correctParticipant: Route {
        .command(
            .post,
            "/v1/participants/{participantId}/correct",
            summary: "Corrects what was recorded of a participation, or declares that it counts nowhere.",
            permission: Permission.participant,
            dataClass: .identifying,
            errors: errors + ["correction.empty", "headcount.conflict", "period.invalid", "certificate.not_earned"],
            example: CorrectParticipant(country: .egypt, reason: .dataEntry),
            response: ParticipantView.example
        ) { transaction, context, command in
            let id = try context.id("participantId")
            let (state, activity) = try self.load(id, transaction, context)
            let event = try state.correct(command, in: activity)
            let identity = try command.applied(to: try transaction.identity(ofParticipant: id))
            try transaction.append(
                event,
                to: id,
                occurredAt: try self.moment(transaction).occurred(command.occurredAt),
                sealed: identity.map { try Transaction.Sealed($0, of: id) }
            )
            return try Self.answer(id, transaction)
        }
    }

    private var participant: Route {
        .query(
            "/v1/participants/{participantId}",
            summary: "Gives a participation and who it is.",
            permission: Permission.participantRead,
            dataClass: .identifying,
            errors: [.unknown("participant")],
            response: ParticipantView.example
        ) { context in
            let id = try context.id("participantId")
            let view = try await context.folding { try ParticipantView(id, $0, withIdentity: true) }
            return QueryResult(view, version: view.version)
        }
    }

    private var participantList: Route {
        .query(
            "/v1/activities/{activityId}/participants",
            summary: "Lists an activity's participations, without names.",
            permission: Permission.read,
            dataClass: .operational,
            parameters: [
                .code("role", ParticipantRole.self, "Only in this role."),
                .text("country", maximumLength: 2, "Only from this country, ISO 3166-1 alpha-2."),
                .id("orgId", "Only of this organisation."),
            ],
            isPaged: true,
            errors: [.unknown("activity")],
            response: Page(items: [ParticipantView.example])
        ) { context in
            let id = try context.id("activityId")
            _ = try await context.folding { try $0.activity(id).existing().id }
            let query = ListQuery("participation")
                .filtered("activity", id)
                .filtered("role", context.query(code: "role", ParticipantRole.self)?.rawValue)
                .filtered("country", context.query("country"))
                .filtered("organisation", context.query(id: "orgId"))
            return try await context.list(query) { try ParticipantView($1, $0, withIdentity: false) }
        }
    }

    private func load(
        _ id: EntityID,
        _ transaction: Transaction,
        _ context: CommandContext
    ) throws
        -> (ParticipantState, ActivityState)
    {
        let state = try load(ParticipantState.self, id, transaction, context)
        return (state, try transaction.activity(try state.existing().details.activityId))
    }

    private static func answer(_ id: EntityID, _ transaction: Transaction) throws -> CommandResult<ParticipantView> {
        let view = try ParticipantView(id, transaction, withIdentity: false)
        return CommandResult(view, version: view.version)
    }
}
