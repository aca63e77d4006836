namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>
/// The permissions of load balancing (Service Authorization Reference, "Actions, resources, and condition keys for AWS Elastic Load
/// Balancing V2", and those for AWS Certificate Manager): describing supports no resources there, a certificate does.
/// </summary>
internal static class LoadBalancingPermissions
{
    public static IReadOnlyList<RequiredPermission> For(ServiceCall call)
    {
        QueryForm form = new(call.Request);
        string resource = form.Action.StartsWith("Describe", StringComparison.Ordinal)
            ? "*"
            : form["RuleArn"] ?? form["ListenerArn"] ?? form["TargetGroupArn"] ?? form["LoadBalancerArn"] ?? "*";
        return [new RequiredPermission("elasticloadbalancing:" + form.Action, resource)];
    }

    public static IReadOnlyList<RequiredPermission> OfCertificates(ServiceCall call) =>
        [new RequiredPermission("acm:" + JsonProtocol.Operation(call.Request), (string?)JsonProtocol.Body(call)["CertificateArn"] ?? "*")];
}
