using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Reachability;
using PrivateApi.Text;
using Authorizer = PrivateApi.Model.Authorizer;
using AwsAuthorizer = PrivateApi.Aws.Clients.ApiGateway.Authorizer;

namespace PrivateApi.Resources;

/// <summary>Reads the authorizers of APIs.</summary>
internal sealed class Authorizers(AwsSession session)
{
    /// <summary>The authorizers of an API that are meant, by name.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>.</exception>
    public async Task<IReadOnlyList<Authorizer>> ListAsync(string restApiId, Func<AwsAuthorizer, bool> isMeant, CancellationToken stop)
    {
        AwsAuthorizer[] meant = [.. (await ReadAsync(restApiId, stop)).Where(isMeant)];
        if (meant.Length == 0)
        {
            return [];
        }

        List<Resource> resources = await ApiLists.ResourcesAsync(session.ApiGateway, restApiId, stop);
        string account = await session.GetAccountIdAsync(stop);
        return
        [
            .. meant
                .OrderBy(authorizer => authorizer.Name, StringComparer.OrdinalIgnoreCase)
                .Select(authorizer => Describe(restApiId, authorizer, MethodsOf(resources, authorizer.Id), account)),
        ];
    }

    /// <summary>One authorizer.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>AuthorizerNotFound</c>.</exception>
    public async Task<Authorizer> GetAsync(string restApiId, string authorizerId, CancellationToken stop) =>
        (await ListAsync(restApiId, authorizer => authorizer.Id == authorizerId, stop)) is [var found]
            ? found
            : throw NotFound(restApiId, authorizerId);

    /// <summary>The authorizers of an API as the service shows them.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>.</exception>
    public async Task<List<AwsAuthorizer>> ReadAsync(string restApiId, CancellationToken stop)
    {
        try
        {
            return await ApiLists.AuthorizersAsync(session.ApiGateway, restApiId, stop);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            throw ApiErrors.ApiNotFound(restApiId, session, await session.GetAccountIdAsync(stop));
        }
    }

    public static PrivateApiException NotFound(string restApiId, string authorizer) =>
        new(
            "AuthorizerNotFound",
            FaultKind.NotFound,
            $"API {restApiId} has no authorizer '{authorizer}'. "
                + $"{CommandLine.ForCmdlet("Get-PrivateApiAuthorizer").With("RestApiId", restApiId)} lists those that it has.",
            authorizer
        );

    /// <summary>The parts of an identity source.</summary>
    public static string[] Sources(string? identitySource) =>
        (identitySource ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string[] MethodsOf(List<Resource> resources, string authorizerId) =>
        [
            .. resources
                .OrderBy(resource => resource.Path, StringComparer.Ordinal)
                .SelectMany(resource =>
                    (resource.ResourceMethods ?? [])
                        .Where(method => method.Value.AuthorizerId == authorizerId)
                        .Select(method => $"{method.Key} {resource.Path}")
                ),
        ];

    private Authorizer Describe(string restApiId, AwsAuthorizer authorizer, string[] methods, string account) =>
        new()
        {
            Name = authorizer.Name,
            AuthorizerId = authorizer.Id,
            RestApiId = restApiId,
            Type = authorizer.Type,
            Method = methods,
            IdentitySource = Sources(authorizer.IdentitySource),
            IdentityValidationExpression = string.IsNullOrEmpty(authorizer.IdentityValidationExpression)
                ? null
                : authorizer.IdentityValidationExpression,
            TtlSec = authorizer.AuthorizerResultTtlInSeconds,
            FunctionArn = FunctionAccess.NameIn(authorizer.AuthorizerUri ?? string.Empty),
            UserPoolArn = authorizer.ProviderARNs ?? [],
            AccountId = account,
            Region = session.Region,
        };
}
