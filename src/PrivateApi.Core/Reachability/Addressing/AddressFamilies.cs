namespace PrivateApi.Reachability.Addressing;

/// <summary>Address families.</summary>
[Flags]
internal enum AddressFamilies
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>IPv4, in DNS type A.</summary>
    V4 = 1,

    /// <summary>IPv6, in DNS type AAAA.</summary>
    V6 = 2,

    /// <summary>Both.</summary>
    Both = V4 | V6,
}
