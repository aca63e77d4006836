using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Policy.Lint;

/// <summary>How severe a finding is.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum PolicySeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Information,

    /// <summary>Probably not what was intended.</summary>
    Warning,

    /// <summary>AWS refuses the policy, or it denies everybody.</summary>
    Error,
}
