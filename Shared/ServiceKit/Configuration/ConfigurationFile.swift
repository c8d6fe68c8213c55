import Configuration
import Foundation

/// A JSON or YAML file of settings, nested or with dotted keys: `{"http": {"port": 7101}}`, `http.port: 7101`.
struct ConfigurationFile: Sendable {
    let source: SettingSource

    init(path: String) async throws(ConfigurationProblems.Problem) {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw Self.problem("the file \(path) does not exist or cannot be read; correct the path or its permissions")
        }
        let reader = ConfigReader(
            provider: InMemoryProvider(values: ["filePath": ConfigValue(.string(path), isSecret: false)])
        )
        do {
            let provider: any ConfigProvider
            let keys: Set<String>
            let text = try String(contentsOfFile: path, encoding: .utf8)
            if path.hasSuffix(".json") {
                provider = try await FileProvider<JSONSnapshot>(config: reader)
                keys = Self.keys(ofJSON: try JSONSerialization.jsonObject(with: Data(text.utf8)))
            } else {
                provider = try await FileProvider<YAMLSnapshot>(config: reader)
                keys = Self.keys(ofYAML: text)
            }
            let name = (path as NSString).lastPathComponent
            source = SettingSource(provider: provider, fileKeys: keys) { "\(name): \($0.name)" }
        } catch {
            throw Self.problem("the file \(path) is not well-formed: its top level must be a mapping of settings")
        }
    }

    /// The keys that no setting has.
    func unknownKeys(_ declarations: [SettingDeclaration]) -> [ConfigurationProblems.Problem] {
        let known = Set(declarations.map(\.name)).subtracting(["config.file"])
        return source.fileKeys.sorted().compactMap { key in
            guard !known.contains(key), !KafkaProperties.isPassedOn(key: key) else { return nil }
            let hint = CommandLineScan.suggestion(key, among: known)
            return .init(
                key: "config.file",
                message: "the key \(key) is unknown\(hint); correct or remove it, see --help"
            )
        }
    }

    private static func problem(_ message: String) -> ConfigurationProblems.Problem {
        .init(key: StandardSettings.configFile.declaration.environmentName, message: message)
    }

    private static func keys(ofJSON value: Any, under prefix: String = "") -> Set<String> {
        guard let object = value as? [String: Any] else { return [prefix] }
        var keys: Set<String> = []
        for (key, value) in object {
            keys.formUnion(self.keys(ofJSON: value, under: prefix.isEmpty ? key : "\(prefix).\(key)"))
        }
        return keys
    }

    /// The keys of block mappings, by indentation.
    ///
    /// Settings are scalars, so nothing else of YAML can name one but a
    /// mapping in braces, whose keys are read all the same and only not checked for being unknown.
    private static func keys(ofYAML text: String) -> Set<String> {
        var keys: Set<String> = []
        var open: [(indentation: Int, key: String)] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let content = line.drop { $0 == " " }
            guard let colon = content.firstIndex(of: ":"), !content.hasPrefix("#"), !content.hasPrefix("-") else {
                continue
            }
            let rest = content[content.index(after: colon)...].drop { $0 == " " }
            let indentation = line.count - content.count
            while let last = open.last, last.indentation >= indentation { open.removeLast() }
            let quotes: Set<Character> = ["\"", "'", " "]
            let key = String(content[..<colon]).filter { !quotes.contains($0) }
            let path = (open.map(\.key) + [key]).joined(separator: ".")
            if rest.isEmpty || rest.hasPrefix("#") {
                open.append((indentation, key))
            } else if !rest.hasPrefix("{") {
                keys.insert(path)
            }
        }
        return keys
    }
}
