import ServiceKit

/// Every route of the service.
enum ServiceDeliveryRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] {
        OfferRoutes.all + EnrolmentRoutes.all(settings) + DistributionRoutes.all(settings)
            + ReturnRoutes.all(settings) + PlanRoutes.all(settings) + ReferralRoutes.all(settings)
            + OrganisationKeyRoutes.all + WorklistRoutes.all + CertificateQueries.all(settings)
            + BulkRoutes.all(settings) + ImportRoutes.all(settings)
    }
}
