using PrivateApi.Lab.State;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>
/// Asks a caller's own policies before a control-plane call is carried out, where the lab was started to do so. The lab's
/// own user may do everything, so that a stage can be set.
/// </summary>
internal sealed class CallAuthorization(LabOptions options)
{
    /// <summary>The access key of the connection that the lab hands out.</summary>
    public const string LabKey = "lab";

    /// <summary>Hears every question with its answer; null for nobody.</summary>
    public Action<AuthorizationDecision>? Heard { get; set; }

    /// <summary>Why a call is refused; null where it may go on.</summary>
    public AwsFault? Refusal(IAwsService service, ServiceCall call)
    {
        if (!options.EnforceIam)
        {
            return null;
        }

        if (!IsKnown(call))
        {
            return AccessDenial.UnknownKey(service.SigningName);
        }

        try
        {
            return FirstMissing(service.SigningName, call);
        }
        catch (AwsFault malformed)
        {
            // What cannot be read cannot be judged: the service's own refusal.
            return malformed;
        }
    }

    /// <summary>True when the caller may do one thing more, which the answer only shows less without.</summary>
    public static bool Allows(ServiceCall call, string action, string resource, RequestKeys keys)
    {
        LabPrincipal principal = call.Store.PrincipalOf(call.AccessKey);
        return !call.Store.Options.EnforceIam
            || IdentityPolicies.Of(call.Store, principal) is not { } texts
            || IdentityPolicies.Evaluate(texts, RequiredPermissions.Question(call, principal, new RequiredPermission(action, resource, keys))).IsAllow();
    }

    private AwsFault? FirstMissing(string service, ServiceCall call)
    {
        LabPrincipal principal = call.Store.PrincipalOf(call.AccessKey);
        IReadOnlyList<string>? texts = IdentityPolicies.Of(call.Store, principal);
        foreach (RequiredPermission permission in RequiredPermissions.Of(service, call))
        {
            AccessRequest question = RequiredPermissions.Question(call, principal, permission);
            Effect effect = texts is null ? Effect.Allowed : IdentityPolicies.Evaluate(texts, question);
            Heard?.Invoke(new AuthorizationDecision(service, question, texts ?? [], effect));
            if (!effect.IsAllow() && !permission.IsOptional)
            {
                return AccessDenial.Of(service, call, principal, permission, effect.IsExplicitDeny());
            }
        }

        return null;
    }

    // A web identity's exchange carries no key at all; twelve digits are an account's root, as other emulators have it.
    private static bool IsKnown(ServiceCall call) =>
        call.AccessKey.Length == 0 || call.AccessKey == LabKey || call.Store.Issued(call.AccessKey) || (call.AccessKey.Length == 12 && call.AccessKey.All(char.IsAsciiDigit));
}
