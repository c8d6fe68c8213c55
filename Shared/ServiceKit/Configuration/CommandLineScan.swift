/// What is wrong with a command line, before any value is read.
struct CommandLineScan: Sendable {
    /// The flags given, with their dashes.
    private(set) var flags: [String] = []
    private(set) var problems: [ConfigurationProblems.Problem] = []
    private(set) var asksForHelp = false
    private(set) var asksForVersion = false

    init(_ arguments: some Sequence<String>, declarations: [SettingDeclaration]) {
        var booleans: Set<String> = []
        var known: Set<String> = []
        for declaration in declarations {
            known.insert(declaration.flag)
            if declaration.kind == .boolean { booleans.insert(declaration.flag) }
        }
        // A flag that still wants its value.
        var open: String?
        for argument in arguments {
            guard argument.hasPrefix("-"), argument != "-" else {
                if open == nil { refuse(argument, "is not a flag; write settings as --name value or --name=value") }
                open = nil
                continue
            }
            if let flag = open, !booleans.contains(flag) { refuse(flag, "needs a value") }
            open = nil
            let flag = String(argument.prefix { $0 != "=" })
            switch flag {
            case "--help", "-h": asksForHelp = true
            case "--version": asksForVersion = true
            default:
                if flags.contains(flag) { refuse(flag, "is given more than once; keep one") }
                flags.append(flag)
                if !known.contains(flag), !KafkaProperties.isPassedOn(flag: flag) {
                    refuse(flag, "is unknown" + Self.suggestion(flag, among: known) + "; see --help")
                }
                if !argument.contains("=") { open = flag }
            }
        }
        if let flag = open, !booleans.contains(flag) { refuse(flag, "needs a value") }
    }

    private mutating func refuse(_ key: String, _ message: String) {
        problems.append(.init(key: key, message: message, isUsage: true))
    }

    /// `, did you mean X?` for the nearest known name, when one is near.
    static func suggestion(_ name: String, among known: some Collection<String>) -> String {
        let near = known.map { (distance($0, name), $0) }.min { $0 < $1 }
        guard let near, near.0 <= 2 else { return "" }
        return ", did you mean \(near.1)?"
    }

    /// Levenshtein's distance.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let substituted = diagonal + (character == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}

/// What is wrong with the environment: variables with our prefix that no setting has.
struct EnvironmentScan: Sendable {
    let problems: [ConfigurationProblems.Problem]

    /// What ``CrashPoint`` reads; a release build knows no such variable and says so.
    #if DEBUG
    private static let crashPoint: String? = "JISR_CRASH_POINT"
    #else
    private static let crashPoint: String? = nil
    #endif

    init(_ environment: [String: String], declarations: [SettingDeclaration]) {
        let known = Set(declarations.map(\.environmentName))
        problems = environment.keys.sorted().compactMap { name in
            guard name.hasPrefix("JISR_"), !known.contains(name), !KafkaProperties.isPassedOn(variable: name),
                name != Self.crashPoint
            else { return nil }
            let hint = CommandLineScan.suggestion(name, among: known)
            return .init(key: name, message: "is unknown\(hint); correct or unset it, see --help")
        }
    }
}
