using System.Text.Json.Serialization;
using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of CreateDomainName.</summary>
internal sealed class CreateDomainNameRequest : RestRequest
{
    public required string DomainName { get; set; }

    /// <summary>The certificate of a private name.</summary>
    public string? CertificateArn { get; set; }

    public EndpointConfiguration? EndpointConfiguration { get; set; }

    /// <summary>Who may call a private name, JSON text.</summary>
    public string? Policy { get; set; }

    public string? RoutingMode { get; set; }

    public string? SecurityPolicy { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    internal override void Write(RestWire wire) => wire.Post("/domainnames").Json(this, ApiGatewayBodies.Default.CreateDomainNameRequest);
}

/// <summary>Answer of CreateDomainName.</summary>
internal sealed class CreateDomainNameResponse : DomainName;

/// <summary>Request of DeleteDomainName. Without an id it is the public domain name of that name.</summary>
internal sealed class DeleteDomainNameRequest : RestRequest
{
    public required string DomainName { get; set; }

    public string? DomainNameId { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Delete("/domainnames/{domain_name}").Path("domain_name", DomainName).Query("domainNameId", DomainNameId);
}

/// <summary>Answer of DeleteDomainName.</summary>
internal sealed class DeleteDomainNameResponse : AmazonWebServiceResponse;

/// <summary>Request of UpdateDomainName.</summary>
internal sealed class UpdateDomainNameRequest : RestRequest
{
    [JsonIgnore]
    public required string DomainName { get; set; }

    /// <summary>Null for a public name.</summary>
    [JsonIgnore]
    public string? DomainNameId { get; set; }

    public List<PatchOperation>? PatchOperations { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Patch("/domainnames/{domain_name}")
            .Path("domain_name", DomainName)
            .Query("domainNameId", DomainNameId)
            .Json(this, ApiGatewayBodies.Default.UpdateDomainNameRequest);
}

/// <summary>Answer of UpdateDomainName.</summary>
internal sealed class UpdateDomainNameResponse : DomainName;

/// <summary>Request of CreateDomainNameAccessAssociation.</summary>
internal sealed class CreateDomainNameAccessAssociationRequest : RestRequest
{
    public required string DomainNameArn { get; set; }

    /// <summary><c>VPCE</c>, the one type there is.</summary>
    public required string AccessAssociationSourceType { get; set; }

    /// <summary>The endpoint's id.</summary>
    public required string AccessAssociationSource { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/domainnameaccessassociations").Json(this, ApiGatewayBodies.Default.CreateDomainNameAccessAssociationRequest);
}

/// <summary>Answer of CreateDomainNameAccessAssociation.</summary>
internal sealed class CreateDomainNameAccessAssociationResponse : AmazonWebServiceResponse
{
    public string? DomainNameAccessAssociationArn { get; set; }
}

/// <summary>Request of DeleteDomainNameAccessAssociation.</summary>
internal sealed class DeleteDomainNameAccessAssociationRequest : RestRequest
{
    public required string DomainNameAccessAssociationArn { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Delete("/domainnameaccessassociations/{domain_name_access_association_arn}")
            .Path("domain_name_access_association_arn", DomainNameAccessAssociationArn);
}

/// <summary>Answer of DeleteDomainNameAccessAssociation.</summary>
internal sealed class DeleteDomainNameAccessAssociationResponse : AmazonWebServiceResponse;

/// <summary>Request of RejectDomainNameAccessAssociation.</summary>
internal sealed class RejectDomainNameAccessAssociationRequest : RestRequest
{
    public required string DomainNameAccessAssociationArn { get; set; }

    public required string DomainNameArn { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/rejectdomainnameaccessassociations")
            .Query("domainNameAccessAssociationArn", DomainNameAccessAssociationArn)
            .Query("domainNameArn", DomainNameArn);
}

/// <summary>Answer of RejectDomainNameAccessAssociation.</summary>
internal sealed class RejectDomainNameAccessAssociationResponse : AmazonWebServiceResponse;

/// <summary>Request of CreateBasePathMapping.</summary>
internal sealed class CreateBasePathMappingRequest : RestRequest
{
    [JsonIgnore]
    public required string DomainName { get; set; }

    /// <summary>Null for a public name.</summary>
    [JsonIgnore]
    public string? DomainNameId { get; set; }

    /// <summary>Null or <c>(none)</c> for the root.</summary>
    public string? BasePath { get; set; }

    public required string RestApiId { get; set; }

    /// <summary>Null where the caller names the stage in the path.</summary>
    public string? Stage { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/domainnames/{domain_name}/basepathmappings")
            .Path("domain_name", DomainName)
            .Query("domainNameId", DomainNameId)
            .Json(this, ApiGatewayBodies.Default.CreateBasePathMappingRequest);
}

/// <summary>Answer of CreateBasePathMapping.</summary>
internal sealed class CreateBasePathMappingResponse : AmazonWebServiceResponse
{
    /// <summary><c>(none)</c> for the root.</summary>
    public string? BasePath { get; set; }
}

/// <summary>Request of DeleteBasePathMapping.</summary>
internal sealed class DeleteBasePathMappingRequest : RestRequest
{
    public required string DomainName { get; set; }

    /// <summary>Null for a public name.</summary>
    public string? DomainNameId { get; set; }

    /// <summary><c>(none)</c> for the root.</summary>
    public required string BasePath { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Delete("/domainnames/{domain_name}/basepathmappings/{base_path}")
            .Path("domain_name", DomainName)
            .Path("base_path", BasePath)
            .Query("domainNameId", DomainNameId);
}

/// <summary>Answer of DeleteBasePathMapping.</summary>
internal sealed class DeleteBasePathMappingResponse : AmazonWebServiceResponse;
