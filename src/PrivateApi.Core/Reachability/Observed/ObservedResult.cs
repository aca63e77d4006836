using System.Globalization;
using System.Text;
using PrivateApi.Model;

namespace PrivateApi.Reachability.Observed;

/// <summary>A call's result as the text that a client would have shown of it.</summary>
internal static class ObservedResult
{
    public static string TextOf(CallResult result)
    {
        StringBuilder text = new();
        text.AppendLine(result.Url);
        if (result.ResolvedAddress is { } address)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Trying {address}...");
        }

        if (result.StatusCode is { } status)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}");
            foreach ((string name, string value) in result.Headers)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {value}");
            }

            return text.AppendLine().Append(result.Content).ToString();
        }

        return text.AppendLine(result.Failure.ToString()).Append(result.FailureMessage).ToString();
    }
}
