using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Model;

/// <summary>How much a text itself supports a cause.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum CauseCertainty
{
    /// <summary>The text says so.</summary>
    Stated,

    /// <summary>The text does not say so, but something else in it points here.</summary>
    Likely,

    /// <summary>Other causes give the same text. The command tells them apart.</summary>
    Possible,

    /// <summary>The text does not say the cause. The command looks for it.</summary>
    Unknown,
}
