import Foundation

/// What can be seen to be wrong with the machine before anything is opened.
enum StartChecks {
    static func problems(_ values: [String: any Sendable]) -> [ConfigurationProblems.Problem] {
        var problems: [ConfigurationProblems.Problem] = []
        if let path = values[StandardSettings.masterKeyFile.declaration.name] as? String, let message = masterKey(path)
        {
            problems.append(.init(key: StandardSettings.masterKeyFile.declaration.environmentName, message: message))
        }
        if let path = values[StandardSettings.dataDirectory.declaration.name] as? String, let message = folder(path) {
            problems.append(.init(key: StandardSettings.dataDirectory.declaration.environmentName, message: message))
        }
        return problems
    }

    private static func masterKey(_ path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            return "the file \(path) does not exist; make it with `openssl rand -hex 32`, mode 0600"
        }
        guard status.st_mode & S_IFMT == S_IFREG else { return "\(path) is not a file" }
        guard status.st_mode & 0o007 == 0 else {
            return "the file \(path) is open to everyone; run `chmod 600` on it"
        }
        guard access(path, R_OK) == 0 else { return "the file \(path) cannot be read; give it to the service's user" }
        guard (32...256).contains(status.st_size) else {
            return
                "the file \(path) has \(status.st_size) bytes; it must hold 32 bytes, raw or as 64 hexadecimal digits"
        }
        return nil
    }

    private static func folder(_ path: String) -> String? {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else { return "\(path) is not a folder" }
            return access(path, W_OK | X_OK) == 0
                ? nil : "the folder \(path) cannot be written to; give it to the service's user"
        }
        // Missing: the store makes it, if the nearest folder above lets it.
        var parent = (path as NSString).deletingLastPathComponent
        while !parent.isEmpty, parent != "/", stat(parent, &status) != 0 {
            parent = (parent as NSString).deletingLastPathComponent
        }
        if parent.isEmpty { parent = "." }
        return access(parent, W_OK | X_OK) == 0
            ? nil : "the folder \(path) cannot be made in \(parent); make it, or choose another"
    }
}
