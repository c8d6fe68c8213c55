import ArgumentParser

/// The operator's tool.
@main
struct Jisr: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jisr",
        abstract: "Runs and mends a Jisr deployment.",
        version: "0.1.0",
        subcommands: [Topics.self, Contracts.self, Import.self, Export.self, Release.self, Verify.self]
    )
}
