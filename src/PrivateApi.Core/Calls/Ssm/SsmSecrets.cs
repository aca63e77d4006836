using PrivateApi.Errors;
using PrivateApi.Text;

namespace PrivateApi.Calls.Ssm;

/// <summary>
/// Keeps secrets out of Run Command, whose history holds every command for 30 days for all who may read it. What a secret is,
/// <see cref="SecretText"/> says: whatever it would mask is one.
/// </summary>
internal static class SsmSecrets
{
    /// <exception cref="PrivateApiException"><c>SecretInCommand</c>: the call carries one.</exception>
    public static void Refuse(CallRequest request)
    {
        Dictionary<string, string> headers = SecretText.Headers(request.Headers);
        string path = SecretText.Path(request.Path);
        string? what =
            request.SignRequest ? "-SignRequest"
            : request.HasToken ? "a token"
            : request.Headers.FirstOrDefault(header => header.Value.Length > 0 && headers[header.Key] != header.Value).Key is { } name
                ? $"the header {name}"
            : path != (request.Path ?? string.Empty) ? $"a secret in its path {path}"
            : null;
        if (what is not null)
        {
            throw new PrivateApiException(
                "SecretInCommand",
                FaultKind.InvalidArgument,
                "A call -Via Ssm must not contain a secret, because Systems Manager keeps commands in its history, and this "
                    + $"one has {what}. Call -Via Lambda, which keeps nothing, or leave the secret out.",
                request.InstanceId ?? request.RestApiId
            );
        }
    }
}
