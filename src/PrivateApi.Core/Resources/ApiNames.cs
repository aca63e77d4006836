using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;

namespace PrivateApi.Resources;

/// <summary>Ids of APIs that are given by name.</summary>
internal sealed class ApiNames(AwsSession session)
{
    private const int IdLength = 10;

    /// <summary>The id; a text that looks like one is taken as it is, so that an id costs no read.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>AmbiguousName</c>.</exception>
    public async Task<string> ResolveAsync(string idOrName, CancellationToken stop)
    {
        if (LooksLikeId(idOrName))
        {
            return idOrName;
        }

        IReadOnlyList<RestApi> found = await new Apis(session).ListRestApisAsync(
            api => api.Id == idOrName || string.Equals(api.Name, idOrName, StringComparison.OrdinalIgnoreCase),
            stop
        );
        return found.Count switch
        {
            1 => found[0].Id,
            0 => throw new PrivateApiException(
                "ApiNotFound",
                FaultKind.NotFound,
                $"There is no REST API with the id or name '{idOrName}' in {session.Region}. Get-PrivateApi -IncludePublic lists them.",
                idOrName
            ),
            _ => throw Apis.Ambiguous(idOrName, found),
        };
    }

    /// <summary>True for ten lower-case letters and digits, which is what API Gateway gives as ids.</summary>
    public static bool LooksLikeId(string text) =>
        text.Length == IdLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
}
