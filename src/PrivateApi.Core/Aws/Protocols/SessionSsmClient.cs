using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleSystemsManagement;

namespace PrivateApi.Aws.Protocols;

/// <summary>The SDK's Systems Manager client with the session's pacing and retries.</summary>
internal sealed class SessionSsmClient(AWSCredentials credentials, SessionSsmConfig config)
    : AmazonSimpleSystemsManagementClient(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        ((SessionSsmConfig)Config).Session.AddTo(pipeline, Config);
    }
}
