using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Model;

/// <summary>Whether a call gets through.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum Verdict
{
    /// <summary>No check stops the call, and the result of every check that could stop it is known.</summary>
    Reachable,

    /// <summary>A check stops it.</summary>
    Blocked,

    /// <summary>Something that could decide could not be read.</summary>
    Unknown,
}
