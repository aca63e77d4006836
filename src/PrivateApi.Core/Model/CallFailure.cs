namespace PrivateApi.Model;

/// <summary>Where a call broke before an answer came.</summary>
public enum CallFailure
{
    /// <summary>An answer came, whatever its status.</summary>
    None,

    /// <summary>The name has no address.</summary>
    NameNotResolved,

    /// <summary>No TCP connection within the time: what a security group or network ACL does.</summary>
    ConnectTimeout,

    /// <summary>The connection was refused or has no route.</summary>
    ConnectFailed,

    /// <summary>The TLS handshake failed.</summary>
    TlsFailed,

    /// <summary>Connected, but no answer within the time.</summary>
    ReadTimeout,
}
