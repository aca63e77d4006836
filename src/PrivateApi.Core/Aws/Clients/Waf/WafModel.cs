using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Waf;

/// <summary>Request of GetWebACL, by ARN.</summary>
internal sealed class GetWebACLRequest : AmazonWebServiceRequest
{
    [JsonPropertyName("ARN")]
    public required string Arn { get; set; }
}

/// <summary>Answer of GetWebACL.</summary>
internal sealed class GetWebACLResponse : AmazonWebServiceResponse
{
    /// <summary>The web ACL as it is: statements nest, and new kinds of them appear every year.</summary>
    public JsonElement WebACL { get; set; }
}

/// <summary>Request of GetIPSet.</summary>
internal sealed class GetIPSetRequest : AmazonWebServiceRequest
{
    public required string Name { get; set; }

    /// <summary><c>REGIONAL</c> or <c>CLOUDFRONT</c>.</summary>
    public required string Scope { get; set; }

    public required string Id { get; set; }
}

/// <summary>Answer of GetIPSet.</summary>
internal sealed class GetIPSetResponse : AmazonWebServiceResponse
{
    public IPSet? IPSet { get; set; }
}

/// <summary>A set of address ranges.</summary>
internal sealed class IPSet
{
    [JsonPropertyName("ARN")]
    public string Arn { get; set; } = string.Empty;

    public List<string> Addresses { get; set; } = [];
}
