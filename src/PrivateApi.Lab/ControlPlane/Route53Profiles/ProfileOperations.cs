using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Route53Profiles;

/// <summary>CreateProfile, GetProfile, ListProfiles, DeleteProfile. Words and statuses are those of the AWS CLI's examples.</summary>
internal static class ProfileOperations
{
    public static JsonObject Create(ProfilesCall call)
    {
        string name = call.Name();
        string token = call.Required("ClientToken");
        if (call.State.Profiles.Values.FirstOrDefault(item => item.ClientToken == token) is { } made)
        {
            return One(call, made);
        }

        string id = call.NewId("rp", 17);
        LabProfile profile = new()
        {
            Id = id,
            Arn = call.Arn("profile/" + id),
            OwnerId = call.AccountId,
            Name = name,
            ClientToken = token,
            CreatedAt = call.Now,
        };
        call.Tag(profile.Tags);
        call.State.Profiles.Add(id, profile);
        return One(call, profile);
    }

    public static JsonObject Get(ProfilesCall call) => One(call, call.Profile(call.Path[1]));

    public static JsonObject List(ProfilesCall call) =>
        call.Page(
            "ProfileSummaries",
            call.State.Everybody.SelectMany(state => state.Profiles.Values)
                .Where(item => item.OwnerId == call.AccountId || IsUsedBy(call, item, call.AccountId)),
            item => new JsonObject
            {
                ["Arn"] = item.Arn,
                ["Id"] = item.Id,
                ["Name"] = item.Name,
                ["ShareStatus"] = ShareStatus(call, item),
            }
        );

    public static JsonObject Delete(ProfilesCall call)
    {
        LabProfile profile = call.Own(call.Path[1]);
        if (call.State.Everybody.Any(state => state.Associations.Values.Any(item => item.ProfileId == profile.Id)))
        {
            throw ProfilesCall.Conflict($"The Profile \"{profile.Id}\" is associated with a VPC. Disassociate it from all VPCs first.");
        }

        call.State.Profiles.Remove(profile.Id);
        return One(call, profile, "DELETED", "Deleted Profile");
    }

    private static JsonObject One(ProfilesCall call, LabProfile profile, string status = "COMPLETE", string message = "Created Profile") =>
        new()
        {
            ["Profile"] = new JsonObject
            {
                ["Arn"] = profile.Arn,
                ["ClientToken"] = profile.ClientToken,
                ["CreationTime"] = ProfilesCall.Seconds(profile.CreatedAt),
                ["Id"] = profile.Id,
                ["ModificationTime"] = ProfilesCall.Seconds(profile.CreatedAt),
                ["Name"] = profile.Name,
                ["OwnerId"] = profile.OwnerId,
                ["ShareStatus"] = ShareStatus(call, profile),
                ["Status"] = status,
                ["StatusMessage"] = message,
            },
        };

    private static string ShareStatus(ProfilesCall call, LabProfile profile) =>
        profile.OwnerId != call.AccountId ? "SHARED_WITH_ME"
        : call
            .State.Everybody.SelectMany(state => state.Associations.Values)
            .Any(item => item.ProfileId == profile.Id && item.OwnerId != profile.OwnerId)
            ? "SHARED_BY_ME"
        : "NOT_SHARED";

    private static bool IsUsedBy(ProfilesCall call, LabProfile profile, string account) =>
        call
            .State.Everybody.SelectMany(state => state.Associations.Values)
            .Any(item => item.ProfileId == profile.Id && item.OwnerId == account);
}
