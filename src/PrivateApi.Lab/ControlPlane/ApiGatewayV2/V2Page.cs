using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGatewayV2;

/// <summary>A page of a list: its items, and <c>nextToken</c> when there is more. The token names the last item shown.</summary>
internal static class V2Page
{
    // The page sizes are not documented; those of REST APIs are assumed.
    private const int DefaultSize = 25;

    public static LabResponse Create(ApiCall call, string member, IEnumerable<(string Key, JsonObject View)> items)
    {
        (string Key, JsonObject View)[] rest =
        [
            .. items
                .OrderBy(item => item.Key, StringComparer.Ordinal)
                .Where(item => Start(call) is not { } start || string.CompareOrdinal(item.Key, start) > 0),
        ];
        int size =
            int.TryParse(call.Query("maxResults"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) && given > 0
                ? given
                : DefaultSize;
        JsonObject answer = new() { [member] = new JsonArray([.. rest.Take(size).Select(item => item.View)]) };
        if (rest.Length > size)
        {
            answer["nextToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(rest[size - 1].Key));
        }

        return Answer.Ok(answer);
    }

    private static string? Start(ApiCall call)
    {
        try
        {
            return call.Query("nextToken") is { Length: > 0 } token ? Encoding.UTF8.GetString(Convert.FromBase64String(token)) : null;
        }
        catch (FormatException)
        {
            throw ApiFault.BadRequest("Invalid nextToken specified");
        }
    }
}
