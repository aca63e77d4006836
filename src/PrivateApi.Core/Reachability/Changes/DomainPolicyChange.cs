using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>
/// Edits the policy of a private custom domain name so that a call's endpoint or VPC is let in. Other statements stay. It is the policy of
/// who may call the name; who may associate an endpoint with it is the management policy's, which is left alone (API Gateway guide,
/// "Share your private custom domain name using the API Gateway AWS CLI").
/// </summary>
/// <param name="DomainName">The name.</param>
/// <param name="DomainNameId">The id that tells it from others of that name.</param>
/// <param name="Policy">The policy as it is afterwards.</param>
/// <param name="Edits">What is changed in it, in words.</param>
/// <param name="Source">The endpoint or VPC that is let in; null where the edit says who.</param>
internal sealed record DomainPolicyChange(string DomainName, string DomainNameId, string Policy, string Edits, string? Source) : Change
{
    public override ChangeKind Kind => ChangeKind.DomainPolicy;

    public override string Target => DomainName;

    public override string Description => $"Edit the policy of {DomainName} ({Edits})";

    public override string Opens =>
        Source is not null
            ? $"{DomainName} to callers through {Source}, as far as no other statement keeps them out"
            : $"{DomainName} to the callers that the edit names ({Edits}), as far as no other statement keeps them out";

    // A VPC may have several endpoints.
    public override int Width => Source?.StartsWith("vpce-", StringComparison.Ordinal) == true ? 1 : 2;

    public override CommandLine Command =>
        CommandLine
            .ForCmdlet("Update-AGDomainName")
            .With("DomainName", DomainName)
            .With("DomainNameId", DomainNameId)
            .With("PatchOperation", CommandValue.Table(("Op", "replace"), ("Path", "/policy"), ("Value", Policy)));

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            Domains = Replace(
                snapshot.Domains,
                domain => domain.Name == DomainName && domain.Id == DomainNameId,
                domain => domain with { Policy = Policy }
            ),
        };
}
