using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGatewayV2;

/// <summary>CreateVpcLink, GetVpcLink(s), DeleteVpcLink of V2; a link is PENDING before it is AVAILABLE.</summary>
internal static class V2VpcLinkOperations
{
    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/v2/vpclinks", Create),
            new(
                "GET",
                "/v2/vpclinks",
                call => V2Page.Create(call, "items", call.State.V2VpcLinks.Select(item => (item.Key, View(call, item.Value))))
            ),
            new("GET", "/v2/vpclinks/{vpc_link_id}", call => Answer.Ok(View(call, Find(call)))),
            new("DELETE", "/v2/vpclinks/{vpc_link_id}", Delete),
        ];

    // The text is that of moto; AWS's is not recorded.
    public static AwsFault Unknown() => ApiFault.NotFound("VpcLink not found");

    private static LabVpcLink Find(ApiCall call) => call.State.V2VpcLinks.GetValueOrDefault(call.Label("vpc_link_id")) ?? throw Unknown();

    private static JsonObject View(ApiCall call, LabVpcLink link)
    {
        JsonObject view = Answer.Copy(link.Wire);
        view["vpcLinkStatus"] = call.Now >= link.AvailableAt ? "AVAILABLE" : "PENDING";
        view["vpcLinkStatusMessage"] =
            call.Now >= link.AvailableAt ? "VPC link is ready to route traffic" : "VPC link is provisioning ENIs";
        return view;
    }

    private static LabResponse Create(ApiCall call)
    {
        if (call.Text("name") is not { Length: > 0 and <= 128 } name)
        {
            throw ApiFault.BadRequest("Name must be between 1 and 128 characters long");
        }

        IReadOnlyList<string> subnets = call.Texts("subnetIds");
        IReadOnlyList<string> groups = call.Texts("securityGroupIds");
        Ec2State network = call.Service.State<Ec2State>();
        if (subnets.Count == 0 || subnets.FirstOrDefault(id => !network.Subnets.ContainsKey(id)) is { } unknown)
        {
            throw ApiFault.BadRequest($"The subnet ID is not valid: {string.Join(", ", subnets)}");
        }

        string id = call.NewId(6, taken => call.State.V2VpcLinks.ContainsKey(taken) || call.State.VpcLinks.ContainsKey(taken));
        JsonObject wire = new()
        {
            ["vpcLinkId"] = id,
            ["name"] = name,
            ["subnetIds"] = new JsonArray([.. subnets]),
            ["securityGroupIds"] = new JsonArray([.. groups]),
            ["vpcLinkVersion"] = "V2",
            ["createdDate"] = V2ApiOperations.Date(call),
            ["tags"] = call.TextMap("tags") ?? [],
        };
        LabVpcLink link = new(wire, call.Now + call.Service.Store.Options.PendingTime);
        call.State.V2VpcLinks.Add(id, link);
        return Answer.Created(View(call, link));
    }

    private static LabResponse Delete(ApiCall call)
    {
        Find(call);
        call.State.V2VpcLinks.Remove(call.Label("vpc_link_id"));
        return Answer.Json(202, new JsonObject());
    }
}
