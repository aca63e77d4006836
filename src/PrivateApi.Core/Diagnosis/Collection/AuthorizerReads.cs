using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Facts;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// The ids of Lambda authorizers, which no export has: a function's policy lets an authorizer in by its id. One list per API, and only
/// where a method has such an authorizer.
/// </summary>
internal sealed class AuthorizerReads(SnapshotReads reads)
{
    /// <summary>An API with the ids of its methods' authorizers; with the rest of those whose id alone was known.</summary>
    public async Task<ApiFact> WithIdsAsync(ApiFact api, CancellationToken stop)
    {
        if (!api.Stages.SelectMany(Served).SelectMany(stage => stage.Methods).Any(method => IsAsked(method.Authorizer)))
        {
            return api;
        }

        IReadOnlyList<Authorizer> listed = await reads.ListAsync(
            "Authorizer",
            $"apigateway:GET on /restapis/{api.Id}/authorizers",
            () => ApiLists.AuthorizersAsync(reads.Session.ApiGateway, api.Id, stop)
        );
        return listed.Count == 0 ? api : api with { Stages = [.. api.Stages.Select(stage => With(stage, listed))] };
    }

    private static IEnumerable<StageFact> Served(StageFact stage) => stage.Canary is { } canary ? [stage, canary.Stage] : [stage];

    // A role that invokes the function needs no permission that names the authorizer.
    private static bool IsAsked(AuthorizerFact? authorizer) =>
        authorizer is { Uri: null, Id: not null } or { Uri: not null, Credentials: null or "" };

    private static StageFact With(StageFact stage, IReadOnlyList<Authorizer> listed) =>
        stage with
        {
            Methods =
            [
                .. stage.Methods.Select(method =>
                    method.Authorizer is { } authorizer ? method with { Authorizer = Known(authorizer, listed) } : method
                ),
            ],
            Canary = stage.Canary is { } canary ? canary with { Stage = With(canary.Stage, listed) } : null,
        };

    private static AuthorizerFact Known(AuthorizerFact authorizer, IReadOnlyList<Authorizer> listed) =>
        authorizer.Name is { } name ? authorizer with { Id = listed.FirstOrDefault(item => item.Name == name)?.Id }
        : listed.FirstOrDefault(item => item.Id == authorizer.Id) is { } found
            ? new AuthorizerFact
            {
                Name = found.Name,
                Id = found.Id,
                Type = found.Type,
                Uri = found.AuthorizerUri,
                Credentials = found.AuthorizerCredentials,
                ValidationExpression = found.IdentityValidationExpression,
            }
        : authorizer;
}
