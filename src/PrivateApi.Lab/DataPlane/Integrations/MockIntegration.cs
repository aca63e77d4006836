using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>MOCK: the request template says which status the backend would have returned.</summary>
internal static class MockIntegration
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
            // Falls through: a template that is not a JSON object gives no status either.
        }

        throw GatewayFault.Internal("A MOCK integration's request template must give a JSON object with a statusCode.");
    }
}
