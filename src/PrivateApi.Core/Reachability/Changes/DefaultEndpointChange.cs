using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Switches the default host of an API on, and deploys it.</summary>
internal sealed record DefaultEndpointChange(string RestApiId, string StageName) : Change
{
    /// <summary>What its deployment brings with it; null for nothing.</summary>
    public string? Brings { get; init; }

    public override ChangeKind Kind => ChangeKind.DefaultEndpoint;

    public override string Target => RestApiId;

    public override string Description => $"Enable the default host of API {RestApiId}, and deploy it to stage {StageName}";

    public override string Opens =>
        $"API {RestApiId} by its default host, to whom its policies allow" + (Brings is null ? string.Empty : $"; {Brings}");

    public override int Width => 1;

    public override CommandLine Command =>
        CommandLine
            .ForCmdlet("Set-PrivateApi")
            .With("RestApiId", RestApiId)
            .With("DisableExecuteApiEndpoint", false)
            .With("StageName", StageName);

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        DeploymentChange.Deployed(
            snapshot with
            {
                Apis = Replace(snapshot.Apis, api => api.Id == RestApiId, api => api with { DisableExecuteApiEndpoint = false }),
            },
            RestApiId,
            StageName
        );
}
