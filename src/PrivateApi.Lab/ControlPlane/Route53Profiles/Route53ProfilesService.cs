using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Route53Profiles;

/// <summary>Route 53 Profiles: zones, rules and endpoints for the names of many VPCs, in AWS's REST-JSON protocol.</summary>
internal sealed class Route53ProfilesService : IAwsService
{
    public string SigningName => "route53profiles";

    public LabResponse Handle(ServiceCall call)
    {
        ProfilesCall given = new(call);
        string operation = OperationName.Read(call.Request, SigningName);
        JsonObject? answer = operation switch
        {
            "CreateProfile" => ProfileOperations.Create(given),
            "GetProfile" => ProfileOperations.Get(given),
            "ListProfiles" => ProfileOperations.List(given),
            "DeleteProfile" => ProfileOperations.Delete(given),
            "AssociateProfile" => VpcAssociations.Associate(given),
            "DisassociateProfile" => VpcAssociations.Disassociate(given),
            "GetProfileAssociation" => VpcAssociations.Get(given),
            "ListProfileAssociations" => VpcAssociations.List(given),
            "AssociateResourceToProfile" => ResourceAssociations.Associate(given),
            "DisassociateResourceFromProfile" => ResourceAssociations.Disassociate(given),
            "GetProfileResourceAssociation" => ResourceAssociations.Get(given),
            "UpdateProfileResourceAssociation" => ResourceAssociations.Update(given),
            "ListProfileResourceAssociations" => ResourceAssociations.List(given),
            "TagResource" => ProfileTags.Tag(given),
            "UntagResource" => ProfileTags.Untag(given),
            "ListTagsForResource" => ProfileTags.List(given),
            _ => throw new AwsFault(404, "UnknownOperationException", $"The lab's Route 53 Profiles has no operation {operation}."),
        };
        return Json(call, answer is null ? 204 : 200, answer);
    }

    public LabResponse Refuse(ServiceCall call, AwsFault fault)
    {
        LabResponse response = Json(call, fault.Status, new JsonObject { ["Message"] = fault.Message });
        response.Headers["x-amzn-ErrorType"] = fault.Code;
        return response;
    }

    private static LabResponse Json(ServiceCall call, int status, JsonObject? body)
    {
        LabResponse response = body is null ? LabResponse.Empty(status) : LabResponse.Json(status, body.ToJsonString());
        response.Headers["x-amzn-RequestId"] = call.RequestId;
        return response;
    }
}
