import EventStore
import Events
import Reference

extension ReportPage {
    /// Sets what the progress of an agreement says, with organisations and places by name.
    init(_ progress: AgreementProgress, _ view: AgreementView, language: String, in transaction: Transaction) throws {
        let names = ReportNames(transaction: transaction, language: language)
        let counts = progress.commitmentCounts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        self.init(
            title: progress.title,
            facts: try Self.facts(view, names),
            summary: "\(progress.commitments.count) commitments"
                + (counts.isEmpty ? "" : ": \(counts.joined(separator: ", "))"),
            overdueCount: progress.overdueCount + progress.commitments.count { $0.commitment.isOverdue },
            commitments: try progress.commitments.map { try Self.commitment($0, names) },
            regions: progress.regions.map { region in
                Region(
                    name: names.place(region.region),
                    promised: region.promisedCommitmentIds.count,
                    delivered: region.deliveredCommitmentIds.count,
                    deliveryCount: region.deliveryCount,
                    isBare: region.deliveryCount == 0
                )
            },
            duties: try progress.duties.map { duty in
                Duty(
                    by: try names.organisation(duty.byOrgId),
                    period: "\(duty.period.from) – \(duty.period.to)",
                    due: duty.due.description,
                    submitted: duty.submittedOn?.description ?? (duty.isOverdue ? "overdue" : "not yet"),
                    isOverdue: duty.isOverdue
                )
            },
            targets: progress.targets.map(Self.target),
            printedOn: transaction.now.date.description
        )
    }

    private static func facts(_ view: AgreementView, _ names: ReportNames) throws -> [Fact] {
        let facts: [(String, String?)] = [
            ("Parties", try view.terms.partyOrgIds.map(names.organisation).joined(separator: "; ")),
            ("Status", view.status.rawValue),
            ("Signed", view.signedOn?.description),
            ("In force", view.inForceSince.map { "\($0) – \(view.terms.inForceTo?.description ?? "without end")" }),
            ("Last review", view.reviewedOn?.description),
            ("Next review", view.nextReviewOn?.description),
            ("Ended", view.endedOn?.description),
            ("Objectives", view.terms.objectives.isEmpty ? nil : view.terms.objectives.joined(separator: "; ")),
        ]
        return facts.compactMap { name, value in value.map { Fact(name: name, value: $0) } }
    }

    private static func commitment(_ promise: AgreementProgress.Promise, _ names: ReportNames) throws -> Commitment {
        let view = promise.commitment
        return Commitment(
            label: view.label ?? "",
            text: view.text,
            by: try view.committedByOrgIds.map(names.organisation).joined(separator: "; "),
            isJoint: view.committedByOrgIds.count > 1,
            status: view.status.rawValue,
            due: view.due.map { "\(view.isOverdue ? "overdue since" : "due") \($0)" } ?? "",
            isOverdue: view.isOverdue,
            coverage: view.coverage.map { "\($0.delivered.count) of \($0.regionCount)" } ?? "",
            missing: view.missingRegions.isEmpty
                ? "" : "without evidence: " + view.missingRegions.map(names.place).joined(separator: ", "),
            claims: try promise.reported.map { claim in
                let place = claim.region.map { ", \(names.place($0))" } ?? ""
                return "\(try names.organisation(claim.byOrgId)) reports: \(claim.status.rawValue)\(place)"
            },
            deliveries: try view.deliveries.map { delivery in
                Delivery(
                    on: delivery.on.description,
                    what: [delivery.kind.rawValue, delivery.service?.rawValue].compactMap { $0 }.joined(separator: " "),
                    place: delivery.region.map(names.place) ?? "no region",
                    by: try names.organisation(delivery.byOrgId),
                    evidence: delivery.evidenceRef
                )
            }
        )
    }

    private static func target(_ target: AgreementProgress.Target) -> Target {
        let quantity = target.target.quantity
        return Target(
            indicator: target.target.indicator.rawValue,
            wanted: quantity.inWords,
            due: target.target.due?.description ?? "",
            counted: target.counted?.value.map { "\($0)" } ?? (target.counted == nil ? "nothing yet" : "withheld"),
            verdict: target.isMet.map { $0 ? "met" : "not met" } ?? "",
            reported: target.reported.map { "\($0.quantity.inWords) (\($0.sourceRef))" }
        )
    }
}

/// Names of what a report mentions.
struct ReportNames {
    let transaction: Transaction
    let language: String

    func organisation(_ id: EntityID) throws -> String {
        try transaction.organisation(id)?.names.name(in: language) ?? id.description
    }

    func place(_ place: PlaceCode) -> String {
        ReferenceList.subdivisions.entry(place.code)?.names.name(in: language)
            ?? ReferenceList.countries.entry(place.code)?.names.name(in: language) ?? place.code
    }
}

extension Quantity {
    /// `more than 320 children`.
    fileprivate var inWords: String {
        let number = value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
        let words: String =
            switch qualifier {
            case .eq: number
            case .gt: "more than \(number)"
            case .about: "about \(number)"
            }
        return unit.map { "\(words) \($0)" } ?? words
    }
}
