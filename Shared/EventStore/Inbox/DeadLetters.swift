public import Events
import Foundation

/// How a service sets aside what it cannot handle: byte-identical, with headers that say where it came from and why.
public struct DeadLetters: Sendable {
    /// The consumer's dead-letter topic.
    public let topic: Topic
    private let group: String
    private let version: String

    /// Declares the dead letters of `service`.
    ///
    /// - Parameters:
    ///   - service: The consumer's name.
    ///   - instance: The consumer's instance.
    ///   - version: The consumer's version.
    public init(service: String, instance: String, version: String) {
        topic = .deadLetters(of: service)
        group = "jisr.\(service).\(instance)"
        self.version = version
    }

    func letter(
        _ record: InboundRecord,
        failure: HandlerFailure.Permanent,
        stage: InboundRecord.Stage,
        attempts: Int,
        firstFailedAt: Timestamp
    ) -> RawRecord {
        var letter = record.source.copiedRecord()
        var headers: [(String, String)] = [
            ("topic", record.topic),
            ("partition", String(record.partition)),
            ("offset", String(record.offset)),
            ("timestamp", String(record.timestampMilliseconds)),
            ("group", group),
            ("stage", stage.rawValue),
            ("message", failure.reason),
            ("attempts", String(attempts)),
            ("first-failed-at", firstFailedAt.description),
            ("service-version", version),
        ]
        if let exception = failure.exception { headers.append(("exception", exception)) }
        letter.headers += headers.map { RawRecord.Header("__jisr.errors.\($0)", Array($1.utf8)) }
        return letter
    }
}
