import Foundation
import Logging
import Synchronization
import Testing

@testable import ServiceKit

struct LineLogHandlerTests {
    private final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        var output: LogOutput {
            LogOutput { line in self.lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
        }
    }

    private struct Secretive: Error, CustomStringConvertible {
        let description = "Amal Hassan"
    }

    private func logger(_ lines: Lines, _ format: LineLogHandler.Format) -> Logger {
        Logger(label: "jisr.intake") { label in
            LineLogHandler(
                label: label,
                service: "intake",
                instance: "el-marg",
                level: .debug,
                format: format,
                output: lines.output
            )
        }
    }

    @Test func `writes one JSON object a line`() throws {
        let lines = Lines()
        var logger = logger(lines, .json)
        logger[metadataKey: LogKey.topic] = "t"
        logger.info(
            "Message \"handled\"\n",
            metadata: [LogKey.count: .stringConvertible(3), "list": ["a", "b"], "map": ["k": "v\u{1}"]]
        )
        let line = try #require(lines.all.first)
        #expect(line.hasSuffix("}\n") && line.filter(\.isNewline).count == 1)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["level"] as? String == "info")
        #expect(object["service"] as? String == "intake")
        #expect(object["instance"] as? String == "el-marg")
        #expect(object["message"] as? String == "Message \"handled\"\n")
        #expect(object["kafka.topic"] as? String == "t")
        #expect(object["count"] as? Int == 3)
        #expect(object["list"] as? [String] == ["a", "b"])
        #expect(object["map"] as? [String: String] == ["k": "v\u{1}"])
    }

    @Test func `writes an error's type and never its words`() throws {
        let lines = Lines()
        logger(lines, .json).error("Request failed", error: Secretive())
        let line = try #require(lines.all.first)
        #expect(line.contains(#""error.type":"Secretive""#))
        #expect(!line.contains("Amal"))
    }

    @Test func `keeps plain text on one line and passes levels by`() {
        let lines = Lines()
        let logger = logger(lines, .text)
        logger.trace("Unseen")
        logger.debug("Seen", metadata: ["a": "x\ny"])
        #expect(lines.all.count == 1)
        #expect(lines.all[0].hasSuffix("DEBUG    Seen a=x y\n"))
    }
}
