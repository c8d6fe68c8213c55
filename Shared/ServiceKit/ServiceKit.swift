import Foundation
import GRDB
import Hummingbird
import ServiceLifecycle
import Configuration
import CoreMetrics
