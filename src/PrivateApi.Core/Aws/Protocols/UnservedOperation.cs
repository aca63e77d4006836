using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;

namespace PrivateApi.Aws.Protocols;

/// <summary>
/// An emulator that has no such operation, or not in this form, answers with the page of its web server: 404, or 500 after its own
/// exception. AWS's own servers answer in the form of the service, so no further try would help.
/// </summary>
internal static class UnservedOperation
{
    private const string Code = "OperationNotServed";

    /// <summary>True for such a page. A proxy's pages (502 to 504) are not: AWS may answer the next try.</summary>
    public static bool IsPage(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType == "text/html" && (int)response.StatusCode is 404 or 405 or 500 or 501;

    /// <summary>The refusal in words, in the form that the service's reader expects.</summary>
    public static async Task<HttpContent> RefusalAsync(HttpRequestMessage request, HttpResponseMessage response)
    {
        string form = request.Content is { Headers.ContentType.MediaType: "application/x-www-form-urlencoded" } query
            ? await query.ReadAsStringAsync(CancellationToken.None)
            : string.Empty;
        string operation = Value(form, "Action");
        bool isXml = operation.Length > 0 || request.RequestUri?.AbsolutePath.StartsWith("/2013-04-01/", StringComparison.Ordinal) == true;
        operation =
            operation.Length > 0 ? operation
            : request.Headers.TryGetValues("X-Amz-Target", out IEnumerable<string>? targets) ? string.Concat(targets).Split('.')[^1]
            : $"{request.Method} {request.RequestUri?.AbsolutePath}";
        string message = string.Create(
            CultureInfo.InvariantCulture,
            $"{request.RequestUri?.GetLeftPart(UriPartial.Authority)} does not serve {operation}, or not in this form: it answered with "
                + $"a web page (status {(int)response.StatusCode}), which AWS does not do. Use AWS, or the lab of Start-PrivateApiLab."
        );
        return isXml ? Xml(Value(form, "Version") == "2016-11-15", message) : Json(message);
    }

    // EC2 has a form of its own ("Error codes for the Amazon EC2 API", "Example error response").
    private static StringContent Xml(bool isEc2, string message)
    {
        XElement error = new("Error", new XElement("Code", Code), new XElement("Message", message));
        XElement answer = isEc2 ? new XElement("Response", new XElement("Errors", error)) : new XElement("ErrorResponse", error);
        return new StringContent(answer.ToString(), MediaTypeHeaderValue.Parse("text/xml"));
    }

    private static StringContent Json(string message) =>
        new(
            JsonSerializer.Serialize(new Dictionary<string, string> { ["__type"] = Code, ["message"] = message }),
            MediaTypeHeaderValue.Parse("application/json")
        );

    private static string Value(string form, string name) =>
        form.Split('&').FirstOrDefault(pair => pair.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? string.Empty;
}
