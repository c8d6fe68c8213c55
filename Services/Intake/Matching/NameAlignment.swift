/// Which parts of two names belong together, and what that is worth.
struct NameAlignment {
    private enum Level: Int {
        case near
        case vowels
        case same
    }

    private let left: MatchTokens
    private let right: MatchTokens
    private let frequencies: NameFrequencies
    private var leftOpen: Set<Int>
    private var rightOpen: Set<Int>
    /// Of parts that are no alias, in pairs of positions.
    private var aligned: [(left: Int, right: Int)] = []
    private(set) var evidence = MatchComparison.Evidence()

    init(_ left: MatchTokens, _ right: MatchTokens, _ frequencies: NameFrequencies) {
        (self.left, self.right, self.frequencies) = (left, right, frequencies)
        leftOpen = Set(left.names.indices)
        rightOpen = Set(right.names.indices)
        // Of somebody without a name nothing is known that could be missing or differ.
        guard !leftOpen.isEmpty, !rightOpen.isEmpty else { return }
        align(.same)
        align(.vowels)
        join()
        align(.near)
        weighRest()
    }

    private mutating func align(_ level: Level) {
        for leftIndex in left.names.indices where leftOpen.contains(leftIndex) {
            let part = left.names[leftIndex]
            // Where one part fits several, as in a name with the father's name twice, the same position comes first.
            let fitting = right.names.indices.filter { index in
                rightOpen.contains(index) && Self.fits(part, right.names[index], level)
            }
            guard let rightIndex = fitting.min(by: { abs($0 - leftIndex) < abs($1 - leftIndex) }) else { continue }
            leftOpen.remove(leftIndex)
            rightOpen.remove(rightIndex)
            weigh(part, right.names[rightIndex], level)
            if part.isAlias != true, right.names[rightIndex].isAlias != true {
                aligned.append((leftIndex, rightIndex))
            }
        }
    }

    private static func fits(_ left: MatchTokens.Part, _ right: MatchTokens.Part, _ level: Level) -> Bool {
        switch level {
        case .same: left.part == right.part && left.spellings.contains { right.spellings.contains($0) }
        case .vowels: left.part == right.part
        case .near:
            right.near.contains(left.part) || left.near.contains(right.part)
                || left.near.contains { right.near.contains($0) }
        }
    }

    private mutating func weigh(_ left: MatchTokens.Part, _ right: MatchTokens.Part, _ level: Level) {
        let isAlias = left.isAlias == true || right.isAlias == true
        let weight = frequencies.weight(left.part)
        switch level {
        case .same:
            evidence.score += isAlias ? weight * MatchWeights.aliasShare : weight
            evidence.reasons.append(isAlias ? .aliasSame : .nameSame)
        case .vowels, .near:
            // A short name leaves few letters that agree.
            let isShort = min(left.near.count, right.near.count) <= 3
            evidence.score +=
                level == .vowels
                ? vowels(weight) : isShort ? MatchWeights.nameNearShort : MatchWeights.nameNear
            evidence.reasons.append(.nameSimilar)
        }
    }

    /// Between a man and a woman the ending is the difference: Amin and Amina.
    private func vowels(_ weight: Double) -> Double {
        if let sex = left.sex, let other = right.sex, sex != other { return MatchWeights.nameVowelsOfOtherSex }
        return weight * MatchWeights.nameVowelsShare
    }

    /// Two parts of one that the other writes as one word.
    private mutating func join() {
        for (index, joined) in left.joined.enumerated() where leftOpen.isSuperset(of: [index, index + 1]) {
            guard let other = rightOpen.sorted().first(where: { right.names[$0].part == joined }) else { continue }
            leftOpen.subtract([index, index + 1])
            rightOpen.remove(other)
            weighJoined(left.names[index...index + 1])
        }
        for (index, joined) in right.joined.enumerated() where rightOpen.isSuperset(of: [index, index + 1]) {
            guard let other = leftOpen.sorted().first(where: { left.names[$0].part == joined }) else { continue }
            rightOpen.subtract([index, index + 1])
            leftOpen.remove(other)
            weighJoined(right.names[index...index + 1])
        }
    }

    private mutating func weighJoined(_ parts: ArraySlice<MatchTokens.Part>) {
        evidence.score += parts.reduce(0) { $0 + frequencies.weight($1.part) } * MatchWeights.nameJoinedShare
        evidence.reasons.append(.nameJoined)
    }

    private mutating func weighRest() {
        evidence.score = min(evidence.score, MatchWeights.nameMost)
        let leftRest = leftOpen.count { left.names[$0].isAlias != true }
        let rightRest = rightOpen.count { right.names[$0].isAlias != true }
        let (differing, missing) = (min(leftRest, rightRest), abs(leftRest - rightRest))
        if differing > 0 {
            evidence.score += Double(differing) * MatchWeights.nameDiffers
            evidence.reasons.append(.nameDiffers)
            evidence.reasons.removeAll { $0 == .nameSame }
        }
        if missing > 0 {
            evidence.score += Double(missing) * MatchWeights.namePartMissing
            evidence.reasons.append(.namePartMissing)
        }
        if evidence.reasons.contains(.nameSimilar) { evidence.reasons.removeAll { $0 == .nameSame } }
        let inOrder = aligned.sorted { $0.left < $1.left }.map(\.right)
        if zip(inOrder, inOrder.dropFirst()).contains(where: { $0 > $1 }) { evidence.reasons.append(.nameOrder) }
    }
}
