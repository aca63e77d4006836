using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Protocols;
using PrivateApi.Errors;
using PrivateApi.Text;

namespace PrivateApi.Provisioning;

/// <summary>Something that a failed run created and could not remove.</summary>
/// <param name="Step">The step that created it.</param>
/// <param name="Id">Its id.</param>
/// <param name="Reason">Why it could not be removed.</param>
internal sealed record Leftover(PlanStep Step, string Id, string Reason)
{
    /// <summary>True when the service could not be reached, so that the rest need not be tried.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>The commands that remove it, in the order in which they work; empty for what is removed with something else.</summary>
    public IReadOnlyList<CommandLine> RemovalCommands =>
        Step.RemovalCommand is { } command ? [.. Step.RemovalBefore?.Invoke() ?? [], command(Id)] : [];

    /// <summary>A failure with what it left behind; null for a failure that is a bug and should look like one.</summary>
    public static PrivateApiException? AddTo(Exception failure, IReadOnlyList<Leftover> left)
    {
        string tail = $" What this run had created was removed, except: {string.Join("; ", left)}.";
        IReadOnlyList<string> commands =
        [
            .. left.SelectMany(item => item.RemovalCommands).Select(command => command.ToString()).Distinct(),
        ];
        return Told(failure, tail, commands);
    }

    /// <summary>A failure with what is to be said of it; null for a failure that is a bug and should look like one.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="tail">Comes after its message.</param>
    /// <param name="commands">The commands that remove what is left.</param>
    public static PrivateApiException? Told(Exception failure, string tail, IReadOnlyList<string> commands) =>
        failure switch
        {
            PrivateApiException known => new(known.ErrorId, known.Kind, known.Message + tail, known.Target, known)
            {
                RemovalCommand = commands,
            },
            AmazonServiceException service => new(Failure.Code(service), Failure.Kind(service), Text(service) + tail)
            {
                RemovalCommand = commands,
            },
            AnswerException answer => new(answer.ErrorId, answer.Kind, answer.Message + tail) { RemovalCommand = commands },
            AmazonClientException or HttpRequestException => new(
                "ServiceUnreachable",
                FaultKind.Unreachable,
                $"The service could not be reached: {failure.Message.TrimEnd()}" + tail
            )
            {
                RemovalCommand = commands,
            },
            _ => null,
        };

    private static string Text(AmazonServiceException service) =>
        $"{Failure.Code(service)}: {service.Message.TrimEnd()} (request {service.RequestId})." + Failure.NextStep(service);

    /// <summary>A line for the user.</summary>
    public override string ToString() =>
        RemovalCommands is { Count: > 0 } commands ? $"{Id} ({Reason}); remove it with: {string.Join("; ", commands)}" : $"{Id} ({Reason})";
}
