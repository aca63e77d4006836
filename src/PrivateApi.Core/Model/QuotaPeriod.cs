using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Model;

/// <summary>The time in which a quota's requests may be made (API Gateway API reference, "QuotaSettings").</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum QuotaPeriod
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A week.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,
}
