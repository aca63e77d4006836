using System.Security.Cryptography;
using System.Text;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>The services that endpoints in a Region can lead to: execute-api, and others that a private network usually has.</summary>
internal static class EndpointServices
{
    // Services whose names start with cn.com.amazonaws in aws-cn (aws-cdk, vpc-endpoint.ts); the others start with com.amazonaws there too.
    private static readonly HashSet<string> ChinaPrefixed = new(StringComparer.Ordinal)
    {
        "execute-api",
        "ec2",
        "ecr.api",
        "ecr.dkr",
        "kinesis-streams",
        "lambda",
        "monitoring",
        "s3",
        "sqs",
        "states",
        "sts",
    };

    // Services with private names other than {service}.{region}.{suffix}; the service's first label is the rest of its name.
    private static readonly Dictionary<string, string[]> OwnNames = new(StringComparer.Ordinal)
    {
        ["execute-api"] = ["execute-api", "*.execute-api"],
        ["ecr.api"] = ["api.ecr"],
        ["ecr.dkr"] = ["dkr.ecr", "*.dkr.ecr"],
        ["kinesis-streams"] = ["kinesis"],
        ["s3"] = ["s3", "*.s3"],
    };

    private static readonly string[] Interfaces =
    [
        "dynamodb",
        "ec2",
        "ec2messages",
        "ecr.api",
        "ecr.dkr",
        "elasticloadbalancing",
        "events",
        "execute-api",
        "kinesis-streams",
        "kms",
        "lambda",
        "logs",
        "monitoring",
        "s3",
        "secretsmanager",
        "sns",
        "sqs",
        "ssm",
        "ssmmessages",
        "states",
        "sts",
    ];

    private static readonly string[] Gateways = ["dynamodb", "s3"];

    public static IEnumerable<LabEndpointService> List(Ec2State state) =>
        [.. Interfaces.Select(service => Interface(state, service)), .. Gateways.Select(service => Gateway(state, service))];

    /// <summary>The domain of endpoint names, for instance <c>vpce.amazonaws.com</c>.</summary>
    public static string EndpointDomain(Ec2State state) => "vpce." + state.DnsSuffix;

    private static LabEndpointService Interface(Ec2State state, string service)
    {
        string prefix = state.Partition == "aws-cn" && ChinaPrefixed.Contains(service) ? "cn.com.amazonaws" : "com.amazonaws";
        string[] names = OwnNames.GetValueOrDefault(service) ?? [service];
        IReadOnlyList<LabZone> zones =
            service == "execute-api"
                ? state
                    .Zones.Where(zone =>
                        !state.Store.Options.ZonesWithoutExecuteApi.Contains(zone.Name)
                        && !state.Store.Options.ZonesWithoutExecuteApi.Contains(zone.Id)
                    )
                    .ToList()
                : state.Zones;
        return new LabEndpointService(
            $"{prefix}.{state.Region}.{service}",
            "Interface",
            Id(state.Region, service, "Interface"),
            $"{names[0]}.{state.Region}.{EndpointDomain(state)}",
            names.Select(name => $"{name}.{state.Region}.{state.DnsSuffix}").ToList(),
            zones
        );
    }

    private static LabEndpointService Gateway(Ec2State state, string service) =>
        new(
            $"com.amazonaws.{state.Region}.{service}",
            "Gateway",
            Id(state.Region, service, "Gateway"),
            $"{service}.{state.Region}.{state.DnsSuffix}",
            [],
            state.Zones
        );

    private static string Id(string region, string service, string type) =>
        "vpce-svc-" + Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes($"{region}/{service}/{type}")))[..17].ToLowerInvariant();
}
