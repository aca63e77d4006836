using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Instance profiles.</summary>
internal static class IamInstanceProfiles
{
    public static LabResponse Create(ServiceCall call, QueryForm form)
    {
        string name = IamRules.Name(form, "InstanceProfileName", 128);
        SortedDictionary<string, LabInstanceProfile> all = call.GlobalState<IamState>().InstanceProfiles;
        if (all.ContainsKey(name))
        {
            throw new AwsFault(409, "EntityAlreadyExists", $"Instance Profile {name} already exists.");
        }

        string path = form["Path"] ?? "/";
        LabInstanceProfile made = new()
        {
            Name = name,
            Path = path,
            Id = call.Store.Ids.Iam("AIPA"),
            Arn = $"arn:{call.Partition}:iam::{call.AccountId}:instance-profile{path}{name}",
            Created = call.Store.Now,
        };
        all.Add(name, made);
        return QueryAnswer.Ok(call, IamService.Space, "CreateInstanceProfile", new XElement("InstanceProfile", Show(made)));
    }

    public static LabResponse Get(ServiceCall call, QueryForm form) =>
        QueryAnswer.Ok(call, IamService.Space, "GetInstanceProfile", new XElement("InstanceProfile", Show(Find(call, form))));

    public static LabResponse Delete(ServiceCall call, QueryForm form)
    {
        LabInstanceProfile found = Find(call, form);
        if (found.Role is not null)
        {
            throw new AwsFault(409, "DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.");
        }

        call.GlobalState<IamState>().InstanceProfiles.Remove(found.Name);
        return QueryAnswer.Ok(call, IamService.Space, "DeleteInstanceProfile");
    }

    public static LabResponse AddRole(ServiceCall call, QueryForm form)
    {
        LabInstanceProfile found = Find(call, form);
        LabRole role = IamRules.Role(call, form);
        found.Role = found.Role is null
            ? role
            : throw new AwsFault(409, "LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        return QueryAnswer.Ok(call, IamService.Space, "AddRoleToInstanceProfile");
    }

    public static LabResponse RemoveRole(ServiceCall call, QueryForm form)
    {
        LabInstanceProfile found = Find(call, form);
        LabRole role = IamRules.Role(call, form);
        found.Role =
            found.Role == role
                ? null
                : throw new AwsFault(
                    404,
                    "NoSuchEntity",
                    $"The role with name {role.Name} cannot be found in instance profile {found.Name}."
                );
        return QueryAnswer.Ok(call, IamService.Space, "RemoveRoleFromInstanceProfile");
    }

    public static LabResponse ListForRole(ServiceCall call, QueryForm form)
    {
        LabRole role = IamRules.Role(call, form);
        (IReadOnlyList<LabInstanceProfile> found, XElement?[] paging) = IamRules.Page(
            form,
            call.GlobalState<IamState>().InstanceProfiles.Values.Where(profile => profile.Role == role)
        );
        return QueryAnswer.Ok(
            call,
            IamService.Space,
            "ListInstanceProfilesForRole",
            QueryAnswer.List("InstanceProfiles", found, Show),
            paging
        );
    }

    private static LabInstanceProfile Find(ServiceCall call, QueryForm form)
    {
        string name = IamRules.Required(form, "InstanceProfileName");
        return call.GlobalState<IamState>().InstanceProfiles.GetValueOrDefault(name)
            ?? throw new AwsFault(404, "NoSuchEntity", $"Instance Profile {name} cannot be found.");
    }

    private static IEnumerable<XElement> Show(LabInstanceProfile profile) =>
        [
            new XElement("Path", profile.Path),
            new XElement("InstanceProfileName", profile.Name),
            new XElement("InstanceProfileId", profile.Id),
            new XElement("Arn", profile.Arn),
            new XElement("CreateDate", QueryAnswer.Time(profile.Created)),
            QueryAnswer.List<LabRole>(
                "Roles",
                profile.Role is null ? [] : [profile.Role],
                role => IamRoles.Show(role, isWhole: false).Elements()
            ),
        ];
}
