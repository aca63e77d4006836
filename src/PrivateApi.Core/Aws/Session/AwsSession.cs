// Over 250 lines: the one place where connection, clients and pipeline come together.
using Amazon;
using Amazon.EC2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Amazon.SimpleSystemsManagement;
using PrivateApi.Aws.Clients.Acm;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.ApiGatewayV2;
using PrivateApi.Aws.Clients.ElasticLoadBalancing;
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Clients.Logs;
using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Clients.Route53Profiles;
using PrivateApi.Aws.Clients.Waf;
using PrivateApi.Aws.Credentials;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Protocols;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Aws.Session;

/// <summary>
/// One resolved connection: Region, partition, credentials and the clients that use them. Lives as long as one command.
/// </summary>
public sealed class AwsSession : IDisposable
{
    private readonly AwsConnection _connection;
    private readonly GuardedCredentials _credentials;
    private readonly RegionEndpoint _region;
    private readonly SessionHttpClients _http;
    private readonly SessionPipeline _pipeline;
    private readonly Lazy<AmazonEC2Client> _ec2;
    private readonly Lazy<AmazonSecurityTokenServiceClient> _sts;
    private readonly Lazy<ApiGatewayClient> _apiGateway;
    private readonly Lazy<ApiGatewayV2Client> _apiGatewayV2;
    private readonly Lazy<LambdaClient> _lambda;
    private readonly Lazy<IamClient> _iam;
    private readonly Lazy<Route53Client> _route53;
    private readonly Lazy<ResolverClient> _resolver;
    private readonly Lazy<Route53ProfilesClient> _profiles;
    private readonly Lazy<AmazonSimpleSystemsManagementClient> _ssm;
    private readonly Lazy<LogsClient> _logs;
    private readonly Lazy<WafClient> _waf;
    private readonly Lazy<ElasticLoadBalancingClient> _elasticLoadBalancing;
    private readonly Lazy<AcmClient> _acm;
    private IReadOnlyList<ProgressEvent> _untold;
    private readonly SemaphoreSlim _askingCaller = new(1, 1);
    private GetCallerIdentityResponse? _caller;

    private AwsSession(
        AwsConnection connection,
        ResolvedCredentials credentials,
        (string Region, string Source, IReadOnlyList<ProgressEvent> ProgressEvents) region
    )
    {
        _connection = connection;
        _credentials = new GuardedCredentials(credentials);
        _region = RegionEndpoint.GetBySystemName(region.Region);
        _untold = region.ProgressEvents;
        RegionSource = region.Source;
        CredentialSource = credentials.Source;
        _http = new SessionHttpClients(connection);
        _pipeline = new SessionPipeline(connection.Pacer, () => ProgressEvents, lag => LabReadLag = lag, WhoAsync)
        {
            SetLabPendingTime = pending => LabPendingTime = pending,
            CallLimit = connection.CallLimit,
            Jitter = connection.Jitter,
        };
        _ec2 = new(() => new SessionEc2Client(_credentials, Configure(new SessionEc2Config(_pipeline))));
        _sts = new(() => new SessionStsClient(_credentials, Configure(new SessionStsConfig(_pipeline))));
        _apiGateway = new(() => new ApiGatewayClient(_credentials, Configure(new ServiceConfig(ApiGatewayClient.Service, _pipeline))));
        _apiGatewayV2 = new(() =>
            new ApiGatewayV2Client(_credentials, Configure(new ServiceConfig(ApiGatewayV2Client.Service, _pipeline)))
        );
        _lambda = new(() => new LambdaClient(_credentials, Configure(new ServiceConfig(LambdaClient.Service, _pipeline))));
        _iam = new(() => new IamClient(_credentials, Configure(new ServiceConfig(IamClient.Service, _pipeline))));
        _route53 = new(() => new Route53Client(_credentials, Configure(new ServiceConfig(Route53Client.Service, _pipeline))));
        _resolver = new(() => new ResolverClient(_credentials, Configure(new ServiceConfig(ResolverClient.Service, _pipeline))));
        _profiles = new(() =>
            new Route53ProfilesClient(_credentials, Configure(new ServiceConfig(Route53ProfilesClient.Service, _pipeline)))
        );
        _ssm = new(() => new SessionSsmClient(_credentials, Configure(new SessionSsmConfig(_pipeline))));
        _logs = new(() => new LogsClient(_credentials, Configure(new ServiceConfig(LogsClient.Service, _pipeline))));
        _waf = new(() => new WafClient(_credentials, Configure(new ServiceConfig(WafClient.Service, _pipeline))));
        _elasticLoadBalancing = new(() =>
            new ElasticLoadBalancingClient(_credentials, Configure(new ServiceConfig(ElasticLoadBalancingClient.Service, _pipeline)))
        );
        _acm = new(() => new AcmClient(_credentials, Configure(new ServiceConfig(AcmClient.Service, _pipeline))));
    }

    /// <summary>Region system name, for instance <c>eu-west-1</c>.</summary>
    public string Region => _region.SystemName;

    /// <summary>Where the Region comes from, for instance <c>profile 'work'</c>.</summary>
    public string RegionSource { get; }

    /// <summary>Where the credentials come from, for instance <c>-AccessKey</c>.</summary>
    public string CredentialSource { get; }

    /// <summary>Partition of the Region: <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</summary>
    public string Partition => _region.PartitionName;

    /// <summary>DNS suffix of the partition, for instance <c>amazonaws.com</c>.</summary>
    public string DnsSuffix => _region.PartitionDnsSuffix;

    /// <summary>True when calls stay on this machine: the lab, moto, LocalStack. There nothing takes minutes.</summary>
    internal bool IsLocal => _connection.Handler is not null || _connection.EndpointUrl is { IsLoopback: true };

    /// <summary>The clock that calls are paced by.</summary>
    internal TimeProvider Clock => _connection.Pacer.Clock;

    /// <summary>How long another run may take in the lab.</summary>
    internal TimeSpan LabWindow => _connection.LabWindow;

    /// <summary>How far the lab's reads lag behind its changes; null before its first answer, and for anything other than a lab.</summary>
    internal TimeSpan? LabReadLag { get; private set; }

    /// <summary>How long the lab's changes of state take, as its answers say; null for AWS and before the first answer.</summary>
    internal TimeSpan? LabPendingTime { get; private set; }

    /// <summary>True when the connection is this session's lab.</summary>
    internal bool IsLab => _connection.IsLab;

    /// <summary>The endpoint that replaces AWS; null for AWS itself.</summary>
    internal Uri? EndpointUrl => _connection.EndpointUrl;

    /// <summary>Carries the session's HTTP; the session disposes of it.</summary>
    internal HttpClient Http => _http.CreateHttpClient(null!);

    /// <summary>The EC2 client.</summary>
    internal IAmazonEC2 Ec2 => _ec2.Value;

    /// <summary>The STS client.</summary>
    internal IAmazonSecurityTokenService Sts => _sts.Value;

    /// <summary>The API Gateway client.</summary>
    internal ApiGatewayClient ApiGateway => _apiGateway.Value;

    /// <summary>The client for HTTP and WebSocket APIs, VPC links V2 and routing rules.</summary>
    internal ApiGatewayV2Client ApiGatewayV2 => _apiGatewayV2.Value;

    /// <summary>The Lambda client.</summary>
    internal LambdaClient Lambda => _lambda.Value;

    /// <summary>The IAM client.</summary>
    internal IamClient Iam => _iam.Value;

    /// <summary>The Route 53 client.</summary>
    internal Route53Client Route53 => _route53.Value;

    /// <summary>The Route 53 Resolver client.</summary>
    internal ResolverClient Resolver => _resolver.Value;

    /// <summary>The Route 53 Profiles client.</summary>
    internal Route53ProfilesClient Route53Profiles => _profiles.Value;

    /// <summary>The Systems Manager client.</summary>
    internal IAmazonSimpleSystemsManagement Ssm => _ssm.Value;

    /// <summary>The CloudWatch Logs client.</summary>
    internal LogsClient Logs => _logs.Value;

    /// <summary>The AWS WAF client.</summary>
    internal WafClient Waf => _waf.Value;

    /// <summary>The Elastic Load Balancing client.</summary>
    internal ElasticLoadBalancingClient ElasticLoadBalancing => _elasticLoadBalancing.Value;

    /// <summary>The Certificate Manager client.</summary>
    internal AcmClient Acm => _acm.Value;

    /// <summary>
    /// Receives what the session reports while calls are in progress (waits for a service's limits), and at once what
    /// there was to report about how the connection was found; null for nobody.
    /// </summary>
    internal IProgress<ProgressEvent>? ProgressEvents
    {
        get;
        set
        {
            field = value;
            if (value is not null)
            {
                foreach (ProgressEvent told in Interlocked.Exchange(ref _untold, []))
                {
                    value.Report(told);
                }
            }
        }
    }

    /// <summary>
    /// Resolves credentials and Region in AWS Tools' order. Keys are fetched here, so that an MFA code is asked for on
    /// the caller's thread and an expired sign-in is found before anything starts.
    /// </summary>
    /// <param name="connection">What the user specified.</param>
    /// <returns>The session.</returns>
    /// <exception cref="PrivateApiException">No Region or no usable credentials.</exception>
    public static AwsSession Open(AwsConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (connection.EndpointUrl is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https")))
        {
            throw ConnectionFault.InvalidEndpointUrl(url);
        }

        // The SDK would write answers, including keys of roles and tokens, into its log. This is the module's own copy of the SDK.
        AWSConfigs.LoggingConfig.LogResponses = ResponseLoggingOption.Never;
        CredentialChain chain = new(connection, connection.Variable, () => MachineRole.Find(connection.Variable));
        ResolvedCredentials credentials = chain.Resolve();
        credentials = connection.Memory?.Recall(credentials, connection.ProfileLocation) ?? credentials;
        RegionChain regions = new(connection, connection.Variable, () => MachineRole.Region(connection.Variable));
        AwsSession session = new(connection, credentials, regions.Resolve(credentials, () => chain.DefaultProfile));
        (credentials.Credentials as IRoleCredentials)?.Use(connection, session.Region);
        try
        {
            session._credentials.GetCredentials();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The account that the credentials belong to, looked up once (STS GetCallerIdentity).</summary>
    /// <param name="stop">Stops the call.</param>
    /// <returns>Twelve digits.</returns>
    public async Task<string> GetAccountIdAsync(CancellationToken stop) => (await GetCallerAsync(stop)).Account;

    /// <summary>The ARN of the user or role that the credentials belong to, looked up once (STS GetCallerIdentity).</summary>
    /// <param name="stop">Stops the call.</param>
    /// <returns>The ARN.</returns>
    public async Task<string> GetCallerArnAsync(CancellationToken stop) => (await GetCallerAsync(stop)).Arn;

    /// <summary>The keys of this connection, to sign a call to an API; they are used for nothing else.</summary>
    internal Task<ImmutableCredentials> GetKeysAsync() => _credentials.GetCredentialsAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(_ec2);
        Dispose(_sts);
        Dispose(_apiGateway);
        Dispose(_apiGatewayV2);
        Dispose(_lambda);
        Dispose(_iam);
        Dispose(_route53);
        Dispose(_resolver);
        Dispose(_profiles);
        Dispose(_ssm);
        Dispose(_logs);
        Dispose(_waf);
        Dispose(_elasticLoadBalancing);
        Dispose(_acm);
        _http.Dispose();
        _askingCaller.Dispose();
    }

    private static void Dispose<T>(Lazy<T> client)
        where T : IDisposable
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }
    }

    // Parallel reads all want the account's id first: one of them asks, and a failure is not kept. STS has no pace (PaceTable), so
    // this call does not ask for the id itself and wait for its own end.
    private async Task<GetCallerIdentityResponse> GetCallerAsync(CancellationToken stop)
    {
        await _askingCaller.WaitAsync(stop);
        try
        {
            return _caller ??= await Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), stop);
        }
        finally
        {
            _askingCaller.Release();
        }
    }

    // Limits are the account's, and the keys of a role change with every session. But an emulator may have no STS,
    // and has no limits that would be worth the call.
    private async ValueTask<string> WhoAsync(IRequestContext context)
    {
        if (_connection.EndpointUrl is null)
        {
            try
            {
                return await GetAccountIdAsync(context.CancellationToken);
            }
            catch (AmazonServiceException)
            {
                // No permission, or the service is down: the key has to do.
            }
        }

        return (await _credentials.GetCredentialsAsync()).AccessKey;
    }

    private T Configure<T>(T config)
        where T : ClientConfig
    {
        config.HttpClientFactory = _http;
        config.RegionEndpoint = _region;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = 10;

        // The SDK would send a create call again over a new connection, although the first may have been carried out.
        config.MaxStaleConnectionRetries = 0;

        if (_connection.ServiceUrl is { } url)
        {
            config.ServiceURL = url;
            config.AuthenticationRegion = Region;
        }

        return config;
    }
}
