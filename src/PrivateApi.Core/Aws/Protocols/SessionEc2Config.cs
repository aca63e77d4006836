using Amazon.EC2;
using PrivateApi.Aws.Pipeline;

namespace PrivateApi.Aws.Protocols;

/// <summary>Configuration that carries what the session adds, since a client builds its pipeline before its constructor runs.</summary>
internal sealed class SessionEc2Config(SessionPipeline session) : AmazonEC2Config
{
    public SessionPipeline Session => session;
}
