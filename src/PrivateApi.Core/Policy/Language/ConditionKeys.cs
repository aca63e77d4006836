using System.Collections.Frozen;
using PrivateApi.Policy.Analysis;

namespace PrivateApi.Policy.Language;

/// <summary>
/// What is known about condition keys (API Gateway guide, "AWS condition keys for resource policies"; IAM guide, global keys).
/// </summary>
internal static class ConditionKeys
{
    public const string SourceVpce = "aws:SourceVpce";
    public const string SourceVpc = "aws:SourceVpc";
    public const string VpcSourceIp = "aws:VpcSourceIp";
    public const string SourceIp = "aws:SourceIp";
    public const string PrincipalAccount = "aws:PrincipalAccount";

    private const string TagPrefix = "aws:PrincipalTag/";

    /// <summary>Documented for resource policies of API Gateway, for any caller.</summary>
    private static readonly string[] ForEverybody =
    [
        "aws:CurrentTime",
        "aws:EpochTime",
        "aws:Referer",
        "aws:SecureTransport",
        "aws:SourceArn",
        SourceIp,
        SourceVpc,
        SourceVpce,
        VpcSourceIp,
        "aws:UserAgent",
        "execute-api:viaDomainArn",
    ];

    /// <summary>Documented too, but present only once AWS_IAM has authenticated the caller.</summary>
    private static readonly string[] WithIam =
    [
        "aws:TokenIssueTime",
        "aws:MultiFactorAuthPresent",
        "aws:MultiFactorAuthAge",
        PrincipalAccount,
        "aws:PrincipalArn",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:PrincipalType",
        "aws:userid",
        "aws:username",
    ];

    /// <summary>Global keys that API Gateway's page does not list.</summary>
    private static readonly string[] Undocumented =
    [
        "aws:VpceAccount",
        "aws:VpceOrgID",
        "aws:VpceOrgPaths",
        "aws:SourceVpcArn",
        "aws:SourceAccount",
        "aws:SourceOrgID",
        "aws:SourceOrgPaths",
        "aws:PrincipalIsAWSService",
        "aws:PrincipalServiceName",
        "aws:PrincipalServiceNamesList",
        "aws:ResourceAccount",
        "aws:ResourceOrgID",
        "aws:ResourceOrgPaths",
        "aws:RequestedRegion",
        "aws:ViaAWSService",
        "aws:CalledVia",
        "aws:CalledViaFirst",
        "aws:CalledViaLast",
        "aws:FederatedProvider",
        "aws:SourceIdentity",
        "aws:TagKeys",
        "aws:Ec2InstanceSourceVpc",
        "aws:Ec2InstanceSourcePrivateIPv4",
        "aws:AssumedRoot",
        "aws:IsMcpServiceAction",
    ];

    /// <summary>
    /// Keys of the endpoint that only listed services support, without execute-api; elsewhere they "can lead to unintended
    /// authorization results" (IAM guide, "AWS global condition context keys", aws:VpceAccount and the others).
    /// </summary>
    private static readonly string[] OfSomeServices = ["aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths", "aws:SourceVpcArn"];

    private static readonly string[] Multivalued =
    [
        "aws:PrincipalOrgPaths",
        "aws:TagKeys",
        "aws:CalledVia",
        "aws:PrincipalServiceNamesList",
        "aws:SourceOrgPaths",
        "aws:ResourceOrgPaths",
        "aws:VpceOrgPaths",
    ];

    private static readonly FrozenDictionary<string, string> Spelled = ForEverybody
        .Concat(WithIam)
        .Concat(Undocumented)
        .ToFrozenDictionary(k => k, StringComparer.OrdinalIgnoreCase);

    private static readonly PatternToken[] TwelveDigits =
    [
        .. Enumerable.Repeat(new PatternToken(CharClass.Digit, default, IsRun: false), 12),
    ];

    public static bool Is(string key, string known) => string.Equals(key, known, StringComparison.OrdinalIgnoreCase);

    /// <summary>The key as AWS writes it; unchanged when it is not known.</summary>
    public static string Spell(string key) => Spelled.GetValueOrDefault(key, key);

    public static bool IsDocumented(string key) => ForEverybody.Contains(key, StringComparer.OrdinalIgnoreCase) || NeedsIam(key);

    /// <summary>True for a key of the endpoint that AWS warns against using for API Gateway.</summary>
    public static bool IsOfOtherServices(string key) => OfSomeServices.Contains(key, StringComparer.OrdinalIgnoreCase);

    public static bool IsKnown(string key) => Spelled.ContainsKey(key) || IsTag(key);

    public static bool NeedsIam(string key) => WithIam.Contains(key, StringComparer.OrdinalIgnoreCase) || IsTag(key);

    public static bool IsMultivalued(string key) => Multivalued.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys that say where a call comes from.</summary>
    public static bool IsNetwork(string key) =>
        Is(key, SourceVpce) || Is(key, SourceVpc) || Is(key, VpcSourceIp) || Is(key, SourceIp) || Is(key, "aws:SourceArn");

    /// <summary>The form that all values of the key have; null for any text.</summary>
    public static IReadOnlyList<PatternToken>? Domain(string key) => Is(key, PrincipalAccount) ? TwelveDigits : null;

    /// <summary>Values that look like real ones, tried before made-up ones.</summary>
    public static IEnumerable<string> Samples(string key) =>
        Spell(key) switch
        {
            SourceVpce => ["vpce-0123456789abcdef0"],
            SourceVpc => ["vpc-0123456789abcdef0"],
            VpcSourceIp => ["10.0.0.10", "172.16.0.10", "192.168.0.10", "100.64.0.10", "2001:db8::10"],
            SourceIp => ["198.51.100.10", "203.0.113.10", "2001:db8::10"],
            "aws:UserAgent" => ["curl/8.5.0", "Mozilla/5.0"],
            "aws:Referer" => ["https://example.com/"],
            PrincipalAccount => ["000000000000"],
            "aws:PrincipalOrgID" => ["o-exampleorgid"],
            _ => [],
        };

    private static bool IsTag(string key) => key.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) && key.Length > TagPrefix.Length;
}
