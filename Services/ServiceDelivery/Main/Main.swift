import ServiceDelivery
import ServiceKit

@main
struct Main {
    static func main() async {
        await ServiceBootstrap.main(ServiceDeliveryService.definition)
    }
}
