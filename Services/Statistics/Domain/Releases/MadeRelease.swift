import Crypto
import Disclosure
import Dispatch
import Events
import Synchronization

/// A release as it is to be published: all of it, or nothing.
struct MadeRelease: Sendable {
    /// What became of a block.
    struct Part: Sendable {
        let part: ReleaseMaterial.Part
        var ledger: JointLedger
        let released: Population<EntityID>
        /// Whether corrections were taken in.
        let isRevised: Bool

        var block: ReleaseBlock { part.block }
    }

    let id: EntityID
    let parts: [Part]
    /// What was told with noise, this release included.
    let noiseLedger: NoiseLedger
    /// What everybody is told, by key.
    let figures: [Figure]
    /// What partners are told, by key; `nil` when there are none.
    let partnerFigures: [Figure]?

    /// The indicators into which corrections were taken.
    var revised: [IndicatorCode] {
        Self.codes(parts.filter { $0.isRevised && !$0.block.scheme.policy.tables.isEmpty })
    }

    /// The same of all that partners are told.
    var revisedForPartners: [IndicatorCode] { Self.codes(parts.filter(\.isRevised)) }

    private static func codes(_ parts: [Part]) -> [IndicatorCode] {
        Set(parts.map(\.block.indicator.code)).sorted { $0.rawValue < $1.rawValue }
    }

    /// Makes a release, on all cores.
    ///
    /// - Parameters:
    ///   - material: What it is made of.
    ///   - policy: By what rules.
    ///   - secret: What noise is drawn with.
    /// - Throws: `DisclosureError` or `NoiseRefusal` when nothing may be published.
    init(_ material: ReleaseMaterial, _ policy: ReleasePolicy, secret: [UInt8]) throws {
        let results = Mutex([Result<Part, DisclosureError>?](repeating: nil, count: material.parts.count))
        // Those that take longest first.
        let order = material.parts.indices.sorted {
            (material.parts[$0].current.count, $1) > (material.parts[$1].current.count, $0)
        }
        DispatchQueue.concurrentPerform(iterations: order.count) { place in
            let index = order[place]
            let result = Self.made(material.parts[index])
            results.withLock { $0[index] = result }
        }
        var parts: [Part] = []
        for result in results.withLock({ $0 }) {
            if let result { parts.append(try result.get()) }
        }
        for audience in Audience.allCases { Self.link(&parts, for: audience) }
        self.parts = parts
        let (noisy, noiseLedger) = try Self.noisyFigures(material, policy, secret)
        self.noiseLedger = noiseLedger
        let figures = Self.figures(for: .everybody, parts, material, policy) + noisy
        let shared = policy.disclosure.partners.map { _ in
            Self.figures(for: .partners, parts, material, policy)
        }
        let id = Self.identifier(figures.sorted { $0.key < $1.key }, material)
        self.id = id
        func released(_ figures: [Figure]) -> [Figure] {
            figures.sorted { $0.key < $1.key }.map { figure in
                var figure = figure
                figure.release = id
                return figure
            }
        }
        self.figures = released(figures)
        partnerFigures = shared.map(released)
    }

    private static func made(_ part: ReleaseMaterial.Part) -> Result<Part, DisclosureError> {
        var (ledger, released) = (part.ledger, part.released)
        do throws(DisclosureError) {
            let movement = try part.block.maker.add(to: &ledger, &released, current: part.current)
            return .success(
                Part(part: part, ledger: ledger, released: released, isRevised: movement.left != nil)
            )
        } catch {
            return .failure(error)
        }
    }

    // MARK: Between blocks

    /// Withholds cells of what is within something else, such as those certified of those who attended, where the
    /// difference is small: it would tell how many were not.
    private static func link(_ parts: inout [Part], for audience: Audience) {
        for index in parts.indices {
            let block = parts[index].block
            guard
                let whole = parts.first(where: {
                    $0.block.indicator.code == block.indicator.within && $0.block.share == block.share
                }),
                let maker = block.maker(for: audience), let wider = whole.block.maker(for: audience),
                var ledger = parts[index].ledger[audience], let other = whole.ledger[audience]
            else { continue }
            let wholes = Dictionary(
                zip(wider.scheme.cells.map(\.coordinates), wider.counts(other)),
                uniquingKeysWith: { first, _ in first }
            )
            let close = zip(maker.scheme.cells.indices, maker.counts(ledger)).filter { cell, count in
                let rest = (wholes[maker.scheme.cells[cell].coordinates] ?? 0) - count
                return rest != 0 && rest < maker.scheme.policy.k
            }
            maker.withhold(Set(close.map(\.0)), in: &ledger)
            parts[index].ledger[audience] = ledger
        }
    }
    // MARK: Noise

    /// The totals of the series that are told with noise.
    private static func noisyFigures(
        _ material: ReleaseMaterial,
        _ policy: ReleasePolicy,
        _ secret: [UInt8]
    ) throws -> ([Figure], NoiseLedger) {
        let publisher = try NoisePublisher(policy.disclosure, secret: SymmetricKey(data: secret))
        var ledger = material.noiseLedger
        try publisher.admitExact(Set(policy.indicators.map(\.rawValue)), in: &ledger)
        let figures = try material.noiseParts.compactMap { part -> Figure? in
            let counted = ledger.series[part.series.title]?.counted ?? []
            let told = try publisher.publish(
                part.series.title,
                leafCounts: counted + [part.came.count],
                in: &ledger
            )
            guard let indicator = Indicator.named(part.series.measure) else { return nil }
            return Figure(
                indicator: indicator.code,
                dimensions: [:],
                period: "to-\(material.order.through)",
                asOf: material.order.through,
                value: NoiseDisplay(told).totals.last ?? 0,
                source: .counted,
                qualifier: .about,
                unit: indicator.unit,
                statement: part.series.name,
                policyVersion: policy.disclosure.version,
                noise: StatisticNoise(
                    epsilon: told.epsilon.description,
                    standardDeviation: ((told.totals.last?.standardDeviation ?? 0) * 10).rounded() / 10
                )
            )
        }
        return (figures, ledger)
    }

    /// The same for the same figures after the same release (UUID version 8, of SHA-256).
    private static func identifier(_ figures: [Figure], _ material: ReleaseMaterial) -> EntityID {
        var hash = SHA256()
        hash.update(data: Array("\(material.last?.id.description ?? "first") \(material.order.through)\n".utf8))
        for figure in figures {
            let line = "\(figure.policyVersion ?? "") \(figure.key) \(figure.value.map(String.init) ?? "-")\n"
            hash.update(data: Array(line.utf8))
        }
        let bytes = Array(hash.finalize())
        func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        return .v8(word(bytes[0..<8]), word(bytes[8..<16]))
    }
}
