using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>MOCK: the request template says which status the backend would have returned.</summary>
internal static partial class MockIntegration
{
    public static LabResponse Run(GatewayCall call)
    {
        (string body, _) = RequestMapping.Body(call);
        return ResponseMapping.Apply(call, new BackendAnswer(Status(body), new Dictionary<string, string>(), []));
    }

    private static int Status(string body)
    {
        try
        {
            if (JsonNode.Parse(body)?["statusCode"] is { } node && int.TryParse(node.ToString(), out int status))
            {
                return status;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // API Gateway reads keys without quotes too, as the CDK writes them: {statusCode: 200}.
            if (Unquoted().Match(body) is { Success: true } match)
            {
                return int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture);
            }
        }

        throw GatewayFault.Internal("A MOCK integration's request template must give a JSON object with a statusCode.");
    }

    /// <summary>One object without nested ones.</summary>
    [GeneratedRegex(@"^\s*\{([^{}]*,)?\s*(?<quote>['""]?)statusCode\k<quote>\s*:\s*(?<status>\d{3})\s*(,[^{}]*)?\}\s*$")]
    private static partial Regex Unquoted();
}
