namespace PrivateApi.Reachability.Addressing;

/// <summary>An endpoint as far as the choice among several depends on it, whether it was read into facts or just now.</summary>
internal readonly record struct EndpointCandidate(string Id, string VpcId, bool PrivateDnsEnabled);
