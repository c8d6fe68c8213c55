import Crypto
import Disclosure
import Events
import Foundation

/// What was looked at, and what does not hold.
struct ReleaseFinding: Sendable {
    let what: String
    let problems: [String]
}

/// Checks a release by adding up.
struct ReleaseVerification: Sendable {
    private struct Released: Decodable {
        var manifest: SnapshotPublished
        var items: [StatisticUpdated]
        var next: String?
    }

    private struct Ledgers: Decodable {
        struct Block: Decodable {
            var indicator: IndicatorCode
            var isRest: Bool
            var policy: DisclosurePolicy
            var ledger: BlockLedger
        }

        var releaseId: EntityID
        var blocks: [Block]
    }

    private let client: ServiceClient

    init(_ client: ServiceClient) { self.client = client }

    /// What was looked at of a release: its identifier, or `latest`.
    func findings(_ name: String) async throws -> [ReleaseFinding] {
        let ledgers: Ledgers = try await client.get("/v1/release-ledgers")
        let id = name == "latest" ? ledgers.releaseId.description : name
        var parts = [try await part(of: id, after: nil)]
        while let next = parts.last?.next { parts.append(try await part(of: id, after: next)) }
        let figures = parts.flatMap(\.items)
        var findings = [manifest(parts[0].manifest, figures)]
        if parts[0].manifest.releaseId == ledgers.releaseId {
            findings.append(try comparison(figures, ledgers))
        }
        return findings + (try ledgers.blocks.map(certificates))
    }

    private func part(of id: String, after cursor: String?) async throws -> Released {
        let place = id.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-"])) ?? id
        return try await client.get("/v1/releases/\(place)?limit=200\(cursor.map { "&cursor=\($0)" } ?? "")")
    }

    /// Whether all figures are there, as they were released.
    private func manifest(_ manifest: SnapshotPublished, _ figures: [StatisticUpdated]) -> ReleaseFinding {
        var problems: [String] = []
        if figures.count != manifest.figureCount {
            problems.append("\(figures.count) figures, the manifest says \(manifest.figureCount)")
        }
        var hash = SHA256()
        do {
            for figure in figures { hash.update(data: try EventCoding.encode(figure) + [UInt8(ascii: "\n")]) }
        } catch {
            problems.append("a figure cannot be written down again")
        }
        let found = hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        if found != manifest.figuresHash { problems.append("the figures are not those that the manifest was made of") }
        return ReleaseFinding(
            what: "release \(manifest.releaseId) up to \(manifest.cutoff): \(figures.count) figures as in the manifest",
            problems: problems
        )
    }

    /// Whether the figures are those of the ledgers, told and withheld alike.
    private func comparison(_ figures: [StatisticUpdated], _ ledgers: Ledgers) throws -> ReleaseFinding {
        struct Cell: Hashable {
            let indicator: IndicatorCode
            let dimensions: [String: String]
        }
        let told = Dictionary(
            figures.map { (Cell(indicator: $0.indicator, dimensions: $0.dimensions), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var problems: [String] = []
        var count = 0
        for block in ledgers.blocks {
            let known = ledgers.blocks.first { $0.indicator == block.indicator && !$0.isRest }
            for figure in BlockRelease(try CubeScheme(block.policy)).figures(block.ledger) {
                let dimensions =
                    block.isRest
                    ? known?.policy.dimensions.mapValues { _ in "not_disclosed" } ?? [:] : figure.coordinates
                let name = ([block.indicator.rawValue] + dimensions.sorted { $0.key < $1.key }.map { "\($0)=\($1)" })
                    .joined(separator: "|")
                count += 1
                guard let published = told[Cell(indicator: block.indicator, dimensions: dimensions)] else {
                    problems.append("\(name) was not published")
                    continue
                }
                if published.value != figure.value || published.suppressed != (figure.value == nil) {
                    problems.append("\(name) was published otherwise than the ledger says")
                }
            }
        }
        return ReleaseFinding(what: "\(count) figures are what the ledgers say", problems: problems)
    }

    private func certificates(_ block: Ledgers.Block) throws -> ReleaseFinding {
        let certificates = block.ledger.certificates
        return ReleaseFinding(
            what: """
                \(block.indicator.rawValue)\(block.isRest ? ", not disclosed" : ""): \(block.ledger.layers.count) releases, \
                \(certificates.entries.count) numbers protected by \(certificates.tables.count) tables
                """,
            problems: CertificateCheck(try CubeScheme(block.policy)).problems(block.ledger)
        )
    }
}
