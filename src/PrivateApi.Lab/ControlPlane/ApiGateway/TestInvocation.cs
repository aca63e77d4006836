using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>A method to run by itself: without stage, networks, policies and authorization.</summary>
/// <param name="Call">The call that asks for it.</param>
/// <param name="Api">The API, as it is now rather than as deployed.</param>
/// <param name="Resource">The method's resource.</param>
/// <param name="Method">The method.</param>
/// <param name="Request">The request; its path is without a stage.</param>
/// <param name="StageVariables">The values given for stage variables.</param>
internal sealed record TestInvocation(
    ServiceCall Call,
    LabRestApi Api,
    JsonObject Resource,
    JsonObject Method,
    LabRequest Request,
    JsonObject StageVariables
);

/// <summary>What came of it.</summary>
/// <param name="Response">The method's response.</param>
/// <param name="PathParameters">The path's parameters; empty for a path that the resource does not match.</param>
/// <param name="Failure">Why the integration could not be run, as the log says it; null if it ran.</param>
internal sealed record TestOutcome(LabResponse Response, IReadOnlyDictionary<string, string> PathParameters, string? Failure);
