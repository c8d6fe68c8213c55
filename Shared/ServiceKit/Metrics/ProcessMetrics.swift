import Foundation

/// What the system says of this process, under Prometheus's usual names; nothing where `/proc` is missing.
///
/// Source: https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics
enum ProcessMetrics {
    static func register(in registry: MetricsRegistry) {
        registry.gauges("process_resident_memory_bytes", help: "Resident memory size in bytes.") {
            statistic(.residentPages).map { [MetricSample($0 * Double(sysconf(Int32(_SC_PAGESIZE))))] } ?? []
        }
        registry.counters("process_cpu_seconds_total", help: "Total user and system CPU time spent in seconds.") {
            var usage = rusage()
            guard getrusage(ownProcess, &usage) == 0 else { return [] }
            return [MetricSample(seconds(usage.ru_utime) + seconds(usage.ru_stime))]
        }
        registry.gauges("process_open_fds", help: "Number of open file descriptors.") {
            guard let entries = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") else { return [] }
            // The listing itself has one open.
            return [MetricSample(Double(entries.count - 1))]
        }
        let started = startTime()
        registry.gauges("process_start_time_seconds", help: "Start time of the process since unix epoch in seconds.") {
            started.map { [MetricSample($0)] } ?? []
        }
    }

    #if canImport(Glibc)
    private static let ownProcess = __rusage_who_t(RUSAGE_SELF.rawValue)
    #else
    private static let ownProcess = RUSAGE_SELF
    #endif

    /// Fields of `/proc/self/stat` counted from the state, which follows the name in parentheses (proc(5)).
    private enum Field: Int {
        case startTicks = 19
        case residentPages = 21
    }

    private static func statistic(_ field: Field) -> Double? {
        guard let text = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            let name = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: name)...].split(separator: " ")
        return fields.indices.contains(field.rawValue) ? Double(fields[field.rawValue]) : nil
    }

    private static func startTime() -> Double? {
        guard let ticks = statistic(.startTicks), let boot = try? String(contentsOfFile: "/proc/stat", encoding: .utf8),
            let line = boot.split(separator: "\n").first(where: { $0.hasPrefix("btime ") }),
            let bootTime = Double(line.dropFirst(6))
        else { return nil }
        return bootTime + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
}
