namespace PrivateApi.Lab;

/// <summary>A call on which the lab itself failed, which is a bug of the lab and worth an issue.</summary>
/// <param name="Time">When.</param>
/// <param name="Request">Method and path of the call, without its query.</param>
/// <param name="RequestId">The request id that the answer named.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Place">Where in the lab, for whoever mends it.</param>
public sealed record LabFailure(DateTimeOffset Time, string Request, string RequestId, string Message, string Place)
{
    /// <summary>What a caller is told, who is not to read .NET's words.</summary>
    internal const string Text = "The lab failed on this call, which is a bug in the lab. The property Failure of Get-PrivateApiLab shows where.";
}
