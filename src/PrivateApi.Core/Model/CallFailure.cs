using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Model;

/// <summary>Where a call failed before an answer came.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum CallFailure
{
    /// <summary>An answer came, whatever its status.</summary>
    None,

    /// <summary>The name has no address.</summary>
    NameNotResolved,

    /// <summary>No TCP connection within the time, as when a security group or network ACL blocks it.</summary>
    ConnectTimeout,

    /// <summary>The connection was refused or has no route.</summary>
    ConnectFailed,

    /// <summary>The TLS handshake failed.</summary>
    TlsFailed,

    /// <summary>Connected, but no answer within the time.</summary>
    ReadTimeout,
}
