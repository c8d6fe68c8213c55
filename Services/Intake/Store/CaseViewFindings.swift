import Events

extension CaseView {
    /// What was found about the person as a victim of trafficking.
    struct Trafficking: Codable, Sendable, Hashable {
        /// One finding; all of them are kept.
        struct Finding: Codable, Sendable, Hashable {
            var determination: Determination
            var at: Timestamp
            var decidedBy: DeterminationAuthority?
            var detectedBy: IdentificationSource?
            var detectedByOrgId: EntityID?
            var reflectionEndsAt: Timestamp?
        }

        var determination: Determination
        var acts: [TraffickingAct]
        var means: [TraffickingMeans]
        var purposes: [TraffickingPurpose]
        var reflectionEndsAt: Timestamp?
        /// Oldest first.
        var findings: [Finding]
    }

    struct Complaint: Codable, Sendable, Hashable {
        var complaintId: EntityID
        var channel: ComplaintChannel
        var topic: ComplaintTopic
        var status: ComplaintStatus
        var version: Int
        var lodgedAt: Timestamp
        var outcome: ComplaintOutcome?
        var resolvedAt: Timestamp?
    }
}

extension CaseView.Trafficking {
    init?(_ state: TraffickingState) {
        guard let published = state.published() else { return nil }
        self.init(
            determination: published.determination,
            acts: published.acts,
            means: published.means,
            purposes: published.purposes,
            reflectionEndsAt: published.reflectionEndsAt,
            findings: state.findings.map { finding in
                Finding(
                    determination: finding.determination,
                    at: finding.at,
                    decidedBy: finding.decidedBy,
                    detectedBy: finding.detectedBy,
                    detectedByOrgId: finding.detectedByOrgID,
                    reflectionEndsAt: finding.reflectionEndsAt
                )
            }
        )
    }
}

extension CaseView.Complaint {
    init(_ complaint: ComplaintState) {
        self.init(
            complaintId: complaint.id,
            channel: complaint.channel,
            topic: complaint.topic,
            status: complaint.status,
            version: complaint.version,
            lodgedAt: complaint.lodgedAt,
            outcome: complaint.outcome,
            resolvedAt: complaint.resolvedAt
        )
    }
}
