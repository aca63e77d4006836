// Over 250 lines: one rule, from the servers that a VPC has to why a name does not resolve there.
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.Names;

/// <summary>
/// How names resolve for a caller. Names of endpoints and aliases are public records with private addresses: they resolve
/// from everywhere, which says nothing about reaching (PrivateLink guide, "DNS resolution").
/// </summary>
internal static class NameRules
{
    private const int LongestChain = 8;

    /// <summary>Asks the resolver that the caller has.</summary>
    public static NameAnswer Resolve(AccountSnapshot snapshot, Caller caller, string name)
    {
        string host = name.TrimEnd('.').ToLowerInvariant();
        NameAnswer answer = caller switch
        {
            { Kind: CallerKind.OnPremises, ForwardsNames: true } => InboundResolvers.Forwarded(snapshot, caller, host),
            { Kind: CallerKind.Vpc, Region: { } region } => InRegion(snapshot, caller, region, host),
            { Kind: CallerKind.Vpc } => InVpc(snapshot, caller, host),
            _ => PublicRecords.Resolve(snapshot, host),
        };
        return answer.Address.Count > 0 ? AddressOwners.AnswerFor(snapshot, caller, answer.Address, answer.Evidence) : answer;
    }

    /// <summary>The endpoint whose private DNS captures every execute-api name of the Region in a VPC; null for none.</summary>
    public static EndpointFact? Capturing(AccountSnapshot snapshot, string? vpcId) =>
        snapshot.Index.Vpc(vpcId) is { EnableDnsSupport: true, EnableDnsHostnames: true }
            ? snapshot.Endpoints.FirstOrDefault(endpoint =>
                endpoint.VpcId == vpcId && endpoint is { IsForApis: true, PrivateDnsEnabled: true, IsAvailable: true }
            )
            : null;

    /// <summary>The same, be it the VPC's own endpoint or one that a Route 53 Profile carries there; null for neither.</summary>
    public static EndpointFact? TakingAll(AccountSnapshot snapshot, string? vpcId) =>
        Capturing(snapshot, vpcId)
        ?? (
            snapshot.Index.Vpc(vpcId) is { EnableDnsSupport: true, EnableDnsHostnames: true }
                ? ProfileRules.EndpointsOf(snapshot, vpcId!).Select(item => item.Endpoint).FirstOrDefault()
                : null
        );

    /// <summary>
    /// The account that shares a VPC with this one; null for one's own. Its endpoints show to that account alone, and answer in the shared
    /// subnets (VPC guide, "Share your VPC subnets with other accounts").
    /// </summary>
    public static string? Owner(AccountSnapshot snapshot, string? vpcId) =>
        snapshot.Index.Vpc(vpcId)?.OwnerId is { } owner
        && owner != (snapshot.CallerAccountId ?? snapshot.AccountId)
        && owner != snapshot.AccountId
            ? owner
            : null;

    /// <summary>
    /// In a VPC of another Region: private DNS of an interface endpoint answers in the endpoint's VPC, and execute-api has no cross-Region
    /// endpoints (PrivateLink guide, "AWS services that integrate with AWS PrivateLink"). Public records are the same everywhere.
    /// </summary>
    private static NameAnswer InRegion(AccountSnapshot snapshot, Caller caller, string region, string host)
    {
        string words =
            $"the caller is in {region} and the API in {snapshot.Region}: private DNS of endpoints in {snapshot.Region} does not apply "
            + "there, and API Gateway has no cross-Region endpoints";
        return PublicRecords.Resolve(snapshot, host) is { Kind: NameAnswerKind.Endpoint } answer
            ? answer with
            {
                Evidence = $"{words}; {answer.Evidence}",
            }
            : NameAnswer.Unknown(
                $"{words}. {host} resolves there only by a private hosted zone or resolver rule of {caller.VpcId} that leads to the "
                    + $"endpoint, and those of {region} were not read"
            );
    }

    private static NameAnswer InVpc(AccountSnapshot snapshot, Caller caller, string host)
    {
        string vpcId = caller.VpcId!;
        if (snapshot.Index.Vpc(vpcId) is not { } vpc)
        {
            return NameAnswer.Unknown(Unread.Says(snapshot, "Vpc", "ec2:DescribeVpcs", vpcId));
        }

        if (vpc.DnsServers.Count == 0)
        {
            return vpc.EnableDnsSupport
                ? AtAmazon(snapshot, vpcId, host, 0)
                : NameAnswer.None(
                    $"enableDnsSupport of {vpcId} is off: Amazon's resolver does not answer there",
                    VpcAttributeChange.On(snapshot, vpcId, VpcAttributeChange.Support)
                );
        }

        // Servers of one's own; whether they forward is to be seen only where they are inbound endpoints of a known VPC.
        string servers = string.Join(", ", vpc.DnsServers);
        if (snapshot.InboundResolvers.FirstOrDefault(item => item.Address.Intersect(vpc.DnsServers).Any()) is { } inbound)
        {
            return InboundResolvers.Asked(
                snapshot,
                inbound,
                caller,
                host,
                $"DHCP options of {vpcId} name {servers}, the inbound resolver endpoint {inbound.Id} in {inbound.VpcId}"
            );
        }

        NameAnswer answer = PublicRecords.Resolve(snapshot, host);
        return answer.Kind == NameAnswerKind.Endpoint
            ? answer with
            {
                Evidence = $"DHCP options of {vpcId} name {servers}, which are assumed to resolve public names: {answer.Evidence}",
            }
            : NameAnswer.Unknown(
                $"DHCP options of {vpcId} name {servers}, which do not see private zones of {vpcId} unless they "
                    + $"forward to its resolver; whether they do cannot be read. {OwnServers.HaveToForward(snapshot, vpc, host)}"
            );
    }

    /// <summary>
    /// Amazon's resolver of a VPC: the most specific of forwarding rules, private hosted zones and the hidden zones of endpoints
    /// with private DNS (Route 53 guide, "How Route 53 Resolver determines whether the domain name in a query matches any rules").
    /// </summary>
    internal static NameAnswer AtAmazon(AccountSnapshot snapshot, string vpcId, string host, int depth)
    {
        NameAnswer answer = Seen(snapshot, vpcId, host, depth);
        DeniedRead? hidden =
            snapshot.Missing("ResolverRule")
            ?? (snapshot.Index.Vpc(vpcId) is { EnableDnsSupport: true, EnableDnsHostnames: true } ? snapshot.Missing("HostedZone") : null)
            ?? (ProfileRules.Matter(snapshot, vpcId, host) ? snapshot.Missing("Profile") : null);
        string kind = hidden?.Subject switch
        {
            "HostedZone" => "private hosted zone",
            "Profile" => "Route 53 Profile",
            _ => "resolver rule",
        };
        return answer.Kind == NameAnswerKind.Unknown ? answer
            : hidden is not null
                ? NameAnswer.Unknown(
                    $"{answer.Evidence}, unless a {kind} of "
                        + $"{vpcId} says otherwise; those could not be read: {hidden.Permission} is denied"
                )
            : ProfileRules.WhatHides(snapshot, vpcId, host) is { } unread ? NameAnswer.Unknown($"{answer.Evidence}, unless {unread}")
            : answer;
    }

    private static NameAnswer Seen(AccountSnapshot snapshot, string vpcId, string host, int depth)
    {
        Func<string, NameAnswer>? follow = depth < LongestChain ? target => AtAmazon(snapshot, vpcId, target, depth + 1) : null;
        NameSource? source = NameSource.Of(snapshot, vpcId, host);
        NameAnswer answer = source switch
        {
            { Rule: { } rule } => ForwardRule(snapshot, rule, vpcId, host, depth),
            { Zone: { } zone } => ZoneRecords.Resolve(snapshot, zone, host, follow),
            { Endpoint: { } capturing } => PublicRecords.AnswerFor(
                snapshot,
                capturing,
                EndpointFamilies.OfPrivateDns(snapshot, capturing),
                null,
                $"private DNS of {capturing.Id} answers in {vpcId}"
            ) with
            {
                IsPrivateDns = true,
            },
            _ => AnsweredInPublic(snapshot, vpcId, host, follow),
        };
        return source?.Profile is { } profile
            ? answer with
            {
                Evidence = $"by Route 53 Profile {profile.Id} on {vpcId}, {answer.Evidence}",
            }
            : answer;
    }

    private static NameAnswer AnsweredInPublic(AccountSnapshot snapshot, string vpcId, string host, Func<string, NameAnswer>? follow)
    {
        NameAnswer answer =
            (TakingAll(snapshot, vpcId) is { } taking ? PublicDomains.Seen(snapshot, taking, host, follow) : null)
            ?? PublicRecords.Resolve(snapshot, host);
        return answer.Kind == NameAnswerKind.Endpoint ? answer : WhyNot(snapshot, vpcId, host, answer);
    }

    private static NameAnswer ForwardRule(AccountSnapshot snapshot, ResolverRuleFact rule, string vpcId, string host, int depth)
    {
        string words =
            $"resolver rule {rule.Id} for {(rule.Domain.Length == 0 ? "." : rule.Domain)} on {vpcId} "
            + $"forwards to {string.Join(", ", rule.Targets)}";
        InboundResolverFact? inbound = snapshot.InboundResolvers.FirstOrDefault(item => item.Address.Intersect(rule.Targets).Any());
        if (inbound is null || depth >= LongestChain)
        {
            return NameAnswer.Unknown($"{words}, whose answers cannot be read");
        }

        if (InboundResolvers.LetsNobodyIn(snapshot, inbound) is { } closed)
        {
            return NameAnswer.None($"{words}, the inbound resolver endpoint {inbound.Id}: {closed}");
        }

        NameAnswer there = AtAmazon(snapshot, inbound.VpcId, host, depth + 1);
        return there with { Evidence = $"{words}, the inbound resolver endpoint {inbound.Id} in {inbound.VpcId}: {there.Evidence}" };
    }

    /// <summary>What would make an API's default name resolve in this VPC.</summary>
    private static NameAnswer WhyNot(AccountSnapshot snapshot, string vpcId, string host, NameAnswer answer)
    {
        if (ApiHost.Parse(host) is not { Form: UrlForm.PrivateDns })
        {
            return answer;
        }

        if (snapshot.Missing("Endpoint") is { } denied)
        {
            return NameAnswer.Unknown(
                $"whether an endpoint with private DNS is in {vpcId} could not be read: {denied.Permission} is denied"
            );
        }

        EndpointFact? own = snapshot.Endpoints.FirstOrDefault(endpoint => endpoint.VpcId == vpcId && endpoint.IsForApis);
        if (own is null && Owner(snapshot, vpcId) is { } owner)
        {
            return NameAnswer.Unknown(
                $"{vpcId} is shared by account {owner}, which alone can see whether private DNS answers {host} in it"
            );
        }

        EndpointFact? carried = own is null ? ProfileRules.Dormant(snapshot, vpcId) : null;
        (string reason, Remedy? remedy) = own switch
        {
            null when carried is { PrivateDnsEnabled: false } => (
                $"a Route 53 Profile on {vpcId} carries {carried.Id}, whose private DNS is off",
                (Remedy?)PrivateDnsChange.On(snapshot, carried)
            ),
            null when carried is { IsAvailable: false } => (
                $"a Route 53 Profile on {vpcId} carries {carried.Id}, which is {carried.State}",
                (Remedy?)null
            ),
            null => (
                $"{vpcId} has no execute-api endpoint of its own, and private DNS of endpoints in other VPCs does not apply there"
                    + ProfileRules.WhyNot(snapshot, vpcId),
                (Remedy?)null
            ),
            { PrivateDnsEnabled: false } => ($"private DNS of {own.Id} is off", (Remedy?)PrivateDnsChange.On(snapshot, own)),
            { IsAvailable: false } => ($"{own.Id} is {own.State}", (Remedy?)null),
            _ => (
                $"enableDnsHostnames of {vpcId} is off, so its private zones are not used",
                (Remedy?)VpcAttributeChange.On(snapshot, vpcId, VpcAttributeChange.Hostnames)
            ),
        };
        return answer with
        {
            Evidence = $"{answer.Evidence}: {reason}",
            Remedy = remedy ?? answer.Remedy,
            WithoutPrivateDns = (own ?? carried) is { PrivateDnsEnabled: false } off ? off : null,
        };
    }

    internal static bool Covers(string domain, string host) =>
        domain.Length == 0
        || (host.EndsWith(domain, StringComparison.Ordinal) && (host.Length == domain.Length || host[^(domain.Length + 1)] == '.'));
}
