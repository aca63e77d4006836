using PrivateApi.Model;

namespace PrivateApi.Calls;

/// <summary>Where a probe's call broke: the members of <see cref="CallFailure"/>, and the probe's own refusal.</summary>
internal enum ProbeFailure
{
    None,
    NameNotResolved,
    ConnectTimeout,
    ConnectFailed,
    TlsFailed,
    ReadTimeout,

    /// <summary>The probe was asked for a host or address that it must not call.</summary>
    Refused,
}
