using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Maps all paths of a private custom domain name that no other base path takes to a stage.</summary>
/// <param name="DomainName">The name.</param>
/// <param name="DomainNameId">The id that tells it from others of that name.</param>
/// <param name="RestApiId">The API.</param>
/// <param name="StageName">The stage.</param>
internal sealed record BasePathChange(string DomainName, string DomainNameId, string RestApiId, string StageName) : Change
{
    public override ChangeKind Kind => ChangeKind.BasePathMapping;

    public override string Target => DomainName;

    public override string Description => $"Map {DomainName} to stage {StageName} of API {RestApiId}";

    public override string Opens => $"stage {StageName} of API {RestApiId} by {DomainName}, to whom the policies of both allow";

    public override int Width => 1;

    public override CommandLine Command =>
        CommandLine
            .ForCmdlet("New-AGBasePathMapping")
            .With("DomainName", DomainName)
            .With("DomainNameId", DomainNameId)
            .With("RestApiId", RestApiId)
            .With("Stage", StageName);

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            Domains = Replace(
                snapshot.Domains,
                domain => domain.Name == DomainName && domain.Id == DomainNameId,
                domain =>
                    domain with
                    {
                        Mappings =
                        [
                            .. domain.Mappings,
                            new DomainMappingFact
                            {
                                BasePath = string.Empty,
                                RestApiId = RestApiId,
                                StageName = StageName,
                            },
                        ],
                    }
            ),
        };
}
