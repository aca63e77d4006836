using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace PrivateApi.Aws.Credentials;

/// <summary>The credentials that won, and where they are from.</summary>
/// <param name="Credentials">The credentials; they refresh themselves where they can.</param>
/// <param name="Source">Where they are from, in words.</param>
/// <param name="Profile">The profile they are from; null where they are from none.</param>
/// <param name="IsInstance">True when they are those of the machine, so that its Region is meant too.</param>
internal sealed record ResolvedCredentials(AWSCredentials Credentials, string Source, CredentialProfile? Profile = null, bool IsInstance = false);
