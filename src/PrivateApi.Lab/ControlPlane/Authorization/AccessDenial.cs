using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>
/// The services' answers to a caller without permission (IAM user guide, "Troubleshoot access denied error messages"; codes
/// as the services were recorded to return).
/// </summary>
internal static class AccessDenial
{
    public static AwsFault Create(string service, ServiceCall call, LabPrincipal principal, RequiredPermission missing, bool isExplicit)
    {
        string reason = isExplicit
            ? "with an explicit deny in an identity-based policy"
            : $"because no identity-based policy allows the {missing.Action} action";
        string text =
            $"User: {principal.Arn(call.Partition)} is not authorized to perform: {missing.Action} "
            + $"on resource: {missing.Resource} {reason}";
        return service switch
        {
            "ec2" => new AwsFault(403, "UnauthorizedOperation", "You are not authorized to perform this operation. " + text),
            "lambda" when missing.Action.StartsWith("ec2:", StringComparison.Ordinal) => new AwsFault(
                403,
                "AccessDeniedException",
                "Your access has been denied by EC2, please make sure your request credentials have permission to "
                    + $"{missing.Action["ec2:".Length..]}. EC2 Error Code: UnauthorizedOperation. "
                    + "EC2 Error Message: You are not authorized to perform this operation. "
                    + $"{text}"
            ),
            "iam" or "sts" or "route53" or "elasticloadbalancing" => new AwsFault(403, "AccessDenied", text),
            "ssm" or "logs" or "acm" or "wafv2" or "route53resolver" or "route53profiles" => new AwsFault(
                400,
                "AccessDeniedException",
                text
            ),
            _ => new AwsFault(403, "AccessDeniedException", text),
        };
    }

    /// <summary>The answer to an unknown access key.</summary>
    public static AwsFault UnknownKey(string service) =>
        service switch
        {
            "ec2" => new AwsFault(401, "AuthFailure", "AWS was not able to validate the provided access credentials"),
            "iam" or "sts" or "route53" or "elasticloadbalancing" => new AwsFault(
                403,
                "InvalidClientTokenId",
                "The security token included in the request is invalid."
            ),
            "ssm" or "logs" or "acm" or "wafv2" or "route53resolver" => new AwsFault(
                400,
                "UnrecognizedClientException",
                "The security token included in the request is invalid."
            ),
            _ => new AwsFault(403, "UnrecognizedClientException", "The security token included in the request is invalid."),
        };
}
