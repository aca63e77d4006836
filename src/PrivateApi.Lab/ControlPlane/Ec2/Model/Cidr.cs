using System.Globalization;
using System.Net;
using System.Numerics;

namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>An address range, IPv4 or IPv6, with its host bits cleared as EC2 clears them.</summary>
internal readonly record struct Cidr
{
    private readonly BigInteger _first;

    private Cidr(BigInteger first, int prefixLength, bool isIpv6)
    {
        PrefixLength = prefixLength;
        IsIpv6 = isIpv6;
        BigInteger size = BigInteger.One << ((isIpv6 ? 128 : 32) - prefixLength);
        _first = first - (first % size);
    }

    public int PrefixLength { get; }

    public bool IsIpv6 { get; }

    public BigInteger Size => BigInteger.One << ((IsIpv6 ? 128 : 32) - PrefixLength);

    public static bool TryParse(string? text, out Cidr cidr)
    {
        cidr = default;
        string[] parts = text?.Split('/') ?? [];
        if (
            parts.Length != 2
            || !IPAddress.TryParse(parts[0], out IPAddress? address)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int length)
        )
        {
            return false;
        }

        bool isIpv6 = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        // Four plain decimal numbers: IPAddress also reads octal and shortened forms.
        if (length > (isIpv6 ? 128 : 32) || (!isIpv6 && parts[0] != address.ToString()))
        {
            return false;
        }

        cidr = new Cidr(Number(address), length, isIpv6);
        return true;
    }

    public static Cidr Parse(string text) =>
        TryParse(text, out Cidr cidr) ? cidr : throw new FormatException($"'{text}' is not an address range.");

    public bool Contains(Cidr other) => IsIpv6 == other.IsIpv6 && other._first >= _first && other._first + other.Size <= _first + Size;

    public bool Contains(string address) =>
        IPAddress.TryParse(address, out IPAddress? parsed)
        && Contains(
            new Cidr(
                Number(parsed),
                address.Contains(':', StringComparison.Ordinal) ? 128 : 32,
                address.Contains(':', StringComparison.Ordinal)
            )
        );

    public bool Overlaps(Cidr other) => Contains(other) || other.Contains(this);

    /// <summary>The address at an offset from the first.</summary>
    public string Address(BigInteger offset)
    {
        byte[] bytes = (_first + offset).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] padded = new byte[IsIpv6 ? 16 : 4];
        bytes.CopyTo(padded, padded.Length - bytes.Length);
        return new IPAddress(padded).ToString();
    }

    /// <summary>The n-th part when the range is divided into parts of a prefix length.</summary>
    public Cidr Part(int prefixLength, int index) =>
        new(_first + ((BigInteger.One << ((IsIpv6 ? 128 : 32) - prefixLength)) * index), prefixLength, IsIpv6);

    public override string ToString() => $"{Address(BigInteger.Zero)}/{PrefixLength}";

    private static BigInteger Number(IPAddress address) => new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);
}
