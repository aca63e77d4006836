using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Policy.Evaluation;

/// <summary>The Effect element of a statement.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum StatementEffect
{
    /// <summary>The statement allows what it matches.</summary>
    Allow,

    /// <summary>The statement denies what it matches, whatever another one allows.</summary>
    Deny,
}
