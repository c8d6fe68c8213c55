import Events

/// Who is one person with whom, by what coordinators decided.
///
/// Each decision joins two subjects until it is undone. What several coordinators decide holds together, in whatever order
/// it comes and even where their decisions make a circle: those who are joined, directly or through others, are one.
struct SamePersons: Sendable {
    private struct Pair: Hashable {
        let merged: EntityID
        let surviving: EntityID
    }

    private var parents: [EntityID: EntityID] = [:]

    init(_ entries: Entries) {
        var isJoined: [Pair: Bool] = [:]
        for entry in entries.of(.merge) {
            switch entry.event {
            case let event as SubjectMerged:
                isJoined[Pair(merged: event.mergedSubjectId, surviving: event.survivingSubjectId)] = true
            case let event as SubjectUnmerged:
                isJoined[Pair(merged: event.mergedSubjectId, surviving: event.survivingSubjectId)] = false
            default: break
            }
        }
        for (pair, isJoined) in isJoined where isJoined { join(pair.merged, pair.surviving) }
        // Afterwards every subject is one step from who stands for it.
        for subject in parents.keys { parents[subject] = root(of: subject) }
    }

    /// Who stands for `person`: of those who are one, the least.
    subscript(person: EntityID) -> EntityID {
        parents.isEmpty ? person : parents[person] ?? person
    }

    private mutating func join(_ first: EntityID, _ second: EntityID) {
        let (one, other) = (root(of: first), root(of: second))
        if one != other { parents[max(one, other)] = min(one, other) }
    }

    private func root(of person: EntityID) -> EntityID {
        var found = person
        while let next = parents[found] { found = next }
        return found
    }
}
