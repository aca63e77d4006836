using System.Globalization;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>What a private custom domain name leads to: stages of private APIs of its own account.</summary>
internal sealed class DomainTargets(AwsSession session)
{
    private readonly Apis _apis = new(session);

    /// <summary>The base paths with their stages: the only one where none is named.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>NotPrivate</c>, <c>StageRequired</c>, <c>StageNotFound</c>,
    /// <c>InvalidBasePath</c>, <c>BasePathTwice</c>, <c>ApiRequired</c>.</exception>
    public async Task<IReadOnlyList<MappingSpec>> StagesAsync(IReadOnlyList<MappingSpec> mappings, CancellationToken stop)
    {
        if (mappings.FirstOrDefault(item => item.RestApiId.Length == 0) is { } open)
        {
            throw new PrivateApiException(
                "ApiRequired",
                FaultKind.InvalidArgument,
                (open.BasePath.Length > 0 ? $"Base path '{open.BasePath}'" : $"Stage {open.StageName}")
                    + " was given without an API. Name the API that the name leads to with -RestApiId, or pipe it in.",
                open.Key
            );
        }

        foreach (MappingSpec mapping in mappings)
        {
            DomainSpelling.RequireBasePath(mapping.BasePath);
        }

        if (mappings.GroupBy(item => item.BasePath).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new PrivateApiException(
                "BasePathTwice",
                FaultKind.InvalidArgument,
                $"{(twice.Key.Length == 0 ? "The root" : $"Base path '{twice.Key}'")} cannot lead to "
                    + $"{string.Join(" and to ", twice.Select(item => item.RestApiId))}. Give each API a -BasePath of its own.",
                twice.Last().RestApiId
            );
        }

        List<MappingSpec> whole = [];
        foreach (MappingSpec mapping in mappings)
        {
            whole.Add(mapping with { StageName = await StageAsync(mapping.RestApiId, mapping.StageName, stop) });
        }

        return whole;
    }

    /// <summary>Refuses rules that lead nowhere, and two in one place.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidRoutingRule</c>, and as for base paths.</exception>
    public async Task CheckAsync(IReadOnlyList<RuleSpec> rules, CancellationToken stop)
    {
        if (rules.GroupBy(rule => rule.Priority).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new PrivateApiException(
                "InvalidRoutingRule",
                FaultKind.InvalidArgument,
                $"Two routing rules have the priority {twice.Key}, which says which one comes first. Give each one of its own.",
                twice.Key.ToString(CultureInfo.InvariantCulture)
            );
        }

        foreach (RuleSpec rule in rules)
        {
            await StageAsync(rule.RestApiId, rule.StageName, stop);
        }
    }

    private async Task<string> StageAsync(string restApiId, string? stageName, CancellationToken stop)
    {
        if (!Apis.IsPrivate(await _apis.GetRestApiAsync(restApiId, stop)))
        {
            throw new PrivateApiException(
                "NotPrivate",
                FaultKind.InvalidArgument,
                $"API {restApiId} is not private, and a private custom domain name leads to private APIs only.",
                restApiId
            );
        }

        return StageChoice.Of(restApiId, stageName, [.. (await _apis.StagesAsync(restApiId, stop)).Select(stage => stage.StageName)]);
    }
}
