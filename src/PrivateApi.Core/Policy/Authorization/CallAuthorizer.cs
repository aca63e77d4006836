using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Authorization;

/// <summary>
/// Decides a call with everything that authorizes it: endpoint policy, domain policy, resource policy with method authorization
/// (API Gateway guide, "How API Gateway resource policies affect authorization workflow", Tables A and B).
/// </summary>
public static class CallAuthorizer
{
    private const string IdentityKind = "identity-based policy";

    /// <summary>Decides the call.</summary>
    /// <param name="question">The call and what authorizes it.</param>
    public static CallDecision Decide(CallQuestion question)
    {
        AccessRequest request = question.Request;
        CallDecision decision = new()
        {
            IsAllowed = true,
            Gate = AuthorizationStep.None,
            Reason = "Every policy lets the call through.",
        };

        if (question.EndpointPolicy is { } endpoint)
        {
            // Evaluated first, and the only policy that sees the signer whatever the method's authorization is.
            decision = decision with
            {
                EndpointPolicy = PolicyExplainer.Explain(endpoint, request, PolicyUse.Endpoint),
            };
            if (!decision.EndpointPolicy.Effect.IsAllow())
            {
                return Deny(decision, AuthorizationStep.EndpointPolicy, decision.EndpointPolicy, decision.EndpointPolicy.Answer!);
            }
        }

        AccessRequest seen = Seen(request, question.Authorization);
        if (question.DomainPolicy is { } domain)
        {
            AccessRequest onDomain = Anonymous(
                seen,
                question.DomainArn ?? request.Resource,
                keep: question.Authorization == MethodAuthorization.AwsIam
            );
            decision = decision with { DomainPolicy = PolicyExplainer.Explain(domain, onDomain) };
            if (!decision.DomainPolicy.Effect.IsAllow())
            {
                return Deny(decision, AuthorizationStep.DomainPolicy, decision.DomainPolicy, decision.DomainPolicy.Answer!);
            }
        }

        PolicyExplanation? resource = question.ResourcePolicy is { } policy ? PolicyExplainer.Explain(policy, seen) : null;
        return WithMethod(question, seen, decision with { ResourcePolicy = resource }, resource?.Effect ?? Effect.ImplicitlyDenied);
    }

    /// <summary>The request as the resource policy sees it: the signer counts only if the method requires a signature.</summary>
    internal static AccessRequest Seen(AccessRequest request, MethodAuthorization authorization) =>
        authorization == MethodAuthorization.AwsIam ? request : Anonymous(request, request.Resource);

    private static CallDecision WithMethod(CallQuestion question, AccessRequest seen, CallDecision decision, Effect resource)
    {
        switch (question.Authorization)
        {
            case MethodAuthorization.AwsIam when question.Request.IsAnonymous:
                return Stop(
                    decision,
                    AuthorizationStep.MethodAuthorization,
                    "The method requires a signed request (AWS_IAM), and this one is not signed.",
                    DeniedAnswer.MissingAuthenticationToken
                );
            case MethodAuthorization.Cognito when question.HasToken == false:
                return Stop(
                    decision,
                    AuthorizationStep.MethodAuthorization,
                    "The method requires a token of a user pool, and the request carries none.",
                    DeniedAnswer.Unauthorized
                );
            case MethodAuthorization.Cognito when question.TokenRefusal is { } refusal:
                return Stop(decision, AuthorizationStep.MethodAuthorization, refusal.Reason, refusal.Answer);
            case MethodAuthorization.Cognito when question.Identity is { } token && !token.IsAllow():
                return Stop(
                    decision,
                    AuthorizationStep.MethodAuthorization,
                    "The user pool's token is not accepted.",
                    DeniedAnswer.Unauthorized
                );
        }

        if (resource.IsExplicitDeny())
        {
            return Deny(
                decision,
                AuthorizationStep.ResourcePolicy,
                decision.ResourcePolicy,
                DeniedAnswer.ByPolicy(seen, DeniedAnswer.KindOf(PolicyUse.Resource), isExplicit: true)
            );
        }

        // A Lambda authorizer runs only when the resource policy has no explicit deny.
        if (question is { Authorization: MethodAuthorization.Custom, TokenRefusal: { } refused })
        {
            return Stop(decision, AuthorizationStep.MethodAuthorization, refused.Reason, refused.Answer);
        }

        if (question.Authorization == MethodAuthorization.Custom && question.HasToken == false)
        {
            return Stop(
                decision,
                AuthorizationStep.MethodAuthorization,
                "The Lambda authorizer requires a token, and the request carries none.",
                DeniedAnswer.Unauthorized
            );
        }

        if (question.Authorization == MethodAuthorization.None)
        {
            return resource.IsAllow()
                ? decision
                : Deny(
                    decision,
                    AuthorizationStep.ResourcePolicy,
                    decision.ResourcePolicy,
                    DeniedAnswer.ByPolicy(seen, DeniedAnswer.KindOf(PolicyUse.Resource), isExplicit: false)
                );
        }

        if (question.Identity is { } identity)
        {
            return Combine(question, seen, decision, identity, resource);
        }

        CallDecision ifAllowed = Combine(question, seen, decision, Effect.Allowed, resource);
        CallDecision ifSilent = Combine(question, seen, decision, Effect.ImplicitlyDenied, resource);
        return ifAllowed.IsAllowed == ifSilent.IsAllowed && ifAllowed.IsAllowed == false
            ? ifAllowed
            : decision with
            {
                IsAllowed = null,
                Gate = AuthorizationStep.MethodAuthorization,
                Reason = $"{Source(question.Authorization)} would decide, and the outcome is not known.",
            };
    }

    private static CallDecision Combine(CallQuestion question, AccessRequest seen, CallDecision decision, Effect identity, Effect resource)
    {
        bool custom = question.Authorization == MethodAuthorization.Custom;
        if (identity.IsExplicitDeny())
        {
            return Stop(
                decision,
                AuthorizationStep.MethodAuthorization,
                $"{Source(question.Authorization)} denied it.",
                custom ? DeniedAnswer.ByAuthorizer(isExplicit: true) : DeniedAnswer.ByPolicy(seen, IdentityKind, isExplicit: true)
            );
        }

        bool tableA = custom || (question.Authorization == MethodAuthorization.AwsIam && seen.Identity.AccountId == question.ApiAccountId);

        // Naming the account leaves the decision to its identity policies: an Allow for the account is not an Allow for the caller.
        if (tableA ? identity.IsAllow() || resource == Effect.Allowed : identity.IsAllow() && resource.IsAllow())
        {
            return decision;
        }

        if (tableA && !resource.IsAllow() && decision.ResourcePolicy is null or { Effect: Effect.ImplicitlyDenied } && !custom)
        {
            return Stop(
                decision,
                AuthorizationStep.MethodAuthorization,
                "Neither the resource policy nor an identity policy of the caller allows it.",
                DeniedAnswer.ByPolicy(seen, IdentityKind, isExplicit: false)
            );
        }

        return identity.IsAllow()
            ? Deny(
                decision,
                AuthorizationStep.ResourcePolicy,
                decision.ResourcePolicy,
                DeniedAnswer.ByPolicy(seen, DeniedAnswer.KindOf(PolicyUse.Resource), isExplicit: false)
            )
            : Stop(
                decision,
                AuthorizationStep.MethodAuthorization,
                $"{Source(question.Authorization)} did not allow it.",
                custom ? DeniedAnswer.ByAuthorizer(isExplicit: false) : DeniedAnswer.ByPolicy(seen, IdentityKind, isExplicit: false)
            );
    }

    private static string Source(MethodAuthorization authorization) =>
        authorization switch
        {
            MethodAuthorization.Custom => "The Lambda authorizer's answer",
            MethodAuthorization.Cognito => "The user pool's token",
            _ => "The caller's identity policies",
        };

    private static CallDecision Deny(CallDecision decision, AuthorizationStep gate, PolicyExplanation? by, DeniedAnswer answer) =>
        Stop(
            decision,
            gate,
            by is null ? "The API has no resource policy, and a private API without one denies every call." : by.Reason,
            answer
        );

    private static CallDecision Stop(CallDecision decision, AuthorizationStep gate, string reason, DeniedAnswer answer) =>
        decision with
        {
            IsAllowed = false,
            Gate = gate,
            Reason = reason,
            Answer = answer,
        };

    private static AccessRequest Anonymous(AccessRequest request, string resource, bool keep = false)
    {
        RequestKeys keys = [];
        foreach (KeyValuePair<string, IReadOnlyList<string>> key in request.Context)
        {
            // These keys exist only once AWS_IAM has authenticated the caller.
            if (!keep && ConditionKeys.NeedsIam(key.Key))
            {
                continue;
            }

            if (request.Context.Find(key.Key, out RequestKey found))
            {
                keys.Add(found);
            }
        }

        return new AccessRequest
        {
            Principal = keep ? request.Principal : AccessRequest.Anonymous,
            Action = request.Action,
            Resource = resource,
            Context = keys,
        };
    }
}
