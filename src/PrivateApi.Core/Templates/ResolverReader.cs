using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Session;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Templates;

/// <summary>Reads the Resolver endpoints of VPCs with their rules.</summary>
internal sealed class ResolverReader(AwsSession session)
{
    private readonly ResolverReads _reads = new(session);

    /// <summary>Those in VPCs, by name and id.</summary>
    /// <param name="vpcs">The VPCs.</param>
    /// <param name="progress">Receives a warning where they may not be read.</param>
    /// <param name="stop">Stops the reads.</param>
    public async Task<IReadOnlyList<ResolverSetup>> ReadAsync(
        IReadOnlyCollection<string> vpcs,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (vpcs.Count == 0)
        {
            return [];
        }

        try
        {
            List<ResolverSetup> found = [];
            foreach (
                ResolverEndpoint endpoint in (await _reads.EndpointsAsync(stop))
                    .Where(endpoint => vpcs.Contains(endpoint.HostVPCId) && endpoint.Status != "DELETING")
                    .OrderBy(endpoint => endpoint.Name, StringComparer.Ordinal)
                    .ThenBy(endpoint => endpoint.Id, StringComparer.Ordinal)
            )
            {
                found.Add(await OneAsync(endpoint, stop));
            }

            return found;
        }
        catch (AmazonServiceException e) when ((int)e.StatusCode is 404 or 501)
        {
            // An emulator that does not support Resolver has none.
            return [];
        }
        catch (AmazonServiceException e) when (Failure.IsDenied(e))
        {
            progress.Report(ProgressEvent.Warning($"Resolver endpoints may not be read, and the template leaves them out: {e.Message}"));
            return [];
        }
    }

    private async Task<ResolverSetup> OneAsync(ResolverEndpoint endpoint, CancellationToken stop)
    {
        List<ResolverRuleSetup> rules = [];
        if (endpoint.Direction == "OUTBOUND")
        {
            foreach (
                ResolverRule rule in (await _reads.RulesAsync(endpoint.Id, stop)).OrderBy(rule => rule.DomainName, StringComparer.Ordinal)
            )
            {
                rules.Add(
                    new ResolverRuleSetup(
                        rule,
                        await _reads.TagsAsync(rule.Arn, stop) ?? new Dictionary<string, string>(),
                        await _reads.AssociationsAsync(rule.Id, stop)
                    )
                );
            }
        }

        return new ResolverSetup(
            endpoint,
            [.. (await _reads.AddressesAsync(endpoint.Id, stop)).OrderBy(address => address.Ip, StringComparer.Ordinal)],
            await _reads.TagsAsync(endpoint.Arn, stop) ?? new Dictionary<string, string>(),
            rules
        );
    }
}
