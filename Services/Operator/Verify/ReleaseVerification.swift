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
            /// `EVERYBODY` or `PARTNERS`.
            var audience: String
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
        let manifest = parts[0].manifest
        var findings = [
            try Self.comparison(
                figures,
                "release \(manifest.releaseId) up to \(manifest.cutoff)",
                count: manifest.figureCount,
                hash: manifest.figuresHash
            )
        ]
        let shared: [StatisticShared] = try await all("/v1/partner-figures?release=\(manifest.releaseId)&limit=200")
        let sharedManifests: [SnapshotShared] = try await all("/v1/partner-releases?limit=200")
        if let manifest = sharedManifests.first(where: { $0.releaseId == manifest.releaseId }) {
            findings.append(
                try Self.comparison(
                    shared,
                    "what partners were told",
                    count: manifest.figureCount,
                    hash: manifest.figuresHash
                )
            )
        }
        if manifest.releaseId == ledgers.releaseId {
            findings += try Self.comparisons(figures.map(Told.init), shared.map(Told.init), ledgers.blocks)
        }
        return findings + (try ledgers.blocks.map(certificates))
    }

    private struct Listed<Item: Decodable>: Decodable {
        var items: [Item]
        var next: String?
    }

    /// All items of a list.
    private func all<Item: Decodable>(_ path: String) async throws -> [Item] {
        var page: Listed<Item> = try await client.get(path)
        var items = page.items
        while let next = page.next {
            page = try await client.get("\(path)&cursor=\(next)")
            items += page.items
        }
        return items
    }

    private func part(of id: String, after cursor: String?) async throws -> Released {
        let place = id.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-"])) ?? id
        return try await client.get("/v1/releases/\(place)?limit=200\(cursor.map { "&cursor=\($0)" } ?? "")")
    }

    /// Whether all figures are there, as the manifest says.
    private static func comparison(
        _ figures: [some EventData],
        _ what: String,
        count: Int,
        hash expected: String
    ) throws -> ReleaseFinding {
        var problems: [String] = []
        if figures.count != count { problems.append("\(figures.count) figures, the manifest says \(count)") }
        var hash = SHA256()
        do {
            for figure in figures { hash.update(data: try EventCoding.encode(figure) + [UInt8(ascii: "\n")]) }
        } catch {
            problems.append("a figure cannot be written down again")
        }
        let found = hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        if found != expected { problems.append("the figures are not those that the manifest was made of") }
        return ReleaseFinding(what: "\(what): \(figures.count) figures as in the manifest", problems: problems)
    }

    /// What was told or withheld of a cell.
    private struct Told {
        struct Cell: Hashable {
            let indicator: IndicatorCode
            let dimensions: [String: String]

            var name: String {
                ([indicator.rawValue] + dimensions.sorted { $0.key < $1.key }.map { "\($0)=\($1)" })
                    .joined(separator: "|")
            }
        }

        let cell: Cell
        let value: Int?
        let suppressed: Bool

        init(_ statistic: StatisticUpdated) {
            cell = Cell(indicator: statistic.indicator, dimensions: statistic.dimensions)
            (value, suppressed) = (statistic.value, statistic.suppressed)
        }

        init(_ statistic: StatisticShared) {
            cell = Cell(indicator: statistic.indicator, dimensions: statistic.dimensions)
            (value, suppressed) = (statistic.value, statistic.suppressed)
        }
    }

    /// Whether the figures are those of the ledgers, told and withheld alike, and partners see what everybody sees.
    private static func comparisons(
        _ figures: [Told],
        _ shared: [Told],
        _ blocks: [Ledgers.Block]
    ) throws -> [ReleaseFinding] {
        var findings = [try comparison(figures, blocks.filter { $0.audience != "PARTNERS" }, "")]
        let partners = blocks.filter { $0.audience == "PARTNERS" }
        guard !partners.isEmpty else { return findings }
        findings.append(try comparison(shared, partners, " of partners"))
        let known = Dictionary(shared.map { ($0.cell, $0.value) }, uniquingKeysWith: { first, _ in first })
        let released = Set(partners.map(\.indicator))
        let hidden = figures.filter { told in
            told.value != nil && released.contains(told.cell.indicator) && (known[told.cell] ?? nil) != told.value
        }
        findings.append(
            ReleaseFinding(
                what: "partners are told what everybody is told",
                problems: hidden.map { "\($0.cell.name) is told otherwise" }
            )
        )
        return findings
    }

    private static func comparison(
        _ figures: [Told],
        _ blocks: [Ledgers.Block],
        _ whose: String
    ) throws -> ReleaseFinding {
        let told = Dictionary(figures.map { ($0.cell, $0) }, uniquingKeysWith: { first, _ in first })
        var problems: [String] = []
        var count = 0
        for block in blocks {
            let known = blocks.first { $0.indicator == block.indicator && !$0.isRest }
            for figure in BlockRelease(try CubeScheme(block.policy)).figures(block.ledger) {
                let dimensions =
                    block.isRest
                    ? known?.policy.dimensions.mapValues { _ in "not_disclosed" } ?? [:] : figure.coordinates
                let cell = Told.Cell(indicator: block.indicator, dimensions: dimensions)
                count += 1
                guard let published = told[cell] else {
                    problems.append("\(cell.name) was not published")
                    continue
                }
                if published.value != figure.value || published.suppressed != (figure.value == nil) {
                    problems.append("\(cell.name) was published otherwise than the ledger says")
                }
            }
        }
        return ReleaseFinding(what: "\(count) figures\(whose) are what the ledgers say", problems: problems)
    }

    private func certificates(_ block: Ledgers.Block) throws -> ReleaseFinding {
        let certificates = block.ledger.certificates
        return ReleaseFinding(
            what: """
                \(block.indicator.rawValue)\(block.isRest ? ", not disclosed" : "")\
                \(block.audience == "PARTNERS" ? ", partners" : ""): \(block.ledger.layers.count) releases, \
                \(certificates.entries.count) numbers protected by \(certificates.tables.count) tables
                """,
            problems: CertificateCheck(try CubeScheme(block.policy)).problems(block.ledger)
        )
    }
}
