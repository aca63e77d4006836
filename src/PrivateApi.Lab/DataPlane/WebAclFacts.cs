using System.Text.Json;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.ControlPlane.Waf;
using PrivateApi.Lab.State;
using PrivateApi.Reachability.Waf;

namespace PrivateApi.Lab.DataPlane;

/// <summary>The lab's web ACLs as facts.</summary>
internal static class WebAclFacts
{
    /// <summary>The facts with the web ACL of a stage; without one, as they are.</summary>
    public static AccountSnapshot With(AccountSnapshot facts, LabStore store, string? arn)
    {
        WafState state = store.Get<WafState>(facts.AccountId, facts.Region);
        return arn is null || !state.WebAcls.TryGetValue(arn, out LabWafResource? acl)
            ? facts
            : facts with
            {
                WebAcls = [WebAclReader.Read(JsonSerializer.SerializeToElement(acl.Wire))],
                IpSets =
                [
                    .. state.IpSets.Values.Select(set => new IpSetFact
                    {
                        Arn = set.Arn,
                        Addresses = [.. JsonProtocol.Texts(set.Wire["Addresses"])],
                    }),
                ],
            };
    }
}
