using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>A private custom domain answers endpoints that are associated with it, on base paths that are mapped (API Gateway guide, "Custom domain names for private APIs").</summary>
internal sealed class DomainAssociatedCheck : IPathCheck
{
    public CheckName Name => CheckName.DomainAssociated;

    public Finding Judge(Walk walk)
    {
        if (walk.Call.DomainName is null)
        {
            return Finding.NotApplicable("the call does not use a custom domain");
        }

        if (walk.Domain is not { } domain)
        {
            return walk.Snapshot.Missing("Domain") is { } denied
                ? Finding.Skipped($"{walk.Call.DomainName} could not be read: {denied.Permission} is denied")
                : Finding.Refused($"there is no private custom domain {walk.Call.DomainName} in account {walk.Snapshot.AccountId}, {walk.Snapshot.Region}", null, DeniedAnswer.Forbidden);
        }

        if (walk.EndpointId is { } id && !domain.Associated.Contains(id))
        {
            return Finding.Refused($"{id} is not associated with {domain.Name}", Associate(walk, domain, id), DeniedAnswer.Forbidden);
        }

        (string path, DomainMappingFact? mapping) = BasePaths.Of(domain, walk.Call);
        if (mapping is not null)
        {
            return Finding.Passed($"{walk.EndpointId} is associated with {domain.Name}, and base path '{mapping.BasePath}' leads to {mapping.RestApiId}/{mapping.StageName ?? walk.Call.StageName}");
        }

        // Where another base path takes the call, another API answers it.
        string words = $"no base path of {domain.Name} leads to {walk.Call.RestApiId}/{walk.Call.StageName}";
        CommandLine remedy = CommandLine.Of("New-AGBasePathMapping").With("DomainName", domain.Name).With("DomainNameId", domain.Id)
            .With("RestApiId", walk.Call.RestApiId).With("Stage", walk.Call.StageName ?? CommandValue.Placeholder("name"));
        return BasePaths.Taking(domain, path) is { } other
            ? Finding.Refused($"{words}; '{other.BasePath}' takes {path} to {other.RestApiId}", remedy.With("BasePath", CommandValue.Placeholder("another")), null)
            : Finding.Refused(words, remedy, DeniedAnswer.Forbidden);
    }

    private static CommandLine Associate(Walk walk, DomainFact domain, string endpoint) => CommandLine.Of("New-AGDomainNameAccessAssociation")
        .With("AccessAssociationSourceType", "VPCE").With("AccessAssociationSource", endpoint)
        .With("DomainNameArn", $"arn:{walk.Snapshot.Partition}:apigateway:{walk.Snapshot.Region}:{domain.OwnerId}:/domainnames/{domain.Name}+{domain.Id}");
}
