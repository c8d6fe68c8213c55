import Events

/// What intake says of the persons of cases that it corrected: it alone decides what holds of a person, and services
/// repeat it, some of them late.
///
/// Cases that were never corrected are not held: their only statement is the fact itself.
struct CaseStatements: Sendable {
    /// What holds of the person of a case.
    struct Summary: Sendable {
        /// The age band's number, as last told; 0 when it never was.
        var age: UInt8 = 0
        /// Whether the person counts as a child, as last told, be it before the consent to statistics was taken back.
        var isChild: Bool?
        /// What may be told, and since when that has been decided; `nil` when nothing may be known any more.
        var decision: Decision?
    }

    /// What may be told of a person.
    struct Decision: Sendable {
        let mode: Traits.Mode
        /// When it was decided, in milliseconds since 1970; 0 for what holds unless something else is decided.
        let decidedAt: Int64

        /// What the first statement of a case decides: refusing is a decision, not refusing is none.
        init(first mode: Traits.Mode, at recordedAt: Int64) {
            self.mode = mode
            decidedAt = mode == .countOnly ? recordedAt : 0
        }

        /// What a change decides.
        init(changedTo mode: Traits.Mode, at recordedAt: Int64) {
            (self.mode, decidedAt) = (mode, recordedAt)
        }
    }

    private struct Statement: Sendable {
        let rank: Int64
        let recordedAt: Int64
        let traits: Traits
    }

    private var statements: [UInt64: [Statement]] = [:]
    private var summaries: [UInt64: Summary] = [:]

    /// Whether no case was corrected.
    var isEmpty: Bool { summaries.isEmpty }

    /// Takes in what a case was registered or corrected as; the corrections first.
    mutating func add(_ fact: PersonFact) {
        guard fact.kind == .reprofiled || summaries[fact.caseKey] != nil else { return }
        var said = statements[fact.caseKey] ?? []
        guard !said.contains(where: { $0.rank == fact.rank }) else { return }
        said.append(Statement(rank: fact.rank, recordedAt: fact.recordedAt, traits: fact.traits))
        said.sort { $0.rank < $1.rank }
        statements[fact.caseKey] = said
        summaries[fact.caseKey] = Self.summary(of: said)
    }

    /// What holds of the person of a case; `nil` when the case was never corrected.
    subscript(caseKey: UInt64) -> Summary? { summaries[caseKey] }

    private static func summary(of statements: [Statement]) -> Summary {
        var summary = Summary()
        for statement in statements {
            let traits = statement.traits
            if let isChild = traits.isChild { summary.isChild = isChild }
            if traits.age != 0 { summary.age = traits.age }
            guard traits.mode == .full || traits.mode == .countOnly else { continue }
            if let known = summary.decision {
                guard known.mode != traits.mode else { continue }
                summary.decision = Decision(changedTo: traits.mode, at: statement.recordedAt)
            } else {
                summary.decision = Decision(first: traits.mode, at: statement.recordedAt)
            }
        }
        return summary
    }
}
