/// Two people compared by their tokens alone: the same within an instance and between instances.
struct MatchComparison: Sendable, Hashable {
    /// In bits of evidence; more is likelier one person.
    private(set) var score = 0.0
    /// In the order of ``MatchReason``.
    private(set) var reasons: [MatchReason] = []

    /// Whether somebody should look at the two; nothing is ever merged by itself.
    var isCandidate: Bool { score >= MatchWeights.candidate }

    /// Tokens of different schemes, or without any name in common, never make candidates unless a document agrees.
    init(_ left: MatchTokens, _ right: MatchTokens, frequencies: NameFrequencies = .none) {
        guard left.scheme == right.scheme else { return }
        var found: Set<MatchReason> = []
        func weigh(_ evidence: Evidence) {
            score += evidence.score
            found.formUnion(evidence.reasons)
        }
        let names = NameAlignment(left, right, frequencies).evidence
        weigh(names)
        weigh(Self.birth(left, right))
        weigh(Self.pair(left.sex, right.sex, (MatchWeights.sexSame, .sexSame), (MatchWeights.sexDiffers, .sexDiffers)))
        weigh(
            Self.pair(
                left.place,
                right.place,
                (MatchWeights.placeSame, .placeSame),
                (MatchWeights.placeDiffers, .placeDiffers)
            )
        )
        weigh(Self.documents(left.documents, right.documents))
        // Kin share phones and guardians; where names differ, that they agree says little.
        let share = names.reasons.contains(.nameDiffers) ? MatchWeights.kinShare : 1
        weigh(Self.pair(left.phone, right.phone, (MatchWeights.phoneSame * share, .phoneSame), nil))
        weigh(Self.pair(left.guardian, right.guardian, (MatchWeights.guardianSame * share, .guardianSame), nil))
        reasons = MatchReason.allCases.filter(found.contains)
    }

    struct Evidence {
        var score = 0.0
        var reasons: [MatchReason] = []
    }

    /// Something that both may have: nothing is known when one has it not.
    private static func pair(
        _ left: MatchToken?,
        _ right: MatchToken?,
        _ same: (Double, MatchReason),
        _ differs: (Double, MatchReason)?
    )
        -> Evidence
    {
        guard let left, let right else { return Evidence() }
        if left == right { return Evidence(score: same.0, reasons: [same.1]) }
        return differs.map { Evidence(score: $0.0, reasons: [$0.1]) } ?? Evidence()
    }

    private static func birth(_ left: MatchTokens, _ right: MatchTokens) -> Evidence {
        if let date = left.birthDate, date == right.birthDate {
            return Evidence(score: MatchWeights.birthDateSame, reasons: [.birthDateSame])
        }
        guard !left.birthYears.isEmpty, !right.birthYears.isEmpty else { return Evidence() }
        var evidence = Evidence()
        let (leftRadius, rightRadius) = (left.birthYears.count / 2, right.birthYears.count / 2)
        let shared = left.birthYears.count { right.birthYears.contains($0) }
        let isEstimated = leftRadius > 2 || rightRadius > 2
        let weights = isEstimated ? MatchWeights.birthYearEstimated : MatchWeights.birthYear
        // Two rows of years of these radii share fewer the farther apart their middles are.
        let years =
            left.birthYears[leftRadius] == right.birthYears[rightRadius] ? 0 : leftRadius + rightRadius + 1 - shared
        let isNear = shared > 0 && years < weights.count
        evidence.score = isNear ? weights[years] : MatchWeights.birthYearDiffers
        evidence.reasons = [
            years == 0 ? .birthYearSame : isNear && weights[years] >= 0 ? .birthYearNear : .birthYearDiffers
        ]
        if let day = left.birthDay, let other = right.birthDay {
            if day == other {
                evidence.score = max(evidence.score, 0) + MatchWeights.birthDaySame
                evidence.reasons.append(.birthDaySame)
            } else {
                evidence.score = min(evidence.score, 0) + MatchWeights.birthDayDiffers
                evidence.reasons.append(.birthDayDiffers)
            }
        }
        return evidence
    }

    private static func documents(_ left: [MatchTokens.Document], _ right: [MatchTokens.Document]) -> Evidence {
        let pairs = left.flatMap { document in right.map { (document, $0) } }
        if pairs.contains(where: { $0.number == $1.number }) {
            return Evidence(score: MatchWeights.documentSame, reasons: [.documentSame])
        }
        let ofOneKind = pairs.filter { $0.kind == $1.kind }
        if ofOneKind.contains(where: { !Set($0.halves).isDisjoint(with: $1.halves) }) {
            return Evidence(score: MatchWeights.documentSimilar, reasons: [.documentSimilar])
        }
        guard !ofOneKind.isEmpty else { return Evidence() }
        return Evidence(score: MatchWeights.documentDiffers, reasons: [.documentDiffers])
    }
}
