using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability.Signer;

/// <summary>What one identity policy says about a call.</summary>
/// <param name="Label">The policy, and how the signer has it.</param>
/// <param name="Effect">The answer; null when it is not known.</param>
/// <param name="Words">The deciding statement, or why it is not known.</param>
/// <param name="MayAllow">True when the answer is not known and may be an Allow.</param>
/// <param name="MayDeny">True when the answer is not known and may be a Deny.</param>
internal sealed record SignerVerdict(string Label, Effect? Effect, string Words, bool MayAllow, bool MayDeny);
