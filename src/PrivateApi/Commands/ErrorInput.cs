using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using PrivateApi.Arguments;
using PrivateApi.Model;

namespace PrivateApi.Commands;

/// <summary>What people pipe in when something failed, as text.</summary>
internal static class ErrorInput
{
    /// <summary>The items of a list; anything else as the only one.</summary>
    public static IEnumerable<object?> Each(object? input) =>
        JsonArgument.Unwrap(input) is IList list and not Array { Rank: > 1 } ? list.Cast<object?>() : [input];

    /// <summary>
    /// The line of text that the item is; null for an object of its own. What a program writes to its error stream is text.
    /// </summary>
    public static string? Line(object? item) =>
        JsonArgument.Unwrap(item) switch
        {
            null => string.Empty,
            string text => text,
            ErrorRecord native when native.FullyQualifiedErrorId.StartsWith("NativeCommandError", StringComparison.Ordinal) => native
                .Exception
                .Message,
            _ => null,
        };

    /// <summary>The result of a call that the item is or contains; null for none.</summary>
    public static CallResult? Result(object? item) =>
        JsonArgument.Unwrap(item) switch
        {
            CallResult result => result,
            TestResult { Live: { } live } => live,
            _ => null,
        };

    /// <summary>The text of any other object.</summary>
    public static string Text(object? item) =>
        JsonArgument.Unwrap(item) switch
        {
            ErrorRecord record => Of(record),
            Exception exception => Of(exception),
            PSObject or IDictionary => JsonArgument.From(item)!.ToJsonString(),
            var other => other?.ToString() ?? string.Empty,
        };

    private static string Of(ErrorRecord record)
    {
        StringBuilder text = new();
        if (JsonArgument.Unwrap(record.TargetObject) is HttpRequestMessage { RequestUri: { } address })
        {
            text.AppendLine(address.OriginalString);
        }

        text.AppendLine(Of(record.Exception));
        return text.Append(record.ErrorDetails?.Message).ToString();
    }

    private static string Of(Exception exception)
    {
        StringBuilder text = new();
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{e.GetType().Name}: {e.Message}");
        }

        // PowerShell's HttpResponseException is not in the assemblies that a module compiles against.
        if (PSObject.AsPSObject(exception).Properties["Response"]?.Value is HttpResponseMessage answer)
        {
            text.AppendLine(answer.RequestMessage?.RequestUri?.OriginalString);
            text.AppendLine(CultureInfo.InvariantCulture, $"HTTP/1.1 {(int)answer.StatusCode}");
            foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {string.Join(", ", values)}");
            }
        }

        return text.ToString();
    }
}
