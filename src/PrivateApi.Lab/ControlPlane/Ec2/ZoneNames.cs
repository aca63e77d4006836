using System.Globalization;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Availability Zones of a Region: at least three, with ids in AWS's form (<c>euw1-az1</c>).</summary>
internal static class ZoneNames
{
    public static IReadOnlyList<LabZone> List(string region)
    {
        int count = region switch
        {
            "us-east-1" => 6,
            "us-west-2" or "ap-northeast-2" => 4,
            _ => 3,
        };
        return Enumerable
            .Range(0, count)
            .Select(index => new LabZone(
                region + (char)('a' + index),
                string.Create(CultureInfo.InvariantCulture, $"{IdPrefix(region)}-az{index + 1}")
            ))
            .ToList();
    }

    /// <summary><c>eu-west-1</c> → <c>euw1</c>, <c>ap-southeast-2</c> → <c>apse2</c>, <c>us-gov-west-1</c> → <c>usgw1</c>.</summary>
    public static string IdPrefix(string region)
    {
        string[] parts = region.Split('-');
        return parts[0] + string.Concat(parts[1..^1].Select(Short)) + parts[^1];
    }

    private static string Short(string part) =>
        part switch
        {
            "northeast" => "ne",
            "northwest" => "nw",
            "southeast" => "se",
            "southwest" => "sw",
            _ => part[..1],
        };
}
