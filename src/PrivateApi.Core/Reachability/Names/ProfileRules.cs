using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Reachability.Names;

/// <summary>
/// Route 53 Profiles: private hosted zones, Resolver rules and interface endpoints that answer in the VPCs a Profile is on (Route 53 guide,
/// "What are Amazon Route 53 Profiles?"; AWS Networking blog, "Streamlining multi-VPC DNS management with Amazon Route 53 Profiles and
/// interface VPC endpoint integration"). <see cref="NameSource"/> has their order.
/// </summary>
internal static class ProfileRules
{
    private static readonly Dictionary<string, ProfileFact> Nothing = [];

    /// <summary>What the Profiles on a VPC carry of one kind, each by the Profile that is asked first.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="ids">Its ids in a Profile.</param>
    public static IReadOnlyDictionary<string, ProfileFact> Carriers(
        AccountSnapshot snapshot,
        string vpcId,
        Func<ProfileFact, IReadOnlyList<string>> ids
    )
    {
        if (snapshot.Profiles.Count == 0)
        {
            return Nothing;
        }

        Dictionary<string, ProfileFact> carriers = new(StringComparer.Ordinal);
        foreach (ProfileFact profile in Of(snapshot, vpcId))
        {
            foreach (string id in ids(profile))
            {
                carriers.TryAdd(id, profile);
            }
        }

        return carriers;
    }

    /// <summary>
    /// True where a Profile could decide a name. The VPC's own settings come before a Profile's for the same domain, so where private DNS
    /// of an endpoint answers in the VPC, Profiles are not read: a zone or rule of theirs for one API's own name would be overlooked.
    /// </summary>
    public static bool Matter(AccountSnapshot snapshot, string vpcId, string host) =>
        NameRules.Capturing(snapshot, vpcId) is null || !NameRules.Covers(ApiHosts.Domain(snapshot.Region, snapshot.DnsSuffix), host);

    /// <summary>
    /// Endpoints whose private DNS Profiles carry into a VPC, the Profile asked first leading. What a Profile carries of an endpoint is the
    /// private hosted zone that private DNS makes; an endpoint without it has no name to carry.
    /// </summary>
    public static IEnumerable<(ProfileFact Profile, EndpointFact Endpoint)> EndpointsOf(AccountSnapshot snapshot, string vpcId) =>
        Carried(snapshot, vpcId).Where(item => item.Endpoint is { PrivateDnsEnabled: true, IsAvailable: true });

    /// <summary>An endpoint that a Profile carries there to no effect; null for none.</summary>
    public static EndpointFact? Dormant(AccountSnapshot snapshot, string vpcId) =>
        Carried(snapshot, vpcId).Select(item => item.Endpoint).FirstOrDefault();

    /// <summary>That the Profiles of a VPC do not answer either, as the rest of a sentence; empty where there are none.</summary>
    public static string WhyNot(AccountSnapshot snapshot, string vpcId) =>
        string.Join(" and ", Of(snapshot, vpcId).Select(profile => profile.Id)) is { Length: > 0 } ids
            ? $". Route 53 Profile {ids} on {vpcId} has no zone, rule or endpoint for it"
            : string.Empty;

    /// <summary>What could answer a name in a VPC differently and was not read, and who can look; null for nothing.</summary>
    public static string? WhatHides(AccountSnapshot snapshot, string vpcId, string host)
    {
        if (snapshot.Profiles.Count == 0)
        {
            return null;
        }

        NameSource? source = NameSource.Of(snapshot, vpcId, host);
        if (source is { Profile: { } chosen } && source.Rival(snapshot, vpcId, host) is { } rival)
        {
            return $"{rival.Id} comes before {chosen.Id}: both Route 53 Profiles on {vpcId} are for {host}, and which of them wins is not "
                + "documented";
        }

        if (UnreadOf(snapshot, vpcId, host, source) is not ({ } profile, [var first, ..] unread))
        {
            return null;
        }

        string ids = string.Join(", ", unread.Where(item => item.OwnerId == first.OwnerId).Select(item => item.Id));
        return $"{ids} of Route 53 Profile {profile.Id} on {vpcId} says otherwise; "
            + (
                first.Permission is { } permission
                    ? $"that could not be read: {permission} is denied"
                    : $"account {first.OwnerId} can look, account {snapshot.CallerAccountId ?? snapshot.AccountId} cannot read it"
            );
    }

    /// <summary>What another account added to a Profile and could answer a name in a VPC differently; null for nothing.</summary>
    public static UnreadResourceFact? UnreadOfOthers(AccountSnapshot snapshot, string vpcId, string host) =>
        UnreadOf(snapshot, vpcId, host, NameSource.Of(snapshot, vpcId, host)).Unread.FirstOrDefault(item => item.Permission is null);

    private static (ProfileFact? Profile, UnreadResourceFact[] Unread) UnreadOf(
        AccountSnapshot snapshot,
        string vpcId,
        string host,
        NameSource? source
    )
    {
        // Nothing is more specific than the name itself, and the VPC's own comes first.
        if (source is { Profile: null } && source.Domain == host)
        {
            return (null, []);
        }

        string captured = ApiHosts.Domain(snapshot.Region, snapshot.DnsSuffix);
        bool isFree =
            NameRules.Covers(captured, host)
            && (source is null || source.Domain.Length < captured.Length || (source.Profile is not null && source.Domain == captured));
        foreach (ProfileFact profile in Of(snapshot, vpcId))
        {
            UnreadResourceFact[] unread = [.. profile.Unread.Where(item => isFree || !item.IsEndpoint)];
            if (unread.Length > 0)
            {
                return (profile, unread);
            }
        }

        return (null, []);
    }

    private static IEnumerable<ProfileFact> Of(AccountSnapshot snapshot, string vpcId) =>
        snapshot.Profiles.Where(profile => profile.VpcId == vpcId).OrderBy(profile => profile.Priority ?? int.MaxValue);

    private static IEnumerable<(ProfileFact Profile, EndpointFact Endpoint)> Carried(AccountSnapshot snapshot, string vpcId)
    {
        IReadOnlyDictionary<string, ProfileFact> carriers = Carriers(snapshot, vpcId, profile => profile.EndpointIds);
        return carriers.Count == 0
            ? []
            : snapshot
                .Endpoints.Where(endpoint => endpoint.IsForApis && carriers.ContainsKey(endpoint.Id))
                .Select(endpoint => (Profile: carriers[endpoint.Id], Endpoint: endpoint))
                .OrderBy(item => item.Profile.Priority ?? int.MaxValue);
    }
}
