using Amazon.EC2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using PrivateApi.Aws.ApiGateway;
using PrivateApi.Aws.Iam;
using PrivateApi.Aws.Lambda;

namespace PrivateApi.Aws;

/// <summary>
/// One resolved connection: Region, partition, credentials and the clients on them. Lives as long as one command.
/// </summary>
public sealed class AwsSession : IDisposable
{
    private readonly AWSCredentials _credentials;
    private readonly AwsConnection _connection;
    private readonly Lazy<AmazonEC2Client> _ec2;
    private readonly Lazy<AmazonSecurityTokenServiceClient> _sts;
    private readonly Lazy<ApiGatewayClient> _apiGateway;
    private readonly Lazy<LambdaClient> _lambda;
    private readonly Lazy<IamClient> _iam;
    private readonly SessionHttpClients _http;
    private string? _accountId;

    private AwsSession(AwsConnection connection, AWSCredentials credentials, string region)
    {
        _connection = connection;
        _credentials = credentials;
        Region = region;
        _ec2 = new(() => new AmazonEC2Client(_credentials, Configure(new AmazonEC2Config())));
        _http = new SessionHttpClients(connection.Handler);
        _apiGateway = new(() => new ApiGatewayClient(_credentials, Configure(new ServiceConfig(ApiGatewayClient.Service))));
        _lambda = new(() => new LambdaClient(_credentials, Configure(new ServiceConfig(LambdaClient.Service))));
        _iam = new(() => new IamClient(_credentials, Configure(new ServiceConfig(IamClient.Service))));
        _sts = new(() => new AmazonSecurityTokenServiceClient(_credentials, Configure(new AmazonSecurityTokenServiceConfig())));
    }

    /// <summary>Region system name, for instance <c>eu-west-1</c>.</summary>
    public string Region { get; }

    /// <summary>Partition of the Region: <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</summary>
    public string Partition => Amazon.RegionEndpoint.GetBySystemName(Region).PartitionName;

    /// <summary>DNS suffix of the partition, for instance <c>amazonaws.com</c>.</summary>
    public string DnsSuffix => Amazon.RegionEndpoint.GetBySystemName(Region).PartitionDnsSuffix;

    /// <summary>True when calls stay on this machine: the lab, moto, LocalStack. Nothing takes minutes there.</summary>
    internal bool IsLocal => _connection.Handler is not null || _connection.EndpointUrl is { IsLoopback: true };

    /// <summary>The EC2 client.</summary>
    internal IAmazonEC2 Ec2 => _ec2.Value;

    /// <summary>The STS client.</summary>
    internal IAmazonSecurityTokenService Sts => _sts.Value;

    /// <summary>The API Gateway client.</summary>
    internal ApiGatewayClient ApiGateway => _apiGateway.Value;

    /// <summary>The Lambda client.</summary>
    internal LambdaClient Lambda => _lambda.Value;

    /// <summary>The IAM client.</summary>
    internal IamClient Iam => _iam.Value;

    /// <summary>Gets what the session has to say while calls are under way (waits for the pace of a service); null for nobody.</summary>
    internal IProgress<Notice>? Notices { get; set; }

    /// <summary>Resolves credentials and Region in AWS Tools' order.</summary>
    /// <param name="connection">What the user said.</param>
    /// <returns>The session.</returns>
    /// <exception cref="PrivateApiException">No Region or no usable credentials.</exception>
    public static AwsSession Open(AwsConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        string region = connection.Region ?? connection.StoredRegion
            ?? throw new PrivateApiException("NoRegion", FaultKind.NoConnection, "No Region is known. Name one with -Region, or try things offline with Start-PrivateApiLab.");
        AWSCredentials credentials = new BasicAWSCredentials(connection.AccessKey ?? "lab", connection.SecretKey ?? "lab");
        return new AwsSession(connection, credentials, region);
    }

    /// <summary>The account that the credentials belong to, asked once (STS GetCallerIdentity).</summary>
    /// <param name="stop">Stops the call.</param>
    /// <returns>Twelve digits.</returns>
    public async Task<string> GetAccountIdAsync(CancellationToken stop) =>
        _accountId ??= (await Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), stop).ConfigureAwait(false)).Account;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(_ec2);
        Dispose(_sts);
        Dispose(_apiGateway);
        Dispose(_lambda);
        Dispose(_iam);
        _http.Dispose();
    }

    private static void Dispose<T>(Lazy<T> client)
        where T : IDisposable
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }
    }

    private T Configure<T>(T config)
        where T : ClientConfig
    {
        config.HttpClientFactory = _http;
        config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(Region);
        if (_connection.EndpointUrl is { } url)
        {
            config.ServiceURL = url.AbsoluteUri;
            config.AuthenticationRegion = Region;
        }

        return config;
    }
}
