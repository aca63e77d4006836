using System.Management.Automation;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Finds authorizers of an API by a name that may contain wildcards.</summary>
internal static class AuthorizerSelection
{
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>AuthorizerNotFound</c>: a name without wildcards that none
    /// has.</exception>
    public static async Task<IReadOnlyList<Authorizer>> FindAsync(AwsSession session, string restApiId, string name, CancellationToken stop)
    {
        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        IReadOnlyList<Authorizer> found = await new Authorizers(session).ListAsync(restApiId, item => pattern.IsMatch(item.Name), stop);
        return found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name) ? found : throw Authorizers.NotFound(restApiId, name);
    }
}
