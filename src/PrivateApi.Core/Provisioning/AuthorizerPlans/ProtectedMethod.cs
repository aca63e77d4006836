using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.AuthorizerPlans;

/// <summary>A method that an authorizer is to protect, with the authorization that it has before.</summary>
/// <param name="RestApiId">The API.</param>
/// <param name="ResourceId">The resource.</param>
/// <param name="Path">The resource's path.</param>
/// <param name="Verb">The verb, or <c>ANY</c>.</param>
/// <param name="AuthorizationType">The type of authorization that it has.</param>
/// <param name="AuthorizerId">The authorizer that it has; null for none.</param>
internal sealed record ProtectedMethod(
    string RestApiId,
    string ResourceId,
    string Path,
    string Verb,
    string AuthorizationType,
    string? AuthorizerId
)
{
    /// <summary>
    /// The methods that are asked for. OPTIONS has to be named: a browser sends its preflight request without a token.
    /// </summary>
    /// <exception cref="PrivateApiException"><c>MethodNotFound</c>: a path without methods, or a verb on none of the paths.</exception>
    public static async Task<IReadOnlyList<ProtectedMethod>> FindAsync(AwsSession session, AuthorizerSpec spec, CancellationToken stop)
    {
        ProtectedMethod[] all =
        [
            .. (await ApiLists.ResourcesAsync(session.ApiGateway, spec.RestApiId, stop))
                .OrderBy(resource => resource.Path, StringComparer.Ordinal)
                .SelectMany(resource =>
                    (resource.ResourceMethods ?? []).Select(method => new ProtectedMethod(
                        spec.RestApiId,
                        resource.Id,
                        resource.Path ?? "/",
                        method.Key,
                        method.Value.AuthorizationType ?? "NONE",
                        method.Value.AuthorizerId
                    ))
                ),
        ];
        // A method is named as it is shown, GET /pets, or by its verb.
        string[] whole = [.. spec.Methods.Where(name => name.Contains(' ', StringComparison.Ordinal))];
        string[] verbs = [.. spec.Methods.Except(whole)];
        ProtectedMethod[] some =
        [
            .. all.Where(_ => whole.Length == 0 || verbs.Length > 0 || spec.Paths.Count > 0)
                .Where(method => spec.Paths.Count == 0 || spec.Paths.Contains(method.Path))
                .Where(method =>
                    verbs.Length == 0 ? method.Verb != "OPTIONS" : verbs.Contains(method.Verb, StringComparer.OrdinalIgnoreCase)
                ),
        ];
        ProtectedMethod[] meant = [.. all.Where(method => some.Contains(method) || whole.Any(method.IsNamed))];
        string? lost =
            spec.Paths.FirstOrDefault(path => !some.Any(method => method.Path == path))
            ?? verbs.FirstOrDefault(verb => !some.Any(method => method.Verb.Equals(verb, StringComparison.OrdinalIgnoreCase)))
            ?? whole.FirstOrDefault(name => !all.Any(method => method.IsNamed(name)));
        return lost is null
            ? meant
            : throw new PrivateApiException(
                "MethodNotFound",
                FaultKind.NotFound,
                $"API {spec.RestApiId} has no such method: {lost}. It has: {string.Join(", ", all.Select(method => method.ToString()))}. "
                    + "A path without a verb means its methods other than OPTIONS.",
                lost
            );
    }

    private bool IsNamed(string name) =>
        name.Split(' ', 2, StringSplitOptions.TrimEntries) is [var verb, var path]
        && Verb.Equals(verb, StringComparison.OrdinalIgnoreCase)
        && Path == path;

    public async Task<bool> IsProtectedAsync(AwsSession session, string authorizerId, CancellationToken stop) =>
        (
            await session.ApiGateway.GetMethodAsync(
                new GetMethodRequest
                {
                    RestApiId = RestApiId,
                    ResourceId = ResourceId,
                    HttpMethod = Verb,
                },
                stop
            )
        ).AuthorizerId == authorizerId;

    public Task<UpdateMethodResponse> PatchAsync(AwsSession session, string type, string? authorizerId, CancellationToken stop) =>
        session.ApiGateway.UpdateMethodAsync(
            new UpdateMethodRequest
            {
                RestApiId = RestApiId,
                ResourceId = ResourceId,
                HttpMethod = Verb,
                PatchOperations = [.. Changes(type, authorizerId).Select(change => ApiSettings.Replace(change.Path, change.Value))],
            },
            stop
        );

    /// <summary>The command that gives it an authorization.</summary>
    public CommandLine Command(string type, string? authorizerId) =>
        CommandLine
            .ForCmdlet("Update-AGMethod")
            .With("RestApiId", RestApiId)
            .With("ResourceId", ResourceId)
            .With("HttpMethod", Verb)
            .With(
                "PatchOperation",
                CommandValue.List(
                    Changes(type, authorizerId)
                        .Select(change => CommandValue.Table(("Op", "replace"), ("Path", change.Path), ("Value", change.Value)))
                )
            );

    /// <summary>True where a stage's export shows it with an authorizer of a name.</summary>
    public bool IsIn(JsonObject export, string authorizer) =>
        export["paths"]?[Path]?[Verb == "ANY" ? "x-amazon-apigateway-any-method" : Verb.ToLowerInvariant()]?["security"]
            is JsonArray security
        && security.OfType<JsonObject>().Any(item => item.ContainsKey(authorizer));

    public override string ToString() => $"{Verb} {Path}";

    private static IEnumerable<(string Path, string Value)> Changes(string type, string? authorizerId)
    {
        yield return ("/authorizationType", type);
        if (authorizerId is not null)
        {
            yield return ("/authorizerId", authorizerId);
        }
    }
}
