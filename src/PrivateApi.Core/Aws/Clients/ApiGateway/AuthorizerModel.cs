using System.Text.Json.Serialization;
using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of CreateAuthorizer.</summary>
internal sealed class CreateAuthorizerRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    public required string Name { get; set; }

    /// <summary><c>TOKEN</c>, <c>REQUEST</c> or <c>COGNITO_USER_POOLS</c>.</summary>
    public required string Type { get; set; }

    public List<string>? ProviderARNs { get; set; }

    public string? AuthorizerUri { get; set; }

    public string? IdentitySource { get; set; }

    public string? IdentityValidationExpression { get; set; }

    public int? AuthorizerResultTtlInSeconds { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/restapis/{restapi_id}/authorizers")
            .Path("restapi_id", RestApiId)
            .Json(this, ApiGatewayBodies.Default.CreateAuthorizerRequest);
}

/// <summary>Answer of CreateAuthorizer.</summary>
internal sealed class CreateAuthorizerResponse : Authorizer;

/// <summary>Request of DeleteAuthorizer.</summary>
internal sealed class DeleteAuthorizerRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string AuthorizerId { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Delete("/restapis/{restapi_id}/authorizers/{authorizer_id}").Path("restapi_id", RestApiId).Path("authorizer_id", AuthorizerId);
}

/// <summary>Answer of DeleteAuthorizer.</summary>
internal sealed class DeleteAuthorizerResponse : AmazonWebServiceResponse;

/// <summary>Request of UpdateMethod.</summary>
internal sealed class UpdateMethodRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    [JsonIgnore]
    public required string ResourceId { get; set; }

    [JsonIgnore]
    public required string HttpMethod { get; set; }

    public List<PatchOperation>? PatchOperations { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Patch("/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}")
            .Path("restapi_id", RestApiId)
            .Path("resource_id", ResourceId)
            .Path("http_method", HttpMethod)
            .Json(this, ApiGatewayBodies.Default.UpdateMethodRequest);
}

/// <summary>Answer of UpdateMethod.</summary>
internal sealed class UpdateMethodResponse : Method;
