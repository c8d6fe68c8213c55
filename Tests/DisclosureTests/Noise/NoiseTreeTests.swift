import Testing

@testable import Disclosure

struct NoiseTreeTests {
    private static func sums(_ tree: NoiseTree, _ counts: [Int]) -> [[Int]] {
        let leaves = counts + Array(repeating: 0, count: tree.leafCount - counts.count)
        return Dictionary(grouping: tree.spans, by: \.leafCount).sorted { $0.key > $1.key }
            .map { $0.value.map { leaves[$0.firstLeaf..<$0.end].reduce(0, +) } }
    }

    /// OpenDP 0.16, `make_b_ary_tree` with two branches, its own test.
    @Test func `ten ones make the tree that OpenDP makes of them`() throws {
        let tree = try #require(NoiseTree(leafCount: 16))
        let levels = Self.sums(tree, Array(repeating: 1, count: 10))
        #expect(levels.count == tree.levelCount)
        #expect(levels[0] == [10])
        #expect(levels[1] == [8, 2])
        #expect(levels[2] == [4, 4, 2, 0])
        #expect(levels[3] == [2, 2, 2, 2, 2, 0, 0, 0])
        #expect(levels[4].prefix(10).allSatisfy { $0 == 1 })
        #expect(levels[4].dropFirst(10).allSatisfy { $0 == 0 })
    }

    @Test func `64 leaves have seven levels, and each leaf is in seven nodes`() throws {
        let tree = try #require(NoiseTree(leafCount: 64))
        #expect(tree.levelCount == 7)
        #expect(tree.spans.count == 127)
        for leaf in 0..<64 {
            #expect(tree.spans.count { ($0.firstLeaf..<$0.end).contains(leaf) } == 7)
        }
    }

    @Test(arguments: [1, 2, 8, 64])
    func `every node becomes complete once, with its last leaf`(_ leafCount: Int) throws {
        let tree = try #require(NoiseTree(leafCount: leafCount))
        var seen: [NoiseTree.Span] = []
        for leaf in 0..<leafCount {
            let spans = tree.completed(from: leaf, to: leaf + 1)
            #expect(spans.allSatisfy { $0.end == leaf + 1 })
            seen += spans
        }
        #expect(Set(seen) == Set(tree.spans))
        #expect(seen.count == tree.spans.count)
        #expect(seen == tree.completed(from: 0, to: leafCount))
        #expect(tree.completed(from: 1, to: 1).isEmpty)
    }

    @Test(arguments: 1...64)
    func `a beginning is made of nodes that are complete by then, one for each level at most`(_ count: Int) throws {
        let tree = try #require(NoiseTree(leafCount: 64))
        let spans = NoiseTree.prefix(count)
        #expect(spans.flatMap { Array($0.firstLeaf..<$0.end) } == Array(0..<count))
        #expect(Set(spans.map(\.leafCount)).count == spans.count)
        #expect(Set(spans).isSubset(of: tree.completed(from: 0, to: count)))
    }

    @Test(arguments: [-1, 0, 3, 60, 8192])
    func `what is no power of two has no tree`(_ leafCount: Int) {
        #expect(NoiseTree(leafCount: leafCount) == nil)
    }
}
