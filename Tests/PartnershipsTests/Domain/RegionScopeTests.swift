import Events
import TestKit
import Testing

@testable import Partnerships

@Suite struct RegionScopeTests {
    @Test(arguments: [
        ("MA-02", "MA-FIG", true), ("MA-FIG", "MA-02", false), ("MA", "MA-FIG", true), ("MA-06", "MA-CAS:HMAS", true),
        ("MA-FIG", "MA-FIG:CEN", true), ("EG-C", "EG-C:MARG", true), ("EG-C", "EG-GZ", false), ("MA-FIG", "MA", false),
    ])
    func `a region covers what lies in it`(region: String, inner: String, covers: Bool) {
        #expect(RegionScope.region(place(region), covers: place(inner)) == covers)
    }

    @Test func `an agreement that names neither regions nor countries extends everywhere`() {
        #expect(RegionScope.isInside(place("EG-C"), regions: [], countries: []))
        #expect(RegionScope.isInside(place("EG-C"), regions: [], countries: [.egypt]))
        #expect(!RegionScope.isInside(place("EG-C"), regions: [], countries: [.morocco]))
        #expect(!RegionScope.isInside(place("EG-C"), regions: [place("MA-02")], countries: [.egypt]))
    }

    @Test(arguments: [
        (Quantity(20, qualifier: .about), 18, true), (Quantity(20, qualifier: .about), 17, false),
        (Quantity(320, qualifier: .gt), 320, false), (Quantity(320, qualifier: .gt), 321, true),
        (Quantity(540), 540, true), (Quantity(540), 539, false),
    ])
    func `a quantity is met as its qualifier says`(quantity: Quantity, value: Int, isMet: Bool) {
        #expect(quantity.isMet(by: value) == isMet)
    }
}
