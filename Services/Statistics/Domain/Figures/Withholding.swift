import Events

/// Decides which counted values may be told.
///
/// The rules are those that can be applied to one publication by itself; what successive publications give away
/// together is the disclosure ledger's business.
///
/// 1. A value about persons who are helped is told from `threshold` on. Zeros are treated like small values.
/// 2. The cells of a cut are told together or not at all: with one of them missing, the total would give it away.
/// 3. A value within another (certified within attended, arrived within departed) is told only when the difference is
///    none or at least `threshold`.
/// 4. Pairs of child and service are told only when what is left after the told services is none or at least `threshold`.
/// 5. Kits are told only where the persons who received them are.
struct Withholding: Sendable {
    /// The smallest value that is told: `figures.k`.
    let threshold: Int
    /// What was counted.
    let values: PublishedValues

    /// What is told: for each cell of the declared tables a value, or `nil` where it is withheld.
    func told() -> [PublishedValues.Place: Int?] {
        var told: [PublishedValues.Place: Int?] = [:]
        for table in PublishedTable.all {
            guard let indicator = Indicator.named(table.indicator.rawValue) else { continue }
            for (year, cells) in values.cells(of: table) {
                tell(indicator, table, year, cells, &told)
            }
        }
        return told
    }

    private func tell(
        _ indicator: Indicator,
        _ table: PublishedTable,
        _ year: Int,
        _ cells: [String?: Count],
        _ told: inout [PublishedValues.Place: Int?]
    ) {
        func put(_ value: String?, _ count: Int?) {
            told[PublishedValues.Place(table: table, year: year, value: value)] = .some(count)
        }
        guard indicator.disclosure == .beneficiary else {
            for (value, count) in cells { put(value, count.value) }
            return
        }
        guard table.cut != nil else {
            put(nil, isTold(indicator, year) ? cells[nil]?.value : nil)
            return
        }
        let isSafe = isTold(indicator, year) && areTold(indicator, year, cells)
        let shown = Set([Sex.female.rawValue, Sex.male.rawValue])
            .union(isSafe ? cells.filter { $0.value.value > 0 }.keys.compactMap { $0 } : [])
        for value in shown { put(value, isSafe ? cells[value]?.value : nil) }
    }

    /// Whether a total may be told.
    private func isTold(_ indicator: Indicator, _ year: Int) -> Bool {
        guard let total = values[indicator.code, nil, year, nil]?.value else { return false }
        switch indicator.code {
        case .kitItems: return values[.kitPersons, nil, year, nil].map { $0.value >= threshold } ?? false
        case .beneficiaryServicePairs: return total >= threshold && isSafe(restOfPairs: total, year)
        default: return total >= threshold && isSafe(total, within: indicator.within, nil, year)
        }
    }

    /// Whether the cells by sex may be told: all that are in use, and both that every deployment has in use.
    private func areTold(_ indicator: Indicator, _ year: Int, _ cells: [String?: Count]) -> Bool {
        var counts = cells.mapValues(\.value).filter { $0.value > 0 }
        for sex in [Sex.female, .male] { counts[sex.rawValue] = cells[sex.rawValue]?.value ?? 0 }
        return counts.allSatisfy { value, count in
            count >= threshold && isSafe(count, within: indicator.within, value, year)
        }
    }

    private func isSafe(_ count: Int, within other: IndicatorCode?, _ value: String?, _ year: Int) -> Bool {
        guard let other else { return true }
        let whole = values[other, value == nil ? nil : .sex, year, value]?.value ?? 0
        return whole == count || abs(whole - count) >= threshold
    }

    private func isSafe(restOfPairs pairs: Int, _ year: Int) -> Bool {
        let services: [IndicatorCode] = [
            .literacyAttended, .beneficiariesPsychosocial, .beneficiariesVocational, .beneficiariesMedical,
            .beneficiariesReintegration, .beneficiariesLegal,
        ]
        let counts = services.map { values[$0, nil, year, nil]?.value ?? 0 }
        let rest = pairs - counts.filter { $0 >= threshold }.reduce(0, +)
        return rest == 0 ? counts.allSatisfy { $0 >= threshold } : rest >= threshold
    }
}
