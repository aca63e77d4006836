namespace PrivateApi.Policy.Authorization;

/// <summary>Why an authorizer does not take a token, and what the caller gets.</summary>
/// <param name="Reason">A sentence.</param>
/// <param name="Answer">The answer.</param>
internal sealed record TokenRefusal(string Reason, DeniedAnswer Answer);
