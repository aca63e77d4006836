using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Model;

/// <summary>The ways to address a private API (API Gateway developer guide, "Invoke a private API").</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum UrlForm
{
    /// <summary>The first form that works, in the order below.</summary>
    Auto,

    /// <summary><c>{api}.execute-api.{region}…</c>: the VPC's resolver answers with an endpoint that has private DNS on.</summary>
    PrivateDns,

    /// <summary><c>{api}-{endpoint}.execute-api.{region}…</c>: the alias of an endpoint that is associated with the API.</summary>
    Alias,

    /// <summary>The endpoint's own name, with the API's as Host header.</summary>
    EndpointDns,

    /// <summary>The name of a private custom domain.</summary>
    CustomDomain,
}
