import Decisions
import EventStore
import Events

/// What lies where: agreements and commitments name countries, regions, provinces and localities side by side.
enum RegionScope {
    /// Whether `place` is `region` or lies in it.
    static func region(_ region: PlaceCode, covers place: PlaceCode) -> Bool {
        // A province's code is not an extension of its region's, so the list of regions has to say where it lies.
        region.contains(place) || place.region == region
    }

    /// Whether `place` is one of `regions` or lies in one; anything does when none is named.
    static func isInside(_ place: PlaceCode, regions: [PlaceCode], countries: [CountryCode]) -> Bool {
        if !regions.isEmpty { return regions.contains { region($0, covers: place) } }
        return countries.isEmpty || countries.contains(place.country)
    }

    /// Those of `named` in which at least one of `places` lies, in the order of `named`.
    static func covered(_ named: [PlaceCode], by places: some Sequence<PlaceCode>) -> [PlaceCode] {
        let places = Set(places)
        return named.filter { region in places.contains { Self.region(region, covers: $0) } }
    }

    /// Refuses a place outside an agreement.
    static func outside(_ field: String) -> Rejection {
        Rejection(
            "region.outside_agreement",
            field: field,
            "the agreement does not extend to this place; name one of its regions, or amend the agreement"
        )
    }
}
