import Events

/// What an indicator says that is more than a count.
enum Measured: Sendable, Hashable {
    /// Persons in a role at the end of the day.
    case stock(Custody.Role)
    /// Persons in a role, for each `per` persons in another.
    case share(Custody.Role, of: Custody.Role, per: Int)
    /// Days until something was decided of those held.
    case daysBeforeSentence
    /// Days of those held by a decision.
    case daysOfSentence
    /// Days until a referral was answered.
    case answerDays
    /// The mean of the last scores: 0 economic, 1 social, 2 psychosocial.
    case score(Int)

    /// The roles that are counted.
    var roles: [Custody.Role] {
        switch self {
        case .stock(let role): [role]
        case .share(let role, let of, _): [role, of]
        case .daysBeforeSentence, .daysOfSentence, .answerDays, .score: []
        }
    }
}

/// A value that is more than a count.
struct Measurement: Sendable, Hashable {
    /// The share: so many for each `per`.
    var share: Double?
    /// For how many the share is.
    var per: Int?
    /// How many it is a share of.
    var of: Int?
    /// The median, in days, rounded to 5.
    var medianDays: Int?
    /// What nine in ten do not exceed, in days, rounded to 5.
    var p90Days: Int?
    /// The mean of scores between 0 and 1, rounded to hundredths.
    var mean: Double?
}

extension Measurement {
    /// So many of others.
    init(share count: Int, of total: Int, per: Int) {
        let tenths = (Double(count) * Double(per) / Double(total) * 10).rounded() / 10
        self.init(share: tenths, per: per, of: total)
    }

    /// The middle and the upper end of lengths in days, never the extremes.
    ///
    /// `nil` where it would be of fewer than twice the threshold of persons.
    init?(days: [Int], persons: Int, threshold: Int) {
        guard persons >= 2 * threshold, !days.isEmpty else { return nil }
        let sorted = days.sorted()
        func quantile(_ percent: Int) -> Int {
            let place = (sorted.count * percent + 99) / 100
            return Int((Double(sorted[max(0, place - 1)]) / 5).rounded()) * 5
        }
        self.init(medianDays: quantile(50), p90Days: quantile(90))
    }

    /// The mean of scores; without how many it is of, which would give their sum away.
    init?(scores: [Double], threshold: Int) {
        guard scores.count >= 2 * threshold else { return nil }
        self.init(mean: (scores.reduce(0, +) / Double(scores.count) * 100).rounded() / 100)
    }
}
