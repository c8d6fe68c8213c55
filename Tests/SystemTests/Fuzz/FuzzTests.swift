import Foundation
import TestKit
import Testing

/// Every route of every service, with requests made from its own description and with hostile ones.
///
/// The requests are made by `deploy/lib/fuzz`; what it prints says how to repeat what it found.
@Suite(.serialized)
struct FuzzTests {
    @Test func `every service's description is valid OpenAPI 3.1`() async throws {
        try await FuzzedCluster.shared().run("validate")
    }

    @Test func `requests made from the descriptions get only answers that these describe`() async throws {
        try await FuzzedCluster.shared().run("generate")
    }

    @Test func `hostile requests are refused with problems`() async throws {
        try await FuzzedCluster.shared().run("hostile")
    }

    @Test func `what was accepted is understood by all services`() async throws {
        let fuzzed = try await FuzzedCluster.shared()
        try await fuzzed.run("aftermath")
        for service in JisrCluster.Service.allCases {
            let process = try fuzzed.cluster.process(service)
            #expect(process.isRunning)
            #expect(!process.logTail(lines: 10_000).contains("\"error\""), "\(process.logTail())")
        }
        await fuzzed.cluster.stop()
    }
}

/// The services that are fuzzed, with records in every state.
struct FuzzedCluster: Sendable {
    let broker: DevBroker
    let folder: TemporaryFolder
    let cluster: JisrCluster

    private static let task = Task { try await FuzzedCluster() }

    static func shared() async throws -> FuzzedCluster { try await task.value }

    private init() async throws {
        broker = try await DevBroker.launch()
        folder = try TemporaryFolder()
        cluster = try JisrCluster(
            folder: folder.path,
            bootstrapServers: broker.bootstrapServers,
            environment: ["JISR_LOG_LEVEL": "warning"]
        )
        try await cluster.start()
        try await run("prepare")
    }

    /// Runs a part of the fuzzer and fails with all it printed when it found something.
    func run(_ part: String) async throws {
        var arguments = [part, "--data", folder.path + "/fuzz"]
        if ProcessInfo.processInfo.environment["JISR_SOAK"] == "1" { arguments.append("--soak") }
        for service in cluster.services {
            arguments += ["--url", "\(service.rawValue)=\(try cluster.url(service, ""))"]
        }
        let result = try await Script.run("deploy/lib/fuzz/run", arguments)
        print(result.output)
        try #require(result.status == 0, "\(part): \(result.output)")
    }
}
