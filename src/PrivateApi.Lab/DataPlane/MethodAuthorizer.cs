using System.Text.Json.Nodes;

namespace PrivateApi.Lab.DataPlane;

/// <summary>What the authorizer of a call's method answers.</summary>
internal abstract class MethodAuthorizer
{
    /// <summary>Its answer as <see cref="Reachability.PathCall.AuthorizerDecision"/>; null where there is none.</summary>
    public string? Answer { get; protected set; }

    /// <summary>True where it refuses the token itself, which is 401.</summary>
    public bool IsUnauthorized { get; protected set; }

    /// <summary>Why there is no answer; null where there is one.</summary>
    public string? Problem { get; protected set; }

    /// <summary>What integrations see as <c>$context.authorizer</c>.</summary>
    public JsonObject Context { get; protected set; } = [];

    /// <summary>The authorizer of the call's method; null for another authorization.</summary>
    public static MethodAuthorizer? Of(GatewayCall call) =>
        AuthorizerTokens.AuthorizerOf(call) is not { } authorizer ? null
        : (string?)call.Method["authorizationType"] == "CUSTOM" ? new LambdaAuthorizer(call, authorizer)
        : new UserPoolAuthorizer(call, authorizer);

    /// <summary>Keeps the answer for the next calls, where that is due.</summary>
    public virtual void Keep() { }
}
