/// Everything that is wrong with a configuration, reported together.
public struct ConfigurationProblems: Error, Sendable, Hashable, CustomStringConvertible {
    /// One thing that is wrong.
    public struct Problem: Sendable, Hashable {
        /// Where: the flag, the variable, or the file's key.
        public let key: String
        /// What is wrong and what to do about it; it never holds a secret's value.
        public let message: String
        /// Whether the command line itself is wrong, rather than a value.
        public let isUsage: Bool

        /// Makes a problem.
        public init(key: String, message: String, isUsage: Bool = false) {
            self.key = key
            self.message = message
            self.isUsage = isUsage
        }
    }

    /// What is wrong, in the order found.
    public let problems: [Problem]

    /// Makes the report.
    public init(_ problems: [Problem]) {
        self.problems = problems
    }

    /// The exit code of a process that cannot start: 64 for a wrong command line, 78 for wrong values.
    ///
    /// Source: `EX_USAGE` and `EX_CONFIG` of sysexits.h.
    public var exitCode: Int32 {
        problems.contains(where: \.isUsage) ? 64 : 78
    }

    /// All problems, a line each.
    public var description: String {
        let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
        return "the configuration has \(count):\n"
            + problems.map { "  \($0.key): \($0.message)" }.joined(separator: "\n")
    }
}
