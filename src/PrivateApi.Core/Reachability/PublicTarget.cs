using PrivateApi.Facts;

namespace PrivateApi.Reachability;

/// <summary>
/// The public API that a call means. Only REST APIs can be private (API Gateway guide, "Choose between REST APIs and HTTP APIs").
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is, with the article: <c>a REGIONAL REST API</c>.</param>
/// <param name="CanBePrivate">False for HTTP and WebSocket APIs.</param>
internal sealed record PublicTarget(string Id, string Name, string Kind, bool CanBePrivate)
{
    /// <summary>The API of a call if it is public; null for a private one, and for one that is not known.</summary>
    public static PublicTarget? Find(AccountSnapshot snapshot, PathCall call, ApiFact? api) =>
        api is { IsPrivate: true } ? null
        : api is not null
            ? new(api.Id, api.Name, $"{(api.EndpointType == "EDGE" ? "an" : "a")} {api.EndpointType} REST API", CanBePrivate: true)
        : snapshot.V2Apis.FirstOrDefault(item => item.Id == call.RestApiId) is { } found
            ? new(found.Id, found.Name, found.ProtocolType == "WEBSOCKET" ? "a WebSocket API" : "an HTTP API", CanBePrivate: false)
        : null;

    public override string ToString() => $"{Id} ({Name}) is {Kind}";
}
