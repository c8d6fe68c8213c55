import EventStore
import Events
import Reference
import ServiceKit

extension PartnershipsRoutes {
    var references: [Route] {
        [
            .query(
                "/v1/reference/{list}",
                summary: "Lists codes that others maintain with their names in English, French and Arabic: ISO 3166-1, "
                    + "3166-2, 639-3, IATI's organisation types.",
                permission: Permission.read,
                dataClass: .public,
                parameters: [
                    .code("list", ReferenceList.self, isRequired: true, "Which list."),
                    .text(
                        "beginning",
                        maximumLength: 10,
                        "Only codes that begin so: EG- for the governorates of Egypt."
                    ),
                    .text("name", maximumLength: 60, "Only what has a name, in any of the languages, with this in it."),
                ],
                isPaged: true,
                errors: [RouteError("reference.unknown", status: 404)],
                response: Page(items: [
                    ReferenceEntry(code: "EG", names: LocalizedNames(en: "Egypt", ar: "مصر", fr: "Égypte"))
                ])
            ) { context in
                guard let list = ReferenceList(rawValue: context.text("list")) else {
                    throw Rejection(
                        "reference.unknown",
                        field: "list",
                        "the lists are \(ReferenceList.allCases.map(\.rawValue).joined(separator: ", "))",
                        status: 404
                    )
                }
                let page = context.page
                if let after = page.after, after.count != 1 { throw PageRequest.cursorInvalid }
                let beginning = context.query("beginning")
                let name = context.query("name")?.lowercased()
                let entries = list.entries.lazy.filter { entry in
                    (page.after.map { entry.code > $0[0] } ?? true) && (beginning.map(entry.code.hasPrefix) ?? true)
                        && (name.map { Self.has($0, entry.names) } ?? true)
                }
                return QueryResult(
                    page.page(of: Array(entries.prefix(page.limit + 1)), key: { [$0.code] }, item: { $0 })
                )
            }
        ]
    }

    private static func has(_ text: String, _ names: LocalizedNames) -> Bool {
        [names.en, names.fr, names.ar].contains { $0?.lowercased().contains(text) == true }
    }
}
