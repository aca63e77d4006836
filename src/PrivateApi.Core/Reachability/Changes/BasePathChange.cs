using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Maps all paths of a private custom domain name that no other base path takes to an API.</summary>
/// <param name="DomainName">The name.</param>
/// <param name="DomainNameId">The id that tells it from others of that name.</param>
/// <param name="RestApiId">The API.</param>
/// <param name="StageName">The stage; null where the URL names it.</param>
internal sealed record BasePathChange(string DomainName, string DomainNameId, string RestApiId, string? StageName) : Change
{
    public override ChangeKind Kind => ChangeKind.BasePathMapping;

    public override string Target => DomainName;

    public override string Description => $"Map {DomainName} to {Words}";

    public override string Opens => $"{Words} by {DomainName}, to whom the policies of both allow";

    // All stages, not one.
    public override int Width => StageName is null ? 2 : 1;

    private string Words => StageName is null ? $"every stage of API {RestApiId}" : $"stage {StageName} of API {RestApiId}";

    public override CommandLine Command
    {
        get
        {
            CommandLine command = CommandLine
                .ForCmdlet("New-AGBasePathMapping")
                .With("DomainName", DomainName)
                .With("DomainNameId", DomainNameId)
                .With("RestApiId", RestApiId);
            return StageName is null ? command : command.With("Stage", StageName);
        }
    }

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
