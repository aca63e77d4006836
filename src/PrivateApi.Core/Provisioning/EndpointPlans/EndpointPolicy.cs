using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Input;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>An endpoint policy as it is sent: compact, because white space counts towards AWS's limit.</summary>
internal static class EndpointPolicy
{
    // VPC user guide, "AWS PrivateLink quotas": 20,480 characters, white space included.
    private const int MaxLength = 20480;

    /// <summary>Reads and shortens a policy.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>.</exception>
    public static string Compact(string json)
    {
        string compact;
        try
        {
            compact = JsonTree.Parse(json) is JsonObject policy ? policy.ToJsonString() : throw Invalid("It is not a JSON object.");
        }
        catch (JsonException e)
        {
            throw Invalid($"It is not JSON: {e.Message}");
        }

        return compact.Length <= MaxLength ? compact : throw Invalid($"It has {compact.Length} characters; AWS accepts {MaxLength}.");
    }

    /// <summary>True when both are the same apart from white space; null stands for AWS's default and equals only null.</summary>
    public static bool AreSame(string? one, string? other)
    {
        if (one is null || other is null)
        {
            return one == other;
        }

        try
        {
            return JsonNode.DeepEquals(JsonTree.Parse(one), JsonTree.Parse(other));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static PrivateApiException Invalid(string reason) =>
        new("InvalidPolicy", FaultKind.InvalidArgument, $"The endpoint policy cannot be used. {reason}");
}
