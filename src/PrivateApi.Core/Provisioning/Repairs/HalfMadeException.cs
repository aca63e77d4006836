using Amazon.Runtime;
using PrivateApi.Aws;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>A change that failed or was stopped when a part of it was made, or may have been.</summary>
/// <param name="before">What was there before, as far as it is known by then; what takes it back copes with less.</param>
/// <param name="cause">The failure, or the stop.</param>
internal sealed class HalfMadeException(IReadOnlyDictionary<string, string> before, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>What was there before.</summary>
    public IReadOnlyDictionary<string, string> Before { get; } = before;

    /// <summary>True unless AWS refused the call.</summary>
    public static bool MayBeMade(Exception failure) => failure is not AmazonServiceException || Failure.IsLostAnswer(failure);
}
