using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Changes;
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
                : Unassociated(evaluation, domain, id);
        }

        if (domain.IsShared)
        {
            return Finding.Skipped(
                $"{domain.Name} is {Shared(domain)}"
                    + (evaluation.EndpointId is { } associated ? $", and {associated} is associated with it" : string.Empty)
                    + $". Base paths and routing rules show to account {domain.OwnerId} alone, which can look with "
                    + Elsewhere.Look(evaluation)
            ) with
            {
                IsOthers = true,
            };
        }

        return Led(evaluation, domain);
    }

    private static Finding Unassociated(EvaluationContext evaluation, DomainFact domain, string id)
    {
        Finding missing = Finding.Refused(
            $"{id} is not associated with {domain.Name}"
                + (
                    domain.IsShared ? $", {Shared(domain)}: whoever owns the endpoint makes the association"
                    : evaluation.IsEndpointUnseen
                        ? $", and it is not in {evaluation.Place}: whoever owns it makes the association, once {domain.Name} is "
                            + "shared with that account"
                    : string.Empty
                ),
            Associate(evaluation, domain, id),
            DeniedAnswer.Forbidden
        ) with
        {
            IsOthers = evaluation.IsEndpointUnseen,
        };

        // The association is another account's to make: what the owner of the name can mend does not wait for it.
        return evaluation.IsEndpointUnseen && Led(evaluation, domain) is { Status: CheckStatus.Failed } led
            ? led with
            {
                Message = $"{missing.Message}; {led.Message}",
            }
            : missing;
    }

    private static Finding Led(EvaluationContext evaluation, DomainFact domain)
    {
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

        // Where another base path takes the call, another API answers it, and which path this one gets is its owner's to say.
        string stage = $"{evaluation.Call.RestApiId}/{evaluation.Call.StageName}";
        return BasePaths.Taking(domain, path) is { } other
            ? Finding.Refused(Taken(evaluation.Call, domain, path, other, stage), null, null)
            : Finding.Refused(
                evaluation.Call.UrlPath is null
                    ? $"no base path of {domain.Name} leads to {stage}"
                    : $"no base path of {domain.Name} takes {path}",
                Map(evaluation, domain),
                DeniedAnswer.Forbidden
            );
    }

    private static string Taken(PathCall call, DomainFact domain, string path, DomainMappingFact other, string stage)
    {
        string taking = $"'{other.BasePath}' takes {path} to {other.RestApiId}";
        return BasePaths.Meant(domain, call).Select(way => way.Mapping).FirstOrDefault() is { } meant
            ? $"base path '{meant.BasePath}' of {domain.Name} leads to {stage}, but {taking}/{other.StageName ?? call.StageName} first: "
                + "the longest base path takes a call"
            : $"no base path of {domain.Name} leads to {stage}; {taking}, so that it needs a base path of its own";
    }

    // Which API and which stage a name is for does not follow from a URL that leads nowhere.
    private static Remedy? Map(EvaluationContext evaluation, DomainFact domain) =>
        evaluation is not { Api.Id: { } api, Stage.Name: { } stage } || domain.Mappings.Any(item => item.BasePath.Length == 0) ? null
        : domain.IsPublic
            ? CommandLine.ForCmdlet("New-AGBasePathMapping").With("DomainName", domain.Name).With("RestApiId", api).With("Stage", stage)
        // A URL that names the stage goes on naming it.
        : Remedy.Of(new BasePathChange(domain.Name, domain.Id, api, NamesStage(evaluation.Call) ? null : stage));

    private static bool NamesStage(PathCall call) => call.UrlPath is not null && BasePaths.IsOfUrl(call, BasePaths.Direct(call));

    private static string Shared(DomainFact domain) => $"a private custom domain of account {domain.OwnerId} that is shared with this one";

    // The endpoint's account makes it: what a name of another account answers then, its owner alone can see.
    private static Remedy Associate(EvaluationContext evaluation, DomainFact domain, string endpoint)
    {
        DomainAssociationChange change = new(
            domain.Name,
            domain.Id,
            $"arn:{evaluation.Snapshot.Partition}:apigateway:{evaluation.Snapshot.Region}:"
                + $"{domain.OwnerId}:/domainnames/{domain.Name}+{domain.Id}",
            endpoint
        );
        return evaluation.IsEndpointUnseen ? Remedy.Of(change.Command) : Remedy.Of(change);
    }
}
