using System.Collections.Concurrent;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.Route53Profiles;
using PrivateApi.Aws.Protocols;
using PrivateApi.Facts;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// Route 53 Profiles of VPCs. They are read only where private DNS of an endpoint in the VPC itself does not answer: the VPC's own settings
/// come first (Route 53 guide, "How Route 53 Profile settings are prioritized"), so that an ordinary test costs no call of the service.
/// </summary>
/// <param name="reads">Reads, and notes what is denied.</param>
/// <param name="facts">VPCs, as far as they could be read.</param>
/// <param name="endpoints">The account's endpoints for execute-api.</param>
/// <param name="rules">Rules of Resolver that the account sees.</param>
internal sealed class ProfileReads(
    SnapshotReads reads,
    IReadOnlyList<VpcFact> facts,
    IReadOnlyList<EndpointFact> endpoints,
    IReadOnlyList<ResolverRuleFact> rules
)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<IReadOnlyList<ProfileResourceAssociation>>> _resources = new(StringComparer.Ordinal);

    /// <summary>What was found so far; the zones are those of the Profile, whether they can be read or not.</summary>
    public IReadOnlyList<ProfileFact> Found { get; private set; } = [];

    /// <summary>Reads the Profiles of those VPCs that were not asked for before, and where a Profile could decide.</summary>
    /// <returns>True if there are any.</returns>
    public async Task<bool> ReadAsync(IReadOnlyList<string> vpcs, bool isOtherName, CancellationToken stop)
    {
        string[] free = [.. vpcs.Where(vpc => (isOtherName || !IsCaptured(vpc)) && _asked.Add(vpc))];
        IReadOnlyList<ProfileFact>[] read = await Task.WhenAll(free.Select(vpc => OfVpcAsync(vpc, stop)));
        ProfileFact[] found = [.. read.SelectMany(items => items)];
        Found = [.. Found, .. found];
        return found.Length > 0;
    }

    /// <summary>
    /// The zones of the Profiles that the VPCs themselves are not associated with; what cannot be read moves to the unread.
    /// </summary>
    /// <param name="known">Zones of the VPCs.</param>
    /// <param name="read">Reads a zone.</param>
    /// <param name="stop">Stops the reads.</param>
    public async Task<IReadOnlyList<HostedZoneFact>> ZonesAsync(
        IReadOnlyList<HostedZoneFact> known,
        Func<string, CancellationToken, Task<HostedZoneFact>> read,
        CancellationToken stop
    )
    {
        string[] ids = [.. Found.SelectMany(item => item.HostedZoneIds).Distinct().Where(id => known.All(zone => zone.Id != id))];
        (string Id, HostedZoneFact? Zone, AmazonServiceException? Refusal)[] zones = await Task.WhenAll(
            ids.Select(async id =>
            {
                try
                {
                    return (id, (HostedZoneFact?)await read(id, stop), (AmazonServiceException?)null);
                }
                catch (AmazonServiceException e) when (SnapshotReads.IsRefusal(e))
                {
                    return (id, null, e);
                }
            })
        );
        string account = Found.Count > 0 ? await reads.Session.GetAccountIdAsync(stop) : string.Empty;
        Dictionary<string, AmazonServiceException> refused = zones
            .Where(item => item.Refusal is not null)
            .ToDictionary(item => item.Id, item => item.Refusal!, StringComparer.Ordinal);
        List<ProfileFact> found = new(Found.Count);
        foreach (ProfileFact profile in Found)
        {
            IReadOnlyList<ProfileResourceAssociation> resources = await ResourcesAsync(profile.Id, stop);
            found.Add(
                profile with
                {
                    HostedZoneIds = [.. profile.HostedZoneIds.Where(id => !refused.ContainsKey(id))],
                    Unread =
                    [
                        .. profile.Unread,
                        .. resources
                            .Select(item => (Id: IdOf(item.ResourceArn, "hostedzone"), item.OwnerId))
                            .Where(item =>
                                item.Id is not null
                                && refused.TryGetValue(item.Id, out AmazonServiceException? refusal)
                                && (item.OwnerId != account || Failure.IsDenied(refusal))
                            )
                            .Select(item => new UnreadResourceFact
                            {
                                Id = item.Id!,
                                OwnerId = item.OwnerId,
                                Permission = item.OwnerId == account ? "route53:GetHostedZone" : null,
                            }),
                    ],
                }
            );
        }

        Found = found;
        return [.. zones.Select(item => item.Zone).OfType<HostedZoneFact>()];
    }

    private bool IsCaptured(string vpc) =>
        facts.FirstOrDefault(item => item.Id == vpc) is null or { EnableDnsSupport: true, EnableDnsHostnames: true }
        && endpoints.Any(item => item.VpcId == vpc && item is { IsForApis: true, PrivateDnsEnabled: true, IsAvailable: true });

    private async Task<IReadOnlyList<ProfileFact>> OfVpcAsync(string vpc, CancellationToken stop)
    {
        IReadOnlyList<ProfileAssociation> associations = await reads.ListIfReachableAsync(
            "Profile",
            "route53profiles:ListProfileAssociations",
            () =>
                Pages.ListAsync(
                    new ListProfileAssociationsRequest { ResourceId = vpc },
                    reads.Session.Route53Profiles.ListProfileAssociationsAsync,
                    page => page.ProfileAssociations.Where(item => item.ResourceId == vpc && IsInEffect(item.Status)),
                    stop
                ),
            stop
        );
        return await Task.WhenAll(
            associations.Select(async association =>
                Fact(vpc, association, await ResourcesAsync(association.ProfileId, stop), await reads.Session.GetAccountIdAsync(stop))
            )
        );
    }

    // While a new priority spreads, the association is UPDATING and in effect (API reference, UpdateProfileAssociation).
    private static bool IsInEffect(string status) => status is "COMPLETE" or "UPDATING";

    private Task<IReadOnlyList<ProfileResourceAssociation>> ResourcesAsync(string profile, CancellationToken stop) =>
        _resources.GetOrAdd(
            profile,
            id =>
                reads.ListIfReachableAsync(
                    "Profile",
                    "route53profiles:ListProfileResourceAssociations",
                    () =>
                        Pages.ListAsync(
                            new ListProfileResourceAssociationsRequest { ProfileId = id },
                            reads.Session.Route53Profiles.ListProfileResourceAssociationsAsync,
                            page => page.ProfileResourceAssociations.Where(item => item.Status == "COMPLETE"),
                            stop
                        ),
                    stop
                )
        );

    private ProfileFact Fact(
        string vpc,
        ProfileAssociation association,
        IReadOnlyList<ProfileResourceAssociation> resources,
        string account
    )
    {
        List<string> carriedRules = [];
        List<string> carriedEndpoints = [];
        List<UnreadResourceFact> unread = [];
        foreach (ProfileResourceAssociation item in resources)
        {
            if (IdOf(item.ResourceArn, "resolver-rule") is { } rule)
            {
                Sort(carriedRules, rule, rules.Any(known => known.Id == rule), "ResolverRule", item);
            }
            else if (IdOf(item.ResourceArn, "vpc-endpoint") is { } endpoint)
            {
                Sort(carriedEndpoints, endpoint, endpoints.Any(known => known.Id == endpoint), "Endpoint", item);
            }
        }

        return new ProfileFact
        {
            Id = association.ProfileId,
            VpcId = vpc,
            Priority = association.Priority,
            HostedZoneIds = [.. resources.Select(item => IdOf(item.ResourceArn, "hostedzone")).OfType<string>()],
            ResolverRuleIds = carriedRules,
            EndpointIds = carriedEndpoints,
            Unread = unread,
        };

        // The account's own that a whole list does not have is another service's endpoint, or gone.
        void Sort(List<string> carried, string id, bool isKnown, string subject, ProfileResourceAssociation item)
        {
            string owner = item.ResourceArn.Split(':') is [_, _, _, _, { Length: > 0 } named, ..] ? named : item.OwnerId;
            string? denied = owner == account ? reads.Denied.FirstOrDefault(read => read.Subject == subject)?.Permission : null;
            if (isKnown)
            {
                carried.Add(id);
            }
            else if (owner != account || denied is not null)
            {
                unread.Add(
                    new UnreadResourceFact
                    {
                        Id = id,
                        OwnerId = owner,
                        Permission = denied,
                    }
                );
            }
        }
    }

    private static string? IdOf(string arn, string kind) =>
        arn.Split(':', 6) is ["arn", _, _, _, _, var resource] && resource.Split('/') is [var named, var id] && named == kind ? id : null;
}
