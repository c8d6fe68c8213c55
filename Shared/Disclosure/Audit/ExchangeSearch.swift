/// Finds tables by exchanging persons, one after the other, until every published sum is as it was.
///
/// Somebody is taken from what is to be less, or put into what is to be more, which leaves some sums wrong; then the sum
/// that the fewest columns can put right is put right in every way there is, and of what comes of it only the few are
/// followed in which the least is wrong. That finds nearly everything in a fraction of the time of a program, always in
/// whole persons, and in few columns; what it does not find is left to the programs.
struct ExchangeSearch {
    /// One person more or fewer in a column; with a support, one more there too.
    private struct Step {
        let column: Int32
        let change: Int32
        /// Where somebody came earlier for whom nobody was there to go; -1 for nowhere.
        var support: Int32 = -1
    }

    /// A sum that is not as published, and by how much.
    private struct Wrong {
        let sum: Int32
        var by: Int32
    }

    /// Steps taken so far.
    private struct Path {
        var steps: [Step] = []
        var wrong: [Wrong] = []
        /// How much is missing in the target, with its sign.
        var missing: Int32
        /// The same for the same steps in whatever order.
        var mark: UInt64 = 0
    }

    /// A path with one more step.
    private struct Continuation {
        let path: Int
        let step: Step
        let cost: Int32
        let tie: UInt64
        let mark: UInt64
    }

    private let layout: ColumnLayout
    private(set) var sums: PublishedSums
    private var room: ExchangeRoom
    /// By how much a person in a column counts for the target.
    private var targetSigns: [Int32]
    private var targetColumns: [PublishedSums.Member] = []
    /// What is wrong along the path looked at, sum by sum.
    private var wrong: [Int32]
    private var salt: UInt64
    /// The sets that the latest release publishes without which the last search would have found something.
    private(set) var obstacles: Set<Int> = []
    /// How many columns these have.
    private var obstacleSize = Int.max
    /// From how many columns of each sum somebody can be taken.
    private var occupied: [Int] = []

    init(_ sets: TargetSets, _ ledger: BlockLedger, _ layout: ColumnLayout) {
        self.layout = layout
        sums = PublishedSums(sets, ledger, layout)
        room = ExchangeRoom(ledger, layout)
        targetSigns = [Int32](repeating: 0, count: layout.columns.count)
        wrong = [Int32](repeating: 0, count: sums.members.count)
        salt = UInt64(ledger.layers.count) << 32
    }

    mutating func suppose(_ knowledge: Knowledge) {
        room.suppose(knowledge)
        occupied = sums.members.map { members in members.count { room.isFree(Int($0.column), -1) } }
    }

    /// Publishes a sum of the latest release, or does not.
    mutating func publish(_ set: Int, _ isPublished: Bool) { sums.publish(set, isPublished) }

    /// How many steps an exchange has at most.
    private static let longest = 16

    /// Looks for a table in which a sum of columns changes by as much as is wanted.
    ///
    /// - Parameters:
    ///   - terms: The sum.
    ///   - change: By how much it is to change.
    ///   - width: How many paths are followed at once.
    ///   - base: A table that agrees with everything published, to be changed.
    /// - Returns: The table; `nil` when none was found.
    mutating func table(
        _ terms: [(column: Int, sign: Int)],
        change: Int,
        width: Int,
        from base: Certificates.Table = .truth
    ) -> Certificates.Table? {
        targetColumns = terms.map { PublishedSums.Member(column: Int32($0.column), sign: Int32($0.sign)) }
        for term in terms { targetSigns[term.column] = Int32(term.sign) }
        room.clear()
        for (column, difference) in zip(base.columns, base.differences) { room.take(column, difference) }
        (obstacles, obstacleSize) = ([], Int.max)
        defer { for term in terms { targetSigns[term.column] = 0 } }
        var rest = abs(change)
        while rest > 0 {
            guard let steps = exchange(change > 0 ? 1 : -1, width) else { return nil }
            // What can be done once can often be done again.
            repeat {
                for (column, change) in steps { room.take(column, change) }
                rest -= 1
            } while rest > 0 && room.allows(steps)
        }
        return Certificates.Table(room.differences)
    }

    /// Steps after which the target has changed by one person and every sum is as it was.
    private mutating func exchange(_ change: Int32, _ width: Int) -> [(column: Int, change: Int)]? {
        var paths = [Path(missing: change)]
        for _ in 0..<Self.longest {
            var best: [Continuation] = []
            // At first every way is as good as the other.
            let width = paths.count == 1 ? 4 * width : width
            for index in paths.indices { follow(paths[index], index, width, &best) }
            var next: [Path] = []
            for continuation in best {
                let path = extended(paths[continuation.path], continuation)
                if continuation.cost == 0 {
                    let steps = Self.changes(path.steps)
                    if room.allows(steps) { return steps }
                    continue
                }
                note(path)
                next.append(path)
            }
            if next.isEmpty { return nil }
            paths = next
        }
        return nil
    }

    /// Puts right the sum that the fewest columns can put right.
    private mutating func follow(
        _ path: Path,
        _ index: Int,
        _ width: Int,
        _ best: inout [Continuation]
    ) {
        var columns = path.missing == 0 ? [] : targetColumns
        var direction: Int32 = path.missing
        if path.missing == 0 || !path.wrong.isEmpty {
            var fewest = path.missing == 0 ? Int.max : targetColumns.count
            for item in path.wrong {
                let count = item.by > 0 ? occupied[Int(item.sum)] : sums.members[Int(item.sum)].count
                guard count < fewest else { continue }
                fewest = count
                columns = sums.members[Int(item.sum)]
                direction = -item.by
            }
        }
        var total = abs(path.missing)
        for item in path.wrong {
            wrong[Int(item.sum)] = item.by
            total += abs(item.by)
        }
        for member in columns {
            let change = direction > 0 ? member.sign : -member.sign
            let column = Int(member.column)
            guard let support = room.support(column, Int(change)) else { continue }
            let step = Step(column: member.column, change: change, support: Int32(support))
            let cost = total + extra(step, path.missing)
            let tie = Self.mixed(UInt64(column) ^ salt)
            if best.count == width, let last = best.last, (last.cost, last.tie) <= (cost, tie) { continue }
            guard !path.steps.contains(where: { $0.column == member.column && $0.change != change }) else { continue }
            let mark = path.mark &+ Self.mixed(UInt64(column) << 1 | (change > 0 ? 1 : 0))
            guard !best.contains(where: { $0.mark == mark }) else { continue }
            let continuation = Continuation(
                path: index,
                step: step,
                cost: cost,
                tie: tie,
                mark: mark
            )
            var place = best.count
            while place > 0, (best[place - 1].cost, best[place - 1].tie) > (cost, tie) { place -= 1 }
            best.insert(continuation, at: place)
            if best.count > width { best.removeLast() }
        }
        for item in path.wrong { wrong[Int(item.sum)] = 0 }
        salt &+= 0x9E37_79B9_7F4A_7C15
    }

    /// By how much more is wrong after a step.
    private mutating func extra(_ step: Step, _ missing: Int32) -> Int32 {
        let column = Int(step.column)
        var cost = abs(missing - step.change * targetSigns[column]) - abs(missing)
        let sign: Int32 = layout.columns[column].isLeaving ? -step.change : step.change
        guard step.support >= 0 else {
            for sum in sums.sums(of: column) where sums.isBinding[Int(sum)] {
                cost += abs(wrong[Int(sum)] + sign) - abs(wrong[Int(sum)])
            }
            return cost
        }
        // The same sums may be in both columns.
        for sum in sums.sums(of: column) where sums.isBinding[Int(sum)] {
            cost += abs(wrong[Int(sum)] + sign) - abs(wrong[Int(sum)])
            wrong[Int(sum)] += sign
        }
        for sum in sums.sums(of: Int(step.support)) where sums.isBinding[Int(sum)] {
            cost += abs(wrong[Int(sum)] + 1) - abs(wrong[Int(sum)])
        }
        for sum in sums.sums(of: column) where sums.isBinding[Int(sum)] { wrong[Int(sum)] -= sign }
        return cost + abs(missing - step.change * targetSigns[column] - targetSigns[Int(step.support)])
            - abs(missing - step.change * targetSigns[column])
    }

    private func extended(_ path: Path, _ continuation: Continuation) -> Path {
        var next = path
        next.steps.append(continuation.step)
        next.mark = continuation.mark
        for (column, change) in Self.changes([continuation.step]) {
            next.missing -= Int32(change) * targetSigns[column]
            let sign = Int32(layout.columns[column].isLeaving ? -change : change)
            for sum in sums.sums(of: column) where sums.isBinding[Int(sum)] {
                if let place = next.wrong.firstIndex(where: { $0.sum == sum }) {
                    next.wrong[place].by += sign
                    if next.wrong[place].by == 0 { next.wrong.remove(at: place) }
                } else {
                    next.wrong.append(Wrong(sum: sum, by: sign))
                }
            }
        }
        return next
    }

    private static func changes(_ steps: [Step]) -> [(column: Int, change: Int)] {
        steps.flatMap { step in
            [(Int(step.column), Int(step.change))] + (step.support < 0 ? [] : [(Int(step.support), 1)])
        }
    }

    /// Notes what would have to be withheld for a path to lead somewhere, if it is little.
    private mutating func note(_ path: Path) {
        guard path.missing == 0, path.wrong.count <= Self.mostObstacles,
            path.wrong.allSatisfy({ sums.candidateSets[Int($0.sum)] >= 0 })
        else { return }
        // Sums that finer ones add up to are wrong with them.
        var all: [Int32: Int] = [:]
        let steps = Self.changes(path.steps)
        for (column, change) in steps {
            for sum in sums.sums(of: column) where sums.isPublished[Int(sum)] {
                all[sum, default: 0] += layout.columns[column].isLeaving ? -change : change
            }
        }
        let obstacles = all.filter { $0.value != 0 }.map { Int($0.key) }
        let size = obstacles.reduce(0) { $0 + sums.members[$1].count }
        guard size < obstacleSize, room.allows(steps) else { return }
        obstacleSize = size
        self.obstacles = Set(obstacles.map { sums.candidateSets[$0] }.filter { $0 >= 0 })
    }

    /// From how many wrong sums on a path is given up as leading nowhere.
    private static let mostObstacles = 8

    private static func mixed(_ number: UInt64) -> UInt64 {
        var bits = number &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
