using PrivateApi.Facts;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability.Signer;

/// <summary>
/// What the identity policies of whoever signs say about a call (IAM guide, "Policy evaluation logic"): a Deny of any of them
/// wins, one Allow is enough without it, and a permissions boundary has to allow as well.
/// </summary>
internal sealed record SignerAccess
{
    /// <summary>The answer; null when it depends on something that is not known.</summary>
    public required Effect? Effect { get; init; }

    /// <summary>The policy and statement that decide, that nothing allows the call, or why that is not known.</summary>
    public required string Words { get; init; }

    /// <summary>True when the boundary, and nothing else, keeps the signer from what it wants.</summary>
    public bool IsBounded { get; init; }

    /// <summary>True when another Allow in a policy of the signer's own would allow the call.</summary>
    public bool IsSilent => Effect == Policy.Language.Effect.ImplicitlyDenied && !IsBounded;

    /// <summary>The signer's answer; null for an unsigned call.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="call">The call.</param>
    /// <param name="request">The call as policies see it.</param>
    /// <param name="open">Names of the keys whose values are not known.</param>
    public static SignerAccess? For(AccountSnapshot snapshot, PathCall call, AccessRequest request, IReadOnlyCollection<string> open)
    {
        if (call.Principal is not { } principal)
        {
            return null;
        }

        if (SignerName.Parse(principal) is not { } name)
        {
            return Unknown($"Which policies {principal} has is not known: it is not the ARN of a user, a role or a session of a role.");
        }

        if (name.AccountId != snapshot.AccountId && name.AccountId != snapshot.CallerAccountId)
        {
            return Unknown(
                $"The identity policies of {name.Words} are in account {name.AccountId}, which was not read: "
                    + "whoever administers it can look."
            );
        }

        if (name.IsRoot)
        {
            return new SignerAccess { Effect = Policy.Language.Effect.Allowed, Words = $"No identity policy limits {name.Words}." };
        }

        return Find(snapshot, call) switch
        {
            null => Unknown($"The identity policies of {name.Words} were not read."),
            { IsMissing: true } => Unknown($"Account {name.AccountId} has no {name.Words}; check -Principal."),
            { } signer => Judge(snapshot, signer, name, new SignerRequest(Asked(snapshot, request), open, call.Caller)),
        };
    }

    /// <summary>The facts about the signer of a call; null for none.</summary>
    public static SignerFact? Find(AccountSnapshot snapshot, PathCall call) =>
        call.Principal is null ? null : snapshot.Signers.FirstOrDefault(item => item.Principal == call.Principal);

    /// <summary>
    /// The request as identity policies see it, with global keys that resource policies of API Gateway do not have (IAM guide,
    /// "AWS global condition context keys").
    /// </summary>
    public static AccessRequest Asked(AccountSnapshot snapshot, AccessRequest request) =>
        new()
        {
            Principal = request.Principal,
            Action = request.Action,
            Resource = request.Resource,
            Context = request
                .Context.With(new RequestKey("aws:RequestedRegion", snapshot.Region))
                .With(new RequestKey("aws:ResourceAccount", snapshot.AccountId))
                .With(new RequestKey("aws:PrincipalIsAWSService", "false"))
                .With(new RequestKey("aws:ViaAWSService", "false")),
        };

    private static SignerAccess Judge(AccountSnapshot snapshot, SignerFact signer, SignerName name, SignerRequest request)
    {
        SignerVerdict[] own = [.. signer.Policies.Select(policy => request.Judge(policy, name))];
        SignerVerdict? boundary = signer.Boundary is { } bounds ? request.Judge(bounds, name) : null;
        string call = $"{request.Request.Action} on {request.Request.Resource}";
        if (own.Append(boundary).FirstOrDefault(item => item?.Effect?.IsExplicitDeny() == true) is { } denies)
        {
            return new SignerAccess { Effect = Policy.Language.Effect.ExplicitlyDenied, Words = $"{denies.Words}." };
        }

        SignerVerdict? allows = own.FirstOrDefault(item => item.Effect?.IsAllow() == true);
        string[] mayDeny = [.. own.Append(boundary).Where(item => item?.MayDeny == true).Select(item => item!.Words)],
            mayAllow = allows is null ? [.. own.Where(item => item.MayAllow).Select(item => item.Words)] : [];
        if (mayDeny.Concat(mayAllow).ToArray() is { Length: > 0 } unknown)
        {
            string why = string.Join("; ", unknown.Distinct());
            return Unknown(snapshot.Missing("Signer") is { } denied ? $"{why}: {denied.Permission} is denied." : $"{why}.");
        }

        if (allows is null)
        {
            string all = string.Join("; ", own.Select(item => item.Label));
            return new SignerAccess
            {
                Effect = Policy.Language.Effect.ImplicitlyDenied,
                Words =
                    own.Length == 0
                        ? $"{Capital(name.Words)} has no identity policy, so none allows {call}."
                        : $"No identity policy of {name.Words} allows {call} ({all}).",
            };
        }

        return boundary switch
        {
            { MayAllow: true } => Unknown($"{boundary.Words}."),
            { Effect: Policy.Language.Effect.ImplicitlyDenied } => new SignerAccess
            {
                Effect = Policy.Language.Effect.ImplicitlyDenied,
                IsBounded = true,
                Words = $"{boundary.Label}, does not allow {call}, so what {allows.Label} allows does not count.",
            },
            _ => new SignerAccess
            {
                Effect = Policy.Language.Effect.Allowed,
                Words =
                    $"{allows.Words}{(boundary is null ? string.Empty : $"; {boundary.Label}, allows it as well")}. "
                    + (
                        name.IsUser
                            ? "Service control policies are not read."
                            : "Service control policies, and a policy of the session itself, are not read."
                    ),
            },
        };
    }

    private static SignerAccess Unknown(string why) => new() { Effect = null, Words = why };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
