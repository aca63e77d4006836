using System.Collections;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Arguments;

/// <summary>Builds the request that a user describes with parameters.</summary>
internal static class Requests
{
    public static AccessRequest Create(string principal, string resource, IDictionary context, PolicyContext api)
    {
        RequestKeys keys = [];
        foreach (DictionaryEntry entry in context)
        {
            object? value = JsonArgument.Unwrap(entry.Value);
            string name = Convert.ToString(entry.Key, System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty;
            if (value is IEnumerable list and not string)
            {
                keys.Add(name, [.. list.Cast<object?>().Select(Text).OfType<string>()]);
            }
            else
            {
                keys.Add(name, Text(value));
            }
        }

        string arn = resource.StartsWith('/') ? api.ApiArn + resource : resource;
        return new AccessRequest
        {
            Principal = principal,
            Resource = arn,
            Context = keys,
        };
    }

    private static string? Text(object? value) =>
        JsonArgument.Unwrap(value) switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            object other => Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture),
        };
}
