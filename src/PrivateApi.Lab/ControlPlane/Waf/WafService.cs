using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Waf;

/// <summary>AWS WAF: regional web ACLs, IP sets, and the stages that web ACLs are on, in AWS's JSON 1.1 protocol.</summary>
internal sealed class WafService : IAwsService
{
    public string SigningName => "wafv2";

    public LabResponse Handle(ServiceCall call)
    {
        WafCall given = new(call);
        string operation = JsonProtocol.Operation(call.Request);
        return JsonProtocol.Ok(
            call,
            operation switch
            {
                "CreateWebACL" => WebAclOperations.Create(given),
                "GetWebACL" => WebAclOperations.Get(given),
                "UpdateWebACL" => WebAclOperations.Update(given),
                "DeleteWebACL" => WebAclOperations.Delete(given),
                "ListWebACLs" => WebAclOperations.List(given),
                "CreateIPSet" => IpSetOperations.Create(given),
                "GetIPSet" => IpSetOperations.Get(given),
                "UpdateIPSet" => IpSetOperations.Update(given),
                "DeleteIPSet" => IpSetOperations.Delete(given),
                "ListIPSets" => IpSetOperations.List(given),
                "AssociateWebACL" => WebAclAssociations.Associate(given),
                "DisassociateWebACL" => WebAclAssociations.Disassociate(given),
                "GetWebACLForResource" => WebAclAssociations.Get(given),
                "ListResourcesForWebACL" => WebAclAssociations.List(given),
                "TagResource" => WafTags.Tag(given),
                "UntagResource" => WafTags.Untag(given),
                "ListTagsForResource" => WafTags.List(given),
                _ => throw JsonProtocol.Unknown(operation),
            }
        );
    }

    public LabResponse Refuse(ServiceCall call, AwsFault fault) => JsonProtocol.Refuse(call, fault);
}
