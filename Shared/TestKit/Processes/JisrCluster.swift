import Foundation

/// The services of one deployment as real processes over one broker, each with its own folder and port.
public final class JisrCluster: Sendable {
    /// The five services.
    public enum Service: String, CaseIterable, Sendable {
        /// Cases.
        case intake
        /// What is delivered.
        case services
        /// Activities and participants.
        case training
        /// Organisations and agreements.
        case partnerships
        /// Figures.
        case statistics

        /// The executable's name.
        public var executable: String { "jisr-\(rawValue)" }
    }

    /// The folder that holds all data.
    public let folder: String
    /// The broker's address.
    public let bootstrapServers: String
    private let processes: [Service: ServiceProcess]

    /// Prepares the services.
    ///
    /// - Parameters:
    ///   - folder: Where the data goes; made when missing.
    ///   - bootstrapServers: The broker.
    ///   - instance: The instance's name, the same for all.
    ///   - services: Which services.
    ///   - ports: Fixed ports; free ones are taken where none is given.
    ///   - environment: Further variables for all of them.
    ///   - own: Further variables for one of them.
    /// - Throws: An error when the folder cannot be made or no port is free.
    public init(
        folder: String,
        bootstrapServers: String,
        instance: String = "national",
        services: [Service] = Service.allCases,
        ports: [Service: Int] = [:],
        environment: [String: String] = [:],
        own: [Service: [String: String]] = [:]
    ) throws {
        self.folder = folder
        self.bootstrapServers = bootstrapServers
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let keyFile = folder + "/master.key"
        if !FileManager.default.fileExists(atPath: keyFile) {
            let digits = (0..<32).map { _ in UInt8.random(in: 0...255) }
                .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            _ = FileManager.default.createFile(
                atPath: keyFile,
                contents: Data(digits.utf8),
                attributes: [.posixPermissions: 0o600]
            )
        }
        var common = [
            "JISR_KAFKA_BOOTSTRAP": bootstrapServers,
            "JISR_KAFKA_CREATE_TOPICS": "true",
            "JISR_KAFKA_REPLICATION_FACTOR": "1",
            "JISR_MASTER_KEY_FILE": keyFile,
        ]
        common.merge(environment) { _, new in new }
        var made: [Service: ServiceProcess] = [:]
        for service in services {
            made[service] = ServiceProcess(
                .init(
                    executable: service.executable,
                    instance: instance,
                    dataDirectory: folder + "/\(service.rawValue)",
                    port: try ports[service] ?? FreePort.find(),
                    environment: common.merging(own[service] ?? [:]) { _, new in new }
                )
            )
        }
        processes = made
    }

    /// The services that were prepared.
    public var services: [Service] { Service.allCases.filter { processes[$0] != nil } }

    /// One service's process.
    public func process(_ service: Service) throws -> ServiceProcess {
        guard let process = processes[service] else {
            throw DeadlineMissed(description: "\(service.rawValue) is not part of this cluster")
        }
        return process
    }

    /// The address of a path of a service: `http://127.0.0.1:7101/v1/cases`.
    public func url(_ service: Service, _ path: String) throws -> String {
        try process(service).url + path
    }

    /// Starts all services and waits until each is ready.
    public func start() async throws {
        for service in services { try await process(service).start() }
        for service in services { try await process(service).waitUntilReady() }
    }

    /// Asks all to end and waits for them.
    public func stop() async {
        for process in processes.values { await process.terminate() }
    }

    /// A command that must succeed.
    ///
    /// - Throws: ``UnexpectedAnswer`` when the status is not in 200…299.
    @discardableResult
    public func command(
        _ service: Service,
        _ path: String,
        _ body: JSON = [:],
        key: String? = nil,
        version: Int? = nil
    ) async throws -> JSON {
        let answer = try await LoopbackClient.shared.command(
            "POST",
            url(service, path),
            body,
            key: key,
            version: version
        )
        guard (200..<300).contains(answer.status) else { throw UnexpectedAnswer(path: path, answer: answer) }
        return answer.json
    }

    /// A command that must be refused.
    ///
    /// - Returns: The problem's `code`.
    public func refusal(_ service: Service, _ path: String, _ body: JSON = [:]) async throws -> String {
        let answer = try await LoopbackClient.shared.command("POST", url(service, path), body)
        guard (400..<500).contains(answer.status), let code = answer.json["code"].string else {
            throw UnexpectedAnswer(path: path, answer: answer)
        }
        return code
    }

    /// A query that must succeed.
    public func query(_ service: Service, _ path: String) async throws -> JSON {
        let answer = try await LoopbackClient.shared.get(url(service, path))
        guard answer.status == 200 else { throw UnexpectedAnswer(path: path, answer: answer) }
        return answer.json
    }
}

/// A service answered otherwise than the scenario needs.
public struct UnexpectedAnswer: Error, CustomStringConvertible {
    let path: String
    let answer: LoopbackClient.Answer

    /// Notes what was answered at `path`.
    public init(path: String, answer: LoopbackClient.Answer) {
        self.path = path
        self.answer = answer
    }

    /// The path, the status and the beginning of the body.
    public var description: String { "\(path): \(answer.status) \(answer.text.prefix(600))" }
}
