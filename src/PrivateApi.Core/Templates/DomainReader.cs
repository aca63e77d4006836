using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.ApiGatewayV2;
using PrivateApi.Aws.Session;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Templates;

/// <summary>Reads private custom domains.</summary>
internal sealed class DomainReader(AwsSession session)
{
    /// <summary>
    /// Those that lead to APIs, by name and id. Only a private domain has an id; without it, its name means the public one.
    /// </summary>
    /// <param name="apis">The APIs.</param>
    /// <param name="progress">Receives warnings about what the template will lack.</param>
    /// <param name="stop">Stops the reads.</param>
    public async Task<IReadOnlyList<DomainSetup>> ReadAsync(HashSet<string> apis, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        List<DomainSetup> found = [];
        List<DomainNameAccessAssociation>? associations = null;
        List<DomainName> names;
        try
        {
            names = await ApiLists.DomainsAsync(session.ApiGateway, "SELF", stop);
        }
        catch (AmazonServiceException e) when ((int)e.StatusCode is 404 or 501)
        {
            // An emulator that does not support private domains has none.
            return [];
        }

        foreach (DomainName item in names.Where(item => item.DomainNameId is not null))
        {
            List<BasePathMapping> mappings = await ApiLists.MappingsAsync(session.ApiGateway, item, stop);
            List<RoutingRule> rules = await RulesAsync(item, stop);
            BasePathMapping[] ours =
            [
                .. mappings
                    .Where(mapping => apis.Contains(mapping.RestApiId ?? string.Empty))
                    .OrderBy(mapping => mapping.BasePath, StringComparer.Ordinal),
            ];
            RoutingRule[] led =
            [
                .. rules
                    .Where(rule => rule.Actions.Exists(action => apis.Contains(action.InvokeApi?.ApiId ?? string.Empty)))
                    .OrderBy(rule => rule.Priority),
            ];
            if (ours.Length + led.Length > 0)
            {
                if (ours.Length + led.Length < mappings.Count + rules.Count)
                {
                    progress.Report(
                        ProgressEvent.Warning(
                            $"The domain {item.Name} ({item.DomainNameId}) leads to other APIs too: the template leaves "
                                + "their base paths and routing rules out."
                        )
                    );
                }

                associations ??= await ApiLists.AssociationsAsync(session.ApiGateway, "SELF", stop);
                DomainName whole = await session.ApiGateway.GetDomainNameAsync(
                    new GetDomainNameRequest { DomainName = item.Name, DomainNameId = item.DomainNameId },
                    stop
                );
                found.Add(
                    new DomainSetup(
                        whole,
                        ours,
                        [
                            .. associations
                                .Where(association => association.DomainNameArn == item.DomainNameArn)
                                .OrderBy(association => association.AccessAssociationSource, StringComparer.Ordinal),
                        ]
                    )
                    {
                        Rules = led,
                    }
                );
            }
        }

        return
        [
            .. found
                .OrderBy(item => item.Domain.Name, StringComparer.Ordinal)
                .ThenBy(item => item.Domain.DomainNameId, StringComparer.Ordinal),
        ];
    }

    private async Task<List<RoutingRule>> RulesAsync(DomainName domain, CancellationToken stop)
    {
        try
        {
            return await RoutingRules.ListAsync(session, domain.Name, domain.DomainNameId, stop);
        }
        catch (AmazonServiceException e) when ((int)e.StatusCode is 404 or 501)
        {
            // An emulator that does not support routing rules has none.
            return [];
        }
    }
}
