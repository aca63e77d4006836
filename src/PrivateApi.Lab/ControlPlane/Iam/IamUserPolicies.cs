using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Inline and attached policies of users.</summary>
internal static class IamUserPolicies
{
    public static LabResponse Put(ServiceCall call, QueryForm form)
    {
        LabUser user = IamUsers.Find(call, form);
        user.Policies[IamRules.Name(form, "PolicyName", 128)] = IamManagedPolicies.Document(form);
        return QueryAnswer.Ok(call, IamService.Space, "PutUserPolicy");
    }

    public static LabResponse Get(ServiceCall call, QueryForm form)
    {
        LabUser user = IamUsers.Find(call, form);
        string name = Existing(user, form);
        return QueryAnswer.Ok(
            call,
            IamService.Space,
            "GetUserPolicy",
            new XElement("UserName", user.Name),
            new XElement("PolicyName", name),
            new XElement("PolicyDocument", Uri.EscapeDataString(user.Policies[name])));
    }

    public static LabResponse List(ServiceCall call, QueryForm form)
    {
        (IReadOnlyList<string> names, XElement?[] paging) = IamRules.Page(form, IamUsers.Find(call, form).Policies.Keys);
        return QueryAnswer.Ok(call, IamService.Space, "ListUserPolicies", QueryAnswer.List("PolicyNames", names, name => name), paging);
    }

    public static LabResponse Delete(ServiceCall call, QueryForm form)
    {
        LabUser user = IamUsers.Find(call, form);
        user.Policies.Remove(Existing(user, form));
        return QueryAnswer.Ok(call, IamService.Space, "DeleteUserPolicy");
    }

    /// <summary>Attaches a policy of the account, or one of AWS whose text the lab knows: any other would seem to allow and would not.</summary>
    public static LabResponse Attach(ServiceCall call, QueryForm form)
    {
        LabUser user = IamUsers.Find(call, form);
        string arn = IamRules.Required(form, "PolicyArn");
        if (!call.GlobalState<IamUserState>().Policies.ContainsKey(arn) && AwsManagedPolicies.Text(arn) is null)
        {
            throw new AwsFault(404, "NoSuchEntity", $"Policy {arn} does not exist or is not attachable. (The lab knows the text of few AWS managed policies; CreatePolicy with the text of another.)");
        }

        if (!user.Attached.Contains(arn))
        {
            user.Attached.Add(arn);
        }

        return QueryAnswer.Ok(call, IamService.Space, "AttachUserPolicy");
    }

    public static LabResponse Detach(ServiceCall call, QueryForm form)
    {
        string arn = IamRules.Required(form, "PolicyArn");
        return IamUsers.Find(call, form).Attached.Remove(arn)
            ? QueryAnswer.Ok(call, IamService.Space, "DetachUserPolicy")
            : throw new AwsFault(404, "NoSuchEntity", $"Policy {arn} was not found.");
    }

    public static LabResponse ListAttached(ServiceCall call, QueryForm form)
    {
        (IReadOnlyList<string> arns, XElement?[] paging) = IamRules.Page(form, IamUsers.Find(call, form).Attached);
        XElement list = QueryAnswer.List("AttachedPolicies", arns, arn => new[] { new XElement("PolicyName", arn.Split('/')[^1]), new XElement("PolicyArn", arn) });
        return QueryAnswer.Ok(call, IamService.Space, "ListAttachedUserPolicies", list, paging);
    }

    private static string Existing(LabUser user, QueryForm form)
    {
        string name = IamRules.Required(form, "PolicyName");
        return user.Policies.ContainsKey(name) ? name : throw new AwsFault(404, "NoSuchEntity", $"The user policy with name {name} cannot be found.");
    }
}
