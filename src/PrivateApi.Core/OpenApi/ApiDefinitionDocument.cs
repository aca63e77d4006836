using System.Text.Json.Nodes;

namespace PrivateApi.OpenApi;

/// <summary>An OpenAPI definition that has been read and found suitable for API Gateway. Its bytes are the user's own.</summary>
internal sealed record ApiDefinitionDocument
{
    /// <summary>What is imported, as the user wrote it (UTF-8, without a byte order mark).</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    public required DefinitionFormat Format { get; init; }

    /// <summary><c>2.0</c>, <c>3.0.1</c> …</summary>
    public required string SpecVersion { get; init; }

    public required string Title { get; init; }

    public required string? Description { get; init; }

    public required IReadOnlyList<ApiOperation> Operations { get; init; }

    /// <summary>The document's own resource policy as JSON; null for none.</summary>
    public required string? Policy { get; init; }

    /// <summary>Endpoints that the document itself associates.</summary>
    public required IReadOnlyList<string> VpcEndpointIds { get; init; }

    /// <summary>Top-level members; an import must not change what the document does not mention.</summary>
    public required JsonObject Root { get; init; }

    /// <summary>Lower-case hex SHA-256 of the document's content: white space, member order and format do not matter.</summary>
    public required string ContentHash { get; init; }

    public required IReadOnlyList<DefinitionProblem> Warnings { get; init; }

    public bool IsSwagger2 => SpecVersion == "2.0";

    public IEnumerable<ApiOperation> WithoutIntegration => Operations.Where(operation => operation.IntegrationType is null);
}
