/// What somebody looks for, as tokens: a person is found that has, for each entry, at least one of its tokens.
struct SearchQuery: Sendable, Hashable {
    /// As many words of a text as are looked for.
    static let maximumWords = 6

    /// Empty when the text says nothing to look for; then nobody is to be found.
    var anyOfEach: [[MatchToken]]

    /// Whoever bears these names, or names that begin so, in any spelling, script and order.
    static func names(_ text: String, key: TokenKey) -> SearchQuery {
        SearchQuery(text, key) { part in
            part.beginnings.map { key.token(.namePrefix, $0) }
        }
    }

    /// Whoever bears exactly these names, in any spelling, script and order.
    static func wholeNames(_ text: String, key: TokenKey) -> SearchQuery {
        SearchQuery(text, key) { part in
            part.skeletons.flatMap(\.fine).map { key.token(.nameSpelling, $0) }
        }
    }

    /// Whoever has a document of this number, however it is spaced.
    static func document(_ number: String, key: TokenKey) -> SearchQuery {
        SearchQuery(anyOfEach: documentNumber(number).map { [[key.token(.documentNumber, $0)]] } ?? [])
    }

    /// Whoever has this phone, with or without the code of the country.
    static func phone(_ number: String, key: TokenKey) -> SearchQuery {
        SearchQuery(anyOfEach: NameText.phone(number).map { [[key.token(.phone, $0)]] } ?? [])
    }

    static func documentNumber(_ text: String) -> String? {
        let number = NameText.number(text)
        return number.isEmpty ? nil : number
    }

    private init(anyOfEach: [[MatchToken]]) { self.anyOfEach = anyOfEach }

    private init(_ text: String, _ key: TokenKey, tokens: (SoughtPart) -> [MatchToken]) {
        let parts = NameText.words(text).isEmpty ? [] : SoughtPart.parts(text)
        anyOfEach = parts.prefix(Self.maximumWords).map { Array(Set(tokens($0)).sorted()) }.filter { !$0.isEmpty }
    }
}

/// A word that somebody typed, perhaps not to its end.
private struct SoughtPart {
    var skeletons: [NameSkeleton]

    static func parts(_ text: String) -> [SoughtPart] {
        let parts = NamePart.parts(text)
        guard let last = NameText.words(text).last, !parts.isEmpty else { return [] }
        var sought = parts.map { SoughtPart(skeletons: [$0.skeleton]) }
        // The last word may be unfinished: its article may yet be none, its last letter the first of two.
        let unfinished = unfinishedSounds(last).compactMap(NameSkeleton.init(sounds:))
        if parts[parts.count - 1].secondHalf == nil { sought[sought.count - 1].skeletons += unfinished }
        return sought
    }

    /// The beginnings to look for, at most as long as those kept.
    var beginnings: [String] {
        var beginnings: [String] = []
        for skeleton in skeletons {
            var coarse = Substring(skeleton.coarse)
            beginnings.append(String(coarse.prefix(SearchTokens.maximumPrefix)))
            // A last glide may yet prove a vowel: Ayo of Ayoub.
            while coarse.count > 1, let last = coarse.last, "WY".contains(last) { coarse = coarse.dropLast() }
            beginnings.append(String(coarse.prefix(SearchTokens.maximumPrefix)))
        }
        return beginnings
    }

    private static func unfinishedSounds(_ word: NameWord) -> [[UInt8]] {
        if word.script == .arabic {
            return word.letters.hasPrefix("ال")
                ? [ArabicSounds.sounds(String(word.letters.unicodeScalars.dropFirst(2)))] : []
        }
        guard word.script == .latin, let last = word.letters.utf8.last else { return [] }
        let sounds = LatinSounds.sounds(word.letters)
        let hasArticle = word.letters.utf8.count >= 4 && (word.letters.hasPrefix("el") || word.letters.hasPrefix("al"))
        let withoutArticle = hasArticle ? [LatinSounds.sounds(String(word.letters.dropFirst(2)))] : []
        let others: [UInt8] =
            switch Character(Unicode.Scalar(last)) {
            case "s": [UInt8(ascii: "C")]
            case "k": [UInt8(ascii: "X")]
            case "c": [UInt8(ascii: "C"), UInt8(ascii: "S")]
            case "d": [UInt8(ascii: "G")]
            case "p": [UInt8(ascii: "F")]
            default: []
            }
        return [sounds] + withoutArticle + others.map { sounds.dropLast() + [$0] }
    }
}
