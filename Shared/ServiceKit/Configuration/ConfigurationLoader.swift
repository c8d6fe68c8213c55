import Configuration
import Foundation

/// Reads a service's configuration from flags, the environment and a file, in that order of precedence.
public struct ConfigurationLoader: Sendable {
    /// What the command line asks for.
    public enum Outcome: Sendable {
        /// To run with this configuration.
        case run(ServiceConfiguration)
        /// To print this and exit with 0.
        case show(String)
    }

    private let service: String
    private let executable: String
    private let version: String
    private let summary: String
    private let settings: [any DeclaredSetting]

    /// Makes a loader for a service with `settings` of its own beside the standard ones.
    public init(
        service: String,
        version: String,
        summary: String,
        defaultPort: Int,
        settings: [any DeclaredSetting] = []
    ) {
        self.service = service
        self.executable = "jisr-\(service)"
        self.version = version
        self.summary = summary
        self.settings = StandardSettings.all(defaultPort: defaultPort) + settings
    }

    /// Reads the configuration.
    ///
    /// - Parameters:
    ///   - arguments: The command line, the program's name first.
    ///   - environment: The environment's variables.
    /// - Returns: What to do.
    /// - Throws: ``ConfigurationProblems`` with all that is wrong.
    public func load(arguments: [String], environment: [String: String]) async throws -> Outcome {
        let declarations = settings.map(\.declaration)
        let commandLine = CommandLineScan(arguments.dropFirst(), declarations: declarations)
        if commandLine.asksForHelp {
            return .show(HelpPage(executable: executable, summary: summary, declarations: declarations).text)
        }
        if commandLine.asksForVersion { return .show("\(executable) \(version)") }

        var problems = commandLine.problems
        problems += EnvironmentScan(environment, declarations: declarations).problems
        var sources = [
            SettingSource(commandLine: arguments), SettingSource(environment: environment),
        ]
        if let path = sources.lazy.compactMap({ $0.text(of: StandardSettings.configFile.declaration) }).first {
            do {
                let file = try await ConfigurationFile(path: path)
                problems += file.unknownKeys(declarations)
                sources.append(file.source)
            } catch {
                problems.append(error)
            }
        }

        var values: [String: any Sendable] = [:]
        for setting in settings {
            let name = setting.declaration.name
            do throws(ConfigurationProblems.Problem) {
                values[name] = try value(of: setting, from: sources)
            } catch {
                problems.append(error)
            }
        }
        problems += StartChecks.problems(values)
        let passedOn = KafkaProperties(sources: sources, environment: environment, commandLine: commandLine)
        problems += passedOn.problems
        guard problems.isEmpty else { throw ConfigurationProblems(problems) }
        return .run(ServiceConfiguration(service: service, values: values, kafkaProperties: passedOn.properties))
    }

    private func value(
        of setting: any DeclaredSetting,
        from sources: [SettingSource]
    ) throws(ConfigurationProblems.Problem) -> (any Sendable)? {
        let declaration = setting.declaration
        for source in sources {
            guard let text = source.text(of: declaration) else { continue }
            do throws(SettingFault) {
                return try setting.value(of: text)
            } catch {
                throw ConfigurationProblems.Problem(key: source.name(declaration), message: error.remedy)
            }
        }
        if let text = declaration.defaultText {
            do throws(SettingFault) {
                return try setting.value(of: text)
            } catch {
                preconditionFailure("the default of \(declaration.name) is not one of its values")
            }
        }
        if declaration.isRequired {
            throw ConfigurationProblems.Problem(
                key: declaration.environmentName,
                message: "is missing; set it, or \(declaration.flag), to \(declaration.allowed). "
                    + declaration.documentation
            )
        }
        return setting.absentValue
    }
}

extension ConfigurationProblems.Problem: Error {}
