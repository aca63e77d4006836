using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using PrivateApi.Aws.Pipeline;

namespace PrivateApi.Aws.Protocols;

/// <summary>Configuration of one of our own clients.</summary>
internal sealed class ServiceConfig : ClientConfig
{
    // One set of defaults whatever AWS_DEFAULTS_MODE says: the session sets time-outs and retries.
    private static readonly DefaultConfigurationProvider Defaults = new(
        Enum.GetValues<DefaultConfigurationMode>()
            .Select(mode => new DefaultConfiguration { Name = mode, RetryMode = RequestRetryMode.Standard })
    );

    public ServiceConfig(ServiceDefinition service, SessionPipeline session)
        : base(Defaults)
    {
        Session = session;
        Service = service;
        ServiceId = service.ServiceId;
        AuthenticationServiceName = service.SigningName;
        EndpointProvider = new ServiceEndpointProvider(service);
    }

    public ServiceDefinition Service { get; }

    public SessionPipeline Session { get; }

    public override string ServiceVersion => Service.ApiVersion;

    public override string RegionEndpointServiceName => Service.EndpointPrefix;

    public override string UserAgent { get; } =
        InternalSDKUtils.BuildUserAgentString("PrivateApi", typeof(ServiceConfig).Assembly.GetName().Version!.ToString(3));

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpointResolver.Parameters(this));
}
