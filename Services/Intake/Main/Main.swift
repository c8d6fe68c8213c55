import Intake
import ServiceKit

@main
struct Main {
    static func main() async {
        await ServiceBootstrap.main(IntakeService.definition)
    }
}
