namespace PrivateApi.Tests.Lab.RestApis;

/// <summary>
/// Lists one item a page, where the path ends so. A request's limit is the most that a page holds, and position leads to
/// the next one (API Gateway API reference, GetRestApis and GetDeployments).
/// </summary>
internal sealed class ShortPages(HttpMessageHandler inner, string path) : DelegatingHandler(inner)
{
    /// <summary>How many pages were read.</summary>
    public int Read { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath.EndsWith(path, StringComparison.Ordinal))
        {
            Read++;
            request.RequestUri = new Uri(request.RequestUri.AbsoluteUri.Replace("limit=500", "limit=1", StringComparison.Ordinal));
        }

        return base.SendAsync(request, cancellationToken);
    }
}
