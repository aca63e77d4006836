using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Inline and managed policies of users and of roles; the operations differ in one word.</summary>
/// <param name="kind">User or Role, as in the names of operations and elements.</param>
/// <param name="find">Finds the user or role that a call is about.</param>
/// <param name="look">Finds it for a read, which sees the lab's own user as well.</param>
/// <param name="document">The checked text of an inline policy.</param>
/// <param name="problem">Why a managed policy cannot be attached; null if it can.</param>
internal sealed class IamPrincipalPolicies(
    string kind,
    Func<ServiceCall, QueryForm, ILabPolicyHolder> find,
    Func<ServiceCall, QueryForm, ILabPolicyHolder> look,
    Func<QueryForm, string> document,
    Func<ServiceCall, string, string?> problem
)
{
    /// <summary>
    /// Those of users, whose policies the lab may enforce: a text that it could not read would seem to allow something and would not.
    /// </summary>
    public static IamPrincipalPolicies OfUsers { get; } =
        new("User", IamUsers.Find, IamUsers.Look, IamManagedPolicies.Document, UserProblem);

    /// <summary>Those of groups, which count as their users'.</summary>
    public static IamPrincipalPolicies OfGroups { get; } =
        new("Group", IamGroups.Find, IamGroups.Find, IamManagedPolicies.Document, UserProblem);

    /// <summary>Those of roles; AWS's own policies are accepted without their text.</summary>
    public static IamPrincipalPolicies OfRoles { get; } =
        new("Role", IamRules.Role, IamRules.Role, form => IamRules.Policy(form, "PolicyDocument", isTrust: false), RoleProblem);

    public LabResponse Put(ServiceCall call, QueryForm form)
    {
        ILabPolicyHolder holder = find(call, form);
        holder.Policies[IamRules.Name(form, "PolicyName", 128)] = document(form);
        return QueryAnswer.Ok(call, IamService.Space, $"Put{kind}Policy");
    }

    public LabResponse Get(ServiceCall call, QueryForm form)
    {
        ILabPolicyHolder holder = look(call, form);
        string name = Existing(holder, form);
        return QueryAnswer.Ok(
            call,
            IamService.Space,
            $"Get{kind}Policy",
            new XElement($"{kind}Name", holder.Name),
            new XElement("PolicyName", name),
            new XElement("PolicyDocument", Uri.EscapeDataString(holder.Policies[name]))
        );
    }

    public LabResponse List(ServiceCall call, QueryForm form)
    {
        (IReadOnlyList<string> names, XElement?[] paging) = IamRules.Page(form, look(call, form).Policies.Keys);
        return QueryAnswer.Ok(call, IamService.Space, $"List{kind}Policies", QueryAnswer.List("PolicyNames", names, name => name), paging);
    }

    public LabResponse Delete(ServiceCall call, QueryForm form)
    {
        ILabPolicyHolder holder = find(call, form);
        holder.Policies.Remove(Existing(holder, form));
        return QueryAnswer.Ok(call, IamService.Space, $"Delete{kind}Policy");
    }

    public LabResponse Attach(ServiceCall call, QueryForm form)
    {
        ILabPolicyHolder holder = find(call, form);
        string arn = IamRules.Required(form, "PolicyArn");
        if (!arn.StartsWith("arn:", StringComparison.Ordinal))
        {
            // Two spaces are the service's own.
            throw new AwsFault(400, "ValidationError", "Invalid ARN:  Could not be parsed!");
        }

        if (problem(call, arn) is { } why)
        {
            throw new AwsFault(404, "NoSuchEntity", why);
        }

        if (!holder.Attached.Contains(arn))
        {
            holder.Attached.Add(arn);
        }

        return QueryAnswer.Ok(call, IamService.Space, $"Attach{kind}Policy");
    }

    public LabResponse Detach(ServiceCall call, QueryForm form)
    {
        string arn = IamRules.Required(form, "PolicyArn");
        return find(call, form).Attached.Remove(arn)
            ? QueryAnswer.Ok(call, IamService.Space, $"Detach{kind}Policy")
            : throw new AwsFault(404, "NoSuchEntity", $"Policy {arn} was not found.");
    }

    public LabResponse ListAttached(ServiceCall call, QueryForm form)
    {
        (IReadOnlyList<string> arns, XElement?[] paging) = IamRules.Page(form, look(call, form).Attached);
        XElement list = QueryAnswer.List(
            "AttachedPolicies",
            arns,
            arn => new[] { new XElement("PolicyName", arn.Split('/')[^1]), new XElement("PolicyArn", arn) }
        );
        return QueryAnswer.Ok(call, IamService.Space, $"ListAttached{kind}Policies", list, paging);
    }

    private static bool IsOfAccount(ServiceCall call, string arn) => call.GlobalState<IamUserState>().Policies.ContainsKey(arn);

    private static string? UserProblem(ServiceCall call, string arn) =>
        IsOfAccount(call, arn) || AwsManagedPolicies.Text(arn) is not null ? null
        : arn.StartsWith($"arn:{call.Partition}:iam::aws:", StringComparison.Ordinal)
            ? $"Policy {arn} does not exist or is not attachable. (The lab knows the text of only a few AWS managed "
                + "policies. For another one, use CreatePolicy with its text.)"
        : $"Policy {arn} does not exist or is not attachable.";

    private static string? RoleProblem(ServiceCall call, string arn) =>
        IsOfAccount(call, arn) || arn.StartsWith($"arn:{call.Partition}:iam::aws:policy/", StringComparison.Ordinal)
            ? null
            : $"Policy {arn} does not exist or is not attachable.";

    private string Existing(ILabPolicyHolder holder, QueryForm form)
    {
        string name = IamRules.Required(form, "PolicyName");
        return holder.Policies.ContainsKey(name)
            ? name
            : throw new AwsFault(404, "NoSuchEntity", $"The {kind.ToLowerInvariant()} policy with name {name} cannot be found.");
    }
}
