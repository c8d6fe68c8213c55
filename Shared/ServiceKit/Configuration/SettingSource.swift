import Configuration

/// One place that settings come from, and what a setting is called there.
struct SettingSource: Sendable {
    let provider: any ConfigProvider
    /// The dotted keys of a file; none for the other sources.
    let fileKeys: Set<String>
    let name: @Sendable (SettingDeclaration) -> String

    init(
        provider: any ConfigProvider,
        fileKeys: Set<String> = [],
        name: @escaping @Sendable (SettingDeclaration) -> String
    ) {
        self.provider = provider
        self.fileKeys = fileKeys
        self.name = name
    }

    init(commandLine arguments: [String]) {
        self.init(provider: CommandLineArgumentsProvider(arguments: arguments)) { $0.flag }
    }

    init(environment: [String: String]) {
        let provider = EnvironmentVariablesProvider(environmentVariables: environment)
        self.init(provider: provider.prefixKeys(with: ["jisr"])) { $0.environmentName }
    }

    /// The setting as it is written here, `nil` when it is not.
    ///
    /// A provider answers in the type it is asked for and throws for any other, so the types a value may be written
    /// in are tried in turn: what a text means is the setting's own business.
    func text(of declaration: SettingDeclaration) -> String? {
        text(named: declaration.name, types: declaration.kind == .boolean ? [.bool, .string] : [.string, .int, .bool])
    }

    func text(named name: String, types: [ConfigType] = [.string, .int, .bool]) -> String? {
        let key = AbsoluteConfigKey(name.split(separator: ".").map(String.init))
        for type in types + [.stringArray] {
            do {
                guard let value = try provider.value(forKey: key, type: type).value else { return nil }
                switch value.content {
                case .string(let text): return text
                case .int(let number): return String(number)
                case .bool(let flag): return String(flag)
                case .stringArray(let texts): return texts.joined(separator: ",")
                default: continue
                }
            } catch {
                // Written in another type: the next one is tried.
                continue
            }
        }
        return ""
    }
}
