import Disclosure
import Events

extension MadeRelease {
    /// What an audience is told of the blocks, and what follows from it.
    static func figures(
        for audience: Audience,
        _ parts: [Part],
        _ material: ReleaseMaterial,
        _ policy: ReleasePolicy
    ) -> [Figure] {
        var figures: [Figure] = []
        let threshold = audience == .partners ? policy.disclosure.partners?.k : policy.disclosure.k
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
                    threshold: threshold,
                    policyVersion: policy.disclosure.version
                )
            )
        }
        var totals: [IndicatorCode: Int] = [:]
        for part in parts {
            guard let maker = part.block.maker(for: audience), let ledger = part.ledger[audience] else { continue }
            let known = parts.first {
                $0.block.indicator.code == part.block.indicator.code && $0.block.share == .known
            }
            for figure in maker.figures(ledger) {
                if part.block.share == .known, figure.coordinates.isEmpty {
                    totals[part.block.indicator.code] = figure.value
                }
                let dimensions = part.block.dimensions(of: figure.coordinates, known?.block ?? part.block)
                add(part.block.indicator, dimensions, figure.value)
            }
        }
        // Kits say how many received them at most, so they are told where the persons are, and not where they are mostly
        // one person's.
        if let kits = Indicator.named(IndicatorCode.kitItems.rawValue), policy.indicators.contains(.kitPersons) {
            add(kits, [:], totals[.kitPersons] != nil && material.areKitsSpread ? material.kitItems : nil)
        }
        // Pairs are the sum of what is told anyway, or they are not told.
        let services: [IndicatorCode] = [
            .literacyAttended, .beneficiariesPsychosocial, .beneficiariesVocational, .beneficiariesMedical,
            .beneficiariesReintegration, .beneficiariesLegal,
        ]
        if let pairs = Indicator.named(IndicatorCode.beneficiaryServicePairs.rawValue),
            services.allSatisfy(policy.indicators.contains)
        {
            let told = services.compactMap { totals[$0] }
            let isAll = told.count == services.count && told.reduce(0, +) == material.servicePairs
            add(pairs, [:], isAll ? material.servicePairs : nil)
        }
        return figures
    }
}
