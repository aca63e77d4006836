using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace PrivateApi.Aws.Protocols;

/// <summary>
/// A client of a service whose SDK package is not available, on the SDK's own pipeline: signing, retries, clock-skew
/// correction and endpoint override are AWSSDK.Core's.
/// </summary>
internal abstract class ServiceClient(AWSCredentials credentials, ServiceConfig config) : AmazonServiceClient(credentials, config)
{
    // Read from the base class: it builds the pipeline before a derived constructor has run.
    protected override IServiceMetadata ServiceMetadata => ((ServiceConfig)Config).Service;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<ServiceEndpointResolver>(new SignatureV4Handler());
        ((ServiceConfig)Config).Session.AddTo(pipeline, Config);
    }
}
