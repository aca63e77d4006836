using System.Xml.Linq;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Users and their access keys. A key that was created here belongs to its user from then on.</summary>
internal static class IamUsers
{
    private const string SecretAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    // IAM user guide, "IAM and AWS STS quotas": access keys assigned to an IAM user.
    private const int MostKeys = 2;

    public static LabResponse Create(ServiceCall call, QueryForm form)
    {
        string name = IamRules.Name(form, "UserName", 64);
        SortedDictionary<string, LabUser> all = call.GlobalState<IamUserState>().Users;
        if (all.ContainsKey(name))
        {
            throw new AwsFault(409, "EntityAlreadyExists", $"User with name {name} already exists.");
        }

        string path = form["Path"] ?? "/";
        LabUser user = new()
        {
            Name = name,
            Path = path,
            Id = call.Store.Ids.Iam("AIDA"),
            Arn = $"arn:{call.Partition}:iam::{call.AccountId}:user{path}{name}",
            Created = call.Store.Now,
            PermissionsBoundary = form["PermissionsBoundary"],
        };
        foreach (string tag in form.Indexes("Tags"))
        {
            user.Tags[IamRules.Required(form, tag + ".Key")] = form[tag + ".Value"] ?? string.Empty;
        }

        all.Add(name, user);
        return QueryAnswer.Ok(call, IamService.Space, "CreateUser", new XElement("User", Show(user)));
    }

    /// <summary>The user named, else the caller.</summary>
    public static LabResponse Get(ServiceCall call, QueryForm form) =>
        form["UserName"] is null && call.Store.PrincipalOf(call.AccessKey).Service != "iam"
            ? throw new AwsFault(400, "ValidationError", "Must specify userName when calling with non-User credentials")
            : QueryAnswer.Ok(call, IamService.Space, "GetUser", new XElement("User", ShowWhole(Look(call, form))));

    public static LabResponse List(ServiceCall call, QueryForm form)
    {
        string prefix = form["PathPrefix"] ?? "/";
        (IReadOnlyList<LabUser> users, XElement?[] paging) = IamRules.Page(
            form,
            call.GlobalState<IamUserState>().Users.Values.Where(user => user.Path.StartsWith(prefix, StringComparison.Ordinal))
        );
        return QueryAnswer.Ok(call, IamService.Space, "ListUsers", QueryAnswer.List("Users", users, Show), paging);
    }

    public static LabResponse Delete(ServiceCall call, QueryForm form)
    {
        LabUser user = Find(call, form);
        bool isMember = call.GlobalState<IamUserState>().GroupsOf(user.Name).Any();
        if (user.Policies.Count > 0 || user.Attached.Count > 0 || user.AccessKeys.Count > 0 || isMember)
        {
            string what =
                isMember ? "remove users from group"
                : user.AccessKeys.Count > 0 ? "delete access keys"
                : user.Attached.Count > 0 ? "detach all policies"
                : "delete policies";
            throw new AwsFault(409, "DeleteConflict", $"Cannot delete entity, must {what} first.");
        }

        call.GlobalState<IamUserState>().Users.Remove(user.Name);
        return QueryAnswer.Ok(call, IamService.Space, "DeleteUser");
    }

    public static LabResponse CreateKey(ServiceCall call, QueryForm form)
    {
        LabUser user = Find(call, form);
        if (user.AccessKeys.Count >= MostKeys)
        {
            throw new AwsFault(409, "LimitExceeded", $"Cannot exceed quota for AccessKeysPerUser: {MostKeys}");
        }

        string key = "AKIA" + call.Store.Ids.Iam(string.Empty)[..16];
        user.AccessKeys[key] = call.Store.Now;
        call.Store.Issue(key, new LabPrincipal(call.AccountId, $"user{user.Path}{user.Name}", user.Id, "iam"));
        return QueryAnswer.Ok(
            call,
            IamService.Space,
            "CreateAccessKey",
            new XElement(
                "AccessKey",
                new XElement("UserName", user.Name),
                new XElement("AccessKeyId", key),
                new XElement("Status", "Active"),
                new XElement("SecretAccessKey", call.Store.Ids.Take(SecretAlphabet, 40)),
                new XElement("CreateDate", QueryAnswer.Time(call.Store.Now))
            )
        );
    }

    public static LabResponse ListKeys(ServiceCall call, QueryForm form)
    {
        LabUser user = Find(call, form);
        (IReadOnlyList<KeyValuePair<string, DateTimeOffset>> keys, XElement?[] paging) = IamRules.Page(form, user.AccessKeys);
        XElement list = QueryAnswer.List(
            "AccessKeyMetadata",
            keys,
            key =>
                new[]
                {
                    new XElement("UserName", user.Name),
                    new XElement("AccessKeyId", key.Key),
                    new XElement("Status", "Active"),
                    new XElement("CreateDate", QueryAnswer.Time(key.Value)),
                }
        );
        return QueryAnswer.Ok(call, IamService.Space, "ListAccessKeys", list, paging);
    }

    public static LabResponse DeleteKey(ServiceCall call, QueryForm form)
    {
        string key = IamRules.Required(form, "AccessKeyId");
        LabUser user = Find(call, form);
        if (!user.AccessKeys.Remove(key))
        {
            throw new AwsFault(404, "NoSuchEntity", $"The Access Key with id {key} cannot be found.");
        }

        call.Store.Revoke(key);
        return QueryAnswer.Ok(call, IamService.Space, "DeleteAccessKey");
    }

    /// <summary>The user named; without a name, the calling user.</summary>
    public static LabUser Find(ServiceCall call, QueryForm form)
    {
        string name = form["UserName"] ?? call.Store.PrincipalOf(call.AccessKey).Resource.Split('/')[^1];
        return call.GlobalState<IamUserState>().Users.GetValueOrDefault(name) ?? throw Missing(name);
    }

    /// <summary>
    /// The same for a read. The lab's own user exists without having been created, and may do everything.
    /// </summary>
    public static LabUser Look(ServiceCall call, QueryForm form)
    {
        LabPrincipal lab = LabPrincipal.User(call.AccountId);
        string name = form["UserName"] ?? call.Store.PrincipalOf(call.AccessKey).Resource.Split('/')[^1];
        if (call.GlobalState<IamUserState>().Users.ContainsKey(name) || name != lab.Resource.Split('/')[^1])
        {
            return Find(call, form);
        }

        LabUser user = new()
        {
            Name = name,
            Path = "/",
            Id = lab.UserId,
            Arn = lab.Arn(call.Partition),
            Created = DateTimeOffset.UnixEpoch,
        };
        user.Attached.Add($"arn:{call.Partition}:iam::aws:policy/AdministratorAccess");
        return user;
    }

    private static AwsFault Missing(string name) => new(404, "NoSuchEntity", $"The user with name {name} cannot be found.");

    private static IEnumerable<XElement> Show(LabUser user) =>
        [
            new XElement("Path", user.Path),
            new XElement("UserName", user.Name),
            new XElement("UserId", user.Id),
            new XElement("Arn", user.Arn),
            new XElement("CreateDate", QueryAnswer.Time(user.Created)),
        ];

    private static IEnumerable<XElement?> ShowWhole(LabUser user) =>
        [
            .. Show(user),
            IamBoundaries.Show(user.PermissionsBoundary),
            user.Tags.Count == 0
                ? null
                : QueryAnswer.List("Tags", user.Tags, tag => new[] { new XElement("Key", tag.Key), new XElement("Value", tag.Value) }),
        ];
}
