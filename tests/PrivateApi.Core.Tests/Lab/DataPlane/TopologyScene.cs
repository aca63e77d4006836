namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>What tests/peers/topology.py says of a scene that it built.</summary>
/// <param name="Account">The account that it is in.</param>
/// <param name="Number">Its number.</param>
/// <param name="Apis">Its APIs, with what can be asked of them.</param>
/// <param name="Endpoints">Its endpoints.</param>
/// <param name="Domain">Its private custom domain name; null for none.</param>
/// <param name="PublicDomain">Its public custom domain name; null for none.</param>
/// <param name="Fronts">Load balancers in front of endpoints, and the names that lead to them.</param>
/// <param name="Signers">Users who have policies of their own.</param>
/// <param name="Callers">Who calls.</param>
internal sealed record TopologyScene(
    string Account,
    int Number,
    TopologyScene.ApiPart[] Apis,
    string[] Endpoints,
    string? Domain,
    string? PublicDomain,
    TopologyScene.FrontPart[] Fronts,
    TopologyScene.SignerPart[] Signers,
    TopologyScene.CallerPart[] Callers
)
{
    /// <summary>A REST API; a second one is of apigatewayv2, and public.</summary>
    internal sealed record ApiPart(string Id, string[] Keys, string[] Stages, string[] Paths, bool Second);

    internal sealed record FrontPart(string Name, string DnsName, string Arn);

    internal sealed record SignerPart(string Arn, string Key);

    internal sealed record CallerPart(string Vpc, string Subnet, string[] Groups, string? Address);
}
