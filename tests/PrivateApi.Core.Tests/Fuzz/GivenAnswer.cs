using System.Net;
using System.Net.Http.Headers;

namespace PrivateApi.Tests.Fuzz;

/// <summary>Gives every request the same answer until it is given another, and remembers nothing.</summary>
internal sealed class GivenAnswer : HttpMessageHandler
{
    private HttpStatusCode _status;
    private byte[] _body = [];
    private MediaTypeHeaderValue? _type;

    public void Give(int status, byte[] body, string type) =>
        (_status, _body, _type) = ((HttpStatusCode)status, body, new MediaTypeHeaderValue(type));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = new(_status) { Content = new ByteArrayContent(_body), RequestMessage = request };
        answer.Content.Headers.ContentType = _type;
        return Task.FromResult(answer);
    }
}
