using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Facts;
using PrivateApi.Reachability;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// The same facts with every name, id and policy value made hostile, each in the same way, so that the twin is judged like the
/// scene it came from: what others may write into an account ends in remedies that people paste.
/// </summary>
internal static partial class HostileTwin
{
    /// <summary>What breaks out of a bare word, out of single quotes of both kinds, out of double quotes, and onto a new line.</summary>
    public static IReadOnlyList<string> Suffixes { get; } =
    [
        ",(New-Item pwned)",
        "'; New-Item pwned; '",
        "\u2019; New-Item pwned; \u2018",
        "\"; New-Item pwned; \"$(New-Item pwned)`",
        "\nNew-Item pwned\r\n#",
        " --% & New-Item pwned | Out-Null ${x} @{a=1} ; {New-Item pwned}",
        "\u001b[2J\u202e\u0000",
    ];

    public static AccountSnapshot Of(AccountSnapshot snapshot, string suffix)
    {
        JsonNode facts = JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(snapshot, SnapshotJson.Default.AccountSnapshot))!;
        Change(facts, suffix);
        return facts.Deserialize<AccountSnapshot>(SnapshotJson.Reading)!;
    }

    /// <summary>The call from the twin's caller, to the path that is there and to a hostile one.</summary>
    public static IEnumerable<PathCall> Of(PathCall call, string suffix)
    {
        PathCall twin = Renamed(call, suffix);
        return [twin, twin with { Path = call.Path + suffix }];
    }

    /// <summary>A text with every name in it made hostile.</summary>
    public static string Renamed(string text, string suffix) => Name().Replace(text, match => match.Value + suffix);

    /// <summary>The names in a text.</summary>
    public static IEnumerable<string> Names(string text) => Name().Matches(text).Select(match => match.Value);

    private static PathCall Renamed(PathCall call, string suffix) =>
        call with
        {
            StageName = Made(call.StageName, suffix),
            VpcEndpointId = Made(call.VpcEndpointId, suffix),
            ApiKeyId = Made(call.ApiKeyId, suffix),
            Caller = call.Caller with
            {
                VpcId = Made(call.Caller.VpcId, suffix),
                SubnetId = Made(call.Caller.SubnetId, suffix),
                SecurityGroupIds = call.Caller.SecurityGroupIds?.Select(id => Made(id, suffix)!).ToArray(),
            },
        };

    private static string? Made(string? name, string suffix) => name is null ? null : Renamed(name, suffix);

    private static void Change(JsonNode node, string suffix)
    {
        IEnumerable<(JsonNode? Child, Action<JsonNode> Set)> parts = node switch
        {
            JsonObject item => [.. item.Select(pair => (pair.Value, (Action<JsonNode>)(changed => item[pair.Key] = changed)))],
            JsonArray list => [.. list.Select((child, index) => (child, (Action<JsonNode>)(changed => list[index] = changed)))],
            _ => [],
        };
        foreach ((JsonNode? child, Action<JsonNode> set) in parts)
        {
            if (child is JsonValue value && value.TryGetValue(out string? text))
            {
                // A policy is text of its own, in which a name is escaped once more.
                string tail = text.StartsWith('{') ? JavaScriptEncoder.Default.Encode(suffix) : suffix;
                set(JsonValue.Create(Name().Replace(text, match => match.Value + tail)));
            }
            else if (child is not null)
            {
                Change(child, suffix);
            }
        }
    }

    [GeneratedRegex(
        @"\b(vpce|vpc|subnet|sg|rtb|acl|eni|tgw|tgw-attach|pcx|vgw|i|pl|rslvr-in|rslvr-rr|igw)-[0-9a-z]+\b|\bdemo\b|\bcheckout\b|\bprobe\b"
    )]
    private static partial Regex Name();
}
