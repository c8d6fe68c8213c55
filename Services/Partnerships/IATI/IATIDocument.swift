import Events

/// Writes activities as IATI's activity standard 2.03 has them, in the order of elements that its schema wants.
enum IATIDocument {
    /// The whole file.
    ///
    /// - `leftOut`: what cannot be published, because no day of its life is known, which the standard demands.
    static func text(
        _ activities: [IATIActivity],
        leftOut: [EntityID],
        by publisher: IATIPublisher,
        at now: Timestamp
    ) -> String {
        var xml = XMLText()
        xml.element("iati-activities", ["version": "2.03", "generated-datetime": now.description]) { xml in
            for activity in activities { write(activity, publisher, &xml) }
        }
        let remarks = leftOut.map { "<!-- \($0) is left out: no day of its life is known -->\n" }.joined()
        return xml.text + remarks
    }

    private static func write(_ activity: IATIActivity, _ publisher: IATIPublisher, _ xml: inout XMLText) {
        xml.element(
            "iati-activity",
            ["last-updated-datetime": activity.changed.description, "xml:lang": "en"]
        ) { xml in
            xml.element("iati-identifier", text: publisher.identifier(of: activity.id))
            xml.element("reporting-org", ["ref": publisher.reference, "type": "\(publisher.type)"]) {
                $0.element("narrative", text: publisher.name)
            }
            xml.element("title") { $0.element("narrative", text: activity.title) }
            xml.element("description", ["type": "1"]) { $0.element("narrative", text: activity.description) }
            for participant in activity.participants { write(participant, &xml) }
            xml.element("activity-status", ["code": "\(activity.status.rawValue)"])
            for date in activity.dates {
                xml.element("activity-date", ["type": "\(date.kind.rawValue)", "iso-date": date.day.description])
            }
            for country in activity.countries { xml.element("recipient-country", ["code": country.code]) }
            for place in activity.places {
                xml.element("location") { xml in
                    xml.element("name") { $0.element("narrative", text: place) }
                }
            }
            for related in activity.relatedIDs {
                xml.element("related-activity", ["ref": publisher.identifier(of: related), "type": "3"])
            }
            for result in activity.results { write(result, &xml) }
        }
    }

    private static func write(_ participant: IATIParticipant, _ xml: inout XMLText) {
        xml.element(
            "participating-org",
            ["role": "\(participant.role.rawValue)", "type": "\(participant.kind.iatiCode)"]
        ) { xml in
            for (language, name) in [
                ("en", participant.names.en), ("fr", participant.names.fr), ("ar", participant.names.ar),
            ] {
                if let name { xml.element("narrative", ["xml:lang": language], text: name) }
            }
        }
    }

    private static func write(_ result: IATIResult, _ xml: inout XMLText) {
        xml.element("result", ["type": "1"]) { xml in
            xml.element("title") { $0.element("narrative", text: result.title) }
            xml.element("indicator", ["measure": "1"]) { xml in
                xml.element("title") { $0.element("narrative", text: result.title) }
                xml.element("period") { xml in
                    xml.element("period-start", ["iso-date": result.from.description])
                    xml.element("period-end", ["iso-date": result.to.description])
                    xml.element("target", ["value": number(result.target)])
                    if let actual = result.actual { xml.element("actual", ["value": "\(actual)"]) }
                }
            }
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
}
