using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PrivateApi.Errors;
using PrivateApi.Model;

namespace PrivateApi.Arguments;

/// <summary>Reads <c>-MethodThrottle @{ 'GET /pets' = @{ RateLimit = 5; BurstLimit = 10 } }</c>.</summary>
internal static class MethodThrottleArgument
{
    private const string Example = "@{ 'GET /pets' = @{ RateLimit = 5; BurstLimit = 10 } }";

    /// <summary>The limits by method; null for none given.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidUsageLimit</c>.</exception>
    public static IReadOnlyList<MethodThrottle>? Read(Hashtable? table) =>
        table is null
            ? null
            :
            [
                .. table
                    .Cast<DictionaryEntry>()
                    .Select(entry => Read(entry.Key.ToString()!, JsonArgument.Unwrap(entry.Value)))
                    .OrderBy(method => method.Path, StringComparer.Ordinal)
                    .ThenBy(method => method.Method, StringComparer.Ordinal),
            ];

    /// <summary>Methods without limits, each written as <c>GET /pets</c>.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidUsageLimit</c>.</exception>
    public static IReadOnlyList<MethodThrottle> ReadNames(IEnumerable<string> names) =>
        [
            .. names.Select(name =>
                Named(name)
                ?? throw new PrivateApiException(
                    "InvalidUsageLimit",
                    FaultKind.InvalidArgument,
                    $"'{name}' is not a method. Write it as its verb and path, for instance 'GET /pets'.",
                    name
                )
            ),
        ];

    private static MethodThrottle? Named(string name) =>
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var method, ['/', ..] and var path]
            ? new MethodThrottle
            {
                Method = method.ToUpperInvariant(),
                Path = path,
                RateLimit = null,
                BurstLimit = null,
            }
            : null;

    private static MethodThrottle Read(string name, object? limits)
    {
        if (Named(name) is not { } method || limits is not IDictionary values || values.Count != 2)
        {
            throw Invalid(name);
        }

        return method with
        {
            RateLimit = Number<double>(name, values, "RateLimit"),
            BurstLimit = Number<int>(name, values, "BurstLimit"),
        };
    }

    private static T Number<T>(string name, IDictionary values, string member)
        where T : struct, IComparable
    {
        object? found = values.Cast<DictionaryEntry>().FirstOrDefault(entry => Is(entry.Key, member)).Value;
        // PowerShell converts an empty text to 0, which stops every call.
        return
            !string.IsNullOrWhiteSpace(LanguagePrimitives.ConvertTo<string>(found))
            && LanguagePrimitives.TryConvertTo(found, CultureInfo.InvariantCulture, out T number)
            && number.CompareTo(default(T)) >= 0
            ? number
            : throw Invalid(name);
    }

    private static bool Is(object key, string member) => string.Equals(key.ToString(), member, StringComparison.OrdinalIgnoreCase);

    private static PrivateApiException Invalid(string name) =>
        new(
            "InvalidUsageLimit",
            FaultKind.InvalidArgument,
            $"-MethodThrottle '{name}' is not a method with its limits. Write for instance {Example}.",
            name
        );
}
