using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PrivateApi.Text;

/// <summary>
/// Reads addresses and CIDR ranges as AWS does, and divides and compares ranges. The range itself is <see cref="IPNetwork"/>, which
/// reads more than AWS takes (parts in octal or hexadecimal) and less (bits beyond the prefix).
/// </summary>
internal static class AddressRanges
{
    /// <summary>Reads an address or a CIDR range; bits beyond the prefix are dropped, as AWS does.</summary>
    public static bool TryParse(string text, out IPNetwork range)
    {
        range = default;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryParseAddress(slash < 0 ? text : text.AsSpan(0, slash), out IPAddress? address))
        {
            return false;
        }

        int bits = address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
        int prefix = bits;
        if (
            slash >= 0
            && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bits)
        )
        {
            return false;
        }

        range = new IPNetwork(Address(Number(address) & ~HostMask(bits - prefix), bits == 128), prefix);
        return true;
    }

    /// <summary>Reads a CIDR range, which has a prefix length; otherwise as <see cref="TryParse"/>.</summary>
    public static bool TryParseCidr(string? text, out IPNetwork range)
    {
        range = default;
        return text?.Contains('/', StringComparison.Ordinal) == true && TryParse(text, out range);
    }

    /// <summary>Reads an address: IPv4 as four plain decimal numbers, IPv6 without a zone.</summary>
    public static bool TryParseAddress(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = TryNumber(text, out UInt128 number, out bool isV6) ? Address(number, isV6) : null;
        return address is not null;
    }

    /// <summary>True when the block holds the address, or all of another block; false for another family or a malformed one.</summary>
    public static bool Contains(string cidr, string part) =>
        TryParse(cidr, out IPNetwork range) && TryParse(part, out IPNetwork inner) && range.Contains(inner);

    /// <summary>
    /// Length of the block's prefix when it holds the address, or all of another block, by which routes are ranked; -1 otherwise.
    /// </summary>
    public static int PrefixLength(string cidr, string part) =>
        TryParse(cidr, out IPNetwork range) && TryParse(part, out IPNetwork inner) && range.Contains(inner) ? range.PrefixLength : -1;

    /// <summary>The address as a range of one, or the range.</summary>
    public static string AsCidr(string part) =>
        part.Contains('/', StringComparison.Ordinal) ? part
        : part.Contains(':', StringComparison.Ordinal) ? part + "/128"
        : part + "/32";

    /// <summary>How many bits of a range are free: 0 for one address, 8 for a /24 of IPv4; 0 for what is no range.</summary>
    public static int HostBits(string cidr) => TryParse(cidr, out IPNetwork range) ? (range.IsV6 ? 128 : 32) - range.PrefixLength : 0;

    /// <summary>The address with a number, as First and Last count them.</summary>
    public static IPAddress Address(UInt128 number, bool isV6)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(isV6 ? bytes : bytes[12..]);
    }

    extension(IPNetwork range)
    {
        public bool IsV6 => range.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;

        /// <summary>The first address as a number.</summary>
        public UInt128 First => Number(range.BaseAddress);

        /// <summary>The last address as a number.</summary>
        public UInt128 Last => range.First | HostMask((range.IsV6 ? 128 : 32) - range.PrefixLength);

        public bool Contains(string address) =>
            TryNumber(address, out UInt128 number, out bool isV6) && isV6 == range.IsV6 && number >= range.First && number <= range.Last;

        public bool Contains(IPNetwork other) => other.PrefixLength >= range.PrefixLength && range.Contains(other.BaseAddress);

        public bool Overlaps(IPNetwork other) => range.Contains(other) || other.Contains(range);

        /// <summary>The address at an offset from the first.</summary>
        public string At(UInt128 offset) => Address(range.First + offset, range.IsV6).ToString();

        /// <summary>The part with an index (from 0) when the range is divided into parts of a prefix length.</summary>
        public IPNetwork Part(int prefixLength, int index) =>
            new(Address(range.First + ((UInt128)index << ((range.IsV6 ? 128 : 32) - prefixLength)), range.IsV6), prefixLength);
    }

    private static UInt128 Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(address.AddressFamily == AddressFamily.InterNetworkV6 ? bytes : bytes[12..], out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private static UInt128 HostMask(int hostBits) => hostBits >= 128 ? UInt128.MaxValue : (UInt128.One << hostBits) - 1;

    // Policies are evaluated without an allocation for each call, so an IPv4 address is read without an object for it. IPAddress
    // also reads "10.1", "0x7f.1" and "010.0.0.1", which are not addresses to AWS.
    private static bool TryNumber(ReadOnlySpan<char> text, out UInt128 number, out bool isV6)
    {
        isV6 = text.Contains(':');
        if (!isV6)
        {
            bool isRead = TryNumberV4(text, out uint v4);
            number = v4;
            return isRead;
        }

        IPAddress? address = null;
        bool isAddress =
            !text.ContainsAny('%', '[') && IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        number = isAddress ? Number(address!) : 0;
        return isAddress;
    }

    private static bool TryNumberV4(ReadOnlySpan<char> text, out uint value)
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
