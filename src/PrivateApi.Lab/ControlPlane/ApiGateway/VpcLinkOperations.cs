using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>CreateVpcLink, GetVpcLink(s), UpdateVpcLink, DeleteVpcLink; a link is PENDING before it is AVAILABLE.</summary>
internal static class VpcLinkOperations
{
    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/vpclinks", Create),
            new(
                "GET",
                "/vpclinks",
                call =>
                    Page.Create(
                        call,
                        call.State.VpcLinks.Select(link => KeyValuePair.Create(link.Key, View(call, link.Value, emptyTags: false)))
                    )
            ),
            new("GET", "/vpclinks/{vpclink_id}", call => Answer.Ok(View(call, Find(call), emptyTags: true))),
            new("PATCH", "/vpclinks/{vpclink_id}", Update),
            new("DELETE", "/vpclinks/{vpclink_id}", Delete),
        ];

    public static AwsFault Unknown() => ApiFault.NotFound("Invalid Vpc Link identifier specified");

    private static LabVpcLink Find(ApiCall call) => call.State.VpcLinks.GetValueOrDefault(call.Label("vpclink_id")) ?? throw Unknown();

    private static JsonObject View(ApiCall call, LabVpcLink link, bool emptyTags)
    {
        JsonObject view = Answer.Without(link.Wire, !emptyTags && link.Wire["tags"] is JsonObject { Count: 0 } ? "tags" : string.Empty);
        bool available = call.Now >= link.AvailableAt;
        view["status"] = available ? "AVAILABLE" : "PENDING";
        if (available)
        {
            view["statusMessage"] = "Your vpc link is ready for use";
        }

        return view;
    }

    private static LabResponse Create(ApiCall call)
    {
        if (string.IsNullOrEmpty(call.Text("name")))
        {
            throw ApiFault.BadRequest("Name cannot be empty");
        }

        IReadOnlyList<string> targets = call.Texts("targetArns");
        if (targets.FirstOrDefault(arn => arn.Split(':').Length < 6 || !arn.StartsWith("arn:", StringComparison.Ordinal)) is { } malformed)
        {
            throw ApiFault.BadRequest($"Invalid ARN. ARN is not well formed {malformed}");
        }

        JsonObject wire = new() { ["id"] = call.NewId(6, call.State.VpcLinks.ContainsKey) };
        call.CopyTexts(wire, "name", "description");
        wire["targetArns"] = new JsonArray([.. targets]);
        wire["tags"] = call.TextMap("tags") ?? [];
        LabVpcLink link = new(wire, call.Now + call.Service.Store.Options.PendingTime);
        call.State.VpcLinks.Add((string)wire["id"]!, link);
        return Answer.Json(202, View(call, link, emptyTags: false));
    }

    private static LabResponse Update(ApiCall call)
    {
        LabVpcLink link = Find(call);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateVpcLink"))
        {
            StrictPatch.Only(operation, "/name", "/description");
            link.Wire[operation.Segments[0]] = operation.Value;
        }

        return Answer.Ok(View(call, link, emptyTags: true));
    }

    private static LabResponse Delete(ApiCall call)
    {
        Find(call);
        call.State.VpcLinks.Remove(call.Label("vpclink_id"));
        return Answer.Nothing(202);
    }
}
