import EventStore
import Events
import Logging
import ServiceKit
import ServiceLifecycle
import TestKit
import Testing

@testable import Intake

/// This service's routes over a store of its own, on a port of the loopback, with a clock that stands still.
struct IntakeAPI: Sendable {
    let store: EventStore
    let port: Int

    var url: String { "http://127.0.0.1:\(port)" }

    /// Starts the routes, lets `body` use them, stops them, and sees whether the read tables are what the log says.
    static func run(
        folder: TemporaryFolder? = nil,
        instance: String = "el-marg",
        _ body: @Sendable (IntakeAPI) async throws -> Void
    ) async throws {
        let temporary = try TemporaryStore(
            instance: instance,
            projections: IntakeProjections.all,
            followers: [CaseIndex.follower, PersonIndex.follower],
            folder: folder
        )
        let writer = Writer(temporary.store, clock: { Sample.now })
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let server = HTTPServer(
            HTTPServer.Options(
                port: 0,
                title: "jisr-intake",
                version: "1.0.0",
                summary: "Under test.",
                onListening: { listening.yield($0) }
            ),
            routes: IntakeRoutes.all(IntakeCommands(Sample.config)),
            readiness: [],
            writer: writer,
            metrics: MetricsRegistry(),
            logger: logger
        )
        let services = ServiceGroup(configuration: ServiceGroupConfiguration(services: [server], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { listening.finish() }
                try await services.run()
            }
            for await port in ports {
                try await body(IntakeAPI(store: temporary.store, port: port))
                await services.triggerGracefulShutdown()
            }
            try await tasks.waitForAll()
        }
        let rebuilt = try temporary.store.rebuild(swap: false)
        #expect(rebuilt.isClean, "the read tables are what the log says: \(rebuilt.differences)")
        await writer.close()
        try temporary.store.close()
    }

    func get(_ path: String) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.get(url + path)
    }

    func post(_ path: String, _ body: JSON, key: String? = nil) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.command("POST", url + path, body, key: key)
    }

    /// Sends a file.
    func send(
        _ text: String,
        type: String = "text/csv",
        mapping: String = "jisr",
        key: String = EntityID.v7().description,
        query: String = ""
    ) async throws -> LoopbackClient.Answer {
        try await LoopbackClient.shared.send(
            "POST",
            url + "/v1/imports?mapping=\(mapping)\(query)",
            body: Array(text.utf8),
            headers: ["Idempotency-Key": key, "Content-Type": type]
        )
    }

    /// What became of each row.
    func results(_ importID: String) async throws -> [JSON] {
        var items: [JSON] = []
        var cursor = ""
        repeat {
            let page = try await get("/v1/imports/\(importID)/results?limit=3\(cursor)").json
            items += page["items"].array
            cursor = page["next"].string.map { "&cursor=\($0)" } ?? ""
        } while !cursor.isEmpty
        return items
    }
}

/// Files to import.
enum ImportSample {
    static let header = [
        "sourceId", "institutionId", "categories", "identifiedBy", "identifiedAt", "registeredAt", "subject.givenName",
        "subject.familyName", "subject.sex", "subject.birthDate", "subject.nationalities", "subject.region",
        "consents.REGISTER.decision", "consents.REGISTER.basis",
    ]

    static func row(_ id: String, name: String = "Zarathustrian", changing changes: [String: String] = [:]) -> [String]
    {
        let values = [
            "sourceId": id, "institutionId": Sample.institution.description, "categories": "CCL;CAR",
            "identifiedBy": "INSTITUTION", "identifiedAt": "2021-02-01", "registeredAt": "2021-02-03",
            "subject.givenName": name, "subject.familyName": "Familius", "subject.sex": "M",
            "subject.birthDate": "2006-03-04", "subject.nationalities": "EG", "subject.region": "EG-C",
            "consents.REGISTER.decision": "granted", "consents.REGISTER.basis": "court_order",
        ].merging(changes) { _, new in new }
        return header.map { values[$0] ?? "" }
    }

    static func csv(_ rows: [[String]], header: [String] = header) -> String {
        ([header] + rows).map { cells in cells.map { "\"\($0)\"" }.joined(separator: ",") + "\r\n" }.joined()
    }
}
