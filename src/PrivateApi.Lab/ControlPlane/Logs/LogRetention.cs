using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Logs;

/// <summary>PutRetentionPolicy and DeleteRetentionPolicy.</summary>
internal static class LogRetention
{
    // CloudWatch Logs API reference, PutRetentionPolicy, retentionInDays.
    private static readonly int[] Days =
    [
        1,
        3,
        5,
        7,
        14,
        30,
        60,
        90,
        120,
        150,
        180,
        365,
        400,
        545,
        731,
        1096,
        1827,
        2192,
        2557,
        2922,
        3288,
        3653,
    ];

    public static LabResponse Put(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        LabLogGroup group = LogsService.Group(call, body);
        int? days = (int?)body["retentionInDays"];
        group.RetentionInDays =
            days is { } wanted && Days.Contains(wanted)
                ? days
                : throw new AwsFault(
                    400,
                    "InvalidParameterException",
                    $"1 validation error detected: Value '{days?.ToString(CultureInfo.InvariantCulture) ?? "null"}' at 'retentionInDays' "
                        + $"failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", Days)}]"
                );
        return JsonProtocol.Ok(call);
    }

    public static LabResponse Delete(ServiceCall call)
    {
        LogsService.Group(call, JsonProtocol.Body(call)).RetentionInDays = null;
        return JsonProtocol.Ok(call);
    }
}
