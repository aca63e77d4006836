using Amazon.SecurityToken;
using PrivateApi.Aws.Pipeline;

namespace PrivateApi.Aws.Protocols;

/// <summary>Configuration that carries what the session adds, since a client builds its pipeline before its constructor runs.</summary>
internal sealed class SessionStsConfig(SessionPipeline session) : AmazonSecurityTokenServiceConfig
{
    public SessionPipeline Session => session;
}
