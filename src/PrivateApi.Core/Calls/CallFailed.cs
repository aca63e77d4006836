namespace PrivateApi.Calls;

/// <summary>A step of a call that failed.</summary>
internal sealed class CallFailed(ProbeFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public ProbeFailure Failure { get; } = failure;
}
