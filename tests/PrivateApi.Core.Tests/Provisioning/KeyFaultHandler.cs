using System.Net;

namespace PrivateApi.Tests.Provisioning;

/// <summary>Stands between a session and the lab, and spoils the first call that it is told to.</summary>
internal sealed class KeyFaultHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>The call to spoil, as <c>POST /apikeys</c>; null for none.</summary>
    public string? Call { get; set; }

    /// <summary>True to carry it out and lose the answer; false to refuse it.</summary>
    public bool LosesAnswer { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string call = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        if (Call is null || !call.StartsWith(Call, StringComparison.Ordinal))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        Call = null;
        if (LosesAnswer)
        {
            using (await base.SendAsync(request, cancellationToken))
            {
                throw new HttpRequestException("The connection was reset.", new IOException("reset by peer"));
            }
        }

        HttpResponseMessage refusal = new(HttpStatusCode.Forbidden)
        {
            Content = new StringContent("""{"message":"User is not authorized"}"""),
        };
        refusal.Headers.Add("x-amzn-ErrorType", "AccessDeniedException");
        return refusal;
    }
}
