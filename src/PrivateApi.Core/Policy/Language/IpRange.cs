using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PrivateApi.Policy.Language;

/// <summary>An address range of one family. IPv4 and IPv6 are kept as one number each, so that ranges compare with two masks.</summary>
internal readonly record struct IpRange(UInt128 First, int PrefixLength, bool IsV6)
{
    public int Bits => IsV6 ? 128 : 32;

    public UInt128 Last => First | HostMask(PrefixLength, IsV6);

    public bool Contains(UInt128 address, bool v6) => v6 == IsV6 && (address & ~HostMask(PrefixLength, IsV6)) == First;

    public bool Contains(IpRange other) => other.PrefixLength >= PrefixLength && Contains(other.First, other.IsV6);

    public bool Overlaps(IpRange other) => Contains(other) || other.Contains(this);

    /// <summary>Reads an address or a CIDR range; bits beyond the prefix are dropped, as AWS does.</summary>
    public static bool TryParse(string text, out IpRange range)
    {
        range = default;
        ReadOnlySpan<char> address = text;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        int prefix = -1;
        if (slash >= 0)
        {
            address = text.AsSpan(0, slash);
            if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix))
            {
                return false;
            }
        }

        if (!TryParseAddress(address, out UInt128 value, out bool v6) || prefix > (v6 ? 128 : 32))
        {
            return false;
        }

        prefix = prefix < 0 ? (v6 ? 128 : 32) : prefix;
        range = new IpRange(value & ~HostMask(prefix, v6), prefix, v6);
        return true;
    }

    // Written by hand for IPv4: IPAddress also accepts "10.1", "0x7f.1" and "010.0.0.1", which are not addresses in a policy.
    public static bool TryParseAddress(ReadOnlySpan<char> text, out UInt128 value, out bool v6)
    {
        value = default;
        v6 = text.Contains(':');
        if (!v6)
        {
            bool read = TryParseV4(text, out uint v4);
            value = v4;
            return read;
        }

        if (
            text.ContainsAny('%', '[')
            || !IPAddress.TryParse(text, out IPAddress? address)
            || address.AddressFamily != AddressFamily.InterNetworkV6
        )
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    public static string Format(UInt128 value, bool v6)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return new IPAddress(v6 ? bytes : bytes[12..]).ToString();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Format(First, IsV6)}/{PrefixLength}");

    private static UInt128 HostMask(int prefix, bool v6)
    {
        int host = (v6 ? 128 : 32) - prefix;
        return host >= 128 ? UInt128.MaxValue : (UInt128.One << host) - 1;
    }

    private static bool TryParseV4(ReadOnlySpan<char> text, out uint value)
    {
        value = 0;
        int part = -1,
            parts = 0;
        foreach (char c in text)
        {
            if (c == '.' && part >= 0 && parts < 3)
            {
                value = (value << 8) | (uint)part;
                part = -1;
                parts++;
            }
            else if (char.IsAsciiDigit(c) && part != 0)
            {
                part = (Math.Max(part, 0) * 10) + (c - '0');
                if (part > 255)
                {
                    return false;
                }
            }
            else
            {
                return false;
            }
        }

        value = (value << 8) | (uint)Math.Max(part, 0);
        return part >= 0 && parts == 3;
    }
}
