import ArgumentParser

/// What `deploy/bench` measures inside Jisr's own code, over its real parts.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jisr-bench",
        abstract: "Measures Jisr's parts; run through deploy/bench.",
        subcommands: [Pipeline.self]
    )
}
