using System.Net;
using Amazon.Runtime;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;

namespace PrivateApi.Aws.Protocols;

/// <summary>One <see cref="HttpClient"/> for all clients of a session.</summary>
/// <param name="connection">With a handler (an in-process lab), or for the network.</param>
internal sealed class SessionHttpClients(AwsConnection connection) : HttpClientFactory, IDisposable
{
    private readonly HttpClient _client = new(
        new BoundedAnswers(connection.Handler ?? Network(), isAws: connection.EndpointUrl is null),
        disposeHandler: connection.Handler is null
    );

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    /// <summary>Configuration of an STS client that gets a role's keys, before there is a session with its own pipeline.</summary>
    public SessionStsConfig ForSts(string? region)
    {
        // It is not known yet whose limits apply; bounds and retries are as in every other call.
        SessionPipeline pipeline = new(connection.Pacer, () => null, _ => { }, _ => ValueTask.FromResult(string.Empty))
        {
            CallLimit = connection.CallLimit,
            Jitter = connection.Jitter,
        };
        SessionStsConfig config = new(pipeline)
        {
            HttpClientFactory = this,
            RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region),
        };
        if (connection.ServiceUrl is { } url)
        {
            config.ServiceURL = url;
            config.AuthenticationRegion = region;
        }

        return config;
    }

    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler Network() =>
        new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
}
