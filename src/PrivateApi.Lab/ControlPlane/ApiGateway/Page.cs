using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// A page of a list: <c>item</c>, and <c>position</c> when there is more. The position names the last item shown, so
/// that deletions between two pages skip nothing.
/// </summary>
internal static class Page
{
    private const int DefaultLimit = 25;
    private const int MaximumLimit = 500;

    public static LabResponse Create(ApiCall call, IEnumerable<KeyValuePair<string, JsonObject>> items)
    {
        (IReadOnlyList<KeyValuePair<string, JsonObject>> page, string? position) = Take(call, items);
        JsonObject answer = new() { ["item"] = new JsonArray([.. page.Select(item => item.Value)]) };
        if (position is not null)
        {
            answer["position"] = position;
        }

        return Answer.Ok(answer);
    }

    /// <summary>The items of the page that the call asks for, and the position of the next; null when there is none.</summary>
    public static (IReadOnlyList<KeyValuePair<string, T>> Items, string? Position) Take<T>(
        ApiCall call,
        IEnumerable<KeyValuePair<string, T>> items
    )
    {
        string? start = Start(call);
        List<KeyValuePair<string, T>> rest = items
            .Where(item => start is null || string.CompareOrdinal(item.Key, start) > 0)
            .OrderBy(item => item.Key, StringComparer.Ordinal)
            .ToList();
        int limit = Limit(call);
        return (rest.Take(limit).ToList(), rest.Count > limit ? Convert.ToBase64String(Encoding.UTF8.GetBytes(rest[limit - 1].Key)) : null);
    }

    private static int Limit(ApiCall call)
    {
        if (call.Query("limit") is not { } text)
        {
            return DefaultLimit;
        }

        // Assumed: zero and less mean the default, and more than the maximum means the maximum.
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int limit)
            ? limit <= 0
                ? DefaultLimit
                : Math.Min(limit, MaximumLimit)
            : throw ApiFault.Serialization($"Unable to parse limit: {text}");
    }

    private static string? Start(ApiCall call)
    {
        if (call.Query("position") is not { Length: > 0 } position)
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(position));
        }
        catch (FormatException)
        {
            throw ApiFault.BadRequest($"Invalid position parameter specified: {position}");
        }
    }
}
