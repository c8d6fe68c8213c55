/// The usual measure of how alike two words are, from 0 to 1.
enum JaroWinkler {
    static func similarity(_ left: [UInt8], _ right: [UInt8]) -> Double {
        let jaro = jaro(left, right)
        let prefix = zip(left, right).prefix(4).prefix { $0 == $1 }.count
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
    }

    private static func jaro(_ left: [UInt8], _ right: [UInt8]) -> Double {
        guard !left.isEmpty, !right.isEmpty else { return left.isEmpty && right.isEmpty ? 1 : 0 }
        let reach = max(0, max(left.count, right.count) / 2 - 1)
        var taken = [Bool](repeating: false, count: right.count)
        var leftMatches: [UInt8] = []
        for (index, letter) in left.enumerated() {
            let end = min(right.count - 1, index + reach)
            var position = max(0, index - reach)
            while position <= end {
                if !taken[position], right[position] == letter {
                    taken[position] = true
                    leftMatches.append(letter)
                    break
                }
                position += 1
            }
        }
        guard !leftMatches.isEmpty else { return 0 }
        var transposed = 0
        var next = 0
        for (position, isTaken) in taken.enumerated() where isTaken {
            if right[position] != leftMatches[next] { transposed += 1 }
            next += 1
        }
        let matches = Double(leftMatches.count)
        return
            (matches / Double(left.count) + matches / Double(right.count)
            + (matches - Double(transposed) / 2) / matches) / 3
    }
}
