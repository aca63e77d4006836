using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Resolver;

/// <summary>Route 53 Resolver: endpoints, rules and their VPCs, in AWS's JSON 1.1 protocol.</summary>
internal sealed class ResolverService : IAwsService
{
    public string SigningName => "route53resolver";

    public LabResponse Handle(ServiceCall call)
    {
        ResolverCall given = new(call);
        string operation = Operation(call.Request);
        JsonObject answer = operation switch
        {
            "CreateResolverEndpoint" => ResolverEndpoints.Create(given),
            "GetResolverEndpoint" => ResolverEndpoints.Get(given),
            "UpdateResolverEndpoint" => EndpointUpdate.Run(given),
            "DeleteResolverEndpoint" => ResolverEndpoints.Delete(given),
            "ListResolverEndpoints" => ResolverEndpoints.List(given),
            "ListResolverEndpointIpAddresses" => ResolverEndpoints.ListAddresses(given),
            "CreateResolverRule" => ResolverRules.Create(given),
            "GetResolverRule" => ResolverRules.Get(given),
            "DeleteResolverRule" => ResolverRules.Delete(given),
            "ListResolverRules" => ResolverRules.List(given),
            "AssociateResolverRule" => RuleAssociations.Associate(given),
            "DisassociateResolverRule" => RuleAssociations.Disassociate(given),
            "GetResolverRuleAssociation" => RuleAssociations.Get(given),
            "ListResolverRuleAssociations" => RuleAssociations.List(given),
            "TagResource" => ResolverTags.Tag(given),
            "UntagResource" => ResolverTags.Untag(given),
            "ListTagsForResource" => ResolverTags.List(given),
            _ => throw new AwsFault(400, "UnknownOperationException", $"The lab's Resolver has no operation {operation}."),
        };
        return Json(call, 200, answer);
    }

    public LabResponse Refuse(ServiceCall call, AwsFault fault) =>
        Json(call, fault.Status, new JsonObject { ["__type"] = fault.Code, ["Message"] = fault.Message });

    /// <summary>The operation of a call, for instance <c>ListResolverRules</c>.</summary>
    internal static string Operation(LabRequest request) => request.Header("X-Amz-Target")?.Split('.')[^1] ?? string.Empty;

    private static LabResponse Json(ServiceCall call, int status, JsonObject body)
    {
        LabResponse response = LabResponse.Text(status, body.ToJsonString(), "application/x-amz-json-1.1");
        response.Headers["x-amzn-RequestId"] = call.RequestId;
        return response;
    }
}
