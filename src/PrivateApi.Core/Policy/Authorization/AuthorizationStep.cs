using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Policy.Authorization;

/// <summary>The policies that a call passes one after the other, and the one that stopped it.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum AuthorizationStep
{
    /// <summary>Nothing stopped the call.</summary>
    None,

    /// <summary>The policy of the VPC endpoint.</summary>
    EndpointPolicy,

    /// <summary>The policy of the private custom domain.</summary>
    DomainPolicy,

    /// <summary>The resource policy of the API.</summary>
    ResourcePolicy,

    /// <summary>The method's authorization: signature, token, authorizer, identity policies.</summary>
    MethodAuthorization,
}
