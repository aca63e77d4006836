using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Policy.Language;

/// <summary>What a policy says about one request.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum Effect
{
    /// <summary>No statement matched. Where the policy has to allow, that is a denial.</summary>
    ImplicitlyDenied,

    /// <summary>An Allow matched and no Deny did.</summary>
    Allowed,

    /// <summary>A Deny matched: nothing can override it.</summary>
    ExplicitlyDenied,

    /// <summary>An Allow matched that names the caller's account and not the caller: its identity policies have to allow too.</summary>
    AllowedForAccount,

    /// <summary>A Deny matched that names the caller's account and not the caller.</summary>
    DeniedForAccount,
}
