using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Edits an API's resource policy so that a call's endpoint or VPC is let in, and deploys it. Other statements stay.</summary>
/// <param name="RestApiId">The API.</param>
/// <param name="StageName">The stage to deploy to.</param>
/// <param name="Policy">The policy as it is afterwards.</param>
/// <param name="Edits">What is changed in it, in words.</param>
internal sealed record ResourcePolicyChange(string RestApiId, string StageName, string Policy, string Edits) : Change
{
    /// <summary>The endpoint whose addition is this edit; null where naming it would change more, or less.</summary>
    public string? SourceVpce { get; init; }

    /// <summary>The VPC whose addition is this edit; null where naming it would change more, or less.</summary>
    public string? SourceVpc { get; init; }

    /// <summary>The endpoint or VPC, or both, that the edit adds, in words.</summary>
    public required string Place { get; init; }

    /// <summary>What its deployment brings with it; null for nothing.</summary>
    public string? Brings { get; init; }

    public override ChangeKind Kind => ChangeKind.ResourcePolicy;

    public override string Target => RestApiId;

    public override string Description => $"Edit the policy of API {RestApiId} ({Edits}), and deploy it to stage {StageName}";

    public override string Opens =>
        $"API {RestApiId} to callers through {Place}, as far as no other statement keeps them out"
        + (Brings is null ? string.Empty : $"; {Brings}");

    // A VPC may have several endpoints.
    public override int Width => SourceVpce is null ? 2 : 1;

    public override CommandLine Command =>
        CommandLine
            .ForCmdlet("Set-PrivateApiPolicy")
            .With("RestApiId", RestApiId)
            .With(
                SourceVpce is not null ? "AddSourceVpce"
                    : SourceVpc is not null ? "AddSourceVpc"
                    : "Policy",
                SourceVpce ?? SourceVpc ?? Policy
            )
            .With("StageName", StageName);

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        DeploymentChange.Deployed(
            snapshot with
            {
                Apis = Replace(snapshot.Apis, api => api.Id == RestApiId, api => api with { Policy = Policy }),
            },
            RestApiId,
            StageName
        );
}
