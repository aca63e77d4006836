using System.Globalization;
using PrivateApi.Lab.ControlPlane.Iam;
using PrivateApi.Lab.State;
using PrivateApi.Policies;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// The policies of a call: the endpoint's first, then the resource policy of the deployment together with the method's
/// authorization (AWS: "How API Gateway resource policies affect authorization workflow").
/// </summary>
internal static class AccessGate
{
    public static void EndpointPolicy(GatewayCall call)
    {
        if (call.Arrival.Endpoint is not { } endpoint)
        {
            return;
        }

        // Who calls is read from the signature; a bearer token leaves the caller anonymous.
        AccessRequest request = Request(call, call.Scope is not null);
        PolicyDecision decision = PolicyEvaluator.Evaluate(PolicyDocument.Parse(endpoint.PolicyDocument), request, PolicyUse.Endpoint);
        if (!decision.IsAllowed)
        {
            throw GatewayFault.AccessDenied(request.Principal, call.MaskedArn, decision.IsExplicitlyDenied
                ? " with an explicit deny in a VPC endpoint policy"
                : " because no VPC endpoint policy allows the execute-api:Invoke action");
        }
    }

    public static void ResourcePolicyAndAuthorization(GatewayCall call)
    {
        string kind = (string?)call.Method["authorizationType"] ?? "NONE";
        if (kind == "AWS_IAM" && call.Scope is null)
        {
            throw GatewayFault.MissingToken();
        }

        if (kind == "COGNITO_USER_POOLS")
        {
            Token(call);
        }

        // The policy sees an identity only where the method asks for one.
        AccessRequest request = Request(call, kind == "AWS_IAM");
        Effect policy = call.Deployment!.Policy is { } text
            ? PolicyEvaluator.Evaluate(PolicyDocument.Parse(text), request).Effect
            : Effect.ImplicitlyDenied;

        // A public API needs no policy; a private one without a policy lets nobody in.
        bool isOpen = call.Deployment.Policy is null && call.Arrival.Endpoint is null;
        if (policy.IsExplicitDeny())
        {
            throw Denied(call, request, " with an explicit deny in a resource-based policy");
        }

        if (kind == "AWS_IAM")
        {
            Identity(call, request, policy);
        }
        else if (kind == "CUSTOM")
        {
            Token(call);
            throw GatewayFault.AuthorizerFailed("The lab cannot run a Lambda authorizer.");
        }
        else if (!isOpen && !policy.IsAllow())
        {
            throw Denied(call, request, " because no resource-based policy allows the execute-api:Invoke action");
        }

        if (kind == "COGNITO_USER_POOLS")
        {
            throw GatewayFault.AuthorizerFailed("The lab has no Cognito user pools to check a token with.");
        }
    }

    /// <summary>Same account: one Allow is enough. Another account: both sides have to allow.</summary>
    private static void Identity(GatewayCall call, AccessRequest request, Effect policy)
    {
        LabPrincipal principal = call.Store.PrincipalOf(call.Scope!.AccessKey);
        Effect identity = OfIdentity(call, principal, request);
        if (identity.IsExplicitDeny())
        {
            throw Denied(call, request, " with an explicit deny in an identity-based policy");
        }

        bool isSameAccount = principal.AccountId == call.AccountId;
        bool isPolicyAllow = isSameAccount ? policy == Effect.Allowed : policy.IsAllow();

        bool isAllowed = isSameAccount ? isPolicyAllow || identity.IsAllow() : isPolicyAllow && identity.IsAllow();
        if (!isAllowed)
        {
            throw Denied(call, request, isSameAccount || isPolicyAllow
                ? " because no identity-based policy allows the execute-api:Invoke action"
                : " because no resource-based policy allows the execute-api:Invoke action");
        }
    }

    /// <summary>The lab's dummy user may do everything; a session may do what its role's policies say.</summary>
    private static Effect OfIdentity(GatewayCall call, LabPrincipal principal, AccessRequest request) => RoleOf(call, principal) is { } role
        ? RolePermissions.OfInvoke(role, request)
        : Effect.Allowed;

    private static LabRole? RoleOf(GatewayCall call, LabPrincipal principal) =>
        principal.Service == "sts" && principal.Resource.Split('/') is ["assumed-role", string name, ..]
            ? call.Store.Get<IamState>(principal.AccountId, "*").Roles.GetValueOrDefault(name)
            : null;

    private static GatewayFault Denied(GatewayCall call, AccessRequest request, string reason) => GatewayFault.AccessDenied(request.Principal, call.MaskedArn, reason);

    private static void Token(GatewayCall call)
    {
        string? source = call.Deployment!.Definition.Authorizers.GetValueOrDefault((string?)call.Method["authorizerId"] ?? string.Empty) is { } authorizer
            ? (string?)authorizer["identitySource"]
            : null;
        string[] wanted = (source ?? "method.request.header.Authorization").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (wanted.Any(name => string.IsNullOrEmpty(ParameterMapping.Value(call, name, null))))
        {
            throw GatewayFault.Unauthorized();
        }
    }

    private static AccessRequest Request(GatewayCall call, bool isSigned)
    {
        RequestKeys keys = new()
        {
            { "aws:SecureTransport", "true" },
            { "aws:CurrentTime", call.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) },
            { "aws:EpochTime", call.Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
            { "aws:UserAgent", call.Request.Header("User-Agent") },
            { "aws:Referer", call.Request.Header("Referer") },
        };
        if (call.Arrival.Endpoint is { } endpoint)
        {
            keys.Add("aws:SourceVpce", endpoint.Id);
            keys.Add("aws:SourceVpc", endpoint.VpcId);
            keys.Add("aws:VpcSourceIp", call.Arrival.SourceAddress);
        }
        else
        {
            keys.Add("aws:SourceIp", call.Arrival.SourceAddress);
        }

        if (!isSigned || call.Scope is null)
        {
            return new AccessRequest { Resource = call.MethodArn, Context = keys };
        }

        LabPrincipal principal = call.Store.PrincipalOf(call.Scope.AccessKey);
        string arn = principal.Arn(call.Partition);
        LabRole? role = RoleOf(call, principal);
        keys.Add("aws:PrincipalArn", role?.Arn ?? arn);
        keys.Add("aws:PrincipalAccount", principal.AccountId);
        keys.Add("aws:PrincipalType", principal.Service == "sts" ? "AssumedRole" : "User");
        keys.Add("aws:userid", principal.UserId);
        if (principal.Service == "iam")
        {
            keys.Add("aws:username", principal.Resource.Split('/')[^1]);
        }

        return new AccessRequest { Principal = arn, Resource = call.MethodArn, Context = keys };
    }
}
