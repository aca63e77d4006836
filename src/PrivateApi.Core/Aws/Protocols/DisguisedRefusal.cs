using System.Net;

namespace PrivateApi.Aws.Protocols;

/// <summary>
/// A success that holds a refusal. Amazon S3 documents such answers ("CopyObject", "Response and special errors"), and proxies and
/// emulators give them for others; read as the success that they say they are, they would be empty lists, and things made twice.
/// </summary>
internal static class DisguisedRefusal
{
    private const string TypeHeader = "x-amzn-ErrorType";

    private static readonly string[] Passing = ["Internal", "Unavailable", "ServiceException", "ServiceFailure", "Receiver"];

    /// <summary>The status that fits what a success holds; null for an answer that is what it says.</summary>
    public static HttpStatusCode? StatusOf(HttpRequestMessage request, HttpResponseMessage response, AnswerForm form)
    {
        if (response.Headers.TryGetValues(TypeHeader, out IEnumerable<string>? types))
        {
            return Status(string.Concat(types));
        }

        return form.IsXml
            ? form.Root is "ErrorResponse" or "Error" || (form.Root == "Response" && form.HasErrors) ? Status(form.Error) : null
            : request.Headers.Contains("X-Amz-Target") && form.Error.Length > 0 ? Status(form.Error) : null;
    }

    private static HttpStatusCode Status(string type) =>
        Array.Exists(Passing, part => type.Contains(part, StringComparison.Ordinal)) ? HttpStatusCode.InternalServerError : HttpStatusCode.BadRequest;
}
