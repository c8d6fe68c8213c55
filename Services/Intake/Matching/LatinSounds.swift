/// What is heard in a word of Latin letters, written the English, French, Egyptian, Maghrebi or Somali way, in the
/// sounds of ``ArabicSounds``.
enum LatinSounds {
    /// The letters `a` to `z` for a scalar of Latin script; `nil` if it is none.
    static func letters(_ scalar: Unicode.Scalar) -> String? {
        let value = scalar.value
        if (0x61...0x7A).contains(value) { return String(scalar) }
        if (0x41...0x5A).contains(value) { return String(Unicode.Scalar(UInt8(value + 32))) }
        return special[Unicode.Scalar(scalar.properties.lowercaseMapping) ?? scalar]
    }

    /// `isSuffix` when the word continues another (Abd el-Rahman), so that its first vowel begins nothing.
    static func sounds(_ word: String, isSuffix: Bool = false) -> [UInt8] {
        var reader = Reader(letters: Array(word.utf8))
        reader.read()
        guard !isSuffix, let first = reader.sounds.first, !Sound.isConsonant(first) else { return reader.sounds }
        return beginning(reader.sounds)
    }

    /// A first `w`, `y`, `ou` or `i` before a vowel is a consonant: Ouassim, Youssef, Iahia.
    private static func beginning(_ sounds: [UInt8]) -> [UInt8] {
        var sounds = sounds
        let isBeforeVowel = sounds.count > 1 && !Sound.isConsonant(sounds[1])
        switch sounds[0] {
        case Sound.w: sounds[0] = Sound.initialW
        case Sound.u where isBeforeVowel && sounds[1] != Sound.w: sounds[0] = Sound.initialW
        case Sound.y where isBeforeVowel: sounds[0] = Sound.initialY
        case Sound.i where isBeforeVowel && sounds[1] != Sound.y && sounds[1] != Sound.i:
            sounds[0] = Sound.initialY
        default: sounds[0] = Sound.a
        }
        return sounds
    }

    private static let special: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ɗ": "d",
        "ɓ": "b", "ƙ": "k", "ŋ": "n", "ɛ": "e", "ɔ": "o", "ə": "e", "ħ": "h", "ʒ": "j",
    ]

    private struct Reader {
        let letters: [UInt8]
        var sounds: [UInt8] = []
        private var index = 0

        init(letters: [UInt8]) { self.letters = letters }

        mutating func read() {
            while index < letters.count {
                let (sound, length) = next()
                index += length
                guard let sound else { continue }
                // Doubled letters are one sound.
                if sounds.last != sound { sounds.append(sound) }
            }
        }

        private func letter(_ offset: Int) -> UInt8 {
            let position = index + offset
            return letters.indices.contains(position) ? letters[position] : 0
        }

        private func isVowel(_ letter: UInt8) -> Bool {
            switch letter {
            case Sound.a, Sound.e, Sound.i, Sound.o, Sound.u, Sound.y, Sound.w: true
            default: false
            }
        }

        /// The sound at the cursor, and how many letters it takes.
        private func next() -> (UInt8?, Int) {
            let first = letter(0)
            let isBeforeH = letter(1) == UInt8(ascii: "h")
            switch Character(Unicode.Scalar(first)) {
            case "e" where letter(1) == Sound.e: return (Sound.i, 2)
            case "a", "e", "i", "u", "y", "w": return (first, 1)
            case "o": return (Sound.u, 1)
            case "s" where isBeforeH: return (UInt8(ascii: "C"), 2)
            case "s" where letter(1) == UInt8(ascii: "c") && letter(2) == UInt8(ascii: "h"):
                return (UInt8(ascii: "C"), 3)
            case "c": return c(isBeforeH)
            case "t" where letter(1) == UInt8(ascii: "c") && letter(2) == UInt8(ascii: "h"):
                return (UInt8(ascii: "C"), 3)
            case "k" where isBeforeH: return (UInt8(ascii: "X"), 2)
            case "g" where isBeforeH, "j" where isBeforeH: return (UInt8(ascii: "G"), 2)
            case "d" where isBeforeH, "t" where isBeforeH: return (first - 32, 2)
            case "p" where isBeforeH: return (UInt8(ascii: "F"), 2)
            case "d" where letter(1) == UInt8(ascii: "j") || letter(1) == UInt8(ascii: "g"):
                return (UInt8(ascii: "G"), 2)
            case "g" where letter(1) == Sound.u && (letter(2) == Sound.e || letter(2) == Sound.i):
                return (UInt8(ascii: "G"), 2)
            case "q" where letter(1) == Sound.u && isVowel(letter(2)): return (UInt8(ascii: "K"), 2)
            case "x":
                let previous = index > 0 ? letters[index - 1] : 0
                // Somali writes the Arabic h as x: Maxamed, Axmed, Xasan; after e and i it is the sound ks.
                return previous == Sound.e || previous == Sound.i ? (UInt8(ascii: "K"), 1) : (UInt8(ascii: "H"), 1)
            case "h": return (isSilentLastH ? nil : UInt8(ascii: "H"), 1)
            default: return (simple(first), 1)
            }
        }

        private func c(_ isBeforeH: Bool) -> (UInt8?, Int) {
            let following = letter(isBeforeH ? 2 : 1)
            if isBeforeH {
                // Christine, but Achraf and Bouchra.
                let isGreek = index == 0 && following == UInt8(ascii: "r")
                return (isGreek ? UInt8(ascii: "K") : UInt8(ascii: "C"), 2)
            }
            let isSoft = following == Sound.e || following == Sound.i || following == Sound.y
            return (isSoft ? UInt8(ascii: "S") : UInt8(ascii: "K"), 1)
        }

        private func simple(_ letter: UInt8) -> UInt8? {
            switch Character(Unicode.Scalar(letter)) {
            case "p": UInt8(ascii: "B")
            case "v": UInt8(ascii: "F")
            case "j": UInt8(ascii: "G")
            case "q": UInt8(ascii: "K")
            case "b", "d", "f", "g", "k", "l", "m", "n", "r", "s", "t", "z": letter - 32
            default: nil
            }
        }

        /// Whether the h at the cursor only lengthens a last a (Fatimah), unlike that of Salah and Farah.
        private var isSilentLastH: Bool {
            guard index == letters.count - 1, index > 0 else { return false }
            guard letters[index - 1] == Sound.a || letters[index - 1] == Sound.e else { return false }
            let consonants = sounds.count(where: Sound.isConsonant)
            let isVowelFirst = sounds.first.map { !Sound.isConsonant($0) } ?? false
            return consonants + (isVowelFirst ? 1 : 0) != 2
        }
    }
}
