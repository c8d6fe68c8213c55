import Events

@testable import Intake

/// Writes a person down as a register does: in one script or the other, misspelt, incomplete, mistaken.
enum Recorder {
    /// `isRepeated` for a later record of somebody who already has one: all that goes wrong goes wrong there more often.
    static func record(
        _ person: TruePerson,
        _ names: NameList,
        isRepeated: Bool,
        _ random: inout SeededRandom
    )
        -> IdentityFeatures
    {
        let isArabic = random.chance(50)
        func written(_ name: SpelledName, _ random: inout SeededRandom) -> String {
            let spellings = isArabic ? name.arabic : name.latin
            return random.chance(50) ? spellings[0] : random.element(spellings)
        }
        var record = IdentityFeatures()
        record.givenName = written(person.given, &random)
        record.fatherName = written(person.father, &random)
        record.familyName = written(person.family, &random)
        if let grandfather = person.grandfather, random.chance(80) {
            record.fatherName = "\(record.fatherName ?? "") \(written(grandfather, &random))"
        }
        record.sex = person.sex
        record.place = person.place
        record.guardianName =
            random.chance(50)
            ? person.guardian.map { $0.map { written($0, &random) }.joined(separator: " ") } : nil
        record.birth = birth(person, isRepeated: isRepeated, &random)
        record.documents = documents(person, isRepeated: isRepeated, &random)
        if person.hasPhone, random.chance(isRepeated ? 70 : 90) { record.phone = phone(person, isRepeated, &random) }
        rearrange(&record, isRepeated: isRepeated, &random)
        if isRepeated {
            if random.chance(5) {
                record.alias = record.givenName
                record.givenName = written(person.nickname, &random)
            }
            if random.chance(12) { misspell(&record, &random) }
            if random.chance(3) { misspell(&record, &random) }
            if random.chance(10) {
                record.place = random.element(["EG-C", "EG-GZ", "MA-06", "SD-KH", "EG-LX", "MA-05"])
            }
            if random.chance(0.7) { record.sex = person.sex == .female ? .male : .female }
            if random.chance(1) { record.sex = .unknown }
        } else if random.chance(4) {
            misspell(&record, &random)
        }
        return record
    }

    /// Parts left out, swapped, joined or all in one field.
    private static func rearrange(_ record: inout IdentityFeatures, isRepeated: Bool, _ random: inout SeededRandom) {
        let dice = Double.random(in: 0..<100, using: &random)
        if dice < 8 {
            record.fatherName = nil
        } else if dice < 10 {
            record.familyName = nil
        }
        guard isRepeated else { return }
        switch Double.random(in: 0..<100, using: &random) {
        case ..<7: swap(&record.givenName, &record.familyName)
        case ..<11: swap(&record.fatherName, &record.familyName)
        case ..<15:
            // The whole name in one field.
            let all = [record.givenName, record.fatherName, record.familyName].compactMap(\.self)
            (record.givenName, record.fatherName, record.familyName) = (all.joined(separator: " "), nil, nil)
        case ..<18:
            if let father = record.fatherName {
                record.givenName = "\(record.givenName ?? "")\(father.lowercased())"
                record.fatherName = nil
            }
        default: break
        }
    }

    private static func birth(
        _ person: TruePerson,
        isRepeated: Bool,
        _ random: inout SeededRandom
    )
        -> IdentityFeatures.Birth?
    {
        let (year, month, day) = (person.birth.year, person.birth.month, person.birth.day)
        func date(_ year: Int, _ month: Int, _ day: Int) -> IdentityFeatures.Birth {
            .date(CalendarDate(year: year, month: month, day: day) ?? person.birth)
        }
        let dice = Double.random(in: 0..<100, using: &random)
        switch dice {
        case ..<13: return date(year, 1, 1)
        case ..<26:
            // The estimate is the worse the older the person is.
            let error = year > 2003 ? 1 : year > 1990 ? 2 : 3
            return .estimated(age: 2021 - year + random.below(error + 1) - random.below(error + 1), year: 2021)
        case ..<27: return nil
        default: break
        }
        guard isRepeated else { return .date(person.birth) }
        switch dice {
        case ..<34: return date(year + (random.chance(50) ? 1 : -1), month, day)
        case ..<36: return date(year + (random.chance(50) ? 2 : -2), random.chance(50) ? month : 1, day)
        case ..<39: return day <= 12 ? date(year, day, month) : .date(person.birth)
        case ..<41: return date(year - year % 10 + random.below(10), month, day)
        default: return .date(person.birth)
        }
    }

    private static func documents(
        _ person: TruePerson,
        isRepeated: Bool,
        _ random: inout SeededRandom
    )
        -> [IdentityFeatures.Document]
    {
        person.documents.filter { _ in random.chance(isRepeated ? 66 : 85) }.map { document in
            guard isRepeated, random.chance(6) else { return document }
            var digits = Array(document.number)
            digits[random.below(digits.count)] = Character(String(random.below(10)))
            return IdentityFeatures.Document(kind: document.kind, number: String(digits))
        }
    }

    private static func phone(_ person: TruePerson, _ isRepeated: Bool, _ random: inout SeededRandom) -> String {
        if isRepeated, random.chance(25) { return "01\(100_000_000 + random.below(900_000_000))" }
        return random.chance(30) ? "+20 \(person.phone.dropFirst())" : person.phone
    }

    private static func misspell(_ record: inout IdentityFeatures, _ random: inout SeededRandom) {
        switch random.below(3) {
        case 0: record.givenName = record.givenName.map { Misspelling.of($0, &random) }
        case 1: record.fatherName = record.fatherName.map { Misspelling.of($0, &random) }
        default: record.familyName = record.familyName.map { Misspelling.of($0, &random) }
        }
    }
}

/// A slip of the pen or the keyboard.
enum Misspelling {
    static func of(_ text: String, _ random: inout SeededRandom) -> String {
        var letters = Array(text)
        guard letters.count > 2 else { return text }
        let index = random.below(letters.count)
        switch random.below(5) {
        case 0: letters.remove(at: index)
        case 1: letters.insert(letters[index], at: index)
        case 2: if index + 1 < letters.count { letters.swapAt(index, index + 1) }
        case 3: letters[index] = similar(letters[index], &random)
        default: letters.insert(similar(letters[index], &random), at: index)
        }
        return String(letters)
    }

    /// Letters that differ by their dots, or lie side by side on the keyboard.
    private static func similar(_ letter: Character, _ random: inout SeededRandom) -> Character {
        for group in groups where group.contains(letter) { return random.element(Array(group)) }
        return letter
    }

    private static let groups = [
        "بتثنيئ", "جحخ", "دذ", "رزو", "سش", "صض", "طظ", "عغ", "فق", "كگل", "مهة", "اأإآ",
        "asqzwx", "edrsw", "iuojk", "olpk", "nmbhj", "tryfg", "vcbfg",
    ]
}
