import EventStore
import Events

extension Projection {
    /// Makes this service's own event types known to the store, which otherwise knows those of the contract only.
    ///
    /// It has no table: the names live in the store's.
    ///
    /// A migration that has landed is never edited: a new local event type is a new one.
    static let serviceLocalEvents = Projection(
        name: "services-local-events",
        tables: [],
        migrations: [
            (
                "1",
                declaration(of: [
                    ServicePlanned.self, SessionMissed.self, ReturnDeclared.self, ReintegrationDrafted.self,
                    DistributionPlanned.self,
                ])
            )
        ],
        dispatch: Dispatch()
    )

    private static func declaration(of types: [any EventData.Type]) -> String {
        // Read tables that are made again beside the store have no table of names: there the first line makes one.
        let names = types.map { "('\($0.type)')" }.joined(separator: ", ")
        return """
            CREATE TABLE IF NOT EXISTS event_type(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
            INSERT OR IGNORE INTO event_type(name) VALUES \(names);
            """
    }
}
