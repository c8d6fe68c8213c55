import Foundation
import Logging
import Testing

@testable import ServiceKit

struct ConfigurationLoaderTests {
    let folder = try? TestFolder()

    private static let reviewDays = Setting.integer(
        "review.days",
        default: 90,
        in: 1...365,
        unit: "days",
        "How long a plan may go without a review."
    )

    private func load(_ arguments: [String] = [], _ environment: [String: String]) async throws -> ServiceConfiguration
    {
        guard case .run(let configuration) = try await outcome(arguments, environment) else {
            throw CancellationError()
        }
        return configuration
    }

    private func outcome(
        _ arguments: [String],
        _ environment: [String: String]
    ) async throws -> ConfigurationLoader.Outcome {
        let loader = ConfigurationLoader(
            service: "intake",
            version: "1.2.3",
            summary: "Registers cases.",
            defaultPort: 7101,
            settings: [Self.reviewDays]
        )
        return try await loader.load(arguments: ["jisr-intake"] + arguments, environment: environment)
    }

    private func problems(
        _ arguments: [String] = [],
        _ environment: [String: String]
    ) async throws -> ConfigurationProblems {
        do {
            _ = try await outcome(arguments, environment)
        } catch let problems as ConfigurationProblems {
            return problems
        }
        return ConfigurationProblems([])
    }

    @Test func `takes defaults for what is not given`() async throws {
        let folder = try #require(folder)
        let configuration = try await load([], folder.environment(["JISR_HTTP_PORT": nil]))
        #expect(configuration.instance == "el-marg")
        #expect(configuration.httpHost == "127.0.0.1")
        #expect(configuration.httpPort == 7101)
        #expect(configuration.httpMaxBodyBytes == 1_048_576)
        #expect(configuration.kafkaReplicationFactor == 3)
        #expect(!configuration.kafkaCreateTopics)
        #expect(configuration.logLevel == .info)
        #expect(configuration.timeZone.identifier == "UTC" || configuration.timeZone.identifier == "GMT")
        #expect(configuration.writerQueueCapacity == 4096)
        #expect(configuration.shutdownTimeout == .seconds(25))
        #expect(configuration[Self.reviewDays] == 90)
        #expect(configuration.source == "/jisr/intake/el-marg")
    }

    @Test func `flags override the environment, which overrides the file`() async throws {
        let folder = try #require(folder)
        let file = try folder.file(
            "jisr.json",
            #"{"http": {"port": 1111, "host": "10.0.0.1"}, "log.level": "debug", "review": {"days": 30}}"#
        )
        let environment = try folder.environment([
            "JISR_CONFIG_FILE": file, "JISR_HTTP_PORT": "2222", "JISR_REVIEW_DAYS": "40",
        ])
        let configuration = try await load(["--review-days", "50"], environment)
        #expect(configuration.httpHost == "10.0.0.1")
        #expect(configuration.httpPort == 2222)
        #expect(configuration.logLevel == .debug)
        #expect(configuration[Self.reviewDays] == 50)
    }

    @Test func `reads YAML, nested and dotted`() async throws {
        let folder = try #require(folder)
        let file = try folder.file(
            "jisr.yaml",
            """
            # The institution's own
            http:
              port: 3333
            time.zone: Africa/Cairo
            kafka:
              create:
                topics: true
              security:
                protocol: SASL_SSL
            """
        )
        let environment = try folder.environment(["JISR_HTTP_PORT": nil])
        let configuration = try await load(["--config-file=\(file)"], environment)
        #expect(configuration.httpPort == 3333)
        #expect(configuration.timeZone.identifier == "Africa/Cairo")
        #expect(configuration.kafkaCreateTopics)
        #expect(configuration.kafkaProperties == ["security.protocol": "SASL_SSL"])
    }

    @Test func `reports all problems together, each with its key and remedy`() async throws {
        let folder = try #require(folder)
        let environment = try folder.environment([
            "JISR_INSTANCE": "El Marg", "JISR_DATA_DIR": nil, "JISR_HTTP_PORT": "70000", "JISR_LOG_LEVEL": "loud",
            "JISR_KAFKA_BOOTSTRAP": "broker", "JISR_KAFKA_CREATE_TOPICS": "maybe", "JISR_TIME_ZONE": "Mars/Olympus",
            "JISR_HTTP_PROT": "7101",
        ])
        let problems = try await problems([], environment)
        #expect(
            Set(problems.problems.map(\.key)) == [
                "JISR_INSTANCE", "JISR_DATA_DIR", "JISR_HTTP_PORT", "JISR_LOG_LEVEL", "JISR_KAFKA_BOOTSTRAP",
                "JISR_KAFKA_CREATE_TOPICS", "JISR_TIME_ZONE", "JISR_HTTP_PROT",
            ]
        )
        #expect(problems.exitCode == 78)
        #expect(problems.description.hasPrefix("the configuration has 8 problems:\n"))
        #expect(problems.description.contains("JISR_HTTP_PORT: must be a whole number, 0 to 65535"))
        #expect(problems.description.contains("did you mean JISR_HTTP_PORT?"))
        #expect(problems.description.contains("or --data-dir"))
    }

    @Test(arguments: [
        (["--htp-port", "1"], "--htp-port", "did you mean --http-port?"),
        (["--http-port"], "--http-port", "needs a value"),
        (["--http-port", "--log-level=info"], "--http-port", "needs a value"),
        (["serve"], "serve", "is not a flag"),
        (["--log-level=info", "--log-level=debug"], "--log-level", "more than once"),
    ])
    func `refuses a wrong command line with exit code 64`(
        _ arguments: [String],
        _ key: String,
        _ hint: String
    ) async throws {
        let folder = try #require(folder)
        let problems = try await problems(arguments, folder.environment())
        let problem = try #require(problems.problems.first { $0.key == key && $0.isUsage })
        #expect(problem.message.contains(hint))
        #expect(problems.exitCode == 64)
    }

    @Test func `takes a bare flag as true and a list with commas as one value`() async throws {
        let folder = try #require(folder)
        let arguments = ["--kafka-create-topics", "--kafka-bootstrap", "a:9092,b:9093"]
        let configuration = try await load(arguments, folder.environment())
        #expect(configuration.kafkaCreateTopics)
        #expect(configuration.kafkaBootstrap == "a:9092,b:9093")
    }

    @Test func `passes other Kafka properties on and keeps what its guarantees hang on`() async throws {
        let folder = try #require(folder)
        let passed = try await load(
            ["--kafka-ssl-ca-location", "/etc/ca.pem"],
            folder.environment(["JISR_KAFKA_SASL_PASSWORD": "s3cret", "JISR_KAFKA_SECURITY_PROTOCOL": "SASL_SSL"])
        )
        #expect(
            passed.kafkaProperties == [
                "ssl.ca.location": "/etc/ca.pem", "sasl.password": "s3cret", "security.protocol": "SASL_SSL",
            ]
        )
        let refused = try await problems([], folder.environment(["JISR_KAFKA_ENABLE_IDEMPOTENCE": "false"]))
        #expect(refused.problems.map(\.key) == ["kafka.enable.idempotence"])
    }

    @Test func `refuses a file with unknown keys and one that is no mapping`() async throws {
        let folder = try #require(folder)
        let unknown = try folder.file("a.json", #"{"http": {"prt": 1}}"#)
        let unknownProblems = try await problems(["--config-file", unknown], folder.environment())
        #expect(unknownProblems.description.contains("the key http.prt is unknown, did you mean http.port?"))
        let yaml = try folder.file("b.yml", "http:\n  prt: 1\n")
        #expect(try await problems(["--config-file", yaml], folder.environment()).description.contains("http.prt"))
        let broken = try folder.file("c.json", "[1]")
        #expect(
            try await problems(["--config-file", broken], folder.environment()).description.contains("not well-formed")
        )
        let missing = try await problems(["--config-file", "/nowhere.json"], folder.environment())
        #expect(missing.description.contains("does not exist"))
    }

    @Test func `refuses a master key that is missing, open to everyone or too short`() async throws {
        let folder = try #require(folder)
        let key = "JISR_MASTER_KEY_FILE"
        let open = try folder.file("open.key", String(repeating: "k", count: 32), mode: 0o644)
        let short = try folder.file("short.key", "k")
        let missing = try await problems([], folder.environment([key: folder.path + "/none"]))
        #expect(missing.description.contains("openssl rand"))
        #expect(try await problems([], folder.environment([key: open])).description.contains("chmod 600"))
        #expect(try await problems([], folder.environment([key: short])).description.contains("has 1 bytes"))
    }

    @Test func `help names every setting with variable, flag and default`() async throws {
        guard case .show(let text) = try await outcome(["--help"], [:]) else {
            Issue.record("help was not shown")
            return
        }
        for setting in StandardSettings.all(defaultPort: 7101) {
            #expect(text.contains(setting.declaration.flag + "  (" + setting.declaration.environmentName + ")"))
        }
        #expect(text.contains("--review-days  (JISR_REVIEW_DAYS)"))
        #expect(text.contains("Default: 7101."))
    }

    @Test func `shows its version`() async throws {
        guard case .show(let text) = try await outcome(["--version"], [:]) else {
            Issue.record("the version was not shown")
            return
        }
        #expect(text == "jisr-intake 1.2.3")
    }

    @Test func `reads spans of time with their unit`() throws {
        let setting = Setting.duration("x.y", default: "5s", in: .milliseconds(10)...(.seconds(3600)), "A span.")
        #expect(try setting.value(of: "250ms") as? Duration == .milliseconds(250))
        #expect(try setting.value(of: "2m") as? Duration == .seconds(120))
        #expect(throws: SettingFault.self) { try setting.value(of: "5") }
        #expect(throws: SettingFault.self) { try setting.value(of: "2h") }
    }
}
