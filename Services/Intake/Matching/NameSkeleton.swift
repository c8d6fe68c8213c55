/// A part of a name reduced to what every spelling of it has in common, whatever the script.
///
/// ``coarse`` is the consonants, with `A` for a vowel at the beginning: what Arabic always writes and Latin rarely gets
/// wrong. ``fine`` adds the kind of the last inner vowel and of the ending, which tell Hassan from Hussein, Mohamed from
/// Mahmoud and Amin from Amina; a spelling that leaves these open has several. ``near`` is the coarse form less one
/// letter each: two forms one letter apart share one.
struct NameSkeleton: Sendable, Hashable {
    var coarse: String
    var fine: [String]
    var near: [String]

    /// `nil` when nothing is heard.
    init?(sounds: [UInt8]) {
        guard !sounds.isEmpty else { return nil }
        var heard = Heard(sounds)
        guard let coarse = heard.coarse() else { return nil }
        let text = String(decoding: coarse, as: UTF8.self)
        self.coarse = text
        fine = heard.innerVowels().flatMap { inner in heard.endings.map { "\(text)-\(inner)-\($0)" } }
        near = Self.deletions(coarse)
    }

    /// A word of a script that is neither read nor transliterated: it meets only itself.
    init(unread letters: String) {
        (coarse, fine, near) = (letters, [letters], [])
    }

    private static func deletions(_ coarse: [UInt8]) -> [String] {
        guard coarse.count >= 3 else { return [] }
        var deletions: [String] = []
        for index in coarse.indices {
            var shorter = coarse
            shorter.remove(at: index)
            let text = String(decoding: shorter, as: UTF8.self)
            if !deletions.contains(text) { deletions.append(text) }
        }
        return deletions
    }
}

/// The consonants of a word and the runs of vowels between and after them.
private struct Heard {
    private let beginsWithVowel: Bool
    private var consonants: [UInt8] = []
    /// The vowels after each consonant; those before the first are apart.
    private var runs: [[UInt8]] = []
    private var firstRun: [UInt8] = []
    let endings: [String]

    init(_ sounds: [UInt8]) {
        beginsWithVowel = sounds.first.map { !Sound.isConsonant($0) } ?? false
        for sound in sounds {
            if Sound.isConsonant(sound) {
                consonants.append(sound)
                runs.append([])
            } else if runs.isEmpty {
                firstRun.append(sound)
            } else {
                runs[runs.count - 1].append(sound)
            }
        }
        endings = Self.endings(runs.last ?? firstRun)
    }

    mutating func coarse() -> [UInt8]? {
        if consonants.isEmpty {
            // Aya, Aoua: only their glides tell them apart.
            for sound in firstRun.dropFirst() {
                if sound == Sound.y || sound == Sound.i { consonants.append(Sound.initialY) }
                if sound == Sound.w || sound == Sound.u { consonants.append(Sound.initialW) }
            }
            guard !consonants.isEmpty else { return nil }
            consonants = Array(consonants.prefix(2))
        } else if consonants.count == 1, !beginsWithVowel {
            // Hawa, Maya: the glide before the ending is all the rest.
            if endings == ["WA"] { consonants.append(Sound.initialW) }
            if endings.first == "YA" { consonants.append(Sound.initialY) }
        }
        return (beginsWithVowel ? [UInt8(ascii: "A")] : []) + consonants
    }

    /// The kinds of vowel that may stand before the last consonant: `0` short or a, `Y` or `W` long i or u.
    func innerVowels() -> [String] {
        guard runs.count >= 2 else { return ["0"] }
        let run = runs[runs.count - 2]
        var kinds: Set<String> = []
        switch run.last {
        case nil:
            kinds.insert("0")
            if leavesShortVowelOpen { kinds.insert("Y") }
        case Sound.a, Sound.longA: kinds.insert("0")
        case Sound.e: kinds.formUnion(["0", "Y"])
        case Sound.o: kinds.formUnion(["0", "W"])
        case Sound.u, Sound.w: kinds.insert("W")
        default: kinds.insert("Y")
        }
        // A glide before the last vowel may be all that the other script writes: Mariam, Marwan, Jawad.
        if run.count > 1, isOpen(run.last) {
            if run.dropLast().contains(where: isFront) { kinds.insert("Y") }
            if run.dropLast().contains(where: isBack) { kinds.insert("W") }
        }
        // Short in Arabic, written in Latin: Mona, Huda, Rida, Hiba.
        if runs.count == 2, run.count == 1, endings != ["0"], isBack(run[0]) || isFront(run[0]) { kinds.insert("0") }
        return kinds.sorted()
    }

    /// Arabic words of the form of Khalid (a long a first, nothing before the last consonant) or beginning with m, where
    /// the vowel is a short i that Latin may write.
    private var leavesShortVowelOpen: Bool {
        guard runs.count >= 3 else { return false }
        if runs[runs.count - 3] == [Sound.longA] { return true }
        return !beginsWithVowel && consonants[0] == UInt8(ascii: "M") && runs.dropLast(2).allSatisfy(\.isEmpty)
    }

    private static func endings(_ run: [UInt8]) -> [String] {
        guard let last = run.last else { return ["0"] }
        let before = run.dropLast()
        let isFrontBefore = before.contains(where: isFront)
        let isBackBefore = before.contains(where: isBack)
        switch last {
        case Sound.maqsura: return isFrontBefore ? ["I", "YA"] : isBackBefore ? ["I", "WA"] : ["A", "I"]
        case Sound.feminine, Sound.a, Sound.longA: return isFrontBefore ? ["YA"] : isBackBefore ? ["WA"] : ["A"]
        // A last e is mute in the French way of writing (Imane, Wafae), but not in Kebede or Traoré.
        case Sound.e: return before.isEmpty ? ["0", "I"] : endings(Array(before))
        case Sound.u, Sound.w, Sound.o: return ["W"]
        default: return ["I"]
        }
    }
}

private func isFront(_ sound: UInt8) -> Bool { sound == Sound.y || sound == Sound.i || sound == Sound.maqsura }
private func isOpen(_ sound: UInt8?) -> Bool { sound == Sound.a || sound == Sound.longA || sound == Sound.e }
private func isBack(_ sound: UInt8) -> Bool { sound == Sound.w || sound == Sound.u }
