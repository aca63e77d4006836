using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>Allows an endpoint of this account to reach a private custom domain name, its own or another account's.</summary>
/// <param name="Wire">The association as answers show it.</param>
/// <param name="ReadyAt">When calls start to get through (after a quarter of an hour on AWS).</param>
internal sealed record LabDomainAccessAssociation(JsonObject Wire, DateTimeOffset ReadyAt)
{
    public string Arn => (string)Wire["domainNameAccessAssociationArn"]!;

    /// <summary><see cref="LabDomainName.Arn"/> of the domain name.</summary>
    public string DomainNameArn => (string)Wire["domainNameArn"]!;

    public string VpcEndpointId => (string)Wire["accessAssociationSource"]!;
}
