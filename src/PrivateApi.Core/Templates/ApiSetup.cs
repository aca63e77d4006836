using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;

namespace PrivateApi.Templates;

/// <summary>An API as it runs.</summary>
/// <param name="Api">The API.</param>
/// <param name="Stages">Its stages, by name.</param>
/// <param name="Definition">OpenAPI document of its newest deployment; null if it has none.</param>
/// <param name="DefinitionStage">The stage that the document was exported from; null without one.</param>
internal sealed record ApiSetup(RestApi Api, IReadOnlyList<Stage> Stages, JsonObject? Definition, string? DefinitionStage)
{
    /// <summary>Authorizers that the document lacks, because no deployed method uses them; by name.</summary>
    public IReadOnlyList<Authorizer> Authorizers { get; init; } = [];

    /// <summary>What the user said of the deployment; null for nothing.</summary>
    public string? DeploymentDescription { get; init; }
}
