using System.Text.Json;

namespace PrivateApi.Aws.Protocols;

/// <summary>
/// The SDK's JSON readers never end if something else is in the place of a list or an object. The answers of the three
/// Systems Manager operations that are used are compared with their shape first (SSM API reference: "DescribeInstanceInformation",
/// "SendCommand", "GetCommandInvocation").
/// </summary>
internal static class SsmAnswerShape
{
    private const string Prefix = "AmazonSSM.";

    // In a shape: every member that is not named.
    private const string AnyName = "*";

    // An example of each: a list represents a list of its only item, empty text anything that is neither list nor object.
    private static readonly Dictionary<string, JsonElement> Shapes = new(StringComparer.Ordinal)
    {
        ["DescribeInstanceInformation"] = Read(
            """
            {"NextToken":"","InstanceInformationList":[{"InstanceId":"","PingStatus":"","LastPingDateTime":"","AgentVersion":"","IsLatestVersion":"","PlatformType":"","PlatformName":"",
             "PlatformVersion":"","ActivationId":"","IamRole":"","RegistrationDate":"","ResourceType":"","Name":"","IPAddress":"","ComputerName":"","AssociationStatus":"",
             "LastAssociationExecutionDate":"","LastSuccessfulAssociationExecutionDate":"","AssociationOverview":{"DetailedStatus":"","InstanceAssociationStatusAggregatedCount":{"*":""}},"SourceId":"","SourceType":""}]}
            """
        ),
        ["SendCommand"] = Read(
            """
            {"Command":{"CommandId":"","DocumentName":"","DocumentVersion":"","Comment":"","ExpiresAfter":"","Parameters":{"*":[""]},"InstanceIds":[""],"Targets":[{"Key":"","Values":[""]}],
             "RequestedDateTime":"","Status":"","StatusDetails":"","OutputS3Region":"","OutputS3BucketName":"","OutputS3KeyPrefix":"","MaxConcurrency":"","MaxErrors":"","TargetCount":"",
             "CompletedCount":"","ErrorCount":"","DeliveryTimedOutCount":"","ServiceRole":"","NotificationConfig":{"NotificationArn":"","NotificationEvents":[""],"NotificationType":""},
             "CloudWatchOutputConfig":{"CloudWatchLogGroupName":"","CloudWatchOutputEnabled":""},"TimeoutSeconds":"","AlarmConfiguration":{"IgnorePollAlarmFailure":"","Alarms":[{"Name":""}]},
             "TriggeredAlarms":[{"Name":"","State":""}]}}
            """
        ),
        ["GetCommandInvocation"] = Read(
            """
            {"CommandId":"","InstanceId":"","Comment":"","DocumentName":"","DocumentVersion":"","PluginName":"","ResponseCode":"","ExecutionStartDateTime":"","ExecutionElapsedTime":"",
             "ExecutionEndDateTime":"","Status":"","StatusDetails":"","StandardOutputContent":"","StandardOutputUrl":"","StandardErrorContent":"","StandardErrorUrl":"",
             "CloudWatchOutputConfig":{"CloudWatchLogGroupName":"","CloudWatchOutputEnabled":""}}
            """
        ),
    };

    /// <summary>Where an answer does not have its shape; null if it has, and for other operations.</summary>
    public static string? Problem(HttpRequestMessage request, byte[] body)
    {
        string target = request.Headers.TryGetValues("X-Amz-Target", out IEnumerable<string>? targets)
            ? string.Concat(targets)
            : string.Empty;
        if (!target.StartsWith(Prefix, StringComparison.Ordinal) || !Shapes.TryGetValue(target[Prefix.Length..], out JsonElement shape))
        {
            return null;
        }

        if (body.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            return "it is empty";
        }

        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            return Problem(answer.RootElement, shape, "it");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A name whose bytes are not UTF-8 is found only when it is read.
            return e.Message;
        }
    }

    private static string? Problem(JsonElement value, JsonElement shape, string place)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        switch (shape.ValueKind)
        {
            case JsonValueKind.Object when value.ValueKind == JsonValueKind.Object:
                // Member by member of the answer: the SDK reads a duplicate member as often as it occurs.
                return value
                    .EnumerateObject()
                    .Select(held =>
                        shape.TryGetProperty(held.Name, out JsonElement member) || shape.TryGetProperty(AnyName, out member)
                            ? Problem(held.Value, member, held.Name)
                            : null
                    )
                    .FirstOrDefault(problem => problem is not null);
            case JsonValueKind.Array when value.ValueKind == JsonValueKind.Array:
                return value.EnumerateArray().Select(item => Problem(item, shape[0], place)).FirstOrDefault(problem => problem is not null);
            case JsonValueKind.String when value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array):
                return null;
            default:
                return $"{place} is of another type";
        }
    }

    private static JsonElement Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
