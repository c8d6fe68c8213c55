/// The small words of names: articles, titles, "son of", and what compounds are made of.
enum NameParticles {
    static func isTitle(_ word: NameWord) -> Bool { titles.contains(word.letters) }

    /// Ben, ibn, bint, ould and the like between names; records of the same person drop them.
    static func isDescent(_ word: NameWord) -> Bool { descent.contains(word.letters) }

    static func isArticle(_ word: NameWord, before next: NameWord) -> Bool {
        if articles.contains(word.letters) { return true }
        // The article takes on the first letter of the next word: es Sayed, ar Rachid, ech Chaoui.
        guard word.script == .latin, let vowel = word.letters.first, "aeu".contains(vowel) else { return false }
        let rest = word.letters.dropFirst()
        return !rest.isEmpty && rest.count <= 2 && next.letters.hasPrefix(rest)
            && "sndtrzc".contains(rest.first ?? " ")
    }

    /// Abd, Abou and Oum belong to the word after them.
    static func beginsCompound(_ word: NameWord) -> Bool { compoundBeginnings.contains(word.letters) }

    /// The sounds of el-Din and of Allah after a name; `nil` for any other word.
    static func compoundEnding(_ word: NameWord) -> [UInt8]? {
        switch word.script {
        case .latin:
            if dinLatin.contains(word.letters) { return Array("DiN".utf8) }
            return allahLatin.contains(word.letters) ? Array("La".utf8) : nil
        case .arabic:
            if word.letters == "الدين" || word.letters == "دين" { return Array("DyN".utf8) }
            return word.letters == "الله" ? Array("La".utf8) : nil
        case .other: return nil
        }
    }

    /// The sounds of a word without its article, and those of the second half when it is a compound in one word.
    static func sounds(_ word: NameWord, isSuffix: Bool = false) -> (sounds: [UInt8], secondHalf: [UInt8]?) {
        word.script == .arabic ? arabic(word, isSuffix) : latin(word.letters, isSuffix)
    }

    private static func arabic(_ word: NameWord, _ isSuffix: Bool) -> (sounds: [UInt8], secondHalf: [UInt8]?) {
        let letters = NameExceptions.arabic[word.letters] ?? word.letters
        if letters == "الله" { return (Array("La".utf8), nil) }
        if letters == "ابي" || letters == "ابا" { return (ArabicSounds.sounds("ابو"), nil) }
        if letters.hasPrefix("عبدال"), letters.unicodeScalars.count > 6 {
            let rest = String(letters.unicodeScalars.dropFirst(5))
            let second = rest == "له" || rest == "لله" ? Array("La".utf8) : ArabicSounds.sounds(rest, isSuffix: true)
            return (ArabicSounds.sounds("عبد") + second, second)
        }
        for (ending, sounds) in [("الدين", "DyN"), ("الله", "La")]
        where letters.hasSuffix(ending) && letters.unicodeScalars.count > ending.unicodeScalars.count + 1 {
            let beginning = String(letters.unicodeScalars.dropLast(ending.unicodeScalars.count))
            return (ArabicSounds.sounds(beginning, isSuffix: isSuffix) + Array(sounds.utf8), nil)
        }
        let isArticle =
            letters.hasPrefix("ال") && letters.unicodeScalars.count >= 5 && !word.beginsWithHamza
            && !NameExceptions.arabicWithoutArticle.contains(letters)
        let isDescent =
            letters.hasPrefix("بن") && letters.unicodeScalars.count >= 5
            && !NameExceptions.arabicWithBen.contains(letters)
        let bare = isArticle || isDescent ? String(letters.unicodeScalars.dropFirst(2)) : letters
        return (ArabicSounds.sounds(bare, isSuffix: isSuffix), nil)
    }

    private static func latin(_ word: String, _ isSuffix: Bool) -> (sounds: [UInt8], secondHalf: [UInt8]?) {
        var letters = NameExceptions.latin[word] ?? word
        // Abdel, Abdoul and Aboul carry the article of the next word.
        if compoundBeginnings.contains(letters) {
            letters =
                letters.hasPrefix("abd")
                ? "abd" : letters.hasPrefix("ab") ? "abou" : letters.hasPrefix("b") ? "bou" : "oum"
        }
        if let rest = afterAbd(letters) {
            let second = LatinSounds.sounds(rest, isSuffix: true)
            return (LatinSounds.sounds("abd") + second, second)
        }
        if let beginning = beforeDin(letters) {
            return (LatinSounds.sounds(beginning, isSuffix: isSuffix) + Array("DiN".utf8), nil)
        }
        letters = withoutArticle(letters)
        if letters.hasPrefix("ben"), letters.utf8.count >= 6, !NameExceptions.latinWithBen.contains(letters) {
            // Benali and Ben Ali are one name.
            letters = String(letters.dropFirst(3))
        }
        letters = NameExceptions.latin[letters] ?? letters
        return (LatinSounds.sounds(letters, isSuffix: isSuffix), nil)
    }

    /// What follows Abd and its article in one word: Abdelkader, Abdulrahman, Abderrahim, Abdirahman.
    private static func afterAbd(_ word: String) -> String? {
        guard word.hasPrefix("abd"), word.utf8.count >= 6 else { return nil }
        let afterVowels = word.dropFirst(3).drop { "aeiou".contains($0) }
        guard word.utf8.count - afterVowels.utf8.count <= 5, word.utf8.count - afterVowels.utf8.count > 3 else {
            return nil
        }
        guard afterVowels.first == "l" else { return String(afterVowels) }
        let rest = afterVowels.dropFirst()
        // The l of Abdallah is Allah's own.
        return rest.allSatisfy { "aeiouh".contains($0) } ? String(afterVowels) : String(rest)
    }

    /// What precedes el-Din in one word: Noureddine, Salaheldin, Seifuddin.
    private static func beforeDin(_ word: String) -> String? {
        for ending in ["dine", "dinne", "dyne", "deen", "dien", "din", "dyn"] where word.hasSuffix(ending) {
            var beginning = word.dropLast(ending.count)
            let isAssimilated = beginning.last == "d"
            guard isAssimilated || beginning.last == "l" else { continue }
            beginning = beginning.dropLast()
            guard let vowel = beginning.last, "aeiou".contains(vowel), beginning.count >= 3 else { continue }
            while let last = beginning.last, "aeiou".contains(last), beginning.count > 2 {
                beginning = beginning.dropLast()
            }
            return String(beginning)
        }
        return nil
    }

    private static func withoutArticle(_ word: String) -> String {
        let letters = Array(word.utf8)
        guard letters.count >= 5, !NameExceptions.latinWithoutArticle.contains(word) else { return word }
        let isVowelThird = "aeiouwy".utf8.contains(letters[2])
        if word.hasPrefix("el") || word.hasPrefix("al") {
            let isBeforeVowel = isVowelThird && letters[2] != Sound.w && letters[2] != Sound.y
            if !isBeforeVowel || (word.hasPrefix("el") && letters.count >= 6) { return String(word.dropFirst(2)) }
        }
        if letters[0] == Sound.e, letters[1] == letters[2], letters.count >= 6, "srndtz".utf8.contains(letters[1]) {
            return String(word.dropFirst(2))
        }
        return word
    }

    private static func set(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    private static let titles = set("mr mrs ms mme mlle dr prof sr jr السيده الاستاذ استاذ دكتور الدكتور")
    private static let articles = set("al el ul il the de du des da di le la ال")
    private static let descent = set(
        "ben ibn bin bint bent ould wuld weld walad ag bani beni ait ayt بن ابن بنت ولد بني ايت"
    )
    private static let compoundBeginnings = set(
        """
        abd abdel abdal abdul abdoul abdil abder abdar abdur abdes abou abu abo aboul abul bou bu oum umm um om \
        عبد ابو ابي ابا بو ام
        """
    )
    private static let dinLatin = set(
        "din dine deen eddin eddine eddeen aldin aldeen aldine eldin eldine eldeen uddin uddeen udin"
    )
    private static let allahLatin = set("allah ullah ellah oullah alla lah")
}
