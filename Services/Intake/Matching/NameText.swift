import Foundation

/// One word of a name, folded: lower case, no marks, no apostrophes.
struct NameWord: Sendable, Hashable {
    enum Script: Sendable, Hashable {
        case latin
        case arabic
        case other
    }

    var script: Script
    /// Of Latin script `a` to `z`, of Arabic the plain letters that ``ArabicSounds`` knows.
    var letters: String
    /// The word begins with an alef that carries a hamza, so that a lam after it is no article.
    var beginsWithHamza = false
}

/// Takes a text apart into folded words, whatever its script.
enum NameText {
    /// Beyond this many scalars nothing of a name is read: no name is that long, and work stays bounded.
    static let maximumScalars = 240

    static func words(_ text: String) -> [NameWord] {
        var reader = WordReader()
        let bounded = String(String.UnicodeScalarView(text.unicodeScalars.prefix(maximumScalars)))
        for scalar in bounded.decomposedStringWithCompatibilityMapping.unicodeScalars {
            reader.read(scalar)
        }
        reader.endWord()
        return reader.words
    }

    /// The letters and digits of a number, in ASCII capitals: Arabic-Indic and Persian digits are folded.
    static func number(_ text: String) -> String {
        var folded = ""
        for scalar in text.unicodeScalars.prefix(maximumScalars) {
            if let digit = decimalDigit(scalar) {
                folded.unicodeScalars.append(digit)
            } else if scalar.properties.isAlphabetic {
                folded += scalar.properties.uppercaseMapping
            }
        }
        return folded
    }

    /// The last eight digits of a phone number, which no way of dialling changes; `nil` when it has fewer than seven.
    static func phone(_ text: String) -> String? {
        let digits = number(text).filter { $0.isASCII && $0.isNumber }
        return digits.count < 7 ? nil : String(digits.suffix(8))
    }

    static func decimalDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else { return nil }
        return Unicode.Scalar(UInt8(48 + Int(value)))
    }
}

/// Gathers scalars of a decomposed text into words.
private struct WordReader {
    private(set) var words: [NameWord] = []
    private var word = String.UnicodeScalarView()
    private var script: NameWord.Script?
    private var beginsWithHamza = false

    mutating func read(_ scalar: Unicode.Scalar) {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: readMark(scalar.value)
        case .format, .modifierSymbol, .modifierLetter: break
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter: readLetter(scalar)
        case .decimalNumber: readDigit(scalar)
        default:
            // Apostrophes stand for hamza or ayn, or join an article; they never part words.
            if !"'\u{2019}\u{2018}`\u{B4}.".unicodeScalars.contains(scalar) { endWord() }
        }
    }

    mutating func endWord() {
        defer { (word, script, beginsWithHamza) = (String.UnicodeScalarView(), nil, false) }
        guard let script, !word.isEmpty else { return }
        let letters = String(word)
        guard script == .other else {
            words.append(NameWord(script: script, letters: letters, beginsWithHamza: beginsWithHamza))
            return
        }
        // Ethiopic, Cyrillic, Greek and the like are first written in Latin letters, as far as ICU can.
        let latin = letters.applyingTransform(.toLatin, reverse: false) ?? letters
        var reader = WordReader()
        var isLatin = true
        for scalar in latin.decomposedStringWithCompatibilityMapping.unicodeScalars {
            reader.read(scalar)
            isLatin = isLatin && reader.script != .other
        }
        guard isLatin else {
            words.append(NameWord(script: .other, letters: letters))
            return
        }
        reader.endWord()
        words += reader.words
    }

    private mutating func readLetter(_ scalar: Unicode.Scalar) {
        if let letter = ArabicSounds.letter(scalar.value) {
            append([letter], .arabic)
        } else if let letters = LatinSounds.letters(scalar) {
            append(letters.unicodeScalars, .latin)
        } else if (0x0600...0x06FF).contains(scalar.value) {
            append([scalar], .arabic)
        } else {
            append([scalar], .other)
        }
    }

    /// Marks are dropped, except those that make another letter.
    private mutating func readMark(_ mark: UInt32) {
        guard let last = word.last else { return }
        switch (last, mark) {
        case ("\u{627}", 0x653...0x655): if word.count == 1 { beginsWithHamza = true }
        case ("\u{64A}", 0x654): replaceLast("\u{626}")
        case ("\u{648}", 0x654): replaceLast("\u{624}")
        case ("c", 0x327): replaceLast("s")
        case ("s", 0x327), ("s", 0x30C), ("c", 0x30C): word.append("h")
        case ("g", 0x307), ("t", 0x331), ("d", 0x331), ("k", 0x331): word.append("h")
        case ("h", 0x32E), ("h", 0x331):
            replaceLast("k")
            word.append("h")
        default: break
        }
    }

    /// Digits stand for letters inside words written for telephones (`mo7amed`); elsewhere they part words.
    private mutating func readDigit(_ scalar: Unicode.Scalar) {
        guard script != .arabic, let digit = NameText.decimalDigit(scalar), digit == scalar else { return endWord() }
        switch digit {
        case "2", "3": break
        case "5" where script == .latin: append("kh".unicodeScalars, .latin)
        case "7" where script == .latin: append("h".unicodeScalars, .latin)
        case "9" where script == .latin: append("q".unicodeScalars, .latin)
        default: endWord()
        }
    }

    private mutating func append(_ letters: some Sequence<Unicode.Scalar>, _ newScript: NameWord.Script) {
        if let script, script != newScript { endWord() }
        script = newScript
        word.append(contentsOf: letters)
    }

    private mutating func replaceLast(_ scalar: Unicode.Scalar) {
        word.removeLast()
        word.append(scalar)
    }
}
