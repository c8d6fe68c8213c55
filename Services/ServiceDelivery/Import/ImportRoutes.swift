import EventStore
import Events
import ServiceKit

/// Deliveries of the time before this service, many at once.
enum ImportRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] {
        [
            Route.upload(
                "/v1/imports",
                mediaTypes: RowFormat.mediaTypes,
                summary: "Take a file of historical deliveries, CSV or JSON Lines; sent again, it doubles nothing",
                permission: "enrolments.import",
                dataClass: .sensitive,
                parameters: [
                    .boolean(
                        "consentAttested",
                        "Whether you have seen everybody's consent, for cases that are not known here yet."
                    ),
                    .boolean("dryRun", "Whether every row is decided upon and nothing is kept; false unless given."),
                ],
                errors: [
                    "columns.invalid", "row.too_long", "row.unclosed_quote", "row.encoding", "row.nul", "row.quote",
                ],
                response: ImportAnswer.example
            ) { context in
                CommandResult(try await DeliveryImport(settings: settings, context: context).run())
            }
        ]
    }
}
