import Disclosure
import Testing

struct PopulationTests {
    private typealias Place = Population<Int>.Place

    private static func places(_ persons: Range<Int>, atom: Int = 0, institution: String = "A") -> [Int: Place] {
        Dictionary(uniqueKeysWithValues: persons.map { ($0, Place(atom: atom, institution: institution)) })
    }

    @Test func `who is new comes in at once`() {
        var population = Population<Int>()
        let movement = population.move(to: Self.places(0..<3), k: 10)
        #expect(movement.came.count == 3)
        #expect(movement.left == nil)
        #expect(population.persons.count == 3)
    }

    @Test func `corrections wait until they concern k persons`() {
        var population = Population(Self.places(0..<30))
        var now = Self.places(0..<30)
        for person in 0..<9 { now[person] = Place(atom: 1, institution: "A") }
        #expect(population.move(to: now, k: 10).left == nil)
        #expect(population.persons[0]?.atom == 0)
        now[9] = nil
        let movement = population.move(to: now, k: 10)
        #expect(movement.left?.count == 10)
        #expect(movement.came.count == 9)
        #expect(population.persons == now)
        #expect(population.move(to: now, k: 10).left == nil)
    }

    @Test func `corrections wait, too, while few of them are others' than one institution's`() {
        let before = Self.places(0..<20).merging(Self.places(20..<30, institution: "B")) { $1 }
        var population = Population(before)
        var now = before
        for person in 0..<12 { now[person] = nil }
        for person in 20..<23 { now[person] = nil }
        #expect(population.move(to: now, k: 10).left == nil)
        var careless = Population(before)
        #expect(careless.move(to: now, k: 10, countsInsiders: false).left?.count == 15)
        for person in 23..<30 { now[person] = nil }
        #expect(population.move(to: now, k: 10).left?.count == 22)
    }
}
