import Events

@testable import Intake

/// A person as the world knows them, whatever a register says.
struct TruePerson: Sendable {
    var given: SpelledName
    var father: SpelledName
    /// Written after the father's name by some.
    var grandfather: SpelledName?
    var family: SpelledName
    var nickname: SpelledName
    var sex: Sex
    var birth: CalendarDate
    var place: String
    var documents: [IdentityFeatures.Document]
    var phone: String
    var hasPhone: Bool
    var guardian: [SpelledName]?
}

/// Records of people, some of them more than once, and which are whose.
struct SyntheticPeople: Sendable {
    var records: [IdentityFeatures] = []
    /// The person of each record.
    var persons: [Int] = []

    /// `count` people, among them brothers and sisters, cousins and namesakes, and `duplicates` further records of some.
    init(names: NameList, count: Int, duplicates: Int, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var maker = PersonMaker(names: names)
        var people: [TruePerson] = []
        for _ in 0..<count {
            let other = people.isEmpty ? nil : people[random.below(people.count)]
            people.append(maker.person(like: other, &random))
        }
        for (index, person) in people.enumerated() {
            records.append(Recorder.record(person, names, isRepeated: false, &random))
            persons.append(index)
        }
        for _ in 0..<duplicates {
            let index = random.below(count)
            records.append(Recorder.record(people[index], names, isRepeated: true, &random))
            persons.append(index)
        }
    }

    /// How many pairs of records are of one person.
    var truePairs: Set<RecordPair> {
        var pairs: Set<RecordPair> = []
        for indices in Dictionary(grouping: records.indices, by: { persons[$0] }).values {
            for (offset, first) in indices.enumerated() {
                for second in indices[(offset + 1)...] { pairs.insert(RecordPair(first, second)) }
            }
        }
        return pairs
    }
}

/// Two records, the earlier first.
struct RecordPair: Sendable, Hashable {
    var first: Int
    var second: Int

    init(_ first: Int, _ second: Int) {
        self.first = min(first, second)
        self.second = max(first, second)
    }
}

/// Makes people as they are born: families share fathers, names and places.
private struct PersonMaker {
    private let male: RankedDraw<SpelledName>
    private let female: RankedDraw<SpelledName>
    private let family: RankedDraw<SpelledName>
    private let places: RankedDraw<String>

    init(names: NameList) {
        male = RankedDraw(names.male, exponent: 0.75)
        female = RankedDraw(names.female, exponent: 0.75)
        family = RankedDraw(names.family, exponent: 0.25)
        places = RankedDraw(
            [
                "EG-C", "EG-GZ", "EG-ALX", "MA-06", "MA-04", "SD-KH", "EG-SHR", "EG-MN", "MA-03", "EG-ASN", "SO-BN",
                "ET-AA", "MA-07", "EG-FYM", "SD-GZ", "ER-MA", "EG-KB", "MA-01", "SD-DN", "EG-BA", "DJ-DJ", "SN-DK",
            ],
            exponent: 0.75
        )
    }

    mutating func person(like other: TruePerson?, _ random: inout SeededRandom) -> TruePerson {
        var person = stranger(&random)
        guard let other else { return person }
        switch Double.random(in: 0..<100, using: &random) {
        case ..<12:
            // A brother or sister.
            (person.father, person.family, person.place) = (other.father, other.family, other.place)
            person.grandfather = other.grandfather
            (person.birth, person.guardian) = (born(about: other.birth.year, within: 9, &random), other.guardian)
            if random.chance(60) { (person.phone, person.hasPhone) = (other.phone, other.hasPhone) }
            while person.given == other.given { person.given = given(person.sex, &random) }
        case ..<17:
            // A cousin named after the same grandparent.
            (person.given, person.family, person.place) = (other.given, other.family, other.place)
            (person.sex, person.birth) = (other.sex, born(about: other.birth.year, within: 10, &random))
            while person.father == other.father { person.father = male.draw(&random) }
        case ..<21:
            // A namesake, years apart.
            (person.given, person.father, person.family) = (other.given, other.father, other.family)
            let years = 6 + random.below(20)
            person.sex = other.sex
            person.birth = born(about: other.birth.year + (random.chance(50) ? years : -years), within: 0, &random)
            if random.chance(50) { person.place = other.place }
        default: break
        }
        return person
    }

    private func stranger(_ random: inout SeededRandom) -> TruePerson {
        let sex: Sex = random.chance(45) ? .female : .male
        let father = male.draw(&random)
        let grandfather = random.chance(35) ? male.draw(&random) : nil
        let family = random.chance(30) ? male.draw(&random) : family.draw(&random)
        let birth = born(about: 1962 + max(random.below(54), random.below(54)), within: 0, &random)
        var documents: [IdentityFeatures.Document] = []
        if random.chance(60) { documents.append(Self.document("NATIONAL_ID", 14, &random)) }
        if random.chance(15) { documents.append(Self.document("PASSPORT", 8, &random)) }
        return TruePerson(
            given: given(sex, &random),
            father: father,
            grandfather: grandfather,
            family: family,
            nickname: given(sex, &random),
            sex: sex,
            birth: birth,
            place: places.draw(&random),
            documents: documents,
            phone: "01\(100_000_000 + random.below(900_000_000))",
            hasPhone: random.chance(55),
            guardian: birth.year < 2003 ? nil : random.chance(60) ? [father, family] : [female.draw(&random), family]
        )
    }

    private func given(_ sex: Sex, _ random: inout SeededRandom) -> SpelledName {
        (sex == .female ? female : male).draw(&random)
    }

    private func born(about year: Int, within years: Int, _ random: inout SeededRandom) -> CalendarDate {
        let base = max(1930, min(2017, year + (years == 0 ? 0 : random.below(2 * years + 1) - years)))
        let first = CalendarDate(year: base, month: 1, day: 1)?.daysSince1970 ?? 0
        return CalendarDate(daysSince1970: first + random.below(365))
    }

    static func document(_ kind: String, _ length: Int, _ random: inout SeededRandom) -> IdentityFeatures.Document {
        let number = (0..<length).map { _ in String(random.below(10)) }.joined()
        return IdentityFeatures.Document(kind: kind, number: number)
    }
}
