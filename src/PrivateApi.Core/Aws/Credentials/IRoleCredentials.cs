using PrivateApi.Aws.Session;

namespace PrivateApi.Aws.Credentials;

/// <summary>A role that is assumed over the session's own connection.</summary>
internal interface IRoleCredentials
{
    /// <summary>Says where the role is assumed, and who is asked for a code now.</summary>
    void Use(AwsConnection connection, string region);
}
