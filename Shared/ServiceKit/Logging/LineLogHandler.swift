import Events
public import Logging

/// Writes each log event as one line: JSON for machines, plain text for a person at a terminal.
public struct LineLogHandler: LogHandler {
    /// How a line is written.
    public enum Format: Sendable {
        /// One JSON object: `time`, `level`, `service`, `instance`, `message`, then the metadata.
        case json
        /// Time, level, message, then the metadata.
        case text
    }

    /// The least level that is written.
    public var logLevel: Logger.Level
    /// What every line carries.
    public var metadata: Logger.Metadata = [:]
    /// What adds to the metadata when a line is written.
    public var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let format: Format
    private let service: String
    private let instance: String
    private let output: LogOutput

    /// Makes a handler.
    public init(
        label: String,
        service: String,
        instance: String,
        level: Logger.Level,
        format: Format,
        output: LogOutput
    ) {
        self.label = label
        self.service = service
        self.instance = instance
        logLevel = level
        self.format = format
        self.output = output
    }

    /// One value of the metadata.
    public subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one line.
    public func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, last in last } }
        if let given = event.metadata { all.merge(given) { _, last in last } }
        // An error's own words may quote data; its type does not.
        if let error = event.error { all[LogKey.errorType] = "\(type(of: error))" }
        let entries = all.sorted { $0.key < $1.key }
        output.append(format == .json ? json(event, entries) : text(event, entries))
    }

    private func json(_ event: LogEvent, _ entries: [(key: String, value: Logger.MetadataValue)]) -> [UInt8] {
        var line = JSONText()
        line.raw("{\"time\":\"\(Timestamp.now)\",\"level\":\"\(event.level.rawValue)\",\"service\":")
        line.string(service)
        line.raw(",\"instance\":")
        line.string(instance)
        line.raw(",\"logger\":")
        line.string(label)
        line.raw(",\"message\":")
        line.string(event.message.description)
        for (key, value) in entries {
            line.raw(",")
            line.string(key)
            line.raw(":")
            Self.append(value, to: &line)
        }
        line.raw("}\n")
        return line.bytes
    }

    private func text(_ event: LogEvent, _ entries: [(key: String, value: Logger.MetadataValue)]) -> [UInt8] {
        let level = event.level.rawValue.uppercased()
        var line = "\(Timestamp.now) \(level)\(String(repeating: " ", count: max(0, 8 - level.count))) \(event.message)"
        for (key, value) in entries { line += " \(key)=\(value)" }
        // A line is one line, whatever a value holds.
        return Array(line.utf8.map { $0 == 10 || $0 == 13 ? 32 : $0 }) + [10]
    }

    private static func append(_ value: Logger.MetadataValue, to line: inout JSONText) {
        switch value {
        case .string(let text): line.string(text)
        case .stringConvertible(let number as any BinaryInteger): line.raw("\(number)")
        case .stringConvertible(let flag as Bool): line.raw("\(flag)")
        case .stringConvertible(let other): line.string(other.description)
        case .array(let values):
            line.raw("[")
            for (index, value) in values.enumerated() {
                if index > 0 { line.raw(",") }
                append(value, to: &line)
            }
            line.raw("]")
        case .dictionary(let values):
            line.raw("{")
            for (index, entry) in values.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { line.raw(",") }
                line.string(entry.key)
                line.raw(":")
                append(entry.value, to: &line)
            }
            line.raw("}")
        @unknown default: line.string("\(value)")
        }
    }
}
