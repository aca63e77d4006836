using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Groups and their users, whose policies a user has besides its own.</summary>
internal static class IamGroups
{
    public static LabResponse Create(ServiceCall call, QueryForm form)
    {
        string name = IamRules.Name(form, "GroupName", 128);
        SortedDictionary<string, LabGroup> all = call.GlobalState<IamUserState>().Groups;
        if (all.ContainsKey(name))
        {
            throw new AwsFault(409, "EntityAlreadyExists", $"Group with name {name} already exists.");
        }

        string path = form["Path"] ?? "/";
        LabGroup group = new()
        {
            Name = name,
            Path = path,
            Id = call.Store.Ids.Iam("AGPA"),
            Arn = $"arn:{call.Partition}:iam::{call.AccountId}:group{path}{name}",
            Created = call.Store.Now,
        };
        all.Add(name, group);
        return QueryAnswer.Ok(call, IamService.Space, "CreateGroup", new XElement("Group", Show(group)));
    }

    public static LabResponse Delete(ServiceCall call, QueryForm form)
    {
        LabGroup group = Find(call, form);
        if (group.Members.Count > 0 || group.Attached.Count > 0 || group.Policies.Count > 0)
        {
            string what =
                group.Members.Count > 0 ? "remove users from group"
                : group.Attached.Count > 0 ? "detach all policies"
                : "delete policies";
            throw new AwsFault(409, "DeleteConflict", $"Cannot delete entity, must {what} first.");
        }

        call.GlobalState<IamUserState>().Groups.Remove(group.Name);
        return QueryAnswer.Ok(call, IamService.Space, "DeleteGroup");
    }

    public static LabResponse AddUser(ServiceCall call, QueryForm form)
    {
        Find(call, form).Members.Add(IamUsers.Find(call, form).Name);
        return QueryAnswer.Ok(call, IamService.Space, "AddUserToGroup");
    }

    public static LabResponse RemoveUser(ServiceCall call, QueryForm form)
    {
        Find(call, form).Members.Remove(IamUsers.Find(call, form).Name);
        return QueryAnswer.Ok(call, IamService.Space, "RemoveUserFromGroup");
    }

    public static LabResponse ListForUser(ServiceCall call, QueryForm form)
    {
        (IReadOnlyList<LabGroup> groups, XElement?[] paging) = IamRules.Page(
            form,
            call.GlobalState<IamUserState>().GroupsOf(IamUsers.Look(call, form).Name)
        );
        return QueryAnswer.Ok(call, IamService.Space, "ListGroupsForUser", QueryAnswer.List("Groups", groups, Show), paging);
    }

    public static LabGroup Find(ServiceCall call, QueryForm form)
    {
        string name = IamRules.Required(form, "GroupName");
        return call.GlobalState<IamUserState>().Groups.GetValueOrDefault(name)
            ?? throw new AwsFault(404, "NoSuchEntity", $"The group with name {name} cannot be found.");
    }

    private static IEnumerable<XElement> Show(LabGroup group) =>
        [
            new XElement("Path", group.Path),
            new XElement("GroupName", group.Name),
            new XElement("GroupId", group.Id),
            new XElement("Arn", group.Arn),
            new XElement("CreateDate", QueryAnswer.Time(group.Created)),
        ];
}
