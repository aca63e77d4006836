using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Resolver;

/// <summary>
/// Filters and pages of Resolver's lists. Filter names are in camel case or, as in earlier days, <c>UPPER_CASE</c> (API reference,
/// Filter).
/// </summary>
internal static class ResolverListing
{
    private const int Most = 100;

    /// <summary>A page of the items that pass all filters; one matching value per filter is enough.</summary>
    /// <param name="call">The call.</param>
    /// <param name="member">Name of the list in the answer.</param>
    /// <param name="all">All items.</param>
    /// <param name="filters">An item's value for each filter's name.</param>
    /// <param name="show">Writes an item in the answer.</param>
    public static JsonObject Page<T>(
        ResolverCall call,
        string member,
        IEnumerable<T> all,
        IReadOnlyDictionary<string, Func<T, IEnumerable<string?>>> filters,
        Func<T, JsonObject> show
    )
    {
        List<T> found = [.. all];
        foreach (JsonNode? filter in call.Body["Filters"] as JsonArray ?? [])
        {
            string name = (string?)filter?["Name"] ?? string.Empty;
            string plain = name.Replace("_", string.Empty, StringComparison.Ordinal);
            Func<T, IEnumerable<string?>> read =
                filters.FirstOrDefault(pair => string.Equals(pair.Key, plain, StringComparison.OrdinalIgnoreCase)).Value
                ?? throw ResolverCall.InvalidParameter($"The filter '{name}' is invalid");
            string?[] values =
            [
                .. (filter?["Values"] as JsonArray ?? throw ResolverCall.InvalidParameter($"No values specified for filter {name}")).Select(
                    value => (string?)value
                ),
            ];
            found.RemoveAll(item => !read(item).Intersect(values).Any());
        }

        int size = Size(call);
        int start =
            LabMarker.Read(call["NextToken"])
            ?? throw new AwsFault(400, "InvalidNextTokenException", "Invalid value passed for the NextToken parameter");
        JsonObject answer = new() { ["MaxResults"] = size, [member] = new JsonArray([.. found.Skip(start).Take(size).Select(show)]) };
        if (found.Count > start + size)
        {
            answer["NextToken"] = LabMarker.Write(start + size);
        }

        return answer;
    }

    private static int Size(ResolverCall call) =>
        (int?)call.Body["MaxResults"] switch
        {
            null => Most,
            { } size and >= 1 and <= Most => size,
            { } size => throw new AwsFault(
                400,
                "ValidationException",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"1 validation error detected: Value '{size}' at 'maxResults' failed to satisfy constraint: "
                        + $"Member must have value {(size < 1 ? "greater than or equal to 1" : "less than or equal to 100")}"
                )
            ),
        };
}
