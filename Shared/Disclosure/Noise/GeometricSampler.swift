/// Two-sided geometric noise: 0 is likeliest, and each step away from it is less likely by e^(−numerator/denominator).
///
/// Exact: whole numbers only, no floating point, whose rounding has given differentially private counts away (Mironov,
/// "On Significance of the Least Significant Bits for Differential Privacy", 2012).
///
/// Source: algorithms 1 and 2 of Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential Privacy", 2020.
struct GeometricSampler {
    /// 1 or more.
    let numerator: UInt64
    /// 1 or more.
    let denominator: UInt64

    init(numerator: Int, denominator: Int) {
        precondition(numerator > 0 && denominator > 0)
        var (one, other) = (numerator, denominator)
        while other != 0 { (one, other) = (other, one % other) }
        // In lowest terms: fewer bits are drawn.
        self.numerator = UInt64(numerator / one)
        self.denominator = UInt64(denominator / one)
    }

    func sample(_ bits: inout KeyedBits) -> Int {
        while true {
            // A geometric number of steps of 1/denominator: its remainder first, then its whole part.
            let remainder = bits.number(below: denominator)
            guard happens(remainder, of: denominator, &bits) else { continue }
            var whole: UInt64 = 0
            while happens(1, of: 1, &bits) { whole += 1 }
            let size = (remainder + denominator * whole) / numerator
            let isNegative = bits.number(below: 2) == 1
            // Zero has one sign only, or it would come twice as often.
            if isNegative, size == 0 { continue }
            return isNegative ? -Int(size) : Int(size)
        }
    }

    /// Whether something of probability e^(−part/whole) happens; `part` is at most `whole`.
    ///
    /// Counts how often in a row something happens that has probability part/whole, then half of it, a third of it, and so
    /// on: that this is an even number of times has the probability 1 − x + x²/2 − x³/6 + …
    private func happens(_ part: UInt64, of whole: UInt64, _ bits: inout KeyedBits) -> Bool {
        var attempt: UInt64 = 1
        while bits.number(below: whole) < part, bits.number(below: attempt) == 0 { attempt += 1 }
        return attempt % 2 == 1
    }
}
