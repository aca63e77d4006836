using PrivateApi.Policy.Authorization;

namespace PrivateApi.Reachability;

/// <summary>
/// The host that a signature is made for, which has to be the Host that arrives (IAM User Guide, "Create a signed AWS API request": host
/// is always among the signed headers).
/// </summary>
internal static class SignedHost
{
    /// <summary>True when they differ; false where the call does not say what it was signed for.</summary>
    public static bool Differs(EvaluationContext evaluation) =>
        evaluation.Call.SigningHost is { Length: > 0 } signed && !signed.Equals(evaluation.SentHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>What such a call gets.</summary>
    public static Finding Refused(EvaluationContext evaluation) =>
        Finding.Refused(
            $"the signature is made for the host {evaluation.Call.SigningHost}, but the Host that arrives is {evaluation.SentHost}: "
                + "sign for that one",
            CallAgain.CommandFor(evaluation).With("SignRequest"),
            DeniedAnswer.InvalidSignature
        );
}
