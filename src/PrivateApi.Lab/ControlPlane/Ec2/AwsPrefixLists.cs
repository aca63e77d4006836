using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>The prefix lists that AWS keeps in a Region. Ranges are examples (TEST-NET and benchmark space): real ones change.</summary>
internal static class AwsPrefixLists
{
    public static IEnumerable<LabPrefixList> List(Ec2State state) =>
        [
            New(state, "s3", "IPv4", "198.18.0.0/24", "198.18.4.0/22"),
            New(state, "dynamodb", "IPv4", "198.18.8.0/24", "198.18.12.0/22"),
            New(state, "ipv6.s3", "IPv6", "2001:db8:1000::/40"),
            New(state, "ipv6.dynamodb", "IPv6", "2001:db8:2000::/40"),
        ];

    // AWS's lists have short ids (pl- and eight digits), the same in every account of a Region.
    private static LabPrefixList New(Ec2State state, string service, string family, params string[] ranges)
    {
        uint hash = 2166136261;
        foreach (char c in state.Region + service)
        {
            hash = (hash ^ c) * 16777619;
        }

        return new LabPrefixList($"pl-{hash & 0x0fffffff | 0x60000000:x8}", "AWS")
        {
            Name = $"com.amazonaws.{state.Region}.{service}",
            AddressFamily = family,
            Entries = ranges.Select(range => new LabPrefixListEntry(range, null)).ToList(),
        };
    }
}
