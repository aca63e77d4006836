using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.Faults;

/// <summary>
/// The documented limits of operations: API Gateway's page "Quotas for creating, deploying and managing", and EC2's
/// "Request throttling". EC2 does not publish its own buckets for endpoints; 4, and one every 3 s, are assumed.
/// Route 53: developer guide, "Throttling for Amazon Route 53 API requests"; Resolver: "Quotas", five a second in a Region.
/// </summary>
internal static class RateLimits
{
    private static readonly RateLimit Edge = RateLimit.Each(1, 30);

    private static readonly RateLimit AllOfApiGateway = new(40, 10);

    private static readonly Dictionary<string, RateLimit> ApiGateway = new(StringComparer.Ordinal)
    {
        ["CreateApiKey"] = RateLimit.Each(5, 1),
        ["CreateDeployment"] = RateLimit.Each(1, 5),
        ["CreateDocumentationVersion"] = RateLimit.Each(1, 20),
        ["CreateDomainName"] = RateLimit.Each(1, 30),
        ["CreateResource"] = RateLimit.Each(5, 1),
        ["CreateRestApi"] = RateLimit.Each(1, 3),
        ["CreateVpcLink"] = RateLimit.Each(1, 15),
        ["DeleteApiKey"] = RateLimit.Each(5, 1),
        ["DeleteDomainName"] = RateLimit.Each(1, 30),
        ["DeleteResource"] = RateLimit.Each(5, 1),
        ["DeleteRestApi"] = RateLimit.Each(1, 30),
        ["DeleteVpcLink"] = RateLimit.Each(1, 30),
        ["GetResources"] = RateLimit.Each(5, 2),
        ["ImportDocumentationParts"] = RateLimit.Each(1, 30),
        ["ImportRestApi"] = RateLimit.Each(1, 3),
        ["PutRestApi"] = RateLimit.Each(1, 1),
        ["UpdateAccount"] = RateLimit.Each(1, 20),
        ["UpdateDomainName"] = RateLimit.Each(1, 30),
        ["UpdateUsagePlan"] = RateLimit.Each(1, 20),
    };

    private static readonly RateLimit AllOfRoute53 = new(50, 10);

    private static readonly Dictionary<string, RateLimit> Route53 = new(StringComparer.Ordinal)
    {
        ["AssociateVPCWithHostedZone"] = new(20, 5),
        ["CreateHostedZone"] = new(40, 2),
        ["DeleteHostedZone"] = new(40, 5),
        ["DisassociateVPCFromHostedZone"] = new(10, 5),
    };

    private static readonly RateLimit Resolver = new(5, 5);

    private static readonly RateLimit Ec2Endpoint = new(4, 0.3);

    private static readonly RateLimit Ec2Read = new(100, 20);

    private static readonly RateLimit Ec2Change = new(50, 5);

    /// <summary>The buckets, by name, that a call takes a token from.</summary>
    public static IEnumerable<(string Bucket, RateLimit Limit)> For(LabRequest request, string service, string operation)
    {
        if (service == "apigateway")
        {
            yield return ("*", AllOfApiGateway);
            if (operation is "CreateRestApi" or "ImportRestApi" && IsEdge(request, operation))
            {
                yield return (operation + " (edge)", Edge);
            }
            else if (ApiGateway.TryGetValue(operation, out RateLimit? limit))
            {
                yield return (operation, limit);
            }
        }
        else if (service == "route53")
        {
            yield return ("*", AllOfRoute53);
            if (Route53.TryGetValue(operation, out RateLimit? limit))
            {
                yield return (operation, limit);
            }
        }
        else if (service == "route53resolver")
        {
            yield return ("*", Resolver);
        }
        else if (service == "ec2")
        {
            yield return operation is "CreateVpcEndpoint" or "ModifyVpcEndpoint" or "DeleteVpcEndpoints"
                ? (operation, Ec2Endpoint)
                : (operation, OperationName.IsRead(operation) ? Ec2Read : Ec2Change);
        }
    }

    /// <summary>An API becomes edge-optimized when the call names no type.</summary>
    private static bool IsEdge(LabRequest request, string operation)
    {
        if (operation == "ImportRestApi")
        {
            return request.QueryValue("endpointConfigurationTypes") is null or "EDGE";
        }

        try
        {
            return (string?)JsonNode.Parse(request.Body)?["endpointConfiguration"]?["types"]?[0] is null or "EDGE";
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
