using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Inline and managed policies of roles.</summary>
internal static class IamRolePolicies
{
    public static LabResponse Put(ServiceCall call, QueryForm form)
    {
        LabRole role = IamRules.Role(call, form);
        role.Policies[IamRules.Name(form, "PolicyName", 128)] = IamRules.Policy(form, "PolicyDocument", isTrust: false);
        return QueryAnswer.Ok(call, IamService.Space, "PutRolePolicy");
    }

    public static LabResponse Get(ServiceCall call, QueryForm form)
    {
        LabRole role = IamRules.Role(call, form);
        string name = Existing(role, form);
        return QueryAnswer.Ok(
            call,
            IamService.Space,
            "GetRolePolicy",
            new XElement("RoleName", role.Name),
            new XElement("PolicyName", name),
            new XElement("PolicyDocument", Uri.EscapeDataString(role.Policies[name])));
    }

    public static LabResponse List(ServiceCall call, QueryForm form)
    {
        (IReadOnlyList<string> names, XElement?[] paging) = IamRules.Page(form, IamRules.Role(call, form).Policies.Keys);
        return QueryAnswer.Ok(call, IamService.Space, "ListRolePolicies", QueryAnswer.List("PolicyNames", names, name => name), paging);
    }

    public static LabResponse Delete(ServiceCall call, QueryForm form)
    {
        LabRole role = IamRules.Role(call, form);
        role.Policies.Remove(Existing(role, form));
        return QueryAnswer.Ok(call, IamService.Space, "DeleteRolePolicy");
    }

    public static LabResponse Attach(ServiceCall call, QueryForm form)
    {
        LabRole role = IamRules.Role(call, form);
        string arn = IamRules.Required(form, "PolicyArn");

        // AWS's own policies are taken at their word.
        if (!arn.StartsWith($"arn:{call.Partition}:iam::aws:policy/", StringComparison.Ordinal) && !call.GlobalState<IamUserState>().Policies.ContainsKey(arn))
        {
            throw new AwsFault(404, "NoSuchEntity", $"Policy {arn} does not exist or is not attachable.");
        }

        if (!role.Attached.Contains(arn))
        {
            role.Attached.Add(arn);
        }

        return QueryAnswer.Ok(call, IamService.Space, "AttachRolePolicy");
    }

    public static LabResponse Detach(ServiceCall call, QueryForm form)
    {
        string arn = IamRules.Required(form, "PolicyArn");
        return IamRules.Role(call, form).Attached.Remove(arn)
            ? QueryAnswer.Ok(call, IamService.Space, "DetachRolePolicy")
            : throw new AwsFault(404, "NoSuchEntity", $"Policy {arn} was not found.");
    }

    public static LabResponse ListAttached(ServiceCall call, QueryForm form)
    {
        (IReadOnlyList<string> arns, XElement?[] paging) = IamRules.Page(form, IamRules.Role(call, form).Attached);
        XElement list = QueryAnswer.List("AttachedPolicies", arns, arn => new[] { new XElement("PolicyName", arn.Split('/')[^1]), new XElement("PolicyArn", arn) });
        return QueryAnswer.Ok(call, IamService.Space, "ListAttachedRolePolicies", list, paging);
    }

    private static string Existing(LabRole role, QueryForm form)
    {
        string name = IamRules.Required(form, "PolicyName");
        return role.Policies.ContainsKey(name) ? name : throw new AwsFault(404, "NoSuchEntity", $"The role policy with name {name} cannot be found.");
    }
}
