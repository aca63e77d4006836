using PrivateApi.Aws.Session;
using PrivateApi.Model;

namespace PrivateApi.Resources;

/// <summary>What a scan of accounts and Regions comes upon: an API, or a failure that the others do not share.</summary>
/// <param name="Session">The account and Region; null for all of them.</param>
/// <param name="Name">The name that was looked for.</param>
/// <param name="Api">The API; null for a failure.</param>
/// <param name="Failure">The failure; null for an API.</param>
internal sealed record FleetItem(AwsSession? Session, string Name, Api? Api, Exception? Failure);
