using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Model;

/// <summary>Where a call is made from.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum CallVia
{
    /// <summary>From this machine.</summary>
    Direct,

    /// <summary>From a small function in the caller's subnet and security groups.</summary>
    Lambda,

    /// <summary>From an existing instance, with Systems Manager's Run Command.</summary>
    Ssm,
}
