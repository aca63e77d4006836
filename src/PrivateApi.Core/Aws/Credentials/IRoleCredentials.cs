using PrivateApi.Aws.Session;

namespace PrivateApi.Aws.Credentials;

/// <summary>A role that is assumed over the session's own connection.</summary>
internal interface IRoleCredentials
{
    /// <summary>Says where the role is assumed, and who can be asked for a code.</summary>
    void Use(AwsConnection connection, string region);
}
