using System.Net;
using Amazon.Runtime;

namespace PrivateApi.Aws;

/// <summary>One <see cref="HttpClient"/> for all clients of a session, on the network or on a handler given (an in-process lab).</summary>
internal sealed class SessionHttpClients(HttpMessageHandler? given) : HttpClientFactory, IDisposable
{
    private readonly HttpClient _client = given is null
        ? new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        : new HttpClient(given, disposeHandler: false);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();
}
