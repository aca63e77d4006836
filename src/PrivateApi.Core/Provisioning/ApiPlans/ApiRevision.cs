using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What <c>Set-PrivateApi</c> would do to an API.</summary>
/// <param name="RestApiId">The API.</param>
/// <param name="Definition">The change of its definition; null where none was given.</param>
/// <param name="VpcEndpointIds">Endpoints to be associated with; null to leave them.</param>
/// <param name="AddedVpcEndpointIds">Those that are new.</param>
/// <param name="RemovedVpcEndpointIds">Those that are removed.</param>
/// <param name="DisableExecuteApiEndpoint">Whether to switch the default host off; null to leave it, and if it is so.</param>
/// <param name="StageName">Stage to deploy to; null for none.</param>
/// <param name="IsLive">True when that stage serves the API as it is now.</param>
/// <param name="Settings">Settings that change.</param>
internal sealed record ApiRevision(
    string RestApiId,
    DefinitionChange? Definition,
    IReadOnlyList<string>? VpcEndpointIds,
    IReadOnlyList<string> AddedVpcEndpointIds,
    IReadOnlyList<string> RemovedVpcEndpointIds,
    bool? DisableExecuteApiEndpoint,
    string? StageName,
    bool IsLive,
    IReadOnlyList<PatchOperation> Settings
)
{
    /// <summary>The accounts of those endpoints that another account owns, by id.</summary>
    public IReadOnlyDictionary<string, string> ForeignEndpoints { get; init; } = NamedEndpoints.NoForeign;

    /// <summary>True when the definition is to be imported.</summary>
    public bool PutsDefinition => Definition is { IsUnchanged: false };

    /// <summary>True when methods lose what they demand of their callers.</summary>
    public bool Opens => PutsDefinition && Definition!.Methods.Opened.Count > 0;

    /// <summary>True when associations change.</summary>
    public bool ChangesEndpoints => AddedVpcEndpointIds.Count + RemovedVpcEndpointIds.Count > 0;

    /// <summary>True when the API itself changes.</summary>
    private bool Changes => PutsDefinition || ChangesEndpoints || DisableExecuteApiEndpoint is not null || Settings.Count > 0;

    /// <summary>True when there is something to deploy.</summary>
    public bool Deploys => StageName is not null && (Changes || !IsLive);

    /// <summary>True when nothing is to be done at all.</summary>
    public bool IsNothing => !Changes && !Deploys;

    /// <summary>The change in words.</summary>
    public string Describe()
    {
        List<string> lines = [];
        if (PutsDefinition)
        {
            lines.AddRange(Definition!.Lines());
        }

        if (ChangesEndpoints)
        {
            lines.Add($"Change the associated endpoints of API {RestApiId}:");
            lines.AddRange(AddedVpcEndpointIds.Select(id => $"  + {NamedEndpoints.Describe(id, ForeignEndpoints)}"));
            lines.AddRange(RemovedVpcEndpointIds.Select(id => $"  - {id}"));
        }

        if (DisableExecuteApiEndpoint is { } disables)
        {
            lines.Add($"{(disables ? "Disable" : "Enable")} the default host of API {RestApiId}");
        }

        lines.AddRange(Settings.Select(operation => ApiSettingChanges.Describe(RestApiId, operation)));
        if (Deploys)
        {
            lines.Add($"Deploy API {RestApiId} to stage {StageName}");
        }

        return VisibleText.Lines(lines);
    }
}
