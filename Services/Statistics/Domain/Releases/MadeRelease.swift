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
        let maker: BlockRelease
        var ledger: BlockLedger
        let released: Population<EntityID>
        /// Whether corrections were taken in.
        let isRevised: Bool
        /// How many persons each cell has, told or not.
        let counts: [Int]

        /// The value of a cell; `nil` when it is withheld.
        func value(of coordinates: [String: String]) -> Int? {
            maker.figures(ledger).first { $0.coordinates == coordinates }?.value
        }
    }

    let id: EntityID
    let parts: [Part]
    /// What was told with noise, this release included.
    let noiseLedger: NoiseLedger
    /// By key.
    let figures: [Figure]

    /// The indicators into which corrections were taken.
    var revised: [IndicatorCode] {
        Set(parts.filter(\.isRevised).map(\.part.block.indicator.code)).sorted { $0.rawValue < $1.rawValue }
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
        Self.link(&parts, k: policy.disclosure.k)
        self.parts = parts
        let (noisy, noiseLedger) = try Self.noisyFigures(material, policy, secret)
        self.noiseLedger = noiseLedger
        let figures = (Self.figures(parts, material, policy) + noisy).sorted { $0.key < $1.key }
        let id = Self.identifier(figures, material)
        self.id = id
        self.figures = figures.map { figure in
            var figure = figure
            figure.release = id
            return figure
        }
    }

    private static func made(_ part: ReleaseMaterial.Part) -> Result<Part, DisclosureError> {
        let maker = BlockRelease(part.block.scheme)
        var (ledger, released) = (part.ledger, part.released)
        do throws(DisclosureError) {
            let movement = try maker.add(to: &ledger, &released, current: part.current)
            return .success(
                Part(
                    part: part,
                    maker: maker,
                    ledger: ledger,
                    released: released,
                    isRevised: movement.left != nil,
                    counts: maker.counts(ledger)
                )
            )
        } catch {
            return .failure(error)
        }
    }

    // MARK: Between blocks

    /// Withholds cells of what is within something else, such as those certified of those who attended, where the
    /// difference is small: it would tell how many were not.
    private static func link(_ parts: inout [Part], k: Int) {
        for index in parts.indices {
            let (block, scheme) = (parts[index].part.block, parts[index].part.block.scheme)
            guard
                let whole = parts.first(where: { other in
                    other.part.block.indicator.code == block.indicator.within && other.part.block.share == block.share
                })
            else { continue }
            let wholes = Dictionary(
                zip(whole.part.block.scheme.cells.map(\.coordinates), whole.counts),
                uniquingKeysWith: { first, _ in first }
            )
            let close = scheme.cells.indices.filter { cell in
                let rest = (wholes[scheme.cells[cell].coordinates] ?? 0) - parts[index].counts[cell]
                return rest != 0 && rest < k
            }
            parts[index].maker.withhold(Set(close), in: &parts[index].ledger)
        }
    }

    // MARK: Figures

    private static func figures(_ parts: [Part], _ material: ReleaseMaterial, _ policy: ReleasePolicy) -> [Figure] {
        var figures: [Figure] = []
        func add(_ indicator: Indicator, _ dimensions: [String: String], _ value: Int?) {
            figures.append(
                Figure(
                    indicator: indicator.code,
                    dimensions: dimensions,
                    period: "to-\(material.order.through)",
                    asOf: material.order.through,
                    value: value,
                    source: .counted,
                    unit: indicator.unit,
                    mayDoubleCount: indicator.code == .kitPersons && material.mayDoubleCountKits ? true : nil,
                    threshold: policy.disclosure.k,
                    policyVersion: policy.disclosure.version
                )
            )
        }
        for part in parts {
            let known = parts.first {
                $0.part.block.indicator.code == part.part.block.indicator.code && $0.part.block.share == .known
            }
            for figure in part.maker.figures(part.ledger) {
                let dimensions = part.part.block.dimensions(
                    of: figure.coordinates,
                    known?.part.block ?? part.part.block
                )
                add(part.part.block.indicator, dimensions, figure.value)
            }
        }
        func total(_ code: IndicatorCode) -> Int? {
            parts.first { $0.part.block.indicator.code == code && $0.part.block.share == .known }?.value(of: [:])
        }
        // Kits say how many received them at most, so they are told where the persons are.
        if let kits = Indicator.named(IndicatorCode.kitItems.rawValue), policy.indicators.contains(.kitPersons) {
            add(kits, [:], total(.kitPersons) == nil ? nil : material.kitItems)
        }
        // Pairs are the sum of what is told anyway, or they are not told.
        let services: [IndicatorCode] = [
            .literacyAttended, .beneficiariesPsychosocial, .beneficiariesVocational, .beneficiariesMedical,
            .beneficiariesReintegration, .beneficiariesLegal,
        ]
        if let pairs = Indicator.named(IndicatorCode.beneficiaryServicePairs.rawValue),
            services.allSatisfy(policy.indicators.contains)
        {
            let told = services.compactMap(total)
            let isAll = told.count == services.count && told.reduce(0, +) == material.servicePairs
            add(pairs, [:], isAll ? material.servicePairs : nil)
        }
        return figures
    }

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
        return EntityID(
            high: word(bytes[0..<8]) & 0xFFFF_FFFF_FFFF_0FFF | 0x8000,
            low: word(bytes[8..<16]) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        )
    }
}
