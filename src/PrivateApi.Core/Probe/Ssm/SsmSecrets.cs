namespace PrivateApi.Probe;

/// <summary>Keeps secrets out of Run Command, whose history holds every command for 30 days for all who may read it.</summary>
internal static class SsmSecrets
{
    private static readonly string[] Headers = ["Authorization", "Proxy-Authorization", "x-api-key", "Cookie", "X-Amz-Security-Token"];

    private static readonly string[] Parameters = ["X-Amz-Signature", "X-Amz-Credential", "X-Amz-Security-Token"];

    /// <exception cref="PrivateApiException"><c>SecretInCommand</c>: the call carries one.</exception>
    public static void Refuse(CallOrder order)
    {
        string? what = order.SignRequest
            ? "-SignRequest"
            : order.Headers.Keys.FirstOrDefault(name => Headers.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } header
                ? $"the header {header}"
                : Parameters.FirstOrDefault(name => order.Path?.Contains(name + "=", StringComparison.OrdinalIgnoreCase) == true) is { } parameter ? $"the parameter {parameter}" : null;
        if (what is not null)
        {
            throw new PrivateApiException(
                "SecretInCommand",
                FaultKind.InvalidArgument,
                $"A call -Via Ssm must carry no secret, since Systems Manager keeps commands in its history, and this one has {what}. Call -Via Lambda, which keeps nothing, or without it.",
                order.InstanceId ?? order.RestApiId);
        }
    }
}
