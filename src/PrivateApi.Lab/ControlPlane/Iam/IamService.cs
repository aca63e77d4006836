using System.Xml.Linq;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Identity and Access Management: the roles that functions run with. No policy is enforced on control-plane calls.</summary>
internal sealed class IamService : IAwsService
{
    internal static readonly XNamespace Space = "https://iam.amazonaws.com/doc/2010-05-08/";

    public string SigningName => "iam";

    public LabResponse Handle(ServiceCall call)
    {
        QueryForm form = new(call.Request);
        return form.Action switch
        {
            "CreateRole" => IamRoles.Create(call, form),
            "GetRole" => IamRoles.Get(call, form),
            "ListRoles" => IamRoles.List(call, form),
            "UpdateRole" => IamRoles.Update(call, form),
            "UpdateRoleDescription" => IamRoles.UpdateDescription(call, form),
            "UpdateAssumeRolePolicy" => IamRoles.UpdateTrust(call, form),
            "DeleteRole" => IamRoles.Delete(call, form),
            "TagRole" => IamRoles.Tag(call, form),
            "UntagRole" => IamRoles.Untag(call, form),
            "ListRoleTags" => IamRoles.ListTags(call, form),
            "ListInstanceProfilesForRole" => IamInstanceProfiles.ListForRole(call, form),
            "CreateInstanceProfile" => IamInstanceProfiles.Create(call, form),
            "GetInstanceProfile" => IamInstanceProfiles.Get(call, form),
            "DeleteInstanceProfile" => IamInstanceProfiles.Delete(call, form),
            "AddRoleToInstanceProfile" => IamInstanceProfiles.AddRole(call, form),
            "RemoveRoleFromInstanceProfile" => IamInstanceProfiles.RemoveRole(call, form),
            "PutRolePolicy" => IamRolePolicies.Put(call, form),
            "GetRolePolicy" => IamRolePolicies.Get(call, form),
            "ListRolePolicies" => IamRolePolicies.List(call, form),
            "DeleteRolePolicy" => IamRolePolicies.Delete(call, form),
            "AttachRolePolicy" => IamRolePolicies.Attach(call, form),
            "DetachRolePolicy" => IamRolePolicies.Detach(call, form),
            "ListAttachedRolePolicies" => IamRolePolicies.ListAttached(call, form),
            "GetUser" => GetUser(call, form),
            string action => throw new AwsFault(400, "InvalidAction", $"Could not find operation {action} for version 2010-05-08"),
        };
    }

    public LabResponse Refuse(ServiceCall call, AwsFault fault) => QueryAnswer.Refuse(call, Space, fault);

    private static LabResponse GetUser(ServiceCall call, QueryForm form)
    {
        LabPrincipal caller = call.Store.PrincipalOf(call.AccessKey);
        if (form["UserName"] is null && caller.Service != "iam")
        {
            throw new AwsFault(400, "ValidationError", "Must specify userName when calling with non-User credentials");
        }

        // The lab has one user an account: the one that its dummy credentials stand for.
        LabPrincipal user = LabPrincipal.User(call.AccountId);
        string name = user.Resource.Split('/')[^1];
        if (form["UserName"] is { } asked && asked != name)
        {
            throw new AwsFault(404, "NoSuchEntity", $"The user with name {asked} cannot be found.");
        }

        return QueryAnswer.Ok(call, Space, "GetUser", new XElement(
            "User",
            new XElement("Path", "/"),
            new XElement("UserName", name),
            new XElement("UserId", user.UserId),
            new XElement("Arn", user.Arn(call.Partition)),
            new XElement("CreateDate", QueryAnswer.Time(DateTimeOffset.UnixEpoch))));
    }
}
