using System.Text.Json.Nodes;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>A function: its configuration as the wire shows it, without the members that change with time.</summary>
internal sealed class LabFunction
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>FunctionConfiguration without State and LastUpdateStatus.</summary>
    public required JsonObject Configuration { get; init; }

    public required DateTimeOffset ActiveAt { get; init; }

    /// <summary>When the last update is done; null when there was none.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    public IReadOnlyList<string> SubnetIds { get; set; } = [];

    public IReadOnlyList<string> SecurityGroupIds { get; set; } = [];

    public string? VpcId { get; set; }

    /// <summary>Its network interfaces, one per subnet, in their order.</summary>
    public IReadOnlyList<string> InterfaceIds { get; set; } = [];

    /// <summary>Address of the first of them; null outside a VPC.</summary>
    public string? Address { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Statements of the resource policy by id, in order.</summary>
    public List<JsonObject> Statements { get; } = [];

    /// <summary>The resource policy as JSON; null while it has no statement.</summary>
    public string? Policy =>
        Statements.Count == 0
            ? null
            : new JsonObject
            {
                ["Version"] = "2012-10-17",
                ["Id"] = "default",
                ["Statement"] = new JsonArray([.. Statements.Select(statement => statement.DeepClone())]),
            }.ToJsonString();

    public string CodeSha256 => (string)Configuration[nameof(CodeSha256)]!;

    public string Role => (string)Configuration[nameof(Role)]!;

    public int Timeout => (int)Configuration[nameof(Timeout)]!;

    /// <summary>Its revision when nothing is in progress: a creation and an update end with another one than they began with.</summary>
    private string _settledRevision = string.Empty;

    /// <summary>Gives the function new revisions, for the change in progress and for its end.</summary>
    public void Touch(LabIds ids)
    {
        Configuration["RevisionId"] = ids.Request();
        _settledRevision = ids.Request();
    }

    public string RevisionAt(DateTimeOffset now) =>
        now < ActiveAt || IsUpdatingAt(now) ? (string)Configuration["RevisionId"]! : _settledRevision;

    public string StateAt(DateTimeOffset now) => now < ActiveAt ? "Pending" : "Active";

    public bool IsUpdatingAt(DateTimeOffset now) => now < UpdatedAt;

    /// <summary>An environment variable; null when it is not set.</summary>
    public string? Variable(string name) => (string?)Configuration["Environment"]?["Variables"]?[name];

    /// <summary>FunctionConfiguration as it is now.</summary>
    public JsonObject Show(DateTimeOffset now)
    {
        JsonObject shown = (JsonObject)Configuration.DeepClone();
        shown["RevisionId"] = RevisionAt(now);
        shown["VpcConfig"] =
            VpcId is null && SubnetIds.Count == 0
                ? null
                : new JsonObject
                {
                    [nameof(SubnetIds)] = Strings(SubnetIds),
                    [nameof(SecurityGroupIds)] = Strings(SecurityGroupIds),
                    [nameof(VpcId)] = VpcId,
                    ["Ipv6AllowedForDualStack"] = false,
                };
        if (shown["VpcConfig"] is null)
        {
            shown.Remove("VpcConfig");
        }

        shown["State"] = StateAt(now);
        if (now < ActiveAt)
        {
            shown["StateReason"] = "The function is being created.";
            shown["StateReasonCode"] = "Creating";
            return shown;
        }

        shown["LastUpdateStatus"] = IsUpdatingAt(now) ? "InProgress" : "Successful";
        if (IsUpdatingAt(now))
        {
            shown["LastUpdateStatusReason"] = "The function is being created.";
            shown["LastUpdateStatusReasonCode"] = "Creating";
        }

        return shown;
    }

    /// <summary>The part that ListFunctions shows: without states.</summary>
    public JsonObject ShowInList(DateTimeOffset now)
    {
        JsonObject shown = Show(now);
        foreach (
            string name in new[]
            {
                "State",
                "StateReason",
                "StateReasonCode",
                "LastUpdateStatus",
                "LastUpdateStatusReason",
                "LastUpdateStatusReasonCode",
                "RuntimeVersionConfig",
            }
        )
        {
            shown.Remove(name);
        }

        return shown;
    }

    private static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)value)];
}
