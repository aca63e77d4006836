using PrivateApi.Lab.ControlPlane.Iam;
using PrivateApi.Lab.State;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>The policies of a user or a role, inline and attached, and their combined decision.</summary>
internal static class IdentityPolicies
{
    /// <summary>Those that apply to a caller; null for one who may do everything: the lab's own user, the account's root.</summary>
    public static HeldPolicies? For(LabStore store, LabPrincipal principal)
    {
        if (Holder(store, principal) is { } holder)
        {
            IamUserState users = store.Get<IamUserState>(principal.AccountId, "*");
            IEnumerable<ILabPolicyHolder> all = holder is LabUser user ? [user, .. users.GroupsOf(user.Name)] : [holder];
            string? boundary = holder is LabUser own ? own.PermissionsBoundary : ((LabRole)holder).PermissionsBoundary;
            return new HeldPolicies(
                [.. all.SelectMany(item => item.Policies.Values.Concat(Texts(store, principal, item.Attached)))],
                boundary is null ? null : Texts(store, principal, [boundary]).FirstOrDefault() ?? string.Empty
            );
        }

        return principal == LabPrincipal.User(principal.AccountId) ? null : new HeldPolicies([], null);
    }

    /// <summary>The user or the role behind a caller; null for one that IAM does not have.</summary>
    public static ILabPolicyHolder? Holder(LabStore store, LabPrincipal principal)
    {
        string[] resource = principal.Resource.Split('/');
        return principal.Service != "sts" ? store.Get<IamUserState>(principal.AccountId, "*").Users.GetValueOrDefault(resource[^1])
            : resource is ["assumed-role", string role, ..] ? store.Get<IamState>(principal.AccountId, "*").Roles.GetValueOrDefault(role)
            : null;
    }

    /// <summary>
    /// A Deny of any policy wins over an Allow of any, and a boundary has to allow as well; a text that is not a policy allows nothing.
    /// </summary>
    public static Effect Evaluate(HeldPolicies held, AccessRequest request)
    {
        Effect own = Combined(held.Texts, request);
        Effect bound = held.Boundary is { } boundary ? Combined([boundary], request) : Effect.Allowed;
        return own.IsExplicitDeny() || bound.IsExplicitDeny() ? Effect.ExplicitlyDenied
            : own.IsAllow() && bound.IsAllow() ? Effect.Allowed
            : Effect.ImplicitlyDenied;
    }

    private static Effect Combined(IReadOnlyList<string> texts, AccessRequest request)
    {
        Effect[] effects =
        [
            .. texts.Select(text =>
                PolicyDocument.TryParseIdentity(text) is { } policy
                    ? PolicyEvaluator.Evaluate(policy, request, PolicyUse.Endpoint).Effect
                    : Effect.ImplicitlyDenied
            ),
        ];
        return effects.Any(effect => effect.IsExplicitDeny()) ? Effect.ExplicitlyDenied
            : effects.Any(effect => effect.IsAllow()) ? Effect.Allowed
            : Effect.ImplicitlyDenied;
    }

    private static IEnumerable<string> Texts(LabStore store, LabPrincipal principal, IEnumerable<string> arns) =>
        arns.Select(arn =>
                store.Get<IamUserState>(principal.AccountId, "*").Policies.GetValueOrDefault(arn)?.Document ?? AwsManagedPolicies.Text(arn)
            )
            .OfType<string>();
}
