import Disclosure
import Events

extension ReleasePolicy {
    /// The tables by nationality: what CTDC's columns hold, and the margins that may be told where those are withheld.
    ///
    /// None has a place beside: few are of one nationality in one place.
    static let nationalityTables = [
        ["nationality.groups"], ["nationality"], ["sex", "nationality"], ["sex", "age.groups", "nationality"],
    ]
}

extension DisclosurePolicy.Axis {
    /// Some nationalities, the host country's, and all others together, with the host country's nationals set apart.
    ///
    /// They are named beforehand: which nationalities there are is itself not for everybody to know.
    ///
    /// - Parameter nationalities: ISO 3166-1 alpha-2 codes, in any order; `nil` is made of none.
    init?(nationalities: [String]) {
        guard !nationalities.isEmpty else { return nil }
        let host = Nationality.host.code
        let others = Set(nationalities).subtracting([host]).sorted() + [Nationality.other]
        self.init(codes: [host] + others, groups: [Nationality.nationals: [host], Nationality.nonNationals: others])
    }

    /// The code under which a nationality is told: ``Nationality/other`` for a country without one, where there is that.
    func code(ofNationality value: String) -> String {
        guard codes.contains(Nationality.other), !codes.contains(value), value != notDisclosed,
            value != Nationality.unknown.code
        else { return value }
        return Nationality.other
    }
}
