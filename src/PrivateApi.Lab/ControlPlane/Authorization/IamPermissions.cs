using PrivateApi.Lab.ControlPlane.Iam;
using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>
/// The permissions that an IAM call needs (Service Authorization Reference, "Actions, resources, and condition keys for AWS IAM").
/// </summary>
internal static class IamPermissions
{
    public static IEnumerable<RequiredPermission> For(ServiceCall call)
    {
        QueryForm form = new(call.Request);
        string action = "iam:" + form.Action;
        List<KeyValuePair<string, string>> tags =
        [
            .. form.Indexes("Tags")
                .Select(prefix => KeyValuePair.Create(form[prefix + ".Key"] ?? string.Empty, form[prefix + ".Value"] ?? string.Empty)),
        ];
        string resource = Resource(call, form);
        yield return new RequiredPermission(action, resource, Keys(call, form, tags));

        // IAM user guide, "Tags for AWS Identity and Access Management resources": tagging at creation is a separate action.
        if (tags.Count > 0 && form.Action.StartsWith("Create", StringComparison.Ordinal))
        {
            yield return new RequiredPermission("iam:Tag" + form.Action["Create".Length..], resource, TagKeys.OfRequest(tags));
        }

        if (form.Action == "AddRoleToInstanceProfile")
        {
            yield return new RequiredPermission(
                "iam:PassRole",
                RoleArn(call, form["RoleName"] ?? string.Empty, "/"),
                new RequestKeys { { "iam:PassedToService", "ec2.amazonaws.com" } }
            );
        }
    }

    private static string Resource(ServiceCall call, QueryForm form)
    {
        string path = form["Path"] ?? "/";
        return form.Action.StartsWith("List", StringComparison.Ordinal)
            && form["RoleName"] is null
            && form["UserName"] is null
            && form["GroupName"] is null
            && form["PolicyArn"] is null
                ? "*"
            : form["InstanceProfileName"] is { } profile ? Arn(call, "instance-profile", path, profile)
            : form["GroupName"] is { } group ? Arn(call, "group", path, group)
            : form["RoleName"] is { } role ? RoleArn(call, role, path)
            : form["UserName"] is { } user
                ? call.GlobalState<IamUserState>().Users.GetValueOrDefault(user)?.Arn ?? Arn(call, "user", path, user)
            : form["PolicyArn"]
                ?? (
                    form["PolicyName"] is { } policy
                        ? Arn(call, "policy", path, policy)
                        : call.Store.PrincipalOf(call.AccessKey).Arn(call.Partition)
                );
    }

    private static RequestKeys Keys(ServiceCall call, QueryForm form, List<KeyValuePair<string, string>> tags)
    {
        IEnumerable<KeyValuePair<string, string>> own = form["RoleName"] is { } name
            ? call.GlobalState<IamState>().Roles.GetValueOrDefault(name)?.Tags ?? []
            : [];
        RequestKeys keys = TagKeys.OfRequest(tags, TagKeys.OfResource(own, "iam"));
        keys.Add(
            "iam:PolicyARN",
            form.Action.StartsWith("Attach", StringComparison.Ordinal) || form.Action.StartsWith("Detach", StringComparison.Ordinal)
                ? form["PolicyArn"]
                : null
        );
        keys.Add("iam:PermissionsBoundary", form["PermissionsBoundary"]);
        return keys;
    }

    private static string RoleArn(ServiceCall call, string name, string path) =>
        call.GlobalState<IamState>().Roles.GetValueOrDefault(name)?.Arn ?? Arn(call, "role", path, name);

    private static string Arn(ServiceCall call, string type, string path, string name) =>
        $"arn:{call.Partition}:iam::{call.AccountId}:{type}{path}{name}";
}
