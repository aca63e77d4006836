using System.Globalization;
using PrivateApi.Lab.ControlPlane.Iam;
using PrivateApi.Lab.State;
using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>The permissions that a control-plane call needs, in the order in which AWS checks them.</summary>
internal static class RequiredPermissions
{
    public static IReadOnlyList<RequiredPermission> For(string service, ServiceCall call) =>
        service switch
        {
            "ec2" => [.. Ec2Permissions.For(call)],
            "apigateway" => [.. ApiGatewayPermissions.For(call)],
            "lambda" => [.. LambdaPermissions.For(call)],
            "iam" => [.. IamPermissions.For(call)],
            "sts" => [.. OtherPermissions.OfSts(call)],
            "ssm" => [.. OtherPermissions.OfSsm(call)],
            "logs" => [.. OtherPermissions.OfLogs(call)],
            "route53" => [.. OtherPermissions.OfRoute53(call)],
            "route53resolver" => [.. ResolverPermissions.For(call)],
            "route53profiles" => [.. OtherPermissions.OfRoute53Profiles(call)],
            "wafv2" => [.. WafPermissions.For(call)],
            "elasticloadbalancing" => LoadBalancingPermissions.For(call),
            "acm" => LoadBalancingPermissions.OfCertificates(call),
            _ => [],
        };

    /// <summary>The request that the caller's policies evaluate: the permission's own keys, and those of every request.</summary>
    public static AccessRequest Question(ServiceCall call, LabPrincipal principal, RequiredPermission permission)
    {
        // Created for this one request, so that the keys of every request can be added to its own.
        RequestKeys keys = permission.Keys;
        keys.Add("aws:RequestedRegion", call.Region);
        keys.Add("aws:PrincipalArn", PrincipalArn(call, principal));
        keys.Add("aws:PrincipalAccount", principal.AccountId);
        keys.Add("aws:PrincipalType", principal.Service == "sts" ? "AssumedRole" : "User");
        keys.Add("aws:userid", principal.UserId);
        keys.Add("aws:username", principal.Service == "iam" ? principal.Resource.Split('/')[^1] : null);
        keys.Add("aws:CurrentTime", call.Store.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        keys.Add("aws:EpochTime", call.Store.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        keys.Add("aws:UserAgent", call.Request.Header("User-Agent"));
        return new AccessRequest
        {
            Principal = principal.Arn(call.Partition),
            Action = permission.Action,
            Resource = permission.Resource,
            Context = keys,
        };
    }

    // A session counts as its role (IAM guide, "aws:PrincipalArn").
    private static string PrincipalArn(ServiceCall call, LabPrincipal principal) =>
        principal.Service == "sts" && principal.Resource.Split('/') is ["assumed-role", string name, ..]
            ? call.Store.Get<IamState>(principal.AccountId, "*").Roles.GetValueOrDefault(name)?.Arn ?? principal.Arn(call.Partition)
            : principal.Arn(call.Partition);
}
