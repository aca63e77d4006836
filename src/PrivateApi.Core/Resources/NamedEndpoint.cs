using System.Text.RegularExpressions;

namespace PrivateApi.Resources;

/// <summary>
/// A VPC endpoint as a user names it: by its id, or by its ARN, which says whose it is (Service Authorization Reference, "Resource types
/// defined by Amazon EC2").
/// </summary>
/// <param name="VpcEndpointId">The endpoint's id; a text that is neither, as it is.</param>
/// <param name="Region">Its Region; null if only the id was named.</param>
/// <param name="AccountId">The account that owns it; null if only the id was named.</param>
internal sealed partial record NamedEndpoint(string VpcEndpointId, string? Region, string? AccountId)
{
    /// <summary>Reads an id or an ARN.</summary>
    public static NamedEndpoint Read(string text) =>
        Arn().Match(text) is { Success: true, Groups: var part }
            ? new(part["id"].Value, part["region"].Value, part["account"].Value)
            : new(text, null, null);

    /// <summary>The endpoint's ARN.</summary>
    /// <param name="partition">The partition of its Region, for instance <c>aws</c>.</param>
    /// <param name="region">Its Region.</param>
    /// <param name="account">The account that owns it.</param>
    /// <param name="id">Its id.</param>
    public static string ArnOf(string partition, string region, string account, string id) =>
        $"arn:{partition}:ec2:{region}:{account}:vpc-endpoint/{id}";

    [GeneratedRegex(
        "^arn:[^:]+:ec2:(?<region>[^:]+):(?<account>[0-9]{12}):vpc-endpoint/(?<id>vpce-[0-9a-f]+)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Arn();
}
