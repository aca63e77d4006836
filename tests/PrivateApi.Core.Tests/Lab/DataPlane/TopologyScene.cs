namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>What tests/peers/topology.py says of a scene that it built.</summary>
internal sealed record TopologyScene(
    string Account,
    int Number,
    TopologyScene.ApiPart[] Apis,
    string[] Endpoints,
    string? Domain,
    TopologyScene.CallerPart[] Callers
)
{
    internal sealed record ApiPart(string Id, string? Key, string[] Stages, string[] Paths);

    internal sealed record CallerPart(string Vpc, string Subnet, string[] Groups, string? Address);
}
