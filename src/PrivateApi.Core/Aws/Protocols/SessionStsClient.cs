using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SecurityToken;

namespace PrivateApi.Aws.Protocols;

/// <summary>The SDK's STS client with the session's pacing and retries.</summary>
internal sealed class SessionStsClient(AWSCredentials credentials, SessionStsConfig config)
    : AmazonSecurityTokenServiceClient(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        ((SessionStsConfig)Config).Session.AddTo(pipeline, Config);
    }
}
