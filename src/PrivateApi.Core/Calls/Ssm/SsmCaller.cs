using System.Globalization;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Calls.Ssm;

/// <summary>
/// Calls from an instance that is there already, through Systems Manager's Run Command (Systems Manager User Guide, "Run
/// Command").
/// </summary>
internal sealed class SsmCaller(AwsSession session, string instanceId, bool allowRepeat, IProgress<ProgressEvent> progress) : ICaller
{
    private const string Document = "AWS-RunShellScript";

    // Systems Manager documents how large a document may be (64 kB), but not its parameters, which include the script.
    private const int LargestBody = 16 * 1024;

    // How long a command may wait for the agent: the least that there is.
    private const int DeliverySeconds = 30;

    // curl's own start and the resolver's second question come on top of the call.
    private const int ExtraSeconds = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly LostCalls _lost = new(allowRepeat, progress);
    private bool _isChecked;

    /// <inheritdoc/>
    /// <exception cref="PrivateApiException"><c>InstanceNotManaged</c>, <c>InstanceOffline</c>, <c>InstanceNotSupported</c>,
    /// <c>BodyTooLarge</c>, <c>ProbeRefused</c>, <c>ProbeFailed</c>, <c>AnswerLost</c>.</exception>
    public async Task<ProbeAnswer> CallAsync(ProbeRequest request, CancellationToken stop)
    {
        Check(request);
        if (!_isChecked)
        {
            await RequireOnlineAsync(stop);
            _isChecked = true;
        }

        int seconds = ((request.TimeoutMs + 999) / 1000) + ExtraSeconds;
        SendCommandRequest command = new()
        {
            DocumentName = Document,
            InstanceIds = [instanceId],
            TimeoutSeconds = DeliverySeconds,
            Comment = "PrivateApi: one call to a private API",
            Parameters = new Dictionary<string, List<string>>
            {
                ["commands"] = SsmScript.Commands(request),
                ["executionTimeout"] = [seconds.ToString(CultureInfo.InvariantCulture)],
            },
        };
        string id = (await _lost.MakeAsync(request, instanceId, () => session.Ssm.SendCommandAsync(command, stop), stop)).Command.CommandId;
        return await WaitAsync(id, request, seconds, stop);
    }

    private async Task<ProbeAnswer> WaitAsync(string id, ProbeRequest request, int seconds, CancellationToken stop)
    {
        try
        {
            return Answer(await OutcomeAsync(id, seconds, stop));
        }
        catch (PrivateApiException e) when (e.ErrorId is "ProbeFailed" or "TimedOut" && !_lost.MayRepeat(request))
        {
            throw LostCalls.Lost(request, instanceId, e.Message, e);
        }
    }

    private Task<GetCommandInvocationResponse> OutcomeAsync(string id, int seconds, CancellationToken stop) =>
        Polling.UntilAsync(
            $"Calling from {instanceId}",
            Interval,
            TimeSpan.FromSeconds(DeliverySeconds + seconds + ExtraSeconds),
            token => LookAsync(id, token),
            progress,
            stop
        );

    private async Task<Poll<GetCommandInvocationResponse>> LookAsync(string id, CancellationToken stop)
    {
        try
        {
            GetCommandInvocationResponse found = await session.Ssm.GetCommandInvocationAsync(
                new GetCommandInvocationRequest { CommandId = id, InstanceId = instanceId },
                stop
            );
            return found.Status?.Value is "Pending" or "InProgress" or "Delayed" or "Cancelling"
                ? Polling.NotYet<GetCommandInvocationResponse>(found.Status.Value)
                : Polling.Ready(found);
        }
        catch (InvocationDoesNotExistException)
        {
            // Just sent, and not seen everywhere yet.
            return Polling.NotYet<GetCommandInvocationResponse>("sent");
        }
    }

    private ProbeAnswer Answer(GetCommandInvocationResponse done)
    {
        if (done.StatusDetails is "DeliveryTimedOut" or "Delivery Timed Out" or "Undeliverable")
        {
            throw Offline("did not fetch the command in time");
        }

        if (done.Status?.Value != "Success")
        {
            string why = (done.StandardErrorContent ?? string.Empty).Trim().Split('\n')[^1];
            throw Failed($"ended as {done.StatusDetails ?? done.Status?.Value}: {(why.Length > 0 ? why : "no reason given.")}");
        }

        ProbeAnswer answer =
            SsmOutput.Read(done.StandardOutputContent ?? string.Empty)
            ?? throw Failed("printed something other than its answer, or the answer was cut off: its checksum does not match.");
        if (answer.Truncated)
        {
            progress.Report(
                ProgressEvent.Warning("The answer was longer than Run Command can return: the content is only its beginning, about 15 kB.")
            );
        }

        return answer.Failure is null ? throw Refused(answer.Message ?? "The probe refused the call.") : answer;
    }

    private void Check(ProbeRequest request)
    {
        if (request.Body?.Length > LargestBody * 4 / 3)
        {
            throw new PrivateApiException(
                "BodyTooLarge",
                FaultKind.LimitExceeded,
                "A command cannot carry a body of more than 16 kB. Call -Via Lambda, or send less.",
                instanceId
            );
        }

        // curl reads a header that begins with @ as the name of a file with headers.
        if (request.Headers.Keys.FirstOrDefault(key => !IsToken(key)) is { } odd)
        {
            throw Refused($"The header name '{Shown(odd)}' contains characters other than letters, digits and !#$%&'*+-.^_`|~.");
        }

        if (
            request
                .Headers.Append(new("Host", request.HostHeader ?? string.Empty))
                .FirstOrDefault(header => (header.Key + header.Value).Any(char.IsControl)) is
            { Key: { } name }
        )
        {
            throw Refused($"The header {name} contains a control character.");
        }
    }

    private static bool IsToken(string name) =>
        name.Length > 0
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal));

    private static string Shown(string text) => new([.. text.Select(letter => char.IsControl(letter) ? '?' : letter)]);

    /// <summary>A command to an agent that is away waits its whole delivery time; better to see first.</summary>
    private async Task RequireOnlineAsync(CancellationToken stop)
    {
        DescribeInstanceInformationRequest request = new()
        {
            Filters = [new InstanceInformationStringFilter { Key = "InstanceIds", Values = [instanceId] }],
        };
        InstanceInformation? found;
        try
        {
            found = ((await session.Ssm.DescribeInstanceInformationAsync(request, stop)).InstanceInformationList ?? []).FirstOrDefault();
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "InvalidInstanceId" or "InvalidFilterKey" or "ValidationException")
        {
            found = null;
        }

        if (found is null)
        {
            throw new PrivateApiException(
                "InstanceNotManaged",
                FaultKind.NotFound,
                $"Systems Manager in {session.Region} does not manage {instanceId}. It needs a running agent, an instance "
                    + "profile with AmazonSSMManagedInstanceCore, and access to the endpoints ssm and ssmmessages; "
                    + "Get-SSMInstanceInformation lists what is managed.",
                instanceId
            );
        }

        if (found.PingStatus != PingStatus.Online)
        {
            throw Offline($"has the ping status {found.PingStatus?.Value}");
        }

        if (found.PlatformType == PlatformType.Windows)
        {
            throw new PrivateApiException(
                "InstanceNotSupported",
                FaultKind.InvalidArgument,
                $"{instanceId} runs Windows; a call -Via Ssm needs a shell, on Linux or macOS. "
                    + "Call -Via Lambda from its subnet and security groups.",
                instanceId
            );
        }
    }

    private PrivateApiException Offline(string what) =>
        new(
            "InstanceOffline",
            FaultKind.Unreachable,
            $"{instanceId} {what}: its Systems Manager agent cannot be reached. Make sure that the instance is running "
                + "and can reach the endpoints ssm and ssmmessages on port 443.",
            instanceId
        );

    private PrivateApiException Failed(string what) =>
        new("ProbeFailed", FaultKind.ServiceFault, $"The command on {instanceId} {what}", instanceId);

    private PrivateApiException Refused(string why) => new("ProbeRefused", FaultKind.InvalidArgument, why, instanceId);
}
