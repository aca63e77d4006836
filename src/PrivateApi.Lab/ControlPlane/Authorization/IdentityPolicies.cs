using PrivateApi.Errors;
using PrivateApi.Lab.ControlPlane.Iam;
using PrivateApi.Lab.State;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>The policies of a user or a role, inline and attached, and their combined decision.</summary>
internal static class IdentityPolicies
{
    /// <summary>The texts that apply to a caller; null for one who may do everything: the lab's own user, the account's root.</summary>
    public static IReadOnlyList<string>? For(LabStore store, LabPrincipal principal)
    {
        string[] resource = principal.Resource.Split('/');
        if (principal.Service == "sts")
        {
            return
                resource is ["assumed-role", string role, ..]
                && store.Get<IamState>(principal.AccountId, "*").Roles.TryGetValue(role, out LabRole? found)
                ? [.. found.Policies.Values, .. Texts(store, principal, found.Attached)]
                : [];
        }

        IamUserState users = store.Get<IamUserState>(principal.AccountId, "*");
        return users.Users.TryGetValue(resource[^1], out LabUser? user)
                ? [.. user.Policies.Values, .. Texts(store, principal, user.Attached)]
            : principal == LabPrincipal.User(principal.AccountId) ? null
            : [];
    }

    /// <summary>A Deny of any policy wins over an Allow of any; a text that is not a policy allows nothing.</summary>
    public static Effect Evaluate(IEnumerable<string> texts, AccessRequest request)
    {
        Effect[] effects =
        [
            .. texts.Select(text => Read(text) is { } policy ? PolicyEvaluator.Evaluate(policy, request).Effect : Effect.ImplicitlyDenied),
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

    private static PolicyDocument? Read(string text)
    {
        try
        {
            return PolicyDocument.ParseIdentity(text);
        }
        catch (PrivateApiException)
        {
            return null;
        }
    }
}
