/// Finds tables by exchanging persons: two of them swap one value, such as their sex, and every sum that does not tell
/// them apart stays as it is.
///
/// Where little is published this finds nearly everything in a fraction of the time of a program, and always in whole
/// persons; what it does not find is left to the programs.
struct SwapSearch {
    /// One person more or fewer in an atom of what came with a release.
    private struct Step {
        let layer: Int
        let atom: Int
        let change: Int
    }

    private let scheme: CubeScheme
    private let sets: TargetSets
    private let layout: ColumnLayout
    private let layerCount: Int
    /// The releases that published each set, a bit for each.
    private var published: [UInt64]
    private var own: [Int: Int] = [:]
    private var random: SplitMix64
    /// What the steps tried last change, set by set, before and from the later of two layers on.
    private var early: [Int]
    private var late: [Int]

    init(_ scheme: CubeScheme, _ sets: TargetSets, _ ledger: BlockLedger, _ layout: ColumnLayout) {
        self.scheme = scheme
        self.sets = sets
        self.layout = layout
        layerCount = ledger.layers.count
        published = [UInt64](repeating: 0, count: sets.sets.count)
        for (release, layer) in ledger.layers.enumerated() {
            for cell in layer.published { published[sets.ofCell[cell]] |= 1 << UInt64(release & 63) }
        }
        random = SplitMix64(state: UInt64(ledger.layers.count) << 32)
        early = [Int](repeating: 0, count: sets.sets.count)
        late = early
    }

    /// Whether there are few enough releases for it.
    var isUsable: Bool { layerCount <= 64 }

    mutating func suppose(own: [Int: Int]) { self.own = own }

    /// Lets a sum of the latest release differ: it is not published.
    mutating func free(_ set: Int) { published[set] &= ~(1 << UInt64(layerCount - 1)) }

    /// Publishes a sum of the latest release after all.
    mutating func bind(_ set: Int) { published[set] |= 1 << UInt64(layerCount - 1) }

    /// A table in which a target is none, or at least `k`; `nil` when none was found.
    mutating func table(_ target: Target, value: Int, _ end: Needs.End) -> Certificates.Table? {
        guard target.kind != .left, isUsable else { return nil }
        let layers = target.kind == .came ? [target.release] : Array((0...target.release).reversed())
        var differences: [Int: Int] = [:]
        var rest = end == .none ? value : scheme.policy.k - value
        let members = Set(sets.sets[target.set])
        while rest > 0 {
            guard
                let steps = end == .none
                    ? leaving(members, layers, differences) : entering(members, layers, differences)
            else { return nil }
            for step in steps { differences[layout.came(step.atom, in: step.layer), default: 0] += step.change }
            rest -= 1
        }
        return Certificates.Table(differences)
    }

    // MARK: One person at a time

    /// Steps by which one person fewer is in the set.
    private mutating func leaving(_ members: Set<Int>, _ layers: [Int], _ differences: [Int: Int]) -> [Step]? {
        for layer in layers {
            for atom in members.sorted() where isThere(atom, layer, differences) {
                let out = Step(layer: layer, atom: atom, change: -1)
                if allows([out]) { return [out] }
                let start = Int(random.unit() * Double(scheme.atomCount))
                for offset in 0..<scheme.atomCount {
                    let other = (start + offset) % scheme.atomCount
                    if let steps = exchange(out, with: other, differences, { !members.contains($0) }) {
                        return steps
                    }
                }
                for otherLayer in 0..<layerCount where otherLayer != layer && !layers.contains(otherLayer) {
                    if let steps = delay(out, to: otherLayer, members, start, differences) { return steps }
                }
            }
        }
        return nil
    }

    /// Steps by which one person more is in the set.
    private mutating func entering(_ members: Set<Int>, _ layers: [Int], _ differences: [Int: Int]) -> [Step]? {
        let sorted = members.sorted()
        let first = Int(random.unit() * Double(max(1, sorted.count)))
        for layer in layers {
            for index in sorted.indices {
                let into = Step(layer: layer, atom: sorted[(first + index) % sorted.count], change: 1)
                if allows([into]) { return [into] }
                let start = Int(random.unit() * Double(scheme.atomCount))
                for axis in 0..<scheme.axisCount {
                    if let steps = replace(into, along: axis, members, start, differences) { return steps }
                }
                for otherLayer in 0..<layerCount where otherLayer != layer && !layers.contains(otherLayer) {
                    if let steps = hasten(into, from: otherLayer, members, start, differences) { return steps }
                }
            }
        }
        return nil
    }

    /// Somebody from outside the set takes over a value that belongs to it, alone or in exchange.
    private mutating func replace(
        _ into: Step,
        along axis: Int,
        _ members: Set<Int>,
        _ start: Int,
        _ differences: [Int: Int]
    ) -> [Step]? {
        let wanted = scheme.code(of: into.atom, along: axis)
        for source in scheme.variants(of: into.atom, along: axis) {
            guard !members.contains(source), isThere(source, into.layer, differences) else { continue }
            let from = Step(layer: into.layer, atom: source, change: -1)
            if allows([into, from]) { return [into, from] }
            for offset in 0..<scheme.atomCount {
                let other = (start + offset) % scheme.atomCount
                guard scheme.code(of: other, along: axis) == wanted, isThere(other, into.layer, differences),
                    let moved = scheme.atom(other, with: scheme.code(of: source, along: axis), along: axis)
                else { continue }
                let steps = [
                    into, from, Step(layer: into.layer, atom: other, change: -1),
                    Step(layer: into.layer, atom: moved, change: 1),
                ]
                if allows(steps) { return steps }
            }
        }
        return nil
    }

    /// Somebody of the set who came with another release came with this one, alone or in exchange.
    private mutating func hasten(
        _ into: Step,
        from layer: Int,
        _ members: Set<Int>,
        _ start: Int,
        _ differences: [Int: Int]
    ) -> [Step]? {
        guard isThere(into.atom, layer, differences) else { return nil }
        let from = Step(layer: layer, atom: into.atom, change: -1)
        if allows([into, from]) { return [into, from] }
        for offset in 0..<scheme.atomCount {
            let other = (start + offset) % scheme.atomCount
            guard !members.contains(other), isThere(other, into.layer, differences) else { continue }
            let steps = [
                into, from, Step(layer: into.layer, atom: other, change: -1),
                Step(layer: layer, atom: other, change: 1),
            ]
            if allows(steps) { return steps }
        }
        return nil
    }

    /// Somebody takes over a value of somebody else, alone or in exchange.
    private mutating func exchange(
        _ out: Step,
        with other: Int,
        _ differences: [Int: Int],
        _ isWelcome: (Int) -> Bool
    ) -> [Step]? {
        for axis in 0..<scheme.axisCount {
            let (own, theirs) = (scheme.code(of: out.atom, along: axis), scheme.code(of: other, along: axis))
            guard own != theirs, let moved = scheme.atom(out.atom, with: theirs, along: axis), isWelcome(moved) else {
                continue
            }
            let into = Step(layer: out.layer, atom: moved, change: 1)
            if allows([out, into]) { return [out, into] }
            guard other != out.atom, isThere(other, out.layer, differences),
                let back = scheme.atom(other, with: own, along: axis), isWelcome(back)
            else { continue }
            let steps = [
                out, into, Step(layer: out.layer, atom: other, change: -1),
                Step(layer: out.layer, atom: back, change: 1),
            ]
            if allows(steps) { return steps }
        }
        return nil
    }

    /// Somebody came with another release, alone or in exchange.
    private mutating func delay(
        _ out: Step,
        to layer: Int,
        _ members: Set<Int>,
        _ start: Int,
        _ differences: [Int: Int]
    ) -> [Step]? {
        let into = Step(layer: layer, atom: out.atom, change: 1)
        if allows([out, into]) { return [out, into] }
        for offset in 0..<scheme.atomCount {
            let other = (start + offset) % scheme.atomCount
            guard !members.contains(other), isThere(other, layer, differences) else { continue }
            let steps = [
                out, into, Step(layer: layer, atom: other, change: -1), Step(layer: out.layer, atom: other, change: 1),
            ]
            if allows(steps) { return steps }
        }
        return nil
    }

    /// Whether somebody is in an atom who is not the attacker's.
    private func isThere(_ atom: Int, _ layer: Int, _ differences: [Int: Int]) -> Bool {
        let column = layout.came(atom, in: layer)
        return layout.truth[column] + (differences[column] ?? 0) - (own[column] ?? 0) > 0
    }

    /// Whether the steps, in two layers at most, leave every published sum as it is.
    private mutating func allows(_ steps: [Step]) -> Bool {
        let first = steps.reduce(Int.max) { min($0, $1.layer) }
        let second = steps.reduce(0) { max($0, $1.layer) }
        for step in steps {
            for set in sets.containing[step.atom] {
                if step.layer == first { early[set] += step.change }
                late[set] += step.change
            }
        }
        let (between, after) = (Self.releases(from: first) & ~Self.releases(from: second), Self.releases(from: second))
        var isAllowed = true
        for step in steps {
            for set in sets.containing[step.atom] {
                if early[set] != 0, published[set] & between != 0 { isAllowed = false }
                if late[set] != 0, published[set] & after != 0 { isAllowed = false }
            }
        }
        for step in steps {
            for set in sets.containing[step.atom] {
                early[set] = 0
                late[set] = 0
            }
        }
        return isAllowed
    }

    private static func releases(from first: Int) -> UInt64 { first > 63 ? 0 : ~0 << UInt64(first) }
}
