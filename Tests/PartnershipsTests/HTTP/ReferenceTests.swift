import Events
import Reference
import TestKit
import Testing

@testable import Partnerships

@Suite struct ReferenceTests {
    @Test func `lists are whole, and in three languages where their makers have them`() {
        #expect(ReferenceList.countries.entries.count == 249)
        #expect(ReferenceList.subdivisions.entries.count > 5000)
        #expect(ReferenceList.languages.entries.count > 7900)
        let egypt = ReferenceList.countries.entry("EG")?.names
        #expect(egypt == LocalizedNames(en: "Egypt", ar: "مصر", fr: "Égypte"))
        #expect(ReferenceList.countries.entry("XX") == nil)
        #expect(ReferenceList.languages.entry("ara")?.names.fr == "arabe")
        // A place is called here what figures are published under.
        #expect(ReferenceList.subdivisions.entry("EG-ALX")?.names.en == "Alexandria")
        #expect(ReferenceList.subdivisions.entry("EG-C:MARG")?.names.en == "El-Marg")
        for list in ReferenceList.allCases {
            #expect(list.entries.map(\.code) == list.entries.map(\.code).sorted(), "\(list)")
            #expect(list.entries.allSatisfy { $0.names.en?.isEmpty == false }, "\(list)")
        }
    }

    @Test func `every kind of organisation has its type in IATI's list`() {
        for kind in OrganisationKind.allCases {
            #expect(ReferenceList.organisationTypes.entry("\(kind.iatiCode)") != nil, "\(kind)")
        }
    }

    @Test func `every place that is known by name lies in a country of the list`() {
        for region in Region.all {
            #expect(ReferenceList.countries.entry(String(region.code.prefix(2))) != nil, "\(region.code)")
        }
    }

    @Test func `a list is read by page, by the beginning of codes and by name`() async throws {
        try await PartnershipsAPI.run { api in
            let first = try await api.get("/v1/reference/subdivisions?beginning=EG-&limit=20").json
            #expect(first["items"].array.count == 20)
            let cursor = try #require(first["next"].string)
            let rest = try await api.get("/v1/reference/subdivisions?beginning=EG-&cursor=\(cursor)").json
            // 27 governorates and two localities.
            #expect(rest["items"].array.count == 9)
            let named = try await api.get("/v1/reference/countries?name=%D9%85%D8%B5%D8%B1").json["items"].array
            #expect(named.map { $0["code"] } == ["EG"])
            let unknown = try await api.get("/v1/reference/planets")
            #expect(unknown.status == 404)
            #expect(unknown.json["code"] == "reference.unknown")
        }
    }
}
