import Events
import Foundation
import Testing

/// Holds the bytes and the schema of every event type to the files beside the tests.
///
/// A file that is there is the contract: a difference means that readers in the field would meet something else. New
/// event types get their files by running the tests once with `JISR_UPDATE_GOLDEN=1`.
struct GoldenTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    private static let golden = tests.appending(path: "Golden")
    private static let schemas = tests.appending(path: "Schemas")
    private static let updates = ProcessInfo.processInfo.environment["JISR_UPDATE_GOLDEN"] == "1"

    private func compare(_ text: String, with file: URL) throws {
        let known =
            FileManager.default.fileExists(atPath: file.path) ? try String(contentsOf: file, encoding: .utf8) : nil
        if known != text, Self.updates { return try Data(text.utf8).write(to: file) }
        #expect(known == text, "\(file.lastPathComponent) drifted; see JISR_UPDATE_GOLDEN")
    }

    @Test func `the bytes of every example are those on file`() throws {
        for event in EventCatalog.all {
            let text = String(decoding: try EventCoding.encode(event.example), as: UTF8.self) + "\n"
            try compare(text, with: Self.golden.appending(path: event.name + ".json"))
        }
    }

    @Test func `the schema of every event type is the one on file`() throws {
        for event in EventCatalog.all {
            try compare(
                try JSONSchema.document(of: event).text(),
                with: Self.schemas.appending(path: event.name + ".json")
            )
        }
    }

    @Test func `every file ever kept is still readable`() throws {
        let files = try FileManager.default.contentsOfDirectory(at: Self.golden, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
        #expect(files.count >= EventCatalog.all.count || Self.updates)
        for file in files {
            let name = file.deletingPathExtension().lastPathComponent.prefix { $0 != "@" }
            #expect(throws: Never.self, "\(name)") {
                try EventCatalog.decode("jisr." + name, from: Array(try Data(contentsOf: file)))
            }
        }
    }

    @Test func `every example fits its schema, and no other event's example does`() throws {
        for event in EventCatalog.all {
            let value = try FastJSONDecoder().decode(JSONValue.self, from: try EventCoding.encode(event.example))
            #expect(SchemaChecker.problems(value, try JSONSchema.of(event)) == [], "\(event.name)")
        }
        let other = try FastJSONDecoder().decode(JSONValue.self, from: try EventCoding.encode(CaseStarted.example))
        #expect(SchemaChecker.problems(other, try JSONSchema.of(CaseRegistered.self)) != [])
    }
}
