/// One part of a person's name: a given name, a father's name, a family name, or half of a double one.
///
/// What belongs together is one part: Abd el-Rahman, Nour el-Din, Abou Bakr, Oum Kalthoum. Articles, titles and
/// "son of" are left out, because records drop them.
struct NamePart: Sendable, Hashable {
    /// In the sounds of ``Sound``.
    var sounds: [UInt8]
    var skeleton: NameSkeleton
    /// Of the second half of a compound (Rahman in Abd el-Rahman), under which people also look.
    var secondHalf: NameSkeleton?

    /// The coarse form of this part and the next written as one word; `nil` when one is unread, or both are so short
    /// that many other names have that form.
    func joined(with next: NamePart) -> String? {
        guard !sounds.isEmpty, !next.sounds.isEmpty else { return nil }
        let joined = NameSkeleton(sounds: sounds + Self.inner(next.sounds))?.coarse
        return joined.flatMap { $0.utf8.count >= 5 ? $0 : nil }
    }

    /// The parts of a text that holds one or more names.
    static func parts(_ text: String) -> [NamePart] {
        let words = NameText.words(text)
        let known = words.filter { !NameParticles.isTitle($0) }
        var reader = PartReader(words: known.isEmpty ? words : known)
        return reader.parts()
    }

    /// The sounds of a word that follows another within a part.
    static func inner(_ sounds: [UInt8]) -> [UInt8] {
        var sounds = sounds
        if sounds.first == Sound.initialW { sounds[0] = Sound.w }
        if sounds.first == Sound.initialY { sounds[0] = Sound.y }
        return sounds
    }
}

private struct PartReader {
    let words: [NameWord]
    private var index = 0

    init(words: [NameWord]) { self.words = words }

    mutating func parts() -> [NamePart] {
        var parts: [NamePart] = []
        while index < words.count {
            let hasNext = index + 1 < words.count
            if hasNext, NameParticles.isArticle(words[index], before: words[index + 1]) {
                index += 1
            } else if hasNext, NameParticles.isDescent(words[index]) {
                index += 1
            } else if let part = part() {
                parts.append(part)
            }
        }
        return parts
    }

    /// The part at the cursor, with what belongs to it; moves past it.
    private mutating func part() -> NamePart? {
        let word = words[index]
        index += 1
        // Initials say too little, unless there is nothing else.
        if word.letters.unicodeScalars.count == 1, words.count > 1 { return nil }
        guard word.script != .other else {
            return NamePart(sounds: [], skeleton: NameSkeleton(unread: word.letters))
        }
        var (sounds, second) = NameParticles.sounds(word)
        if NameParticles.beginsCompound(word), let next = nextOfCompound(word.script) {
            second = NameParticles.sounds(next, isSuffix: true).sounds
            sounds += second ?? []
        } else if let ending = compoundEnding(word.script) {
            sounds += ending
        }
        guard let skeleton = NameSkeleton(sounds: sounds) else { return nil }
        return NamePart(sounds: sounds, skeleton: skeleton, secondHalf: second.flatMap(NameSkeleton.init(sounds:)))
    }

    /// The word that Abd or Abou belongs to, past its article.
    private mutating func nextOfCompound(_ script: NameWord.Script) -> NameWord? {
        var next = index
        if next + 1 < words.count, NameParticles.isArticle(words[next], before: words[next + 1]) { next += 1 }
        guard next < words.count, words[next].script == script else { return nil }
        index = next + 1
        return words[next]
    }

    /// The sounds of a following el-Din or Allah, which ends a compound.
    private mutating func compoundEnding(_ script: NameWord.Script) -> [UInt8]? {
        var next = index
        if next + 1 < words.count, NameParticles.isArticle(words[next], before: words[next + 1]) { next += 1 }
        guard next < words.count, words[next].script == script,
            let ending = NameParticles.compoundEnding(words[next])
        else { return nil }
        index = next + 1
        return ending
    }
}
