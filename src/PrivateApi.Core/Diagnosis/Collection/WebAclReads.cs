using Amazon.Runtime;
using PrivateApi.Aws.Clients.Waf;
using PrivateApi.Facts;
using PrivateApi.Reachability.Waf;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// AWS WAF's part of a snapshot: the web ACLs of stages, and the IP sets that their rules name. Each is read once, however many parts the
/// APIs are read in; a stage without a web ACL costs no call.
/// </summary>
internal sealed class WebAclReads(SnapshotReads reads)
{
    private readonly Dictionary<string, WebAclFact?> _acls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IpSetFact?> _sets = new(StringComparer.Ordinal);

    /// <summary>The facts of these stages, and of those that were read before.</summary>
    public async Task<(IReadOnlyList<WebAclFact> Acls, IReadOnlyList<IpSetFact> Sets)> ReadAsync(
        IEnumerable<StageFact> stages,
        CancellationToken stop
    )
    {
        // Those of AWS WAF Classic belong to another service.
        await ReadAsync(
            _acls,
            stages.Select(stage => stage.WebAclArn).OfType<string>().Where(arn => arn.Contains(":wafv2:", StringComparison.Ordinal)),
            arn => reads.OneAsync("WebAcl", "wafv2:GetWebACL", () => AclAsync(arn, stop))
        );
        await ReadAsync(
            _sets,
            _acls.Values.OfType<WebAclFact>().SelectMany(acl => acl.Rules).SelectMany(rule => Sets(rule.Statement)),
            arn => reads.OneAsync("IpSet", "wafv2:GetIPSet", () => SetAsync(arn, stop))
        );
        return ([.. _acls.Values.OfType<WebAclFact>()], [.. _sets.Values.OfType<IpSetFact>()]);
    }

    private static async Task ReadAsync<T>(Dictionary<string, T?> known, IEnumerable<string> arns, Func<string, Task<T?>> read)
        where T : class
    {
        string[] unread = [.. arns.Distinct(StringComparer.Ordinal).Where(arn => !known.ContainsKey(arn))];
        T?[] found = await Task.WhenAll(unread.Select(read));
        foreach ((string arn, T? fact) in unread.Zip(found))
        {
            known.Add(arn, fact);
        }
    }

    private static IEnumerable<string> Sets(WebAclStatementFact statement) =>
        statement
            .Parts.SelectMany(Sets)
            .Concat(statement is { Kind: "IPSetReference", IsForwarded: false, Arn: { } arn } ? (string[])[arn] : []);

    private async Task<WebAclFact?> AclAsync(string arn, CancellationToken stop)
    {
        try
        {
            return WebAclReader.Read((await reads.Session.Waf.GetWebACLAsync(new GetWebACLRequest { Arn = arn }, stop)).WebACL) with
            {
                Arn = arn,
            };
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "WAFNonexistentItemException")
        {
            return null;
        }
    }

    private async Task<IpSetFact?> SetAsync(string arn, CancellationToken stop)
    {
        // arn:aws:wafv2:eu-west-1:123456789012:regional/ipset/name/id
        if (arn.Split(':', 6) is not [.., var resource] || resource.Split('/') is not [var scope, "ipset", var name, var id])
        {
            return null;
        }

        try
        {
            GetIPSetResponse answer = await reads.Session.Waf.GetIPSetAsync(
                new GetIPSetRequest
                {
                    Name = name,
                    Scope = scope == "global" ? "CLOUDFRONT" : "REGIONAL",
                    Id = id,
                },
                stop
            );
            return answer.IPSet is { } set ? new IpSetFact { Arn = arn, Addresses = [.. set.Addresses] } : null;
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "WAFNonexistentItemException")
        {
            return null;
        }
    }
}
