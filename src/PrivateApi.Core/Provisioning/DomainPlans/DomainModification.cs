using PrivateApi.Aws.Clients.ApiGateway;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>The call that gives a private custom domain name the requested settings, and what it does in words.</summary>
/// <param name="Name">The name.</param>
/// <param name="Id">Its id.</param>
/// <param name="Operations">What is sent, in one call.</param>
/// <param name="Descriptions">A line for each difference, and lines about what it means.</param>
internal sealed record DomainModification(
    string Name,
    string Id,
    IReadOnlyList<PatchOperation> Operations,
    IReadOnlyList<string> Descriptions
)
{
    /// <summary>True when somebody may call or associate who did not before.</summary>
    public bool Widens { get; init; }

    /// <summary>True when it already is as requested.</summary>
    public bool IsEmpty => Operations.Count == 0;

    /// <summary>The change in words.</summary>
    public string Describe() =>
        string.Join('\n', [$"Change the private custom domain name {Name} ({Id}):", .. Descriptions.Select(line => "  " + line)]);
}
