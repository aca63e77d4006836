using System.Net;
using System.Text;

namespace PrivateApi.Tests.Aws.Doubles;

/// <summary>Stands between a session and the lab, and words one kind of answer as AWS may word it and the lab does not.</summary>
/// <param name="inner">The lab.</param>
/// <param name="call">Method and path of the call, then a space and the start of its body: <c>POST / Action=DescribeVpcs</c>. A
/// part of that is enough.</param>
/// <param name="edit">The answer as it shall be.</param>
/// <param name="status">Its status; null for the lab's, which is then asked.</param>
internal sealed class EditedAnswers(HttpMessageHandler inner, string call, Func<string, string> edit, HttpStatusCode? status = null)
    : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        string target = request.Headers.TryGetValues("X-Amz-Target", out IEnumerable<string>? targets) ? targets.First() : string.Empty;
        if (!$"{request.Method} {request.RequestUri!.AbsolutePath} {target}{body}".Contains(call, StringComparison.Ordinal))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        if (status is { } code)
        {
            return new HttpResponseMessage(code) { Content = new StringContent(edit(string.Empty), Encoding.UTF8, "application/json") };
        }

        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
        string type = answer.Content.Headers.ContentType?.MediaType ?? "application/json";
        answer.Content = new StringContent(edit(await answer.Content.ReadAsStringAsync(cancellationToken)), Encoding.UTF8, type);
        return answer;
    }
}
