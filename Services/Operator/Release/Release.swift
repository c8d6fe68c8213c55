import ArgumentParser
import Disclosure
import Foundation

/// `jisr release …`: what a disclosure policy makes of figures.
struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tries a disclosure policy on persons from a file, and checks the certificates of releases.",
        subcommands: [Rehearse.self, Check.self]
    )

    struct Rehearse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes the releases that a policy allows of the persons in a file.",
            discussion: """
                Needs no service and no broker. Each line of the file of changes says where a person counts from a release \
                on: {"release":1,"block":"LITERACY","person":"17","institution":"A","cell":{"sex":"F","age":"12-14"}}; \
                "cell":null takes the person out. Into the folder go figures.jsonl and manifest.jsonl, which everybody \
                may see, and certificates/ and secret/, which nobody may who should not know the persons.
                """
        )
        @Option(help: "The policy, a JSON file.", completion: .file(extensions: ["json"]))
        var policy: String
        @Option(help: "The changes, JSON lines, by release.", completion: .file(extensions: ["jsonl"]))
        var changes: String
        @Option(help: "The folder for the results; made when it is not there.", completion: .directory)
        var output: String

        func run() async throws {
            var rehearsal = try Rehearsal(PolicyFile.read(policy))
            let data = try Data(contentsOf: URL(filePath: changes))
            try rehearsal.run(changes: data, into: URL(filePath: output)) { release in
                FileHandle.standardError.write(Data("release \(release) made\n".utf8))
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks by adding up that nothing protected can be worked out from what was released.",
            discussion: "Fails when a certificate does not hold; no solver takes part."
        )
        @Option(help: "The policy, a JSON file.", completion: .file(extensions: ["json"]))
        var policy: String
        @Argument(help: "Ledgers with their certificates: a rehearsal's certificates/*.json.", completion: .file())
        var ledgers: [String]

        func run() async throws {
            let check = CertificateCheck(try CubeScheme(PolicyFile.read(policy)))
            var hasFailed = false
            for path in ledgers {
                let ledger: BlockLedger
                do {
                    ledger = try JSONDecoder().decode(BlockLedger.self, from: Data(contentsOf: URL(filePath: path)))
                } catch {
                    throw ValidationError("\(path) is no ledger: \(error.localizedDescription)")
                }
                let problems = check.problems(ledger)
                hasFailed = hasFailed || !problems.isEmpty
                let certificates = ledger.certificates
                print(
                    "\(path)  \(ledger.layers.count) releases, \(certificates.entries.count) numbers protected by "
                        + "\(certificates.tables.count) tables: \(problems.isEmpty ? "holds" : "does not hold")"
                )
                for problem in problems { print("  \(problem)") }
            }
            if hasFailed { throw ExitCode.failure }
        }
    }
}

/// A disclosure policy in a file.
enum PolicyFile {
    static func read(_ path: String) throws -> DisclosurePolicy {
        do {
            return try JSONDecoder().decode(DisclosurePolicy.self, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw ValidationError("\(path) is no disclosure policy: \(error)")
        }
    }
}
