using System.Net;

namespace PrivateApi.Aws.Protocols;

/// <summary>
/// A success that contains a refusal. Amazon S3 documents such answers ("CopyObject", "Response and special errors"), and proxies and
/// emulators send them for other services. Read as successes, they would be empty lists, and things would be created twice.
/// </summary>
internal static class DisguisedRefusal
{
    private const string TypeHeader = "x-amzn-ErrorType";

    private static readonly string[] Passing = ["Internal", "Unavailable", "ServiceException", "ServiceFailure", "Receiver"];

    /// <summary>The status for a refusal inside a success; null for an answer that is what it says.</summary>
    public static HttpStatusCode? StatusOf(HttpRequestMessage request, HttpResponseMessage response, AnswerFormat form)
    {
        if (response.Headers.TryGetValues(TypeHeader, out IEnumerable<string>? types))
        {
            return Status(string.Concat(types));
        }

        return form.IsXml
            ? form.Root is "ErrorResponse" or "Error" || (form.Root == "Response" && form.HasErrors)
                ? Status(form.Error)
                : null
            : request.Headers.Contains("X-Amz-Target") && form.Error.Length > 0
                ? Status(form.Error)
                : null;
    }

    private static HttpStatusCode Status(string type) =>
        Array.Exists(Passing, part => type.Contains(part, StringComparison.Ordinal))
            ? HttpStatusCode.InternalServerError
            : HttpStatusCode.BadRequest;
}
