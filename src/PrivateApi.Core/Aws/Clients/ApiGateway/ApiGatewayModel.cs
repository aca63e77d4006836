// Over 250 lines: the wire types of one service, as its API reference lists them.
using System.Text.Json.Serialization;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Where and how a stage logs calls.</summary>
internal sealed class AccessLogSettings
{
    public string? Format { get; set; }

    public string? DestinationArn { get; set; }
}

/// <summary>An authorizer of an API.</summary>
internal class Authorizer : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public string Type { get; set; } = string.Empty;

    public List<string>? ProviderARNs { get; set; }

    public string? AuthType { get; set; }

    public string? AuthorizerUri { get; set; }

    public string? AuthorizerCredentials { get; set; }

    public string? IdentitySource { get; set; }

    public string? IdentityValidationExpression { get; set; }

    public int? AuthorizerResultTtlInSeconds { get; set; }
}

/// <summary>Which API, and which of its stages, answers under a base path of a domain name.</summary>
internal sealed class BasePathMapping
{
    /// <summary><c>(none)</c> for the root.</summary>
    public string? BasePath { get; set; }

    public string? RestApiId { get; set; }

    /// <summary>Null when the caller names the stage in the path.</summary>
    public string? Stage { get; set; }
}

/// <summary>A stage's canary.</summary>
internal sealed class CanarySettings
{
    public double? PercentTraffic { get; set; }

    public string? DeploymentId { get; set; }

    public Dictionary<string, string>? StageVariableOverrides { get; set; }

    public bool? UseStageCache { get; set; }
}

/// <summary>A snapshot of an API.</summary>
internal class Deployment : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;

    public string? Description { get; set; }

    public DateTime? CreatedDate { get; set; }

    public Dictionary<string, Dictionary<string, MethodSnapshot>>? ApiSummary { get; set; }
}

/// <summary>The canary that a deployment starts.</summary>
internal sealed class DeploymentCanarySettings
{
    public double? PercentTraffic { get; set; }

    public Dictionary<string, string>? StageVariableOverrides { get; set; }

    public bool? UseStageCache { get; set; }
}

/// <summary>A custom domain name; a private one has an id, since its name alone means the public one.</summary>
internal class DomainName : AmazonWebServiceResponse
{
    [JsonPropertyName("domainName")]
    public string Name { get; set; } = string.Empty;

    public string? DomainNameId { get; set; }

    public string? DomainNameArn { get; set; }

    public string? CertificateArn { get; set; }

    public string? RegionalCertificateArn { get; set; }

    public string? RegionalDomainName { get; set; }

    public string? DistributionDomainName { get; set; }

    public EndpointConfiguration? EndpointConfiguration { get; set; }

    public string? DomainNameStatus { get; set; }

    public string? DomainNameStatusMessage { get; set; }

    public string? SecurityPolicy { get; set; }

    public string? EndpointAccessMode { get; set; }

    public string? Policy { get; set; }

    public string? ManagementPolicy { get; set; }

    public string? RoutingMode { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}

/// <summary>What lets a VPC endpoint reach a private custom domain name.</summary>
internal sealed class DomainNameAccessAssociation
{
    public string? DomainNameAccessAssociationArn { get; set; }

    public string? DomainNameArn { get; set; }

    /// <summary><c>VPCE</c>.</summary>
    public string? AccessAssociationSourceType { get; set; }

    /// <summary>The endpoint's id.</summary>
    public string? AccessAssociationSource { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}

/// <summary>An API's endpoint type and the VPC endpoints associated with it.</summary>
internal sealed class EndpointConfiguration
{
    public List<string>? Types { get; set; }

    public string? IpAddressType { get; set; }

    public List<string>? VpcEndpointIds { get; set; }
}

/// <summary>The answer that API Gateway itself gives in one case.</summary>
internal sealed class GatewayResponse
{
    public string? ResponseType { get; set; }

    public string? StatusCode { get; set; }

    public Dictionary<string, string>? ResponseParameters { get; set; }

    public Dictionary<string, string>? ResponseTemplates { get; set; }

    public bool? DefaultResponse { get; set; }
}

/// <summary>What stands behind a method.</summary>
internal sealed class Integration
{
    public string Type { get; set; } = string.Empty;

    public string? HttpMethod { get; set; }

    public string? Uri { get; set; }

    public string? ConnectionType { get; set; }

    public string? ConnectionId { get; set; }

    public string? Credentials { get; set; }

    public Dictionary<string, string>? RequestParameters { get; set; }

    public Dictionary<string, string>? RequestTemplates { get; set; }

    public string? PassthroughBehavior { get; set; }

    public string? ContentHandling { get; set; }

    public int? TimeoutInMillis { get; set; }

    public string? CacheNamespace { get; set; }

    public List<string>? CacheKeyParameters { get; set; }

    public Dictionary<string, IntegrationResponse>? IntegrationResponses { get; set; }

    public TlsConfig? TlsConfig { get; set; }

    public string? ResponseTransferMode { get; set; }

    public string? IntegrationTarget { get; set; }
}

/// <summary>How an answer of the backend becomes one of the method.</summary>
internal sealed class IntegrationResponse
{
    public string? StatusCode { get; set; }

    public string? SelectionPattern { get; set; }

    public Dictionary<string, string>? ResponseParameters { get; set; }

    public Dictionary<string, string>? ResponseTemplates { get; set; }

    public string? ContentHandling { get; set; }
}

/// <summary>An HTTP method of a resource.</summary>
internal class Method : AmazonWebServiceResponse
{
    public string HttpMethod { get; set; } = string.Empty;

    public string? AuthorizationType { get; set; }

    public string? AuthorizerId { get; set; }

    public bool? ApiKeyRequired { get; set; }

    public string? RequestValidatorId { get; set; }

    public string? OperationName { get; set; }

    public Dictionary<string, bool>? RequestParameters { get; set; }

    public Dictionary<string, string>? RequestModels { get; set; }

    public Dictionary<string, MethodResponse>? MethodResponses { get; set; }

    public Integration? MethodIntegration { get; set; }

    public List<string>? AuthorizationScopes { get; set; }
}

/// <summary>A status that a method declares.</summary>
internal sealed class MethodResponse
{
    public string? StatusCode { get; set; }

    public Dictionary<string, bool>? ResponseParameters { get; set; }

    public Dictionary<string, string>? ResponseModels { get; set; }
}

/// <summary>Logging, throttling and caching of methods of a stage.</summary>
internal sealed class MethodSetting
{
    public bool? MetricsEnabled { get; set; }

    public string? LoggingLevel { get; set; }

    public bool? DataTraceEnabled { get; set; }

    public int? ThrottlingBurstLimit { get; set; }

    public double? ThrottlingRateLimit { get; set; }

    public bool? CachingEnabled { get; set; }

    public int? CacheTtlInSeconds { get; set; }

    public bool? CacheDataEncrypted { get; set; }

    public bool? RequireAuthorizationForCacheControl { get; set; }

    public string? UnauthorizedCacheControlHeaderStrategy { get; set; }
}

/// <summary>A method as a deployment holds it.</summary>
internal sealed class MethodSnapshot
{
    public string? AuthorizationType { get; set; }

    public bool? ApiKeyRequired { get; set; }
}

/// <summary>One change of an update: a path and what is done there.</summary>
internal sealed class PatchOperation
{
    public string? Op { get; set; }

    public string? Path { get; set; }

    public string? Value { get; set; }

    public string? From { get; set; }
}

/// <summary>A path of an API.</summary>
internal sealed class Resource
{
    public string Id { get; set; } = string.Empty;

    public string? ParentId { get; set; }

    public string? PathPart { get; set; }

    public string Path { get; set; } = string.Empty;

    public Dictionary<string, Method>? ResourceMethods { get; set; }
}

/// <summary>A REST API as API Gateway returns it.</summary>
internal class RestApi : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public string? Description { get; set; }

    public DateTime? CreatedDate { get; set; }

    public string? Version { get; set; }

    public List<string>? Warnings { get; set; }

    public List<string>? BinaryMediaTypes { get; set; }

    public int? MinimumCompressionSize { get; set; }

    public string? ApiKeySource { get; set; }

    public EndpointConfiguration? EndpointConfiguration { get; set; }

    public string? Policy { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public bool? DisableExecuteApiEndpoint { get; set; }

    public string? RootResourceId { get; set; }

    public string? SecurityPolicy { get; set; }

    public string? EndpointAccessMode { get; set; }

    public string? ApiStatus { get; set; }

    public string? ApiStatusMessage { get; set; }
}

/// <summary>A stage: a name under which a deployment answers.</summary>
internal class Stage : AmazonWebServiceResponse
{
    public string? DeploymentId { get; set; }

    public string? ClientCertificateId { get; set; }

    public string StageName { get; set; } = string.Empty;

    public string? Description { get; set; }

    public bool? CacheClusterEnabled { get; set; }

    public string? CacheClusterSize { get; set; }

    public string? CacheClusterStatus { get; set; }

    public Dictionary<string, MethodSetting>? MethodSettings { get; set; }

    public Dictionary<string, string>? Variables { get; set; }

    public string? DocumentationVersion { get; set; }

    public AccessLogSettings? AccessLogSettings { get; set; }

    public CanarySettings? CanarySettings { get; set; }

    public bool? TracingEnabled { get; set; }

    public string? WebAclArn { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public DateTime? CreatedDate { get; set; }

    public DateTime? LastUpdatedDate { get; set; }
}

/// <summary>How the backend is verified.</summary>
internal sealed class TlsConfig
{
    public bool? InsecureSkipVerification { get; set; }
}

/// <summary>A link into a VPC.</summary>
internal class VpcLink : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;

    public string? Name { get; set; }

    public string? Description { get; set; }

    public List<string>? TargetArns { get; set; }

    public string? Status { get; set; }

    public string? StatusMessage { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}

/// <summary>Request of CreateDeployment.</summary>
internal sealed class CreateDeploymentRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    public string? StageName { get; set; }

    public string? StageDescription { get; set; }

    public string? Description { get; set; }

    public bool? CacheClusterEnabled { get; set; }

    public string? CacheClusterSize { get; set; }

    public Dictionary<string, string>? Variables { get; set; }

    public DeploymentCanarySettings? CanarySettings { get; set; }

    public bool? TracingEnabled { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/restapis/{restapi_id}/deployments")
            .Path("restapi_id", RestApiId)
            .Json(this, ApiGatewayBodies.Default.CreateDeploymentRequest);
}

/// <summary>Answer of CreateDeployment.</summary>
internal sealed class CreateDeploymentResponse : Deployment;

/// <summary>Request of CreateRestApi.</summary>
internal sealed class CreateRestApiRequest : RestRequest
{
    public required string Name { get; set; }

    public string? Description { get; set; }

    public string? Version { get; set; }

    public string? CloneFrom { get; set; }

    public List<string>? BinaryMediaTypes { get; set; }

    public int? MinimumCompressionSize { get; set; }

    public string? ApiKeySource { get; set; }

    public EndpointConfiguration? EndpointConfiguration { get; set; }

    public string? Policy { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public bool? DisableExecuteApiEndpoint { get; set; }

    public string? SecurityPolicy { get; set; }

    public string? EndpointAccessMode { get; set; }

    internal override void Write(RestWire wire) => wire.Post("/restapis").Json(this, ApiGatewayBodies.Default.CreateRestApiRequest);
}

/// <summary>Answer of CreateRestApi.</summary>
internal sealed class CreateRestApiResponse : RestApi;

/// <summary>Request of CreateStage.</summary>
internal sealed class CreateStageRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    public required string StageName { get; set; }

    public required string DeploymentId { get; set; }

    public string? Description { get; set; }

    public bool? CacheClusterEnabled { get; set; }

    public string? CacheClusterSize { get; set; }

    public Dictionary<string, string>? Variables { get; set; }

    public string? DocumentationVersion { get; set; }

    public CanarySettings? CanarySettings { get; set; }

    public bool? TracingEnabled { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/restapis/{restapi_id}/stages").Path("restapi_id", RestApiId).Json(this, ApiGatewayBodies.Default.CreateStageRequest);
}

/// <summary>Answer of CreateStage.</summary>
internal sealed class CreateStageResponse : Stage;

/// <summary>Request of DeleteDeployment.</summary>
internal sealed class DeleteDeploymentRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string DeploymentId { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Delete("/restapis/{restapi_id}/deployments/{deployment_id}").Path("restapi_id", RestApiId).Path("deployment_id", DeploymentId);
}

/// <summary>Answer of DeleteDeployment.</summary>
internal sealed class DeleteDeploymentResponse : AmazonWebServiceResponse;

/// <summary>Request of DeleteRestApi.</summary>
internal sealed class DeleteRestApiRequest : RestRequest
{
    public required string RestApiId { get; set; }

    internal override void Write(RestWire wire) => wire.Delete("/restapis/{restapi_id}").Path("restapi_id", RestApiId);
}

/// <summary>Answer of DeleteRestApi.</summary>
internal sealed class DeleteRestApiResponse : AmazonWebServiceResponse;

/// <summary>Request of DeleteStage.</summary>
internal sealed class DeleteStageRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string StageName { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Delete("/restapis/{restapi_id}/stages/{stage_name}").Path("restapi_id", RestApiId).Path("stage_name", StageName);
}

/// <summary>Answer of DeleteStage.</summary>
internal sealed class DeleteStageResponse : AmazonWebServiceResponse;

/// <summary>Request of GetAuthorizers.</summary>
internal sealed class GetAuthorizersRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public string? Position { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/restapis/{restapi_id}/authorizers").Path("restapi_id", RestApiId).Query("position", Position).Query("limit", Limit);
}

/// <summary>Answer of GetAuthorizers.</summary>
internal sealed class GetAuthorizersResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<Authorizer> Items { get; set; } = [];
}

/// <summary>Request of GetBasePathMappings. Without an id it is the public domain name of that name.</summary>
internal sealed class GetBasePathMappingsRequest : RestRequest
{
    public required string DomainName { get; set; }

    public string? DomainNameId { get; set; }

    public string? Position { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/domainnames/{domain_name}/basepathmappings")
            .Path("domain_name", DomainName)
            .Query("domainNameId", DomainNameId)
            .Query("position", Position)
            .Query("limit", Limit);
}

/// <summary>Answer of GetBasePathMappings.</summary>
internal sealed class GetBasePathMappingsResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<BasePathMapping> Items { get; set; } = [];
}

/// <summary>Request of GetDeployment.</summary>
internal sealed class GetDeploymentRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string DeploymentId { get; set; }

    public List<string>? Embed { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/restapis/{restapi_id}/deployments/{deployment_id}")
            .Path("restapi_id", RestApiId)
            .Path("deployment_id", DeploymentId)
            .Query("embed", Embed);
}

/// <summary>Answer of GetDeployment.</summary>
internal sealed class GetDeploymentResponse : Deployment;

/// <summary>Request of GetDeployments.</summary>
internal sealed class GetDeploymentsRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public string? Position { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/restapis/{restapi_id}/deployments").Path("restapi_id", RestApiId).Query("position", Position).Query("limit", Limit);
}

/// <summary>Answer of GetDeployments.</summary>
internal sealed class GetDeploymentsResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<Deployment> Items { get; set; } = [];
}

/// <summary>Request of GetDomainName. Without an id it is the public domain name of that name.</summary>
internal sealed class GetDomainNameRequest : RestRequest
{
    public required string DomainName { get; set; }

    public string? DomainNameId { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/domainnames/{domain_name}").Path("domain_name", DomainName).Query("domainNameId", DomainNameId);
}

/// <summary>Answer of GetDomainName.</summary>
internal sealed class GetDomainNameResponse : DomainName;

/// <summary>Request of GetDomainNameAccessAssociations.</summary>
internal sealed class GetDomainNameAccessAssociationsRequest : RestRequest
{
    public string? Position { get; set; }

    public int? Limit { get; set; }

    /// <summary>
    /// <c>SELF</c> for associations of the caller's endpoints, <c>OTHER_ACCOUNTS</c> for others' with the caller's names; null
    /// means the former.
    /// </summary>
    public string? ResourceOwner { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/domainnameaccessassociations").Query("position", Position).Query("limit", Limit).Query("resourceOwner", ResourceOwner);
}

/// <summary>Answer of GetDomainNameAccessAssociations.</summary>
internal sealed class GetDomainNameAccessAssociationsResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<DomainNameAccessAssociation> Items { get; set; } = [];
}

/// <summary>Request of GetDomainNames.</summary>
internal sealed class GetDomainNamesRequest : RestRequest
{
    public string? Position { get; set; }

    public int? Limit { get; set; }

    /// <summary><c>SELF</c> or <c>OTHER_ACCOUNTS</c>; null means the caller's own.</summary>
    public string? ResourceOwner { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/domainnames").Query("position", Position).Query("limit", Limit).Query("resourceOwner", ResourceOwner);
}

/// <summary>Answer of GetDomainNames.</summary>
internal sealed class GetDomainNamesResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<DomainName> Items { get; set; } = [];
}

/// <summary>Request of GetExport.</summary>
internal sealed class GetExportRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string StageName { get; set; }

    public required string ExportType { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }

    public string? Accepts { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}")
            .Path("restapi_id", RestApiId)
            .Path("stage_name", StageName)
            .Path("export_type", ExportType)
            .Query(Parameters)
            .Header("Accept", Accepts);
}

/// <summary>Answer of GetExport.</summary>
internal sealed class GetExportResponse : AmazonWebServiceResponse, IRawResponse
{
    public string? ContentType { get; set; }

    public string? ContentDisposition { get; set; }

    public byte[]? Body { get; set; }

    void IRawResponse.Read(byte[] body, IWebResponseData headers)
    {
        Body = body;
        ContentType = headers.GetHeaderValue("Content-Type");
        ContentDisposition = headers.GetHeaderValue("Content-Disposition");
    }
}

/// <summary>Request of GetGatewayResponses.</summary>
internal sealed class GetGatewayResponsesRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public string? Position { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/restapis/{restapi_id}/gatewayresponses").Path("restapi_id", RestApiId).Query("position", Position).Query("limit", Limit);
}

/// <summary>Answer of GetGatewayResponses.</summary>
internal sealed class GetGatewayResponsesResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<GatewayResponse> Items { get; set; } = [];
}

/// <summary>Request of GetMethod.</summary>
internal sealed class GetMethodRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string ResourceId { get; set; }

    public required string HttpMethod { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}")
            .Path("restapi_id", RestApiId)
            .Path("resource_id", ResourceId)
            .Path("http_method", HttpMethod);
}

/// <summary>Answer of GetMethod.</summary>
internal sealed class GetMethodResponse : Method;

/// <summary>Request of GetResources.</summary>
internal sealed class GetResourcesRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public string? Position { get; set; }

    public int? Limit { get; set; }

    public List<string>? Embed { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/restapis/{restapi_id}/resources")
            .Path("restapi_id", RestApiId)
            .Query("position", Position)
            .Query("limit", Limit)
            .Query("embed", Embed);
}

/// <summary>Answer of GetResources.</summary>
internal sealed class GetResourcesResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<Resource> Items { get; set; } = [];
}

/// <summary>Request of GetRestApi.</summary>
internal sealed class GetRestApiRequest : RestRequest
{
    public required string RestApiId { get; set; }

    internal override void Write(RestWire wire) => wire.Get("/restapis/{restapi_id}").Path("restapi_id", RestApiId);
}

/// <summary>Answer of GetRestApi.</summary>
internal sealed class GetRestApiResponse : RestApi;

/// <summary>Request of GetRestApis.</summary>
internal sealed class GetRestApisRequest : RestRequest
{
    public string? Position { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) => wire.Get("/restapis").Query("position", Position).Query("limit", Limit);
}

/// <summary>Answer of GetRestApis.</summary>
internal sealed class GetRestApisResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<RestApi> Items { get; set; } = [];
}

/// <summary>Request of GetStage.</summary>
internal sealed class GetStageRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string StageName { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/restapis/{restapi_id}/stages/{stage_name}").Path("restapi_id", RestApiId).Path("stage_name", StageName);
}

/// <summary>Answer of GetStage.</summary>
internal sealed class GetStageResponse : Stage;

/// <summary>Request of GetStages.</summary>
internal sealed class GetStagesRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public string? DeploymentId { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/restapis/{restapi_id}/stages").Path("restapi_id", RestApiId).Query("deploymentId", DeploymentId);
}

/// <summary>Answer of GetStages.</summary>
internal sealed class GetStagesResponse : AmazonWebServiceResponse
{
    public List<Stage> Item { get; set; } = [];
}

/// <summary>Request of GetTags.</summary>
internal sealed class GetTagsRequest : RestRequest
{
    public required string ResourceArn { get; set; }

    public string? Position { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/tags/{resource_arn}").Path("resource_arn", ResourceArn).Query("position", Position).Query("limit", Limit);
}

/// <summary>Answer of GetTags.</summary>
internal sealed class GetTagsResponse : AmazonWebServiceResponse
{
    public Dictionary<string, string>? Tags { get; set; }
}

/// <summary>Request of GetVpcLink.</summary>
internal sealed class GetVpcLinkRequest : RestRequest
{
    public required string VpcLinkId { get; set; }

    internal override void Write(RestWire wire) => wire.Get("/vpclinks/{vpclink_id}").Path("vpclink_id", VpcLinkId);
}

/// <summary>Answer of GetVpcLink.</summary>
internal sealed class GetVpcLinkResponse : VpcLink;

/// <summary>Request of ImportRestApi.</summary>
internal sealed class ImportRestApiRequest : RestRequest
{
    public bool? FailOnWarnings { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }

    public required byte[] Body { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/restapis").SubResource("mode", "import").Query("failonwarnings", FailOnWarnings).Query(Parameters).Body(Body);
}

/// <summary>Answer of ImportRestApi.</summary>
internal sealed class ImportRestApiResponse : RestApi;

/// <summary>Request of PutRestApi.</summary>
internal sealed class PutRestApiRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public string? Mode { get; set; }

    public bool? FailOnWarnings { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }

    public required byte[] Body { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Put("/restapis/{restapi_id}")
            .Path("restapi_id", RestApiId)
            .Query("mode", Mode)
            .Query("failonwarnings", FailOnWarnings)
            .Query(Parameters)
            .Body(Body);
}

/// <summary>Answer of PutRestApi.</summary>
internal sealed class PutRestApiResponse : RestApi;

/// <summary>Request of TagResource.</summary>
internal sealed class TagResourceRequest : RestRequest
{
    [JsonIgnore]
    public required string ResourceArn { get; set; }

    public required Dictionary<string, string> Tags { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Put("/tags/{resource_arn}").Path("resource_arn", ResourceArn).Json(this, ApiGatewayBodies.Default.TagResourceRequest);
}

/// <summary>Answer of TagResource.</summary>
internal sealed class TagResourceResponse : AmazonWebServiceResponse;

/// <summary>Request of TestInvokeMethod.</summary>
internal sealed class TestInvokeMethodRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    [JsonIgnore]
    public required string ResourceId { get; set; }

    [JsonIgnore]
    public required string HttpMethod { get; set; }

    public string? PathWithQueryString { get; set; }

    public string? Body { get; set; }

    public Dictionary<string, string>? Headers { get; set; }

    public Dictionary<string, List<string>>? MultiValueHeaders { get; set; }

    public string? ClientCertificateId { get; set; }

    public Dictionary<string, string>? StageVariables { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}")
            .Path("restapi_id", RestApiId)
            .Path("resource_id", ResourceId)
            .Path("http_method", HttpMethod)
            .Json(this, ApiGatewayBodies.Default.TestInvokeMethodRequest);
}

/// <summary>Answer of TestInvokeMethod.</summary>
internal sealed class TestInvokeMethodResponse : AmazonWebServiceResponse
{
    public int Status { get; set; }

    public string? Body { get; set; }

    public Dictionary<string, string>? Headers { get; set; }

    public Dictionary<string, List<string>>? MultiValueHeaders { get; set; }

    public string? Log { get; set; }

    public long? Latency { get; set; }
}

/// <summary>Request of UntagResource.</summary>
internal sealed class UntagResourceRequest : RestRequest
{
    public required string ResourceArn { get; set; }

    public required List<string> TagKeys { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Delete("/tags/{resource_arn}").Path("resource_arn", ResourceArn).Query("tagKeys", TagKeys);
}

/// <summary>Answer of UntagResource.</summary>
internal sealed class UntagResourceResponse : AmazonWebServiceResponse;

/// <summary>Request of UpdateRestApi.</summary>
internal sealed class UpdateRestApiRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    public List<PatchOperation>? PatchOperations { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Patch("/restapis/{restapi_id}").Path("restapi_id", RestApiId).Json(this, ApiGatewayBodies.Default.UpdateRestApiRequest);
}

/// <summary>Answer of UpdateRestApi.</summary>
internal sealed class UpdateRestApiResponse : RestApi;

/// <summary>Request of UpdateStage.</summary>
internal sealed class UpdateStageRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    [JsonIgnore]
    public required string StageName { get; set; }

    public List<PatchOperation>? PatchOperations { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Patch("/restapis/{restapi_id}/stages/{stage_name}")
            .Path("restapi_id", RestApiId)
            .Path("stage_name", StageName)
            .Json(this, ApiGatewayBodies.Default.UpdateStageRequest);
}

/// <summary>Answer of UpdateStage.</summary>
internal sealed class UpdateStageResponse : Stage;
