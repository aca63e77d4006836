using Amazon.EC2;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;
using PrivateApi.Aws.Pipeline;

namespace PrivateApi.Aws.Protocols;

/// <summary>Configuration that carries what the session adds, because a client builds its pipeline before its constructor runs.</summary>
internal sealed class SessionEc2Config(SessionPipeline session) : AmazonEC2Config
{
    public SessionPipeline Session => session;
}

/// <summary>Configuration that carries what the session adds, because a client builds its pipeline before its constructor runs.</summary>
internal sealed class SessionSsmConfig(SessionPipeline session) : AmazonSimpleSystemsManagementConfig
{
    public SessionPipeline Session => session;
}

/// <summary>Configuration that carries what the session adds, because a client builds its pipeline before its constructor runs.</summary>
internal sealed class SessionStsConfig(SessionPipeline session) : AmazonSecurityTokenServiceConfig
{
    public SessionPipeline Session => session;
}
