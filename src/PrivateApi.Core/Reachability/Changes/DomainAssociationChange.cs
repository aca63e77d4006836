using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Associates an endpoint with a private custom domain name, so that it leads there.</summary>
/// <param name="DomainName">The name.</param>
/// <param name="DomainNameId">The id that tells it from others of that name.</param>
/// <param name="DomainNameArn">Its ARN.</param>
/// <param name="EndpointId">The endpoint.</param>
internal sealed record DomainAssociationChange(string DomainName, string DomainNameId, string DomainNameArn, string EndpointId) : Change
{
    public override ChangeKind Kind => ChangeKind.DomainAssociation;

    public override string Target => DomainName;

    public override string Description => $"Associate {EndpointId} with {DomainName}";

    public override string Opens => $"{DomainName} to callers through {EndpointId}, as far as its policy and those of its APIs allow them";

    public override int Width => 1;

    public override CommandLine Command =>
        CommandLine
            .ForCmdlet("New-AGDomainNameAccessAssociation")
            .With("AccessAssociationSourceType", "VPCE")
            .With("AccessAssociationSource", EndpointId)
            .With("DomainNameArn", DomainNameArn);

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            Domains = Replace(
                snapshot.Domains,
                domain => domain.Name == DomainName && domain.Id == DomainNameId,
                domain => domain with { Associated = [.. domain.Associated, EndpointId] }
            ),
        };
}
