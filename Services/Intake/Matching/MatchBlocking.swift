extension MatchTokens {
    /// From how many people on a blocking key is not worth looking up.
    static let maximumHolders = 32

    /// Under what a store looks this person up and finds candidates: equal keys of two people make them a pair.
    ///
    /// Made of the tokens alone, with no key, so they are neither sent nor kept secret further. No key is of a single
    /// part of a name: a tenth of all men are called Mohamed. They are:
    /// three parts together; two parts with a span of birth years, or with place and sex, or with the day and month of
    /// birth; one part with the whole birth date, or with a span of birth years, place and sex; a document; a phone.
    ///
    /// A key that more than ``maximumHolders`` people have is of widespread names and finds nobody in particular: a
    /// store may leave it out, which bounds the work for one person and loses next to nothing, because those who are
    /// one meet under others.
    var blockingKeys: [Int64] { blockingKeys(of: Set(BlockingKind.allCases)) }

    func blockingKeys(of kinds: Set<BlockingKind>) -> [Int64] {
        var keys: Set<UInt64> = []
        func add(_ kind: BlockingKind, _ tokens: MatchToken?...) {
            guard kinds.contains(kind) else { return }
            var key = MatchToken(bits: kind.rawValue)
            for token in tokens {
                guard let token else { return }
                key = key.combined(with: token)
            }
            keys.insert(key.bits)
        }
        let parts = Array(Set(names.map(\.part))).sorted()
        for (index, first) in parts.enumerated() {
            add(.partAndDate, first, birthDate)
            for band in birthBands { add(.partAndBand, first, band, place, sex) }
            for (offset, second) in parts[(index + 1)...].enumerated() {
                let pair = first.combined(with: second)
                for band in birthBands { add(.pairAndBand, pair, band) }
                add(.pairAndDay, pair, birthDay)
                add(.pairAndPlace, pair, place, sex)
                for third in parts[(index + offset + 2)...] { add(.triple, pair, third) }
            }
        }
        for (index, word) in joined.enumerated() where word != .none {
            // As somebody has it whose record writes the two as one.
            for other in names.indices where other != index && other != index + 1 {
                for band in birthBands { add(.pairAndBand, word.combined(with: names[other].part), band) }
            }
        }
        for document in documents { add(.document, document.number) }
        add(.phone, phone)
        return keys.map(Int64.init(bitPattern:)).sorted()
    }

    enum BlockingKind: UInt64, CaseIterable {
        case triple = 1
        case pairAndBand
        case pairAndDay
        case pairAndPlace
        case partAndBand
        case partAndDate
        case document
        case phone
    }
}
