import Partnerships
import ServiceKit

@main
struct Main {
    static func main() async {
        await ServiceBootstrap.main(PartnershipsService.definition)
    }
}
