import Events

extension Recount {
    /// Who was reached, measure by measure, once every fact has passed: each person once, where it was reached first.
    mutating func reachedPersons() -> [[ReachedPerson]] {
        settle()
        struct Reached {
            var day: Int32
            var region: String
            var institutions: Set<UInt64>
        }
        var found: [[Int: Reached]] = Array(repeating: [:], count: question.measures.count)
        reaches.visit { person, measure, cell, day in
            let place = cells.places[cell]
            let region = surroundings.regions[place.region]
            var reached = found[measure][person] ?? Reached(day: day, region: region, institutions: [])
            // Of two places on the first day it is always the same one, whatever came first.
            if (day, region) < (reached.day, reached.region) { (reached.day, reached.region) = (day, region) }
            if place.institution != 0 { reached.institutions.insert(place.institution) }
            found[measure][person] = reached
        }
        // There are few of either, and many persons share them.
        var names: [Set<UInt64>: [String]] = [:]
        var codes: [[String]: [String: String]] = [:]
        return found.map { persons in
            persons.map { person, reached in
                let institutions =
                    names[reached.institutions]
                    ?? reached.institutions.sorted().map { String($0, radix: 16) }
                names[reached.institutions] = institutions
                let values = [
                    PersonCounts.sex(people.sex(of: person)), PersonCounts.age(people.age(of: person)), reached.region,
                    PersonCounts.nationality(question.tellsNationalities ? people.nationality(of: person) : 0),
                ]
                let known =
                    codes[values]
                    ?? Self.codes(sex: values[0], age: values[1], region: values[2], nationality: values[3])
                codes[values] = known
                return ReachedPerson(person: people.id(of: person), codes: known, institutions: institutions)
            }
        }
    }

    /// The value of each dimension.
    static func codes(sex: String, age: String, region: String, nationality: String) -> [String: String] {
        [
            Dimension.sex.rawValue: sex, Dimension.age.rawValue: age, Dimension.place.rawValue: region,
            Dimension.nationality.rawValue: nationality,
        ]
    }
}
