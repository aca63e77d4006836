using System.Text.Json;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Session;
using FunctionEnvironment = PrivateApi.Aws.Clients.Lambda.Environment;

namespace PrivateApi.Calls.Lambda;

/// <summary>
/// Everything about a probe's function that decides what runs in it, with which rights and from where: how it is made,
/// and what is held against a function that was found. Whoever may change a function could otherwise have the probe hand
/// over what a call carries: by a wrapper, a module path or a layer (Lambda developer guide, "Modifying the runtime
/// environment"), another handler, a mounted file system, or other addresses in its environment.
/// </summary>
/// <param name="Name">Name of the function.</param>
/// <param name="Role">ARN of its role.</param>
/// <param name="SubnetIds">Its subnets.</param>
/// <param name="SecurityGroupIds">Its security groups.</param>
/// <param name="Variables">Its environment: these variables and no others.</param>
internal sealed record ProbeSettings(
    string Name,
    string Role,
    IReadOnlyList<string> SubnetIds,
    IReadOnlyList<string> SecurityGroupIds,
    IReadOnlyDictionary<string, string> Variables
)
{
    /// <summary>A call may take up to a minute; the function lives a little longer, so that its answer is ours and not Lambda's.</summary>
    public const int TimeoutSeconds = 75;

    private const int MemoryMegabytes = 256;
    private const string NoTrace = "PassThrough";
    private const string Zip = "Zip";
    private const string Processor = "x86_64";

    // What an update of the configuration cannot set right.
    private static readonly string[] Fixed =
    [
        nameof(FunctionConfiguration.CodeSha256),
        nameof(FunctionConfiguration.PackageType),
        nameof(FunctionConfiguration.Architectures),
        nameof(FunctionConfiguration.ImageConfigResponse),
        nameof(FunctionConfiguration.CapacityProviderConfig),
        nameof(FunctionConfiguration.DurableConfig),
        nameof(FunctionConfiguration.TenancyConfig),
    ];

    /// <summary>The settings of a probe in a place.</summary>
    public static ProbeSettings Create(AwsSession session, ProbePlace place, string role, IReadOnlyList<string> securityGroupIds) =>
        new(
            ProbeNames.Function(place),
            role,
            place.SubnetIds,
            securityGroupIds,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [ProbeEnvironment.Suffix] = session.DnsSuffix,
                [ProbeEnvironment.Domains] = string.Join(',', place.Domains.Order(StringComparer.Ordinal)),
                [ProbeEnvironment.Addresses] = string.Join(',', place.EndpointAddresses.Order(StringComparer.Ordinal)),
            }
        );

    /// <summary>Makes the function.</summary>
    public CreateFunctionRequest Create(string runtime, Dictionary<string, string> tags) =>
        new()
        {
            FunctionName = Name,
            Description = "PrivateApi's probe: calls private APIs from inside the VPC",
            Runtime = runtime,
            Handler = ProbePackage.Handler,
            Role = Role,
            Timeout = TimeoutSeconds,
            MemorySize = MemoryMegabytes,
            Code = new FunctionCode { ZipFile = ProbePackage.CreateZip() },
            VpcConfig = Network(),
            Environment = Environment(),
            Tags = tags,
        };

    /// <summary>
    /// The names of the settings in which a function differs, as in Lambda's FunctionConfiguration; of variables no values.
    /// </summary>
    public IReadOnlyList<string> Differences(FunctionConfiguration found) =>
        [
            .. new (string Name, bool IsRight)[]
            {
                (nameof(found.CodeSha256), found.CodeSha256 == ProbePackage.Sha256),
                (nameof(found.Runtime), found.Runtime is { } runtime && ProbePackage.Runtimes.Contains(runtime)),
                (nameof(found.Handler), found.Handler == ProbePackage.Handler),
                (nameof(found.Architectures), found.Architectures is null or [] or [Processor]),
                (nameof(found.PackageType), found.PackageType is null or Zip),
                (nameof(found.ImageConfigResponse), IsUnused(found.ImageConfigResponse)),
                (nameof(found.Environment), found.Environment?.Error is null && HasVariables(found.Environment?.Variables ?? [])),
                (nameof(found.Layers), found.Layers is null or []),
                (nameof(found.FileSystemConfigs), found.FileSystemConfigs is null or []),
                (nameof(found.Role), found.Role == Role),
                (nameof(found.VpcConfig), IsHere(found.VpcConfig)),
                (nameof(found.Timeout), found.Timeout == TimeoutSeconds),
                (nameof(found.MemorySize), found.MemorySize == MemoryMegabytes),
                (nameof(found.KMSKeyArn), string.IsNullOrEmpty(found.KMSKeyArn)),
                (nameof(found.DeadLetterConfig), string.IsNullOrEmpty(found.DeadLetterConfig?.TargetArn)),
                (nameof(found.TracingConfig), found.TracingConfig?.Mode is null or NoTrace),
                (nameof(found.CapacityProviderConfig), IsUnused(found.CapacityProviderConfig)),
                (nameof(found.DurableConfig), IsUnused(found.DurableConfig)),
                (nameof(found.TenancyConfig), IsUnused(found.TenancyConfig)),
            }
                .Where(setting => !setting.IsRight)
                .Select(setting => setting.Name),
        ];

    /// <summary>Differences in words: which variables, too.</summary>
    public string Describe(FunctionConfiguration found) =>
        string.Join(
            ", ",
            Differences(found).Select(name => name == nameof(found.Environment) ? $"{name} ({Altered(found.Environment)})" : name)
        );

    /// <summary>True where an update of the configuration sets all differences right.</summary>
    public static bool CanRestore(IReadOnlyList<string> differences) => !differences.Intersect(Fixed).Any();

    /// <summary>Sets right what differs, unless somebody changes the function meanwhile.</summary>
    public UpdateFunctionConfigurationRequest Restore(FunctionConfiguration found)
    {
        IReadOnlyList<string> differences = Differences(found);
        return new UpdateFunctionConfigurationRequest
        {
            FunctionName = Name,
            RevisionId = found.RevisionId,
            Runtime = For(nameof(found.Runtime), ProbePackage.Runtimes[^1]),
            Handler = For(nameof(found.Handler), ProbePackage.Handler),
            Environment = For(nameof(found.Environment), Environment()),
            Layers = For(nameof(found.Layers), new List<string>()),
            FileSystemConfigs = For(nameof(found.FileSystemConfigs), new List<FileSystemConfig>()),
            Role = For(nameof(found.Role), Role),
            VpcConfig = For(nameof(found.VpcConfig), Network()),
            Timeout = differences.Contains(nameof(found.Timeout)) ? TimeoutSeconds : null,
            MemorySize = differences.Contains(nameof(found.MemorySize)) ? MemoryMegabytes : null,
            KMSKeyArn = For(nameof(found.KMSKeyArn), string.Empty),
            DeadLetterConfig = For(nameof(found.DeadLetterConfig), new DeadLetterConfig { TargetArn = string.Empty }),
            TracingConfig = For(nameof(found.TracingConfig), new TracingConfig { Mode = NoTrace }),
        };

        T? For<T>(string name, T value)
            where T : class => differences.Contains(name) ? value : null;
    }

    private static bool IsUnused(JsonElement? setting) => setting is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined };

    private bool HasVariables(Dictionary<string, string> found) =>
        found.Count == Variables.Count && Variables.All(pair => found.GetValueOrDefault(pair.Key) == pair.Value);

    private string Altered(EnvironmentResponse? found) =>
        found?.Error is { } error
            ? $"cannot be read: {error.ErrorCode}"
            : string.Join(
                ", ",
                (found?.Variables ?? [])
                    .Except(Variables)
                    .Select(pair => pair.Key)
                    .Union(Variables.Keys.Except((found?.Variables ?? []).Keys))
            );

    private bool IsHere(VpcConfigResponse? found) =>
        found is not null
        && SubnetIds.ToHashSet(StringComparer.Ordinal).SetEquals(found.SubnetIds ?? [])
        && SecurityGroupIds.ToHashSet(StringComparer.Ordinal).SetEquals(found.SecurityGroupIds ?? []);

    private VpcConfig Network() => new() { SubnetIds = [.. SubnetIds], SecurityGroupIds = [.. SecurityGroupIds] };

    private FunctionEnvironment Environment() => new() { Variables = new Dictionary<string, string>(Variables) };
}
