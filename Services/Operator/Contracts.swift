import ArgumentParser
import Events
import Foundation

/// `jisr contracts …`: what integrators build on.
struct Contracts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the event contracts for integrators.",
        subcommands: [Export.self]
    )

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a JSON Schema and an example for every event type."
        )
        @Argument(help: "The folder to write to; made when missing.")
        var folder: String

        func run() async throws {
            let root = URL(fileURLWithPath: folder)
            for kind in ["schemas", "examples"] {
                try FileManager.default.createDirectory(
                    at: root.appendingPathComponent(kind),
                    withIntermediateDirectories: true
                )
            }
            for type in EventCatalog.all {
                let schema = try JSONSchema.document(of: type).text()
                try Data(schema.utf8).write(to: root.appendingPathComponent("schemas/\(type.name).json"))
                try Data(try EventCoding.encode(type.example))
                    .write(to: root.appendingPathComponent("examples/\(type.name).json"))
            }
            print("\(EventCatalog.all.count) event types written to \(folder)")
        }
    }
}
