using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Names;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.LoadBalancers;

/// <summary>
/// Names of load balancers. They resolve from everywhere, those of internal ones to private addresses (Application Load Balancer guide,
/// "Load balancer scheme").
/// </summary>
internal static class LoadBalancerNames
{
    /// <summary>What public name servers say of a load balancer's name; null for any other name.</summary>
    public static NameAnswer? Resolve(AccountSnapshot snapshot, string name)
    {
        string host = name.StartsWith("dualstack.", StringComparison.Ordinal) ? name["dualstack.".Length..] : name;
        return snapshot.LoadBalancers.FirstOrDefault(item => item.DnsName == host) is { } found
                ? Leads(found, $"{name} is the name of load balancer {found.Name}")
            : IsOne(snapshot, host)
                ? Hidden(
                    Unread.Says(snapshot, "LoadBalancer", "elasticloadbalancing:DescribeLoadBalancers", $"the load balancer {host}")
                        + "; name it with -LoadBalancerArn"
                )
            : null;
    }

    /// <summary>True for a name that Elastic Load Balancing gives: <c>….eu-west-1.elb.amazonaws.com</c> and the like.</summary>
    public static bool IsOne(AccountSnapshot snapshot, string host) =>
        host.EndsWith("." + snapshot.DnsSuffix, StringComparison.Ordinal) && host.Contains(".elb.", StringComparison.Ordinal);

    /// <summary>How a call that goes through a named load balancer addresses it.</summary>
    public static AddressChoice Choose(AccountSnapshot snapshot, PathCall call)
    {
        LoadBalancerFact? named = Named(snapshot, call);
        string host = call.Host ?? call.DomainName ?? named?.DnsName ?? string.Empty;
        UrlForm form = ApiHost.Parse(host).Form;
        if (call.Caller.Kind == CallerKind.None || named is null)
        {
            return new AddressChoice(form, host, named is null ? Hidden(UnreadWords(snapshot, call.LoadBalancerArn!)) : null);
        }

        // Which public records a name of one's own has is not read: the command says where it leads.
        NameAnswer answer = NameRules.Resolve(snapshot, call.Caller, host);
        return new AddressChoice(
            form,
            host,
            answer.HasNoPublicRecord
                ? Leads(named, $"no private zone has {host}, which is taken to lead to load balancer {named.Name}")
                : answer
        );
    }

    /// <summary>The load balancer that the call names; null for none, and for one that was not read.</summary>
    public static LoadBalancerFact? Named(AccountSnapshot snapshot, PathCall call) =>
        call.LoadBalancerArn is { } arn ? snapshot.LoadBalancers.FirstOrDefault(item => item.Arn == arn) : null;

    /// <summary>Why a load balancer is not known.</summary>
    public static string UnreadWords(AccountSnapshot snapshot, string arn) =>
        Unread.Says(snapshot, "LoadBalancer", "elasticloadbalancing:DescribeLoadBalancers", $"the load balancer {arn}");

    private static NameAnswer Hidden(string evidence) => NameAnswer.Unknown(evidence) with { IsUnreadLoadBalancer = true };

    private static NameAnswer Leads(LoadBalancerFact found, string evidence) =>
        new()
        {
            Kind = NameAnswerKind.LoadBalancer,
            LoadBalancer = found,
            Evidence = $"{evidence} ({found.Scheme}, in {found.VpcId})",
        };
}
