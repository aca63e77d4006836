using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// A private custom domain answers endpoints that are associated with it, on base paths that are mapped (API Gateway guide,
/// "Custom domain names for private APIs").
/// </summary>
internal sealed class DomainAssociatedCheck : IPathCheck
{
    public CheckName Name => CheckName.DomainAssociated;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation.Call.DomainName is null && evaluation.Domain is null)
        {
            return Finding.NotApplicable("the call does not use a custom domain");
        }

        if (evaluation.Way is { Forwarded.Domain: null or { IsPublic: true } } way)
        {
            return Finding.NotApplicable($"{way.LoadBalancer.Name} does not forward the name of a private custom domain");
        }

        if (evaluation.Domain is not { } domain)
        {
            return evaluation.Snapshot.Missing("Domain") is { } denied
                    ? Finding.Skipped($"{evaluation.Call.DomainName} could not be read: {denied.Permission} is denied")
                : evaluation.IsApiUnseen || evaluation.IsEndpointUnseen
                    ? Finding.Skipped(
                        $"{evaluation.Call.DomainName} is not a custom domain of {evaluation.Place}, and is "
                            + "not shared with it; whoever owns "
                            + "it can look with "
                            + $"{Elsewhere.Look(evaluation).With("DomainName", evaluation.Call.DomainName ?? string.Empty)}"
                    )
                : Finding.Refused(
                    $"there is no private custom domain {evaluation.Call.DomainName} in account "
                        + $"{evaluation.Snapshot.AccountId}, {evaluation.Snapshot.Region}",
                    null,
                    DeniedAnswer.Forbidden
                );
        }

        if (domain.IsPublic && !evaluation.IsPast)
        {
            return Finding.NotApplicable($"{domain.Name} is public: endpoints are not associated with it and do not lead to it");
        }

        if (!domain.IsPublic && evaluation.EndpointId is { } id && !domain.Associated.Contains(id))
        {
            // The endpoint's account makes the association, and others' endpoints show to the owner of the name alone.
            return evaluation.Snapshot.Missing("DomainAssociation") is { } unread
                    ? Finding.Skipped($"whether {id} is associated with {domain.Name} could not be read: {unread.Permission} is denied")
                : domain.IsShared && evaluation.IsEndpointUnseen
                    ? Finding.Skipped(
                        $"{domain.Name} is {Shared(domain)}; whether {id} is associated with it shows to its own account and to the owner"
                    )
                : Finding.Refused(
                    $"{id} is not associated with {domain.Name}"
                        + (domain.IsShared ? $", {Shared(domain)}: whoever owns the endpoint makes the association" : string.Empty),
                    Associate(evaluation, domain, id),
                    DeniedAnswer.Forbidden
                );
        }

        if (domain.IsShared)
        {
            return Finding.Skipped(
                $"{domain.Name} is {Shared(domain)}"
                    + (evaluation.EndpointId is { } associated ? $", and {associated} is associated with it" : string.Empty)
                    + $". Base paths and routing rules show to account {domain.OwnerId} alone, which can look with "
                    + Elsewhere.Look(evaluation)
            );
        }

        if (DomainRouting.HasRules(domain))
        {
            return RoutingRuleFinding.Of(evaluation, domain);
        }

        (string path, DomainMappingFact? mapping) = BasePaths.Match(domain, evaluation.Call);
        if (mapping is not null)
        {
            string led = domain.IsPublic ? "the call goes over the internet" : $"{evaluation.EndpointId} is associated with {domain.Name}";
            return Finding.Passed(
                $"{led}, and base path '{mapping.BasePath}' leads to "
                    + $"{mapping.RestApiId}/{mapping.StageName ?? evaluation.Call.StageName}"
            );
        }

        // Where another base path takes the call, another API answers it.
        string words = $"no base path of {domain.Name} leads to {evaluation.Call.RestApiId}/{evaluation.Call.StageName}";
        CommandLine mapped = CommandLine.ForCmdlet("New-AGBasePathMapping").With("DomainName", domain.Name);
        CommandLine remedy = (domain.IsPublic ? mapped : mapped.With("DomainNameId", domain.Id))
            .With("RestApiId", evaluation.Call.RestApiId)
            .With("Stage", evaluation.Call.StageName ?? CommandValue.Placeholder("name"));
        return BasePaths.Taking(domain, path) is { } other
            ? Finding.Refused(
                $"{words}; '{other.BasePath}' takes {path} to {other.RestApiId}",
                remedy.With("BasePath", CommandValue.Placeholder("another")),
                null
            )
            : Finding.Refused(words, remedy, DeniedAnswer.Forbidden);
    }

    private static string Shared(DomainFact domain) => $"a private custom domain of account {domain.OwnerId} that is shared with this one";

    private static CommandLine Associate(EvaluationContext evaluation, DomainFact domain, string endpoint) =>
        CommandLine
            .ForCmdlet("New-AGDomainNameAccessAssociation")
            .With("AccessAssociationSourceType", "VPCE")
            .With("AccessAssociationSource", endpoint)
            .With(
                "DomainNameArn",
                $"arn:{evaluation.Snapshot.Partition}:apigateway:{evaluation.Snapshot.Region}:"
                    + $"{domain.OwnerId}:/domainnames/{domain.Name}+{domain.Id}"
            );
}
