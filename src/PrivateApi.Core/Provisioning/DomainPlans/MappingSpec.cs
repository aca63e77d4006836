namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>A base path that a private custom domain name is to have.</summary>
/// <param name="BasePath">The path; empty for the root.</param>
/// <param name="RestApiId">The API.</param>
/// <param name="StageName">The stage; null for the only one.</param>
internal sealed record MappingSpec(string BasePath, string RestApiId, string? StageName)
{
    /// <summary>The path as API Gateway writes it.</summary>
    public string Key => BasePath.Length == 0 ? DomainWrites.Root : BasePath;
}
