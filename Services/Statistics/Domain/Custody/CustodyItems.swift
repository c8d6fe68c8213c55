import Events

/// How somebody left an institution: the item of a fact.
enum Leaving: UInt64, Sendable {
    case released = 1
    case absconded = 2
    case died = 3
}

/// What a fact says of an admission.
struct AdmissionItem: Sendable {
    /// Whether the person is wholly separated from adults.
    var isSeparated: Bool
    /// The legal status's number; 0 when it is not known.
    var status: UInt8

    init(isSeparated: Bool, status: LegalStatus?) {
        self.isSeparated = isSeparated
        self.status = status?.number ?? 0
    }

    init(bits: UInt64) {
        isSeparated = bits & 1 == 1
        status = UInt8(truncatingIfNeeded: bits >> 8)
    }

    var bits: UInt64 { (isSeparated ? 1 : 0) | UInt64(status) << 8 }
}

/// The scores of a person's reintegration, each in 10,000ths.
struct ScoresItem: Sendable {
    /// Economic, social and psychosocial.
    let scores: [Double]

    init(_ scores: SustainabilityScores) {
        self.scores = [scores.economic, scores.social, scores.psychosocial]
    }

    /// `nil` when there are none, or none any more.
    init?(bits: UInt64) {
        guard bits != 0 else { return nil }
        scores = (0..<3).map { Double(bits >> (UInt64($0) * 16) & 0xFFFF) / 10_000 }
    }

    var bits: UInt64 {
        let parts = scores.enumerated().map { index, score in
            UInt64(min(max(0, score), 1) * 10_000 + 0.5) << (UInt64(index) * 16)
        }
        return parts.reduce(1 << 48, |)
    }
}

extension LegalStatus: NumberedCode {
    var number: UInt8 {
        switch self {
        case .notInvolved: 1
        case .arrested: 2
        case .preTrial: 3
        case .observation: 4
        case .measure: 5
        case .probation: 6
        case .sentenced: 7
        case .diverted: 8
        case .conditionalRelease: 9
        case .victim: 10
        case .witness: 11
        }
    }

    /// Whether nothing has been decided of the person yet.
    var isPreSentence: Bool { [.arrested, .preTrial, .observation].contains(self) }

    /// Whether the person stays by a decision.
    var isSentence: Bool { [.sentenced, .measure].contains(self) }

    static let numbered = byNumber
}
