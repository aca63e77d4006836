using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace PrivateApi.Aws.Credentials;

/// <summary>The credentials that were chosen, and where they come from.</summary>
/// <param name="Credentials">The credentials; they refresh themselves if they can.</param>
/// <param name="Source">Where they come from, in words.</param>
/// <param name="Profile">The profile they come from; null if they do not come from a profile.</param>
/// <param name="IsInstance">True when they are the machine's, so that its Region applies too.</param>
internal sealed record ResolvedCredentials(
    AWSCredentials Credentials,
    string Source,
    CredentialProfile? Profile = null,
    bool IsInstance = false
);
