import ServiceKit
import Statistics

@main
struct Main {
    static func main() async { await ServiceBootstrap.main(StatisticsService.definition) }
}
