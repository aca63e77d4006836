using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Policy.Analysis;

/// <summary>What happened to a statement between two policies.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum PolicyChangeKind
{
    /// <summary>It was added.</summary>
    Added,

    /// <summary>It was removed.</summary>
    Removed,

    /// <summary>It has another meaning.</summary>
    Changed,
}
