using PrivateApi.Aws.Session;
using PrivateApi.Model;

namespace PrivateApi.Commands;

/// <summary>An account and Region of a scan.</summary>
/// <param name="Session">The connection.</param>
/// <param name="Label">What to call it in errors and progress.</param>
/// <param name="Origin">The profile; null for the connection of the session.</param>
internal sealed record ApiTarget(AwsSession Session, string Label, ApiOrigin? Origin);
