using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Policies of VPC endpoints: the full-access documents that AWS shows when none was given, and what it accepts.</summary>
internal static class EndpointPolicy
{
    // AWS PrivateLink guide, "Quotas": characters, white space included.
    private const int Longest = 20480;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Full access, in the layout that AWS shows: indented for interface endpoints, one line for gateway endpoints.</summary>
    public static string FullAccess(string endpointType)
    {
        if (endpointType == "Gateway")
        {
            return new JsonObject
            {
                ["Version"] = "2008-10-17",
                ["Statement"] = new JsonArray(
                    new JsonObject
                    {
                        ["Effect"] = "Allow",
                        ["Principal"] = "*",
                        ["Action"] = "*",
                        ["Resource"] = "*",
                    }
                ),
            }.ToJsonString();
        }

        JsonObject policy = new()
        {
            ["Statement"] = new JsonArray(
                new JsonObject
                {
                    ["Action"] = "*",
                    ["Effect"] = "Allow",
                    ["Principal"] = "*",
                    ["Resource"] = "*",
                }
            ),
        };
        return policy.ToJsonString(Indented).ReplaceLineEndings("\n").Replace(",\n", ", \n", StringComparison.Ordinal);
    }

    /// <summary>A policy as it is stored.</summary>
    /// <exception cref="AwsFault">It is not a policy, or is too long.</exception>
    public static string Check(string text)
    {
        if (text.Length > Longest)
        {
            throw new AwsFault(
                400,
                "InvalidPolicyDocument",
                $"The policy document has {text.Length} characters; at most {Longest} are allowed."
            );
        }

        try
        {
            if (JsonNode.Parse(text) is JsonObject policy && policy["Statement"] is JsonArray or JsonObject)
            {
                return text;
            }
        }
        catch (JsonException)
        {
            // Reported below, as for JSON that is not a policy.
        }

        throw new AwsFault(400, "InvalidPolicyDocument", "The specified policy document is not a valid JSON policy document.");
    }
}
