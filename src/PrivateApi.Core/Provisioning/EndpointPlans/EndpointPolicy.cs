using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Input;
using PrivateApi.Policy.Editing;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;
using PrivateApi.Reachability;

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

    /// <summary>
    /// Edits a policy. The default one allows everything, so an Allow that is added to it opens nothing; it is left as it is, because with
    /// a policy of its own an endpoint passes an Authorization header only if it holds a signature (API Gateway guide, "Use VPC endpoint
    /// policies for private APIs").
    /// </summary>
    /// <param name="policy">The endpoint's policy; null stands for AWS's default.</param>
    /// <param name="edits">The edits.</param>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>, and those of <see cref="PolicyEdits.Apply"/>.</exception>
    public static PolicyEdit Edit(string? policy, PolicyEdits edits)
    {
        string before = policy ?? PolicyTemplates.Everything.ToJson();
        PolicyEdit edit = edits.Apply(before, null);
        return
            EndpointDefaultPolicy.Is(PolicyDocument.Parse(before))
            && PolicyDocument.Parse(edit.Policy).Statement.All(statement => statement.Effect == StatementEffect.Allow)
            && edit.Changes.Count > 0
            ? new PolicyEdit(before, [])
            {
                Notes =
                [
                    .. edit.Notes,
                    "The endpoint has the default policy, which allows every call. The statement would open nothing, and it was not added. "
                        + "To allow these calls alone, set the policy with -Policy.",
                ],
            }
            : edit;
    }

    private static PrivateApiException Invalid(string reason) =>
        new("InvalidPolicy", FaultKind.InvalidArgument, $"The endpoint policy cannot be used. {reason}");
}
