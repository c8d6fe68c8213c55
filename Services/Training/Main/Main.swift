import ServiceKit
import Training

@main
struct Main {
    static func main() async {
        await ServiceBootstrap.main(TrainingService.definition)
    }
}
