using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Errors;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>Settings of an API's endpoint that are to change, and associations to add to those it has, or to remove.</summary>
internal sealed record ApiSettingChanges
{
    /// <summary>Endpoints to associate, besides those that are.</summary>
    public IReadOnlyList<string> AddVpcEndpointIds { get; init; } = [];

    /// <summary>The accounts of those endpoints that another account owns, by id.</summary>
    public IReadOnlyDictionary<string, string> ForeignEndpoints { get; init; } = NamedEndpoints.NoForeign;

    /// <summary>Endpoints to associate no longer.</summary>
    public IReadOnlyList<string> RemoveVpcEndpointIds { get; init; } = [];

    /// <summary>The TLS security policy; null to leave it.</summary>
    public string? SecurityPolicy { get; init; }

    /// <summary><c>BASIC</c>, <c>STRICT</c>, or empty for none; null to leave it.</summary>
    public string? EndpointAccessMode { get; init; }

    /// <summary><c>ipv4</c> or <c>dualstack</c>; null to leave it.</summary>
    public string? IpAddressType { get; init; }

    /// <summary>The endpoints that an API is associated with afterwards; null where nothing about them was asked.</summary>
    public IReadOnlyList<string>? Associated(IReadOnlyList<string> now) =>
        AddVpcEndpointIds.Count + RemoveVpcEndpointIds.Count == 0
            ? null
            : [.. now.Union(AddVpcEndpointIds, StringComparer.Ordinal).Except(RemoveVpcEndpointIds, StringComparer.Ordinal)];

    /// <summary>What differs, in an order that AWS takes in one call; nothing where all is so.</summary>
    /// <exception cref="PrivateApiException"><c>SecurityPolicyRequired</c>, <c>AccessModeInTheWay</c>,
    /// <c>AddressTypeNotPrivate</c>.</exception>
    public IReadOnlyList<PatchOperation> Operations(RestApi api)
    {
        string? policy = SecurityPolicy ?? api.SecurityPolicy;
        string mode = EndpointAccessMode ?? api.EndpointAccessMode ?? string.Empty;
        if (mode.Length > 0 && policy?.StartsWith("SecurityPolicy_", StringComparison.Ordinal) != true)
        {
            throw EndpointAccessMode is null
                ? new PrivateApiException(
                    "AccessModeInTheWay",
                    FaultKind.InvalidArgument,
                    $"API {api.Id} has the endpoint access mode {mode}, which {policy} does not go with. Use -EndpointAccessMode None in "
                        + "the same command.",
                    api.Id
                )
                : new PrivateApiException(
                    "SecurityPolicyRequired",
                    FaultKind.InvalidArgument,
                    $"An endpoint access mode goes with a security policy whose name begins with SecurityPolicy_, and API {api.Id} has "
                        + $"{policy ?? "none of its own"}. Name one with -SecurityPolicy.",
                    api.Id
                );
        }

        if (IpAddressType == "ipv4" && Apis.IsPrivate(api))
        {
            throw new PrivateApiException(
                "AddressTypeNotPrivate",
                FaultKind.InvalidArgument,
                $"API {api.Id} is private, and a private API is dualstack. Whether callers reach it by IPv6 is a setting of the VPC "
                    + "endpoint.",
                api.Id
            );
        }

        List<PatchOperation> operations = [];
        if (SecurityPolicy is not null && SecurityPolicy != api.SecurityPolicy)
        {
            operations.Add(ApiSettings.Replace("/securityPolicy", SecurityPolicy));
        }

        if (EndpointAccessMode is not null && EndpointAccessMode != (api.EndpointAccessMode ?? string.Empty))
        {
            // A mode is taken away before the policy that it needs.
            operations.Insert(
                EndpointAccessMode.Length == 0 ? 0 : operations.Count,
                ApiSettings.Replace("/endpointAccessMode", EndpointAccessMode)
            );
        }

        if (IpAddressType is not null && IpAddressType != api.EndpointConfiguration?.IpAddressType)
        {
            operations.Add(ApiSettings.Replace("/endpointConfiguration/ipAddressType", IpAddressType));
        }

        return operations;
    }

    /// <summary>The operations that put settings back; a setting that AWS did not show before is left.</summary>
    /// <param name="before">The API as it was.</param>
    /// <param name="operations">The operations that changed them.</param>
    public static IEnumerable<PatchOperation> Back(RestApi before, IEnumerable<PatchOperation> operations) =>
        operations
            .Reverse()
            .Select(operation =>
                (
                    operation.Path,
                    Value: operation.Path switch
                    {
                        "/securityPolicy" => before.SecurityPolicy,
                        "/endpointAccessMode" => before.EndpointAccessMode ?? string.Empty,
                        _ => before.EndpointConfiguration?.IpAddressType,
                    }
                )
            )
            .Where(item => item.Value is not null)
            .Select(item => ApiSettings.Replace(item.Path!, item.Value!));

    /// <summary>An operation in words, with what it does to callers.</summary>
    public static string Describe(string restApiId, PatchOperation operation) =>
        operation switch
        {
            { Path: "/securityPolicy" } => $"Set the security policy of API {restApiId} to {operation.Value}",
            { Path: "/endpointAccessMode", Value: "STRICT" } =>
                $"Set the endpoint access mode of API {restApiId} to STRICT: within about 15 minutes calls that use an endpoint's own "
                    + "name with a Host or x-apigw-api-id header fail, and only private DNS and private custom domain names are left",
            { Path: "/endpointAccessMode" } =>
                $"Set the endpoint access mode of API {restApiId} to {(operation.Value is { Length: > 0 } mode ? mode : "none")}: "
                    + "after STRICT its endpoint is not available for about 15 minutes",
            _ => $"Set the IP address type of API {restApiId} to {operation.Value}",
        };
}
