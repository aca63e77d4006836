using Amazon.EC2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace PrivateApi.Aws.Protocols;

/// <summary>The SDK's EC2 client with the session's pacing and retries.</summary>
internal sealed class SessionEc2Client(AWSCredentials credentials, SessionEc2Config config) : AmazonEC2Client(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        ((SessionEc2Config)Config).Session.AddTo(pipeline, Config);
    }
}
