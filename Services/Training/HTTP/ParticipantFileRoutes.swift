import Decisions
import EventStore
import Events
import ServiceKit

/// How the fields of a list are set apart.
enum FieldSeparator: String, CodeList {
    case comma
    case semicolon
    case tab

    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }
}

extension TrainingRoutes {
    var participantFiles: [Route] { [importParticipants] }

    private var importParticipants: Route {
        .upload(
            "/v1/activities/{activityId}/participants/import",
            mediaTypes: ["text/csv"],
            summary:
                "Registers the people of a spreadsheet's CSV, each row for itself: sex and country, and if known role, "
                + "orgId, orgKind, trainerId, name, email, phone, sourceId, days, preScore, postScore.",
            permission: Permission.participant,
            dataClass: .identifying,
            parameters: [
                .code("role", ParticipantRole.self, "The role of rows that name none; PAR unless given."),
                .text("country", maximumLength: 2, "The country of rows that name none, ISO 3166-1 alpha-2."),
                .code("separator", FieldSeparator.self, "How fields are set apart; comma unless given."),
                .boolean("dryRun", "Whether every row is decided upon and nothing is kept; false unless given."),
            ],
            errors: [
                .unknown("activity"), "column.missing", "column.twice", "file.too_long", "row.too_long",
                "row.unclosed_quote", "row.encoding", "row.nul", "row.quote",
            ],
            response: ParticipantFileAnswer.example
        ) { context in
            let activityID = try context.id("activityId")
            let country = context.query("country")
            if let country, CountryCode(country) == nil {
                throw Rejection("field.invalid", field: "country", "country is two capital letters, ISO 3166-1 alpha-2")
            }
            let defaults = ParticipantDefaults(
                role: context.query("role").flatMap { ParticipantRole(rawValue: $0) } ?? .participant,
                country: country.flatMap { CountryCode($0) }
            )
            let separator = context.query("separator").flatMap { FieldSeparator(rawValue: $0) } ?? .comma
            var file = ParticipantFile(separator: separator.byte, defaults: defaults)
            try await context.body.read { try file.feed($0) }
            try file.finish()
            let (rows, key, isRehearsal) = (
                file.rows, context.idempotencyKey, context.query(boolean: "dryRun") ?? false
            )
            let results = try await context.submit { transaction in
                try ParticipantFileRun(
                    activityID: activityID,
                    key: key,
                    moment: self.moment(transaction),
                    isRehearsal: isRehearsal
                ).outcomes(of: rows, transaction)
            }
            return CommandResult(
                ParticipantFileAnswer(
                    activityId: activityID,
                    rows: results.count,
                    accepted: results.count { $0.result == .accepted },
                    duplicates: results.count { $0.result == .duplicate },
                    rejected: results.count { $0.result == .rejected },
                    unknownColumns: file.unknownColumns,
                    dryRun: isRehearsal,
                    results: results
                )
            )
        }
    }
}

extension ParticipantFileAnswer {
    static var example: ParticipantFileAnswer {
        let registered = ParticipantRegistered.example
        return ParticipantFileAnswer(
            activityId: registered.activityId,
            rows: 2,
            accepted: 1,
            duplicates: 0,
            rejected: 1,
            unknownColumns: ["Remarks"],
            dryRun: false,
            results: [
                ParticipantRowOutcome(row: 1, result: .accepted, participantId: registered.participantId),
                ParticipantRowOutcome(
                    row: 2,
                    result: .rejected,
                    code: "code.unknown",
                    field: "sex",
                    message: "sex is F, M, X or U"
                ),
            ]
        )
    }
}
