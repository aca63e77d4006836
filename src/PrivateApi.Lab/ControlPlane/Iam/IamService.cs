using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Identity and Access Management: the roles that functions run with, and the users whose policies the lab can enforce.</summary>
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
            "PutRolePolicy" => IamPrincipalPolicies.OfRoles.Put(call, form),
            "GetRolePolicy" => IamPrincipalPolicies.OfRoles.Get(call, form),
            "ListRolePolicies" => IamPrincipalPolicies.OfRoles.List(call, form),
            "DeleteRolePolicy" => IamPrincipalPolicies.OfRoles.Delete(call, form),
            "AttachRolePolicy" => IamPrincipalPolicies.OfRoles.Attach(call, form),
            "DetachRolePolicy" => IamPrincipalPolicies.OfRoles.Detach(call, form),
            "ListAttachedRolePolicies" => IamPrincipalPolicies.OfRoles.ListAttached(call, form),
            "GetUser" => IamUsers.Get(call, form),
            "CreateUser" => IamUsers.Create(call, form),
            "ListUsers" => IamUsers.List(call, form),
            "DeleteUser" => IamUsers.Delete(call, form),
            "CreateAccessKey" => IamUsers.CreateKey(call, form),
            "ListAccessKeys" => IamUsers.ListKeys(call, form),
            "DeleteAccessKey" => IamUsers.DeleteKey(call, form),
            "PutUserPolicy" => IamPrincipalPolicies.OfUsers.Put(call, form),
            "GetUserPolicy" => IamPrincipalPolicies.OfUsers.Get(call, form),
            "ListUserPolicies" => IamPrincipalPolicies.OfUsers.List(call, form),
            "DeleteUserPolicy" => IamPrincipalPolicies.OfUsers.Delete(call, form),
            "AttachUserPolicy" => IamPrincipalPolicies.OfUsers.Attach(call, form),
            "DetachUserPolicy" => IamPrincipalPolicies.OfUsers.Detach(call, form),
            "ListAttachedUserPolicies" => IamPrincipalPolicies.OfUsers.ListAttached(call, form),
            "PutUserPermissionsBoundary" => IamBoundaries.PutOnUser(call, form),
            "DeleteUserPermissionsBoundary" => IamBoundaries.DeleteFromUser(call, form),
            "PutRolePermissionsBoundary" => IamBoundaries.PutOnRole(call, form),
            "DeleteRolePermissionsBoundary" => IamBoundaries.DeleteFromRole(call, form),
            "CreateGroup" => IamGroups.Create(call, form),
            "DeleteGroup" => IamGroups.Delete(call, form),
            "AddUserToGroup" => IamGroups.AddUser(call, form),
            "RemoveUserFromGroup" => IamGroups.RemoveUser(call, form),
            "ListGroupsForUser" => IamGroups.ListForUser(call, form),
            "PutGroupPolicy" => IamPrincipalPolicies.OfGroups.Put(call, form),
            "GetGroupPolicy" => IamPrincipalPolicies.OfGroups.Get(call, form),
            "ListGroupPolicies" => IamPrincipalPolicies.OfGroups.List(call, form),
            "DeleteGroupPolicy" => IamPrincipalPolicies.OfGroups.Delete(call, form),
            "AttachGroupPolicy" => IamPrincipalPolicies.OfGroups.Attach(call, form),
            "DetachGroupPolicy" => IamPrincipalPolicies.OfGroups.Detach(call, form),
            "ListAttachedGroupPolicies" => IamPrincipalPolicies.OfGroups.ListAttached(call, form),
            "CreatePolicy" => IamManagedPolicies.Create(call, form),
            "GetPolicy" => IamManagedPolicies.Get(call, form),
            "CreatePolicyVersion" => IamPolicyVersions.Create(call, form),
            "GetPolicyVersion" => IamPolicyVersions.Get(call, form),
            "ListPolicyVersions" => IamPolicyVersions.List(call, form),
            "SetDefaultPolicyVersion" => IamPolicyVersions.SetDefault(call, form),
            "DeletePolicyVersion" => IamPolicyVersions.Delete(call, form),
            "ListPolicies" => IamManagedPolicies.List(call, form),
            "DeletePolicy" => IamManagedPolicies.Delete(call, form),
            string action => throw new AwsFault(400, "InvalidAction", $"Could not find operation {action} for version 2010-05-08"),
        };
    }

    public LabResponse Refuse(ServiceCall call, AwsFault fault) => QueryAnswer.Refuse(call, Space, fault);
}
