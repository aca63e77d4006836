using PrivateApi.Lab.State;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>
/// Evaluates a caller's own policies before a control-plane call is carried out, if the lab was started to do so. The lab's
/// own user may do everything, so that scenes can be set up.
/// </summary>
internal sealed class CallAuthorization(LabOptions options)
{
    /// <summary>The access key of the lab's own connection.</summary>
    public const string LabKey = "lab";

    /// <summary>Receives every question with its answer; null for nobody.</summary>
    public Action<AuthorizationDecision>? Heard { get; set; }

    /// <summary>Why a call is refused; null if it may continue.</summary>
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
            // What cannot be read cannot be judged: the service itself refuses it.
            return malformed;
        }
    }

    /// <summary>True when the caller has an additional permission, without which the answer only shows less.</summary>
    public static bool Allows(ServiceCall call, string action, string resource, RequestKeys keys)
    {
        LabPrincipal principal = call.Store.PrincipalOf(call.AccessKey);
        return !call.Store.Options.EnforceIam
            || IdentityPolicies.For(call.Store, principal) is not { } texts
            || IdentityPolicies
                .Evaluate(texts, RequiredPermissions.Question(call, principal, new RequiredPermission(action, resource, keys)))
                .IsAllow();
    }

    private AwsFault? FirstMissing(string service, ServiceCall call)
    {
        LabPrincipal principal = call.Store.PrincipalOf(call.AccessKey);
        HeldPolicies? texts = IdentityPolicies.For(call.Store, principal);
        foreach (RequiredPermission permission in RequiredPermissions.For(service, call))
        {
            AccessRequest question = RequiredPermissions.Question(call, principal, permission);
            Effect effect = texts is null ? Effect.Allowed : IdentityPolicies.Evaluate(texts, question);
            Heard?.Invoke(new AuthorizationDecision(service, question, texts?.Texts ?? [], effect));
            if (!effect.IsAllow() && !permission.IsOptional)
            {
                return AccessDenial.Create(service, call, principal, permission, effect.IsExplicitDeny());
            }
        }

        return null;
    }

    // A web identity's exchange has no key at all; twelve digits are an account's root, as in other emulators.
    private static bool IsKnown(ServiceCall call) =>
        call.AccessKey.Length == 0
        || call.AccessKey == LabKey
        || call.Store.Issued(call.AccessKey)
        || (call.AccessKey.Length == 12 && call.AccessKey.All(char.IsAsciiDigit));
}
