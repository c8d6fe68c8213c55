import EventStore
import Events
import HTTPTypes
import ServiceKit

/// A mapping, and the name under which an import finds it.
struct NamedMapping: Codable, Sendable, Hashable {
    var mappingId: String
    var mapping: ImportMapping
}

/// The mappings that come with the service.
struct MappingList: Codable, Sendable, Hashable {
    var items: [NamedMapping]
}

/// The routes that bring many cases in at once.
struct ImportRoutes: Sendable {
    let commands: IntakeCommands

    init(_ commands: IntakeCommands) {
        self.commands = commands
    }

    var all: [Route] { [upload, one, results, mappings, mapping, keepMapping] }

    private var upload: Route {
        .upload(
            "/v1/imports",
            mediaTypes: RowFormat.mediaTypes,
            summary:
                "Takes a file of cases, CSV or JSON Lines, row by row; sent again with its key, it goes on where it was.",
            permission: "case.import",
            dataClass: .identifying,
            parameters: [
                .text(
                    "mapping",
                    maximumLength: 64,
                    isRequired: true,
                    "The mapping: jisr, primero, htcds, or one that was sent."
                ),
                .id("institutionId", "The institution of all rows; goes before the mapping's constant."),
                .boolean("dryRun", "Whether every row is decided upon and nothing is kept of it; false unless given."),
            ],
            errors: [
                "mapping.invalid", RouteError("mapping.unknown", status: 404), "import.file_changed",
                RouteError("import.in_progress", status: 409), RouteError("idempotency.key_malformed", status: 400),
                "row.too_long", "row.unclosed_quote", "row.encoding", "row.nul", "row.quote",
            ],
            response: ImportExamples.ended
        ) { [commands] context in
            let view = try await ImportRun(commands: commands, context: context).run()
            return CommandResult(view, location: "/v1/imports/\(view.importId)")
        }
    }

    private var one: Route {
        .query(
            "/v1/imports/{importId}",
            summary: "Shows how far an import has come.",
            permission: "case.import",
            dataClass: .operational,
            errors: [RouteError("import.unknown", status: 404)],
            response: ImportExamples.ended
        ) { context in
            let id = try context.id("importId")
            guard let record = try await context.read({ try ImportRecord.find(id, in: $0) }) else {
                throw ImportRecord.unknown
            }
            return QueryResult(record.view)
        }
    }

    private var results: Route {
        .query(
            "/v1/imports/{importId}/results",
            summary: "Lists what became of each row of an import, in the file's order.",
            permission: "case.import",
            dataClass: .operational,
            parameters: [.code("result", RowResult.self, "Only rows that ended so.")],
            isPaged: true,
            errors: [RouteError("import.unknown", status: 404)],
            response: Page(items: ImportExamples.outcomes)
        ) { context in
            let id = try context.id("importId")
            let page = context.page
            let result: RowResult? = context.query(code: "result")
            let after = try page.after.map { key in
                guard let row = key.first.flatMap({ Int($0) }) else {
                    throw Rejection(
                        "parameter.invalid",
                        field: "cursor",
                        "cursor is the `next` of an earlier page",
                        status: 400
                    )
                }
                return row
            }
            let outcomes = try await context.read { db in
                guard try ImportRecord.find(id, in: db) != nil else { throw ImportRecord.unknown }
                return try RowOutcome.list(of: id, after: after ?? 0, only: result, limit: page.limit + 1, in: db)
            }
            return QueryResult(page.page(of: outcomes, key: { [String($0.row)] }, item: { $0 }))
        }
    }

    private var mappings: Route {
        .query(
            "/v1/import-mappings",
            summary: "Lists the mappings that come with the service.",
            permission: "case.import",
            dataClass: .public,
            response: MappingList(items: [ImportExamples.mapping])
        ) { _ in
            QueryResult(
                MappingList(items: ImportMappings.shipped.map { NamedMapping(mappingId: $0.name, mapping: $0.mapping) })
            )
        }
    }

    private var mapping: Route {
        .query(
            "/v1/import-mappings/{mapping}",
            summary: "Shows a mapping, to use it or to make another of it.",
            permission: "case.import",
            dataClass: .operational,
            errors: [RouteError("mapping.unknown", status: 404)],
            response: ImportExamples.mapping
        ) { context in
            let name = context.text("mapping")
            let found = try await context.folding { try ImportMappings.find(name, in: $0) }
            guard let found else { throw ImportMapping.unknown(field: "mapping") }
            return QueryResult(NamedMapping(mappingId: name, mapping: found))
        }
    }

    private var keepMapping: Route {
        .command(
            .post,
            "/v1/import-mappings",
            summary: "Keeps a mapping for imports; the name it gets is made from its content.",
            permission: "case.import",
            dataClass: .operational,
            statuses: [201],
            errors: ["mapping.invalid", RouteError("mapping.unknown", status: 404)],
            example: ImportExamples.ownMapping,
            response: ImportExamples.mapping
        ) { [commands] transaction, _, mapping in
            let kept = try ImportMappings.keep(mapping, commands.config.calendar, in: transaction)
            return CommandResult(
                NamedMapping(mappingId: kept.id, mapping: mapping),
                location: "/v1/import-mappings/\(kept.id)"
            )
        }
    }
}

/// What the documentation shows.
enum ImportExamples {
    static let importID = ConsentRecorded.example.consentId
    static let ownMapping = ImportMapping(
        extends: "primero",
        constants: ["institutionId": IntakeExamples.institutionID.description, "identifiedBy": "OUTREACH"],
        columns: [
            .init(column: "location_current", to: "subject.region", codes: ["Cairo": "EG-C", "Hurghada": "EG-BA:HRG"])
        ]
    )
    static let mapping = NamedMapping(mappingId: "m-5f2b1c0a9d8e7f60112233445566778a", mapping: ownMapping)
    static let outcomes = [
        RowOutcome(row: 1, result: .accepted, caseId: IntakeExamples.caseID, caseNumber: IntakeExamples.caseNumber),
        RowOutcome(
            row: 2,
            result: .rejected,
            code: "code.unmapped",
            field: "subject.region",
            column: "location_current",
            message: "this column has a value that stands for none of subject.region's; add it to the column's codes"
        ),
    ]
    static let ended = ImportView(
        importId: importID,
        status: .ended,
        mapping: mapping.mappingId,
        source: "primero",
        sourceIdColumn: "case_id",
        format: .csv,
        dryRun: false,
        startedAt: IntakeExamples.time,
        changedAt: IntakeExamples.time,
        endedAt: IntakeExamples.time,
        rows: 2,
        accepted: 1,
        duplicates: 0,
        rejected: 1,
        unknownColumns: []
    )
}
