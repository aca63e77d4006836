using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Model;

/// <summary>What a check found.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum CheckStatus
{
    /// <summary>Nothing blocks the call here.</summary>
    Passed,

    /// <summary>This stops the call.</summary>
    Failed,

    /// <summary>The call gets through, but not always or not well.</summary>
    Warning,

    /// <summary>This does not apply to the call.</summary>
    NotApplicable,

    /// <summary>What it depends on could not be read; the message names the permission.</summary>
    Skipped,
}
