using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Ec2;

namespace PrivateApi.Lab.ControlPlane.Route53Profiles;

/// <summary>
/// AssociateProfile, DisassociateProfile, GetProfileAssociation, ListProfileAssociations: a VPC has one Profile, as botocore's model says
/// ("A VPC can have only one Profile associated with it"); several with priorities, which AWS has since, are not in it yet.
/// </summary>
internal static class VpcAssociations
{
    public static JsonObject Associate(ProfilesCall call)
    {
        string name = call.Name();
        LabProfile profile = call.Profile(call.Required("ProfileId"));
        string vpcId = call.Required("ResourceId").Split('/')[^1];
        Ec2State network = call.Service.State<Ec2State>();
        network.Settle();
        if (!network.Vpcs.ContainsKey(vpcId))
        {
            throw ProfilesCall.NotFound(call.Required("ResourceId"));
        }

        if (All(call).FirstOrDefault(item => item.VpcId == vpcId) is { } other)
        {
            throw new AwsFault(
                400,
                "ResourceExistsException",
                $"The VPC \"{vpcId}\" is already associated with the Profile \"{other.ProfileId}\"."
            );
        }

        string id = call.NewId("rpassoc", 16);
        LabProfileAssociation association = new()
        {
            Id = id,
            Arn = call.Arn("profile-association/" + id),
            OwnerId = call.AccountId,
            ProfileId = profile.Id,
            VpcId = vpcId,
            Name = name,
            CreatedAt = call.Now,
            CompleteAt = call.Now + call.Store.Options.PendingTime,
        };
        call.Tag(association.Tags);
        call.State.Associations.Add(id, association);
        return One(call, association);
    }

    public static JsonObject Disassociate(ProfilesCall call)
    {
        (string profileId, string vpcId) = (call.Path[2], call.Path[4]);
        LabProfileAssociation association =
            call.State.Associations.Values.FirstOrDefault(item => item.ProfileId == profileId && item.VpcId == vpcId)
            ?? throw ProfilesCall.NotFound(vpcId);
        association.GoneAt ??= call.Now + call.Store.Options.DeletingTime;
        return One(call, association);
    }

    public static JsonObject Get(ProfilesCall call) =>
        One(call, Seen(call).FirstOrDefault(item => item.Id == call.Path[1]) ?? throw ProfilesCall.NotFound(call.Path[1]));

    public static JsonObject List(ProfilesCall call) =>
        call.Page(
            "ProfileAssociations",
            Seen(call)
                .Where(item => call.Query("profileId") is not { } profile || item.ProfileId == profile)
                .Where(item => call.Query("resourceId") is not { } vpc || item.VpcId == vpc),
            item => Show(call, item)
        );

    private static IEnumerable<LabProfileAssociation> All(ProfilesCall call) =>
        call.State.Everybody.SelectMany(state => state.Associations.Values);

    // Whoever owns the Profile sees where it is, and whoever associated it sees that.
    private static IEnumerable<LabProfileAssociation> Seen(ProfilesCall call) =>
        All(call).Where(item => item.OwnerId == call.AccountId || call.State.Profiles.ContainsKey(item.ProfileId));

    private static JsonObject One(ProfilesCall call, LabProfileAssociation item) => new() { ["ProfileAssociation"] = Show(call, item) };

    private static JsonObject Show(ProfilesCall call, LabProfileAssociation item)
    {
        string status = item.StatusAt(call.Now);
        return new JsonObject
        {
            ["CreationTime"] = ProfilesCall.Seconds(item.CreatedAt),
            ["Id"] = item.Id,
            ["ModificationTime"] = ProfilesCall.Seconds(item.CreatedAt),
            ["Name"] = item.Name,
            ["OwnerId"] = item.OwnerId,
            ["ProfileId"] = item.ProfileId,
            ["ResourceId"] = item.VpcId,
            ["Status"] = status,
            ["StatusMessage"] = status switch
            {
                "CREATING" => "Creating Profile Association",
                "DELETING" => "Deleting Profile Association",
                _ => "Created Profile Association",
            },
        };
    }
}
