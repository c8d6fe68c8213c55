import Foundation
public import Logging

/// Sets up logging for a whole process, once.
public enum ServiceLogging: Sendable {
    /// Sends every log of the process to the standard error stream and gives the service's own logger.
    ///
    /// JSON lines, or plain text when a person is watching at a terminal.
    public static func bootstrap(_ configuration: ServiceConfiguration) -> Logger {
        let output = LogOutput.standardError()
        let format: LineLogHandler.Format = isatty(STDERR_FILENO) == 1 ? .text : .json
        let (service, instance, level) = (configuration.service, configuration.instance, configuration.logLevel)
        LoggingSystem.bootstrap { label in
            LineLogHandler(
                label: label,
                service: service,
                instance: instance,
                level: level,
                format: format,
                output: output
            )
        }
        return Logger(label: "jisr.\(service)")
    }
}
