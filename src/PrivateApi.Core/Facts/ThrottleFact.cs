namespace PrivateApi.Facts;

/// <summary>A token bucket: one token a request.</summary>
/// <param name="RateLimit">Tokens that come back in a second; negative for no limit.</param>
/// <param name="BurstLimit">The most tokens that it holds; negative for no limit.</param>
internal sealed record ThrottleFact(double RateLimit, int BurstLimit);
