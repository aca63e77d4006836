using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Lab.ControlPlane.Waf;

/// <summary>
/// AssociateWebACL, DisassociateWebACL, GetWebACLForResource, ListResourcesForWebACL, for stages of REST APIs; the stage holds the
/// association, as GetStage shows it.
/// </summary>
internal static class WebAclAssociations
{
    private const string Member = "webAclArn";

    public static JsonObject Associate(WafCall call)
    {
        string arn = call.Required("WebACLArn");
        JsonObject stage = Stage(call);
        stage[Member] = call.State.WebAcls.ContainsKey(arn) ? arn : throw WafFault.NotFound();
        return [];
    }

    public static JsonObject Disassociate(WafCall call)
    {
        Stage(call).Remove(Member);
        return [];
    }

    public static JsonObject Get(WafCall call) =>
        (string?)Stage(call)[Member] is { } arn && call.State.WebAcls.TryGetValue(arn, out LabWafResource? acl)
            ? new JsonObject { ["WebACL"] = acl.Wire.DeepClone() }
            : [];

    public static JsonObject List(WafCall call)
    {
        string arn = call.Required("WebACLArn");
        if (!call.State.WebAcls.ContainsKey(arn))
        {
            throw WafFault.NotFound();
        }

        // Without a type AWS lists load balancers (API reference, ListResourcesForWebACL), which the lab does not associate.
        IEnumerable<string> stages = call["ResourceType"] == "API_GATEWAY" ? StagesOf(call, arn) : [];
        return new JsonObject { ["ResourceArns"] = new JsonArray([.. stages.Select(stage => JsonValue.Create(stage))]) };
    }

    /// <summary>The ARNs of the stages that have a web ACL.</summary>
    public static IEnumerable<string> StagesOf(WafCall call, string arn) =>
        from api in call.Service.State<ApiGatewayState>().RestApis
        from stage in api.Value.Stages
        where (string?)stage.Value[Member] == arn
        select $"arn:{call.Service.Partition}:apigateway:{call.Service.Region}::/restapis/{api.Key}/stages/{stage.Key}";

    private static JsonObject Stage(WafCall call)
    {
        string arn = call.Required("ResourceArn");
        string prefix = $"arn:{call.Service.Partition}:apigateway:{call.Service.Region}::/restapis/";
        if (!arn.StartsWith(prefix, StringComparison.Ordinal) || arn[prefix.Length..].Split('/') is not [var api, "stages", var name])
        {
            throw WafFault.Invalid("RESOURCE_ARN", arn, "The ARN isn't valid. The lab associates web ACLs with stages of REST APIs");
        }

        return
            call.Service.State<ApiGatewayState>().RestApis.TryGetValue(api, out LabRestApi? found)
            && found.Stages.TryGetValue(name, out JsonObject? stage)
            ? stage
            : throw WafFault.NotFound();
    }
}
