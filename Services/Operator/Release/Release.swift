import ArgumentParser
import Disclosure
import Foundation

/// `jisr release …`: what a disclosure policy makes of figures.
struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Releases figures, tries a disclosure policy on persons from a file, and checks certificates.",
        subcommands: [MakeRelease.self, Rehearse.self, Check.self, ReleaseNoise.self]
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
            var rehearsal = try Rehearsal(InputFile.read(DisclosurePolicy.self, policy, "disclosure policy"))
            let data = try InputFile.read(changes)
            try await rehearsal.run(changes: data, into: URL(filePath: output)) { release in
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
        @Flag(help: "The ledgers are those of partners: certificates/*.partners.json.")
        var partners = false
        @Argument(help: "Ledgers with their certificates: a rehearsal's certificates/*.json.", completion: .file())
        var ledgers: [String]

        func run() async throws {
            let read = try InputFile.read(DisclosurePolicy.self, policy, "disclosure policy")
            guard let rules = partners ? read.forPartners : read else {
                throw ValidationError("--partners: \(policy) has no partners")
            }
            let check = CertificateCheck(try CubeScheme(rules))
            var hasFailed = false
            for path in ledgers {
                let ledger = try InputFile.read(BlockLedger.self, path, "ledger")
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

/// A file that was named.
enum InputFile {
    static func read(_ path: String) throws -> Data {
        do {
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw ValidationError("\(path) cannot be read: \(error.localizedDescription)")
        }
    }

    static func read<T: Decodable>(_ type: T.Type, _ path: String, _ what: String) throws -> T {
        let data = try read(path)
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw ValidationError("\(path) is no \(what): \(error)")
        }
    }
}
