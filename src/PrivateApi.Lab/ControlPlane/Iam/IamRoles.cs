using System.Globalization;
using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Roles and their tags.</summary>
internal static class IamRoles
{
    public static LabResponse Create(ServiceCall call, QueryForm form)
    {
        string name = IamRules.Name(form, "RoleName", 64);
        IamState state = call.GlobalState<IamState>();
        if (state.Roles.ContainsKey(name))
        {
            throw new AwsFault(409, "EntityAlreadyExists", $"Role with name {name} already exists.");
        }

        string path = form["Path"] ?? "/";
        LabRole role = new()
        {
            Name = name,
            Path = path,
            Id = call.Store.Ids.Iam("AROA"),
            Arn = $"arn:{call.Partition}:iam::{call.AccountId}:role{path}{name}",
            Created = call.Store.Now,
            TrustPolicy = IamRules.Policy(form, "AssumeRolePolicyDocument", isTrust: true),
            Description = form["Description"],
            MaxSessionDuration = SessionDuration(form) ?? 3600,
            PermissionsBoundary = form["PermissionsBoundary"],
        };
        IamRules.Tags(form, role);
        state.Roles.Add(name, role);
        XElement shown = Show(role, isWhole: true);

        // GetRole shows it, CreateRole does not.
        shown.Element("MaxSessionDuration")!.Remove();
        return QueryAnswer.Ok(call, IamService.Space, "CreateRole", shown);
    }

    public static LabResponse Get(ServiceCall call, QueryForm form)
    {
        XElement role = Show(IamRules.Role(call, form), isWhole: true);
        role.Add(new XElement("RoleLastUsed"));
        return QueryAnswer.Ok(call, IamService.Space, "GetRole", role);
    }

    public static LabResponse List(ServiceCall call, QueryForm form)
    {
        string prefix = form["PathPrefix"] ?? "/";
        IEnumerable<LabRole> found = call.GlobalState<IamState>()
            .Roles.Values.Where(role => role.Path.StartsWith(prefix, StringComparison.Ordinal));
        (IReadOnlyList<LabRole> roles, XElement?[] paging) = IamRules.Page(form, found);
        return QueryAnswer.Ok(
            call,
            IamService.Space,
            "ListRoles",
            QueryAnswer.List("Roles", roles, role => Show(role, isWhole: false).Elements()),
            paging
        );
    }

    public static LabResponse Update(ServiceCall call, QueryForm form)
    {
        LabRole role = IamRules.Role(call, form);
        role.MaxSessionDuration = SessionDuration(form) ?? role.MaxSessionDuration;
        role.Description = form["Description"] ?? role.Description;
        return QueryAnswer.Ok(call, IamService.Space, "UpdateRole", string.Empty);
    }

    public static LabResponse UpdateDescription(ServiceCall call, QueryForm form)
    {
        LabRole role = IamRules.Role(call, form);
        role.Description = form["Description"];
        return QueryAnswer.Ok(call, IamService.Space, "UpdateRoleDescription", Show(role, isWhole: true));
    }

    public static LabResponse UpdateTrust(ServiceCall call, QueryForm form)
    {
        IamRules.Role(call, form).TrustPolicy = IamRules.Policy(form, "PolicyDocument", isTrust: true);
        return QueryAnswer.Ok(call, IamService.Space, "UpdateAssumeRolePolicy");
    }

    public static LabResponse Delete(ServiceCall call, QueryForm form)
    {
        LabRole role = IamRules.Role(call, form);
        if (role.Attached.Count > 0)
        {
            throw new AwsFault(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        }

        if (role.Policies.Count > 0)
        {
            throw new AwsFault(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        }

        if (call.GlobalState<IamState>().InstanceProfiles.Values.Any(profile => profile.Role == role))
        {
            throw new AwsFault(409, "DeleteConflict", "Cannot delete entity, must remove roles from instance profile first.");
        }

        call.GlobalState<IamState>().Roles.Remove(role.Name);
        return QueryAnswer.Ok(call, IamService.Space, "DeleteRole");
    }

    public static LabResponse Tag(ServiceCall call, QueryForm form)
    {
        IamRules.Tags(form, IamRules.Role(call, form));
        return QueryAnswer.Ok(call, IamService.Space, "TagRole");
    }

    public static LabResponse Untag(ServiceCall call, QueryForm form)
    {
        LabRole role = IamRules.Role(call, form);
        foreach (string key in form.List("TagKeys"))
        {
            role.Tags.Remove(key);
        }

        return QueryAnswer.Ok(call, IamService.Space, "UntagRole");
    }

    public static LabResponse ListTags(ServiceCall call, QueryForm form)
    {
        (IReadOnlyList<KeyValuePair<string, string>> tags, XElement?[] paging) = IamRules.Page(form, IamRules.Role(call, form).Tags);
        return QueryAnswer.Ok(call, IamService.Space, "ListRoleTags", ShowTags(tags), paging);
    }

    /// <summary>A role; lists show neither its tags nor its boundary.</summary>
    public static XElement Show(LabRole role, bool isWhole) =>
        new(
            "Role",
            new XElement("Path", role.Path),
            new XElement("RoleName", role.Name),
            new XElement("RoleId", role.Id),
            new XElement("Arn", role.Arn),
            new XElement("CreateDate", QueryAnswer.Time(role.Created)),
            new XElement("AssumeRolePolicyDocument", Uri.EscapeDataString(role.TrustPolicy)),
            QueryAnswer.Optional("Description", role.Description),
            new XElement("MaxSessionDuration", role.MaxSessionDuration),
            isWhole ? IamBoundaries.Show(role.PermissionsBoundary) : null,
            isWhole && role.Tags.Count > 0 ? ShowTags(role.Tags) : null
        );

    private static XElement ShowTags(IEnumerable<KeyValuePair<string, string>> tags) =>
        QueryAnswer.List("Tags", tags, tag => new[] { new XElement("Key", tag.Key), new XElement("Value", tag.Value) });

    private static int? SessionDuration(QueryForm form) =>
        form.Integer("MaxSessionDuration") switch
        {
            null => null,
            { } seconds and >= 3600 and <= 43200 => seconds,
            { } seconds => throw new AwsFault(
                400,
                "ValidationError",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"1 validation error detected: Value '{seconds}' at 'maxSessionDuration' failed to satisfy "
                        + $"constraint: Member must have value between 3600 and 43200"
                )
            ),
        };
}
