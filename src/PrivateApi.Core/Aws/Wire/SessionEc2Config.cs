using Amazon.EC2;

namespace PrivateApi.Aws;

/// <summary>Configuration that carries what the session adds, since a client builds its pipeline before its constructor runs.</summary>
internal sealed class SessionEc2Config(SessionPipeline session) : AmazonEC2Config
{
    public SessionPipeline Session => session;
}
