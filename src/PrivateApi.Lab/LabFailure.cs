namespace PrivateApi.Lab;

/// <summary>A call on which the lab itself failed, which is a bug in the lab and worth an issue.</summary>
/// <param name="Time">When.</param>
/// <param name="Request">Method and path of the call, without its query.</param>
/// <param name="RequestId">The request id that the answer named.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Place">Where in the lab, for whoever fixes it.</param>
public sealed record LabFailure(DateTimeOffset Time, string Request, string RequestId, string Message, string Place)
{
    /// <summary>The message for the caller, instead of .NET's.</summary>
    internal const string Text =
        "The lab failed on this call, which is a bug in the lab. The property Failure of Get-PrivateApiLab shows where.";
}
