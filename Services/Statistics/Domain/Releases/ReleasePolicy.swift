import Disclosure
import Events
import Foundation
import Reference

/// By what rules figures about persons who are helped are released: the file that `figures.policy` names.
///
/// It is a ``DisclosurePolicy`` with three members more: `indicators`, the codes of what is released, `partnerIndicators`,
/// those of what only partners are told, and `schedule`.
struct ReleasePolicy: Codable, Sendable, Hashable {
    /// When releases are made without being ordered, once the first one was.
    struct Schedule: Codable, Sendable, Hashable {
        /// How many days after the end of a quarter it is released: what comes later belongs to the next release.
        var delayDays: Int
    }

    /// The rules.
    var disclosure: DisclosurePolicy
    /// What is released.
    var indicators: [IndicatorCode]
    /// What only partners are told.
    var partnerIndicators: [IndicatorCode]
    /// `nil` when every release is ordered.
    var schedule: Schedule?

    private enum CodingKeys: String, CodingKey {
        case indicators, partnerIndicators, schedule
    }

    init(
        disclosure: DisclosurePolicy,
        indicators: [IndicatorCode] = Self.usual,
        partnerIndicators: [IndicatorCode] = [],
        schedule: Schedule? = nil
    ) {
        self.disclosure = disclosure
        self.indicators = indicators
        self.partnerIndicators = partnerIndicators
        self.schedule = schedule
    }

    init(from decoder: any Decoder) throws {
        disclosure = try DisclosurePolicy(from: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        indicators = try container.decodeIfPresent([IndicatorCode].self, forKey: .indicators) ?? Self.usual
        partnerIndicators = try container.decodeIfPresent([IndicatorCode].self, forKey: .partnerIndicators) ?? []
        schedule = try container.decodeIfPresent(Schedule.self, forKey: .schedule)
    }

    func encode(to encoder: any Encoder) throws {
        try disclosure.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(indicators, forKey: .indicators)
        if !partnerIndicators.isEmpty { try container.encode(partnerIndicators, forKey: .partnerIndicators) }
        try container.encodeIfPresent(schedule, forKey: .schedule)
    }

    /// What is released unless the policy says otherwise: children served, kits, returns; nothing about victims.
    static let usual: [IndicatorCode] = [
        .literacyCertified, .literacyAttended, .beneficiariesPsychosocial, .beneficiariesVocational,
        .beneficiariesMedical, .beneficiariesReintegration, .beneficiariesLegal, .beneficiariesAny, .kitPersons,
        .returns, .returnsArrived,
    ]

    /// The blocks: two for each indicator, those of whom everything is known that it is cut by, and the rest.
    var blocks: [ReleaseBlock] {
        get throws(PolicyError) {
            var blocks: [ReleaseBlock] = []
            for code in released {
                guard let indicator = Indicator.named(code.rawValue) else { continue }
                let isForPartnersOnly = !indicators.contains(code)
                for share in [ReleaseBlock.Share.known, .rest] {
                    blocks.append(
                        try ReleaseBlock(indicator, share, disclosure, isForPartnersOnly: isForPartnersOnly)
                    )
                }
            }
            return blocks
        }
    }

    /// Everything that is released to anybody.
    var released: [IndicatorCode] { indicators + partnerIndicators }

    /// The names of the blocks that cut by what erasure takes from a person: sex, age and nationality.
    var personalBlocks: [String] {
        released.filter { code in
            Indicator.named(code.rawValue)?.dimensions.contains { dimension in
                [.sex, .age, .nationality].contains(dimension) && disclosure.dimensions[dimension.rawValue] != nil
            } == true
        }
        .map(\.rawValue)
    }

    /// What is wrong with it, in words for whoever wrote it.
    var problems: [String] {
        var problems = disclosure.problems + disclosure.noiseProblems(exact: Set(released.map(\.rawValue)))
        let missing = Set(DisclosurePolicy.Rule.allCases).subtracting(disclosure.rules).map(\.rawValue).sorted()
        if !missing.isEmpty {
            problems.append(
                "rules: \(missing.joined(separator: ", ")) left out; only a rehearsal may do without a rule"
            )
        }
        let known = Set([Dimension.sex, .age, .place, .nationality].map(\.rawValue))
        for name in disclosure.dimensions.keys.sorted() where !known.contains(name) {
            problems.append("dimensions: \(name) is none of \(known.sorted().joined(separator: ", "))")
        }
        if Set(released).count != released.count {
            problems.append("indicators: one is there twice, or for everybody and for partners")
        }
        if !partnerIndicators.isEmpty, disclosure.partners == nil {
            problems.append("partnerIndicators: there are no partners; say partners.k")
        }
        for (index, series) in (disclosure.noise ?? []).enumerated()
        where Indicator.named(series.measure)?.isReleasable != true {
            problems.append("noise[\(index)].measure: \(series.measure) is no indicator that counts persons")
        }
        problems += self.problems(of: indicators, beside: indicators, "indicators")
        problems += self.problems(of: partnerIndicators, beside: released, "partnerIndicators")
        if let delay = schedule?.delayDays, !(0...3_650).contains(delay) {
            problems.append("schedule.delayDays: is \(delay); give 0 to 3650")
        }
        return problems
    }

    private func problems(of codes: [IndicatorCode], beside all: [IndicatorCode], _ member: String) -> [String] {
        codes.compactMap { code in
            guard let indicator = Indicator.named(code.rawValue) else { return nil }
            guard indicator.isReleasable else {
                return "\(member): \(code.rawValue) counts no persons, so that it cannot be released so"
            }
            guard let whole = indicator.within, !all.contains(whole) else { return nil }
            return "\(member): \(code.rawValue) is a part of \(whole.rawValue), which has to be released with it"
        }
    }

    /// Reads a policy.
    ///
    /// - Throws: ``PolicyError`` with all that is wrong with it.
    static func read(_ data: Data) throws(PolicyError) -> ReleasePolicy {
        let policy: ReleasePolicy
        do {
            policy = try JSONDecoder().decode(ReleasePolicy.self, from: data)
        } catch let error as DecodingError {
            throw PolicyError(problems: [error.place])
        } catch {
            throw PolicyError(problems: ["is no JSON"])
        }
        guard policy.problems.isEmpty else { throw PolicyError(problems: policy.problems) }
        return policy
    }
}

extension ReleasePolicy {
    /// The policy where no file is named: sex and age bands, the first-level subdivisions of countries, nationalities.
    ///
    /// - Parameters:
    ///   - k: The smallest number of persons that is told.
    ///   - partnersK: The smallest that partners are told; `nil` when there are no partners.
    ///   - countries: ISO 3166-1 alpha-2 codes; no places are published when there are none.
    ///   - nationalities: Those that are told beside the host country's and all others; none are when there are none.
    /// - Returns: The policy; its version names what it was made from.
    static func builtIn(
        k: Int,
        partnersK: Int? = nil,
        countries: [String] = [],
        nationalities: [String] = []
    ) -> ReleasePolicy {
        let bands = AgeBand.allCases.filter { $0 != .unknown }
        var dimensions = [
            Dimension.sex.rawValue: DisclosurePolicy.Axis(codes: [Sex.female.rawValue, Sex.male.rawValue]),
            Dimension.age.rawValue: DisclosurePolicy.Axis(
                codes: bands.map(\.rawValue),
                groups: [
                    "child": bands.filter { $0.isChild == true }.map(\.rawValue),
                    "adult": bands.filter { $0.isChild == false }.map(\.rawValue),
                ]
            ),
        ]
        var tables = [[], ["sex"], ["age.groups"], ["age"], ["sex", "age"]]
        let places = Dictionary(
            countries.map { country in (country, subdivisions(of: country)) },
            uniquingKeysWith: { first, _ in first }
        )
        .filter { !$0.value.isEmpty }
        if !places.isEmpty {
            dimensions[Dimension.place.rawValue] = DisclosurePolicy.Axis(
                codes: places.sorted { $0.key < $1.key }.flatMap(\.value),
                groups: places
            )
            tables += [["geo.groups"], ["geo"], ["sex", "geo"], ["age.groups", "geo"]]
        }
        var version = ["k\(k)"] + places.keys.sorted()
        if let axis = DisclosurePolicy.Axis(nationalities: nationalities) {
            dimensions[Dimension.nationality.rawValue] = axis
            tables += nationalityTables
            version += ["of"] + axis.codes
        }
        return ReleasePolicy(
            disclosure: DisclosurePolicy(
                version: version.joined(separator: "-"),
                k: k,
                complement: [Dimension.sex.rawValue],
                dimensions: dimensions,
                tables: tables,
                partners: partnersK.map { DisclosurePolicy.Partners(k: min(k, $0)) }
            )
        )
    }

    /// The subdivisions that places count under, below none of which a figure goes.
    private static func subdivisions(of country: String) -> [String] {
        ReferenceList.subdivisions.entries.map(\.code).filter { $0.hasPrefix(country + "-") && !$0.contains(":") }
    }
}

extension Indicator {
    /// Whether it counts distinct persons, who can be released.
    var isReleasable: Bool { measure != nil && code != .beneficiaryServicePairs && measured == nil }
}

extension DecodingError {
    /// What is wrong, after its place: `dimensions.sex.codes: is missing`.
    fileprivate var place: String {
        func path(_ keys: [any CodingKey]) -> String {
            keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
        }
        return switch self {
        case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])): is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(path(context.codingPath)): is of another kind than it has to be"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? "is no JSON" : "\(path(context.codingPath)): is not allowed"
        @unknown default: "is no disclosure policy"
        }
    }
}
