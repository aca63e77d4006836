using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.ControlPlane.Resolver;
using PrivateApi.Lab.ControlPlane.Route53;

namespace PrivateApi.Lab.ControlPlane.Route53Profiles;

/// <summary>
/// What a Profile carries: AssociateResourceToProfile, DisassociateResourceFromProfile, GetProfileResourceAssociation,
/// UpdateProfileResourceAssociation, ListProfileResourceAssociations. The lab has no DNS Firewall: of its groups only the priority is
/// looked at.
/// </summary>
internal static class ResourceAssociations
{
    public static JsonObject Associate(ProfilesCall call)
    {
        string name = call.Name();
        LabProfile profile = call.Own(call.Required("ProfileId"));
        string arn = call.Required("ResourceArn");
        ProfileResourceKind kind =
            ProfileResourceKind.Of(arn)
            ?? throw ProfilesCall.InvalidParameter($"The resource \"{arn}\" can't be associated with a Profile.");
        if (!Exists(call, kind, arn))
        {
            throw ProfilesCall.NotFound(arn);
        }

        if (profile.Resources.Any(item => item.ResourceArn == arn))
        {
            throw ProfilesCall.Conflict($"The resource \"{arn}\" is already associated with the Profile \"{profile.Id}\".");
        }

        LabProfileResource resource = new()
        {
            Id = call.NewId("rpr", 18),
            ProfileId = profile.Id,
            OwnerId = call.AccountId,
            Name = name,
            ResourceArn = arn,
            Kind = kind,
            Properties = Properties(call, kind),
            CreatedAt = call.Now,
            ModifiedAt = call.Now,
            CompleteAt = call.Now + call.Store.Options.PendingTime,
        };
        profile.Resources.Add(resource);
        return One(call, resource);
    }

    public static JsonObject Disassociate(ProfilesCall call)
    {
        LabProfile profile = call.Own(call.Path[2]);
        string arn = call.Path[4];
        LabProfileResource resource = profile.Resources.Find(item => item.ResourceArn == arn) ?? throw ProfilesCall.NotFound(arn);
        resource.GoneAt ??= call.Now + call.Store.Options.DeletingTime;
        resource.ModifiedAt = call.Now;
        return One(call, resource);
    }

    public static JsonObject Get(ProfilesCall call) => One(call, Find(call));

    public static JsonObject Update(ProfilesCall call)
    {
        LabProfileResource resource = Find(call);
        call.Own(resource.ProfileId);
        if (call["Name"] is not null)
        {
            resource.Name = call.Name();
        }

        if (call["ResourceProperties"] is not null)
        {
            resource.Properties = Properties(call, resource.Kind);
            resource.CompleteAt = call.Now + call.Store.Options.PendingTime;
        }

        resource.ModifiedAt = call.Now;
        return One(call, resource);
    }

    public static JsonObject List(ProfilesCall call) =>
        call.Page(
            "ProfileResourceAssociations",
            call.Profile(call.Path[2]).Resources.Where(item => call.Query("resourceType") is not { } type || item.Kind.Type == type),
            item => Show(call, item)
        );

    private static LabProfileResource Find(ProfilesCall call) =>
        call.State.Everybody.SelectMany(state => state.Profiles.Values)
            .SelectMany(profile => profile.Resources)
            .FirstOrDefault(item => item.Id == call.Path[1])
        ?? throw ProfilesCall.NotFound(call.Path[1]);

    private static bool Exists(ProfilesCall call, ProfileResourceKind kind, string arn)
    {
        string id = arn.Split('/')[^1];
        return kind == ProfileResourceKind.Zone
                ? call.Service.GlobalState<Route53State>().Zones.Any(zone => zone.Id == id && zone.IsPrivate)
            : kind == ProfileResourceKind.Rule ? call.Service.State<ResolverState>().Rules.ContainsKey(id)
            : kind != ProfileResourceKind.Endpoint
                || (call.Service.State<Ec2State>().VpcEndpoints.TryGetValue(id, out LabVpcEndpoint? endpoint) && endpoint.IsInterface);
    }

    // API reference, AssociateResourceToProfile: "The allowed values for priority are between 100 and 9900."
    private static string? Properties(ProfilesCall call, ProfileResourceKind kind)
    {
        if (kind != ProfileResourceKind.FirewallGroup)
        {
            return null;
        }

        try
        {
            JsonNode? given = JsonNode.Parse(call.Required("ResourceProperties"));
            return
                given is JsonObject
                && given["priority"] is JsonValue value
                && value.TryGetValue(out int priority)
                && priority is >= 100 and <= 9900
                ? new JsonObject { ["priority"] = priority }.ToJsonString()
                : throw ProfilesCall.InvalidParameter("The priority of a DNS Firewall rule group has to be between 100 and 9900.");
        }
        catch (JsonException)
        {
            throw ProfilesCall.InvalidParameter("ResourceProperties is not valid JSON.");
        }
    }

    private static JsonObject One(ProfilesCall call, LabProfileResource item) =>
        new() { ["ProfileResourceAssociation"] = Show(call, item) };

    private static JsonObject Show(ProfilesCall call, LabProfileResource item)
    {
        string status = item.StatusAt(call.Now);
        JsonObject shown = new()
        {
            ["CreationTime"] = ProfilesCall.Seconds(item.CreatedAt),
            ["Id"] = item.Id,
            ["ModificationTime"] = ProfilesCall.Seconds(item.ModifiedAt),
            ["Name"] = item.Name,
            ["OwnerId"] = item.OwnerId,
            ["ProfileId"] = item.ProfileId,
            ["ResourceArn"] = item.ResourceArn,
            ["ResourceType"] = item.Kind.Type,
            ["Status"] = status,
            ["StatusMessage"] = status switch
            {
                "UPDATING" => $"Updating the Profile to {item.Kind.Words} association",
                "DELETING" => $"Deleting the Profile to {item.Kind.Words} association",
                _ => $"Completed creation of Profile to {item.Kind.Words} association",
            },
        };
        if (item.Properties is { } properties)
        {
            shown["ResourceProperties"] = properties;
        }

        return shown;
    }
}
