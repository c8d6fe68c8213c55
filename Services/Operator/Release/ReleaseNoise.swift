import ArgumentParser
import Crypto
import Disclosure
import Foundation

/// `jisr release noise`: what is told of a series of counts with noise.
struct ReleaseNoise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "noise",
        abstract: "Tells a series of counts with noise, so that no person shows (differential privacy).",
        discussion: """
            Reads one count a line from standard input: the persons of every month, say, so far, from the first on. Each \
            person may count in one of them only. Writes the sums of the tree over them with noise, one a line, the whole \
            first, then its halves, their halves and so on; - for what is not complete yet. --json also has the totals \
            from the beginning and how far from the exact counts they are.

            With --policy, --series and --ledger it does what a deployment does: epsilon and leaves are those of the policy, \
            and the ledger, made at the first call, says what was told before. What was told stays as it is, what is new \
            comes to it, and nothing is told beyond the policy's noiseBudget. One call at a time: two at once might tell \
            the same months twice. The ledger and the secret tell everything: \
            keep them as the persons themselves.

            With --epsilon it only tries out what noise does to counts.

            Examples:
              jisr release noise --policy policy.json --series BEN_ANY --secret-file noise.key --ledger noise.json < counts
              jisr release noise --epsilon 1 --leaves 64 --seed 1 < counts
            """
    )

    @Option(help: "The policy with the series, a JSON file.", completion: .file(extensions: ["json"]))
    var policy: String?
    @Option(help: "The name of the series in the policy.")
    var series: String?
    @Option(help: "What was told before, a JSON file; written anew.", completion: .file(extensions: ["json"]))
    var ledger: String?
    @Option(help: "A file of 32 random bytes or more, such as openssl rand -out FILE 32 makes.", completion: .file())
    var secretFile: String?
    @Option(help: "Instead of a policy: how much all may tell of a person, such as 1 or 0.5.")
    var epsilon: String?
    @Option(help: "Instead of a policy: how many counts there is room for, a power of two.")
    var leaves: Int?
    @Option(
        help: """
            For tests only: a number, or two as 1-1000, instead of a secret. Whoever guesses it takes the noise off; never \
            publish what it gives. With two, a line of numbers for each from the first to the last.
            """
    )
    var seed: String?
    @Flag(help: "Write a JSON document.")
    var json = false

    func validate() throws {
        if policy != nil {
            guard series != nil, ledger != nil else {
                throw ValidationError("--policy needs --series, which one to tell, and --ledger, what was told before.")
            }
            guard epsilon == nil, leaves == nil else {
                throw ValidationError("--epsilon and --leaves are the policy's; leave them out.")
            }
            guard seed == nil else {
                throw ValidationError("--seed is for tests without a policy; give --secret-file.")
            }
        } else {
            guard epsilon != nil, leaves != nil else {
                throw ValidationError("Give --policy, --series and --ledger, or --epsilon and --leaves.")
            }
            guard ledger == nil, series == nil else { throw ValidationError("--series and --ledger need --policy.") }
        }
        guard (seed == nil) != (secretFile == nil) else {
            throw ValidationError("Give --secret-file; or, for tests only, --seed.")
        }
        if seed != nil { _ = try seeds() }
    }

    func run() async throws {
        let counts = try Self.counts(FileHandle.standardInput.readToEnd() ?? Data())
        do {
            if let policy, let series, let ledger {
                try publish(counts, series, InputFile.read(DisclosurePolicy.self, policy, "disclosure policy"), ledger)
            } else {
                try tryOut(counts)
            }
        } catch let refusal as NoiseRefusal {
            throw ValidationError(refusal.description)
        } catch let error as PolicyError {
            throw ValidationError(error.description)
        }
    }

    private func publish(_ counts: [Int], _ name: String, _ policy: DisclosurePolicy, _ path: String) throws {
        let publisher = try NoisePublisher(policy, secret: secret())
        var ledger = NoiseLedger()
        // One that exists and cannot be read must not be taken for one that does not exist.
        if FileManager.default.fileExists(atPath: path) {
            ledger = try InputFile.read(NoiseLedger.self, path, "ledger of noise")
        }
        let told = try publisher.publish(name, leafCounts: counts, in: &ledger)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        // Written down before it is told: what is told and forgotten would be told again otherwise.
        let partial = path + ".partial"
        guard
            FileManager.default.createFile(
                atPath: partial,
                contents: try encoder.encode(ledger),
                attributes: [.posixPermissions: 0o600]
            )
        else { throw ValidationError("The file \(partial) cannot be written.") }
        try FinishedFile.move(partial, to: path)
        try NoiseOutput.write(told, asJSON: json)
    }

    private func tryOut(_ counts: [Int]) throws {
        let series = NoiseSeries(measure: "tried out", epsilon: epsilon ?? "", leaves: leaves ?? 0)
        guard series.problems.isEmpty else {
            throw ValidationError(series.problems.map { "--\($0)" }.joined(separator: "\n"))
        }
        guard counts.count <= series.leaves else {
            throw ValidationError(
                "--leaves: is \(series.leaves) and \(counts.count) counts were given; give more leaves."
            )
        }
        let policy = DisclosurePolicy(
            version: "tried out",
            k: 1,
            dimensions: [:],
            tables: [],
            noise: [series],
            noiseBudget: series.epsilon
        )
        let seeds = try seed == nil ? nil : seeds()
        for seed in seeds ?? 0...0 {
            // SHA-256 makes a key of the length that is asked for; it adds nothing that could not be guessed.
            let key = try seeds == nil ? secret() : SymmetricKey(data: SHA256.hash(data: Data("seed \(seed)".utf8)))
            var ledger = NoiseLedger()
            let told = try NoisePublisher(policy, secret: key).publish(series.title, leafCounts: counts, in: &ledger)
            if let seeds, seeds.count > 1 {
                print(NoiseOutput.words(told).joined(separator: " "))
            } else {
                try NoiseOutput.write(told, asJSON: json)
            }
        }
    }

    private func secret() throws -> SymmetricKey { SymmetricKey(data: try InputFile.read(secretFile ?? "")) }

    private func seeds() throws -> ClosedRange<UInt64> {
        let ends = (seed ?? "").split(separator: "-", omittingEmptySubsequences: false).map { UInt64($0) }
        guard let first = ends.first.flatMap({ $0 }), let last = ends.last.flatMap({ $0 }), ends.count <= 2,
            first <= last
        else { throw ValidationError("--seed: is \"\(seed ?? "")\"; give a number, or two such as 1-1000.") }
        return first...last
    }

    private static func counts(_ data: Data) throws -> [Int] {
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        return try lines.enumerated().map { index, line in
            guard let count = Int(line.trimmingCharacters(in: .whitespaces)) else {
                throw ValidationError(
                    "Count \(index + 1) of standard input is \"\(line)\"; give one whole number a line."
                )
            }
            return count
        }
    }
}

/// How what is told is written.
private enum NoiseOutput {
    private struct Document: Encodable {
        struct Total: Encodable {
            let value: Int
            let standardDeviation: Double
        }

        let series: NoisySeries
        let standardDeviation: Double
        let totals: [Total]
        let displayedTotals: [Int]
    }

    static func write(_ told: NoisySeries, asJSON: Bool) throws {
        guard asJSON else { return print(words(told).joined(separator: "\n")) }
        let document = Document(
            series: told,
            standardDeviation: rounded(told.standardDeviation),
            totals: told.totals.map { .init(value: $0.value, standardDeviation: rounded($0.standardDeviation)) },
            displayedTotals: NoiseDisplay(told).totals
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        print(String(decoding: try encoder.encode(document), as: UTF8.self))
    }

    /// The nodes from the root down, level by level.
    static func words(_ told: NoisySeries) -> [String] {
        var values: [Int: [Int: Int]] = [:]
        for node in told.nodes { values[node.leafCount, default: [:]][node.firstLeaf] = node.value }
        var width = told.leaves
        var words: [String] = []
        while width > 0 {
            for first in stride(from: 0, to: told.leaves, by: width) {
                words.append(values[width]?[first].map(String.init) ?? "-")
            }
            width /= 2
        }
        return words
    }

    private static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }
}
