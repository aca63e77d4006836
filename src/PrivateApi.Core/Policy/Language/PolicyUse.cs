using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Policy.Language;

/// <summary>Where a policy is attached; it decides what the <c>execute-api:/…</c> shorthand means.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum PolicyUse
{
    /// <summary>On the API (or a custom domain): API Gateway expands the shorthand to the API itself.</summary>
    Resource,

    /// <summary>
    /// On the VPC endpoint: EC2 expands nothing, so the shorthand matches no request (undocumented; treated as not matching).
    /// </summary>
    Endpoint,
}
