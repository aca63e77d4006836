using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Permissions boundaries of users and roles: a managed policy that bounds what their others may allow.</summary>
internal static class IamBoundaries
{
    public static LabResponse PutOnUser(ServiceCall call, QueryForm form)
    {
        IamUsers.Find(call, form).PermissionsBoundary = IamRules.Required(form, "PermissionsBoundary");
        return QueryAnswer.Ok(call, IamService.Space, "PutUserPermissionsBoundary");
    }

    public static LabResponse PutOnRole(ServiceCall call, QueryForm form)
    {
        IamRules.Role(call, form).PermissionsBoundary = IamRules.Required(form, "PermissionsBoundary");
        return QueryAnswer.Ok(call, IamService.Space, "PutRolePermissionsBoundary");
    }

    public static LabResponse DeleteFromUser(ServiceCall call, QueryForm form)
    {
        IamUsers.Find(call, form).PermissionsBoundary = null;
        return QueryAnswer.Ok(call, IamService.Space, "DeleteUserPermissionsBoundary");
    }

    public static LabResponse DeleteFromRole(ServiceCall call, QueryForm form)
    {
        IamRules.Role(call, form).PermissionsBoundary = null;
        return QueryAnswer.Ok(call, IamService.Space, "DeleteRolePermissionsBoundary");
    }

    public static XElement? Show(string? boundary) =>
        boundary is null
            ? null
            : new XElement(
                "PermissionsBoundary",
                new XElement("PermissionsBoundaryType", "Policy"),
                new XElement("PermissionsBoundaryArn", boundary)
            );
}
