namespace PrivateApi.Model;

/// <summary>
/// The order in which a call meets what can stop it: the one list by which a verdict is found, an answer predicted, and a break
/// drawn. <see cref="CheckName"/> has the order in which checks are shown.
/// </summary>
internal static class CheckOrder
{
    /// <summary>
    /// The checks in that order. The gateway looks for the API, then at the endpoint's policy, then for the stage (API Gateway guide,
    /// "Use VPC endpoint policies for private APIs": they come before the method's authorization). A web ACL comes before resource
    /// policies and authorizers ("Use AWS WAF to protect your REST APIs"). Those that are not here warn and stop no call.
    /// </summary>
    public static IReadOnlyList<CheckName> Met { get; } =
    [
        CheckName.NameResolves,
        CheckName.EndpointExists,
        CheckName.EndpointAssociated,
        CheckName.EndpointAvailable,
        CheckName.CallerRoute,
        CheckName.CallerEgress,
        CheckName.CallerNetworkAcl,
        CheckName.LoadBalancer,
        CheckName.EndpointNetworkAcl,
        CheckName.EndpointIngress,
        CheckName.RequestHost,
        CheckName.DomainAssociated,
        CheckName.AccessMode,
        CheckName.PublicApiShadowed,
        CheckName.ApiIsPrivate,
        CheckName.EndpointPolicy,
        CheckName.StageDeployed,
        CheckName.DefaultEndpointEnabled,
        CheckName.MethodExists,
        CheckName.DomainPolicy,
        CheckName.WebAcl,
        CheckName.ResourcePolicy,
        CheckName.MethodAuthorization,
        CheckName.ApiKey,
        CheckName.Integration,
    ];
}
