using PrivateApi.Model;

namespace PrivateApi.Calls;

/// <summary>A step of a call that failed.</summary>
internal sealed class CallFailed(CallFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public CallFailure Failure { get; } = failure;
}
