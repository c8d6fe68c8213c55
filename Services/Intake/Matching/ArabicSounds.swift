/// What is heard in a word of Arabic letters, as far as they tell: consonants in capitals, vowels in small letters.
///
/// Short vowels are not written, so names meet by consonants first, and by long vowels and endings where both sides
/// tell them (``NameSkeleton``). Vowels: `a` and `%` alef, `y` yeh, `w` waw, `e` and `o` hamza on yeh and waw, `#` the feminine
/// ending, `@` a last yeh or alef maqsura, which careless spelling confuses.
enum ArabicSounds {
    /// The plain letter for a scalar of Arabic script, Persian and Urdu forms folded; `nil` if it is none.
    static func letter(_ value: UInt32) -> Unicode.Scalar? {
        let folded: UInt32 =
            switch value {
            case 0x671, 0x672, 0x673, 0x675: 0x627
            case 0x6CC, 0x6CE, 0x6D0, 0x6D2, 0x6D3, 0x678: 0x64A
            case 0x6A9, 0x6AA, 0x6AB, 0x6AC, 0x6AD: 0x643
            case 0x6C1, 0x6BE, 0x6D5, 0x6C0, 0x6C2: 0x647
            case 0x6C3: 0x629
            case 0x6C6, 0x6C7, 0x6CA, 0x6CB, 0x6CF, 0x676: 0x648
            case 0x6BA: 0x646
            case 0x679: 0x62A
            case 0x688: 0x62F
            case 0x691: 0x631
            default: value
            }
        guard consonants[folded] != nil || vowels.contains(folded) else { return nil }
        return Unicode.Scalar(folded)
    }

    /// `isSuffix` when the word continues another (Abd al-Rahman), so that its first vowel begins nothing.
    static func sounds(_ letters: String, isSuffix: Bool = false) -> [UInt8] {
        let values = letters.unicodeScalars.map(\.value)
        var sounds: [UInt8] = []
        for (index, value) in values.enumerated() {
            let isFirst = index == 0 && !isSuffix
            let isLast = index == values.count - 1 && index > 0
            if let consonant = consonants[value] {
                sounds.append(value == heh && isLast && values.count > 2 ? Sound.feminine : consonant)
                continue
            }
            switch value {
            case alef: sounds.append(isFirst ? Sound.a : Sound.longA)
            case alefMaqsura where !isLast: sounds.append(Sound.a)
            case ayn: if isFirst { sounds.append(Sound.a) }
            case waw: sounds.append(isFirst ? Sound.initialW : Sound.w)
            case yeh where isFirst: sounds.append(Sound.initialY)
            case yeh, alefMaqsura: sounds.append(isLast ? Sound.maqsura : Sound.y)
            case 0x626: sounds.append(isFirst ? Sound.a : Sound.e)
            case 0x624: sounds.append(isFirst ? Sound.a : Sound.o)
            case 0x629: sounds.append(index > 0 && values[index - 1] == alef ? UInt8(ascii: "T") : Sound.feminine)
            default: break
            }
        }
        return sounds
    }

    private static let alef: UInt32 = 0x627
    private static let alefMaqsura: UInt32 = 0x649
    private static let ayn: UInt32 = 0x639
    private static let waw: UInt32 = 0x648
    private static let yeh: UInt32 = 0x64A
    private static let heh: UInt32 = 0x647

    /// Alef, alef maqsura, ayn, waw, yeh, their hamza forms, hamza alone, ta marbuta.
    private static let vowels: Set<UInt32> = [0x627, 0x649, 0x639, 0x648, 0x64A, 0x626, 0x624, 0x621, 0x629]

    private static let consonants: [UInt32: UInt8] = {
        let table: [(String, Character)] = [
            ("ب پ", "B"), ("ت ط ث", "T"), ("ج غ گ چ ژ ڭ ڨ", "G"), ("ح ه", "H"), ("خ", "X"), ("د ض", "D"),
            ("ذ ز ظ", "Z"), ("ر", "R"), ("س ص", "S"), ("ش", "C"), ("ف ڤ ڢ", "F"), ("ق ك ڧ", "K"), ("ل", "L"),
            ("م", "M"), ("ن", "N"),
        ]
        var consonants: [UInt32: UInt8] = [:]
        for (letters, sound) in table {
            for letter in letters.unicodeScalars where letter != " " { consonants[letter.value] = sound.asciiValue }
        }
        return consonants
    }()
}

/// The sounds that both scripts are written in; consonants are the capital letters.
enum Sound {
    static let a = UInt8(ascii: "a")
    static let e = UInt8(ascii: "e")
    static let i = UInt8(ascii: "i")
    static let o = UInt8(ascii: "o")
    static let u = UInt8(ascii: "u")
    static let w = UInt8(ascii: "w")
    static let y = UInt8(ascii: "y")
    /// An alef within a word, which Latin writes like any a.
    static let longA = UInt8(ascii: "%")
    static let feminine = UInt8(ascii: "#")
    static let maqsura = UInt8(ascii: "@")
    static let initialW = UInt8(ascii: "W")
    static let initialY = UInt8(ascii: "Y")

    static func isConsonant(_ sound: UInt8) -> Bool { sound >= UInt8(ascii: "A") && sound <= UInt8(ascii: "Z") }
}
