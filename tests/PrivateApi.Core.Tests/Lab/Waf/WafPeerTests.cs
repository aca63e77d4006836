using System.Text.Json;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.Waf;

/// <summary>The lab's AWS WAF as boto3 sees it; the promises are in the script.</summary>
public sealed class WafPeerTests
{
    private static readonly string[] Operations =
    [
        "AssociateWebACL",
        "CreateIPSet",
        "CreateWebACL",
        "DeleteIPSet",
        "DeleteWebACL",
        "DisassociateWebACL",
        "GetIPSet",
        "GetWebACL",
        "GetWebACLForResource",
        "ListIPSets",
        "ListResourcesForWebACL",
        "ListTagsForResource",
        "ListWebACLs",
        "TagResource",
        "UntagResource",
        "UpdateIPSet",
        "UpdateWebACL",
    ];

    [Fact]
    public async Task Boto3_keeps_web_ACLs_and_IP_sets_and_every_answer_fits_the_AWS_model()
    {
        using CallScene scene = await CallScene.MakeAsync();
        JsonElement seen = await Peer.BotoAsync("waf.py", scene.Lab.Lab.Listen(), scene.Api.RestApiId, "demo");
        Assert.Equal(Operations, seen.GetProperty("answered").EnumerateArray().Select(name => name.GetString()));
    }
}
