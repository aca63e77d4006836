using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.HandOvers;
using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>What one check found.</summary>
internal sealed record Finding(CheckStatus Status, string Message, Remedy? Remedy = null)
{
    /// <summary>The evidence, without secrets: it goes into results, reports and annotations.</summary>
    public string Message { get; init; } = SecretText.Redact(Message);

    /// <summary>What the gateway answers to a call that fails here; null where nothing certain is known, or no answer comes.</summary>
    public DeniedAnswer? Answer { get; init; }

    /// <summary>True for what is not known and cannot change whether the call gets through.</summary>
    public bool IsAside { get; init; }

    /// <summary>True for what another account alone sees or mends: a repair of this one's side does not wait for it.</summary>
    public bool IsOthers { get; init; }

    /// <summary>What another account has to do; null for nothing, and where <see cref="HandOvers.HandOvers"/> says it.</summary>
    public OutsideChange? Outside { get; init; }

    /// <summary>Where a call breaks that fails here; null when the gateway answers.</summary>
    public CallFailure? Failure { get; init; }

    public static Finding Passed(string message) => new(CheckStatus.Passed, message);

    public static Finding Warning(string message, Remedy? remedy = null) => new(CheckStatus.Warning, message, remedy);

    public static Finding NotApplicable(string message) => new(CheckStatus.NotApplicable, message);

    public static Finding Skipped(string message) => new(CheckStatus.Skipped, message);

    /// <summary>The gateway answers.</summary>
    public static Finding Refused(string message, Remedy? remedy, DeniedAnswer? answer) =>
        new(CheckStatus.Failed, message, remedy) { Answer = answer };

    /// <summary>No answer comes.</summary>
    public static Finding Broken(string message, Remedy? remedy, CallFailure failure) =>
        new(CheckStatus.Failed, message, remedy) { Failure = failure };
}
