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

    /// <summary>Makes a change; where it may be made although it failed, the failure says what was there before.</summary>
    /// <param name="before">What was there before; the change may add to it.</param>
    /// <param name="make">Makes it.</param>
    /// <returns>What was there before.</returns>
    /// <exception cref="HalfMadeException">Anything but a refusal happened.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> GuardAsync(IReadOnlyDictionary<string, string> before, Func<Task> make)
    {
        try
        {
            await make();
            return before;
        }
        catch (Exception e) when (MayBeMade(e))
        {
            throw new HalfMadeException(before, e);
        }
    }

    /// <summary>True unless AWS refused the call.</summary>
    public static bool MayBeMade(Exception failure) => failure is not AmazonServiceException || Failure.IsLostAnswer(failure);
}
