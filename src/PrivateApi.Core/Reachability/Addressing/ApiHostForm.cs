namespace PrivateApi.Reachability.Addressing;

/// <summary>The forms of host that reach an API (AWS: "Invoke a private API").</summary>
internal enum ApiHostForm
{
    /// <summary><c>{api}.execute-api.{region}.{suffix}</c>: needs private DNS in the caller's VPC.</summary>
    Default,

    /// <summary><c>{api}-{vpce}.execute-api.{region}.{suffix}</c>: the Route 53 alias of an API and an endpoint associated with it.</summary>
    Alias,

    /// <summary><c>{vpce}-{label}[-{zone}].execute-api.{region}.vpce.{suffix}</c>: the endpoint's own name, regional or of one zone.</summary>
    Endpoint,

    /// <summary>Any other name; a custom domain perhaps.</summary>
    Other,
}
